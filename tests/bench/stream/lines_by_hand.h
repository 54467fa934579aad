// NDJSON in, NDJSON out, by hand: simdjson On-Demand over the whole file, a fold by hand, and the very
// lines that `leadc run --decisions` writes.
#pragma once
#include <string>

#include "tests/bench/stream/workload.h"

namespace lead::bench {

struct PolicyWords {
  std::string policy, version, meaning, data;  // as decisions name them
};

// False where a file cannot be read or written, or a line is not as the policy declares.
[[nodiscard]] bool run_lines(Policy policy, const std::string& events, const std::string& decisions,
                             const PolicyWords& words);

}  // namespace lead::bench
