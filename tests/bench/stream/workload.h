// The streams that both sides fold: made from a seed, the same bytes on every machine.
//
// Instants rise strictly, by two seconds on average; a twentieth of the leads makes about half of the events.
// A line has some 150 bytes. Each policy has a stream of its own: a journey has calls and deals, routing has
// claims besides, three of four for one of the leads that asked last.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lead::bench {

enum class Policy : uint8_t { Scoring, Journey, Routing };

[[nodiscard]] constexpr std::string_view name_of(Policy policy) {
  switch (policy) {
    case Policy::Scoring:
      return "scoring";
    case Policy::Journey:
      return "journey";
    case Policy::Routing:
      return "routing";
  }
  return {};
}

struct Workload {
  uint64_t events = 5'000'000;
  uint32_t leads = 200'000;
  uint64_t seed = 1;
};

// False where the file cannot be written.
[[nodiscard]] bool write_stream(const Workload& workload, Policy policy, const std::string& path);

}  // namespace lead::bench
