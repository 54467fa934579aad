// NDJSON in, NDJSON out, by hand: simdjson On-Demand over the whole file, the fold of handwritten.h, and the
// very lines that `leadc run --decisions` writes.
#pragma once
#include <string>

namespace lead::bench {

struct PolicyWords {
  std::string policy, version, meaning, data;  // as decisions name them
};

// False where a file cannot be read or written, or a line is not as stream.lead declares.
[[nodiscard]] bool run_lines(const std::string& events, const std::string& decisions,
                             const PolicyWords& words);

}  // namespace lead::bench
