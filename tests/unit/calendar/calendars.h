// Calendars for tests: short ways to write hours, and zones by name.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>

#include "runtime/calendar/compile_calendar.h"
#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"

namespace lead::calendar {

inline constexpr int64_t kMinuteMs = 60'000;
inline constexpr int64_t kHourMs = 3'600'000;

inline artefact::ZoneT utc() {
  artefact::ZoneT zone;
  zone.name = "UTC";
  zone.offsets_ms = {0};
  return zone;
}

inline artefact::ZoneT zone_named(const std::string& name) {
  std::optional<artefact::ZoneT> zone = resolve_zone(name);
  EXPECT_TRUE(zone.has_value()) << name;
  return zone ? *zone : utc();
}

// An instant by its date and time in UTC.
inline int64_t at(int32_t year, uint32_t month, uint32_t day, int64_t hour = 0, int64_t minute = 0) {
  return days_of({year, month, day}) * kDayMs + hour * kHourMs + minute * kMinuteMs;
}

// Minutes of the day, and full hours: hours(9, 17) is 09:00-17:00.
inline LocalHours minutes(int64_t begin, int64_t end) {
  return {static_cast<int32_t>(begin * kMinuteMs), static_cast<int32_t>(end * kMinuteMs)};
}
inline LocalHours hours(int64_t begin, int64_t end) {
  return minutes(begin * 60, end * 60);
}

// Monday is 0.
inline OpeningHours weekly(uint32_t first, uint32_t last, std::vector<LocalHours> of_a_day) {
  OpeningHours opening;
  for (uint32_t weekday = first; weekday <= last; ++weekday) {
    for (const LocalHours& one : of_a_day) opening.weekly.push_back({weekday, one});
  }
  return opening;
}

inline BusinessCalendar compiled(const OpeningHours& opening, const artefact::ZoneT& zone) {
  auto made = compile(opening, zone);
  if (const auto* problem = std::get_if<HoursProblem>(&made)) {
    ADD_FAILURE() << text_of(*problem);
    return std::get<BusinessCalendar>(compile({}, zone));
  }
  return std::get<BusinessCalendar>(std::move(made));
}

}  // namespace lead::calendar
