// The stream that both sides fold: made from a seed, the same bytes on every machine.
//
// Instants rise strictly, by two seconds on average; a twentieth of the leads makes about half of the events.
// A line has some 150 bytes.
#pragma once
#include <cstdint>
#include <string>

namespace lead::bench {

struct Workload {
  uint64_t events = 5'000'000;
  uint32_t leads = 200'000;
  uint64_t seed = 1;
};

// False where the file cannot be written.
[[nodiscard]] bool write_stream(const Workload& workload, const std::string& path);

}  // namespace lead::bench
