// Events of leads that are not born yet, where the policy says `anonymous events wait`: kept, in order, until
// birth.
//
// A copy is kept, for blocks do not wait. BOUND: limits::kMaxWaitingEvents a lead. Who never is born has its
// events handed out at the end, in the order of the stream.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/value/event.h"

namespace lead::engine {

class Waiting {
 public:
  struct Kept {
    value::Event event;  // points into the two below
    std::unique_ptr<char[]> bytes;
    std::vector<value::FieldValue> fields;
    uint64_t order;  // place in the stream
  };

  // False where the lead has too many already.
  [[nodiscard]] bool keep(uint32_t lead, const value::Event& event);
  // The events of a lead, in their order; it has none afterwards.
  [[nodiscard]] std::vector<Kept> take(uint32_t lead);
  [[nodiscard]] std::vector<Kept> take_all();

 private:
  absl::flat_hash_map<uint32_t, std::vector<Kept>> kept_;
  uint64_t count_ = 0;
};

}  // namespace lead::engine
