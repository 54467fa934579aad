// Where a score is expected to cross a threshold, judged from its values at both ends of a segment of time.
//
//   const Crossing crossing = expect_crossing({first_ms, 32'000'000, last_ms, 0, 20'000'000}, &half_life);
//
// For the search (search.h): a guess decides where it looks, never what it proves. The curve assumed fades
// evenly on one half-life towards anything at all, and is a straight line where the policy has none. Cost:
// one weight and one logarithm.
#pragma once
#include <cstdint>

#include "runtime/base/half_life.h"
#include "runtime/engine/layout.h"

namespace lead::engine {

struct Crossing {
  int64_t instant_ms = kNever;  // kNever: no idea
  int64_t margin_ms = 0;        // how far off it may be because scores are rounded
};

// A score at two instants, in millionths, and the threshold between.
struct Descent {
  int64_t first_ms = 0;
  int64_t first = 0;
  int64_t last_ms = 0;
  int64_t last = 0;
  int64_t threshold = 0;

  // Whether the score gets from one side of the threshold to the other, and not too far for words.
  [[nodiscard]] bool is_known() const;
};

// `half_life` may be null.
[[nodiscard]] Crossing expect_crossing(const Descent& descent, const HalfLife* half_life);

}  // namespace lead::engine
