// What the parts of the stream benchmark have in common: its options, its watch, and how it gives up.
#pragma once
#include <ctime>
#include <string>

#include "runtime/artefact/artefact.h"
#include "tests/bench/stream/workload.h"

namespace lead::bench {

inline constexpr size_t kBlockEvents = 4096;  // of a push

struct Arguments {
  Workload workload;
  int rounds = 3;
  uint32_t pending = 1'000'000;  // leads with one pending promise each; 0: not asked
  std::string folder = "build/bench";
  std::string policy;  // "scoring", "journey", "routing"; empty: all
  std::string only;    // "memory" or "lines": one of the two, for a profiler
};

// Says why on standard error; exit code 1.
[[noreturn]] void fail(const std::string& why);

// The processor time of this process, system calls included: what other programs on the machine take does
// not count.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const { return now() - begin_; }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }
  double begin_ = now();
};

// Seconds of the best round.
struct Best {
  double ours = 1e9, theirs = 1e9;
};

// --- the parts; `events` names the stream as NDJSON
// ---------------------------------------------------------

// Events read already. Prints the number of decisions and the size of a lead. in_memory.cpp
[[nodiscard]] Best from_memory(const artefact::VerifiedArtefact& artefact, Policy policy, int rounds,
                               const std::string& events);
// From NDJSON to NDJSON, both left in `folder`; not of Routing. through_lines.cpp
[[nodiscard]] Best through_lines(const artefact::VerifiedArtefact& artefact, Policy policy, int rounds,
                                 const std::string& events, const std::string& folder);
// What a pending timer of a promise takes, with `leads` of them. pending.cpp
void print_pending(const artefact::VerifiedArtefact& artefact, uint32_t leads, const std::string& folder);

}  // namespace lead::bench
