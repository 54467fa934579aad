// The leads of the example: who they are and what they do over four months, made up from a seed.
//
// `simulate` draws `lead_count` leads and gives each a story of its kind (a buyer asks for a demo, a student
// reads the careers page …), then fills up with visits to the site until there are `event_count` events.
// Every event carries the moment it happened and the rest of its NDJSON line, ready to print. Same settings,
// same events, on every machine.
//
// Shape: events stand in the order they were drawn; `generate.cpp` sorts them. Never fails; where the stories
// alone are more than `event_count`, the events that were drawn last are missing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "examples/inbound/random.h"

namespace inbound {

inline constexpr int64_t kSecondMs = 1000;
inline constexpr int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr int64_t kHourMs = 60 * kMinuteMs;
inline constexpr int64_t kDayMs = 24 * kHourMs;
inline constexpr int64_t kBeginMs = 1'796'083'200'000;  // 2026-12-01T00:00:00Z
inline constexpr int64_t kDays = 121;                   // up to and including 2027-03-31

struct Event {
  int64_t at_ms = 0;       // when it happened
  int64_t arrives_ms = 0;  // when the stream learns of it; later than `at_ms` for what is late
  const char* type = "";
  const char* source = "";  // the system that reports it: "web", "crm", "webinars"
  uint32_t lead = 0;        // from 1
  std::string payload;      // `,"path":"/pricing"`, or empty
};

struct Settings {
  uint64_t seed = 1;
  uint32_t lead_count = 5000;
  size_t event_count = 100'000;
};

[[nodiscard]] std::vector<Event> simulate(const Settings& settings, Random& random);

}  // namespace inbound
