// The office hours of journey.lead, by hand: 09:00-12:00 and 13:00-17:00 from Monday to Friday in Stockholm,
// without its closed dates, for the ten years in which a stream of this benchmark may lie.
#pragma once
#include <chrono>
#include <cstdint>

#include "tests/bench/calendar/by_hand.h"
#include "tests/bench/stream/records.h"

namespace lead::bench {

// One hour before UTC in winter; two from the last Sunday of March to that of October, at 01:00 UTC.
inline int64_t stockholm_offset_ms(std::chrono::sys_days day) {
  using namespace std::chrono;
  const year year = year_month_day(day).year();
  const bool is_summer =
      day >= sys_days(year / March / Sunday[last]) && day < sys_days(year / October / Sunday[last]);
  return (is_summer ? 2 : 1) * kHourMs;  // nobody works between midnight and the change
}

inline bool is_closed(std::chrono::sys_days day) {
  using namespace std::chrono;
  const year_month_day date(day);
  const month_day every = date.month() / date.day();
  for (const month_day closed :
       {December / 24, December / 25, December / 26, January / 1, January / 6, June / 6}) {
    if (every == closed) return true;
  }
  const weekday weekday(day);
  return weekday == Saturday || weekday == Sunday || date == 2026y / April / 3 || date == 2026y / April / 6;
}

inline OfficeByHand office_hours() {
  using namespace std::chrono;
  OfficeByHand office;
  for (sys_days day = 2026y / January / 1; day < sys_days(2036y / January / 1); day += days(1)) {
    if (is_closed(day)) continue;
    const int64_t midnight = day.time_since_epoch().count() * kDayMs - stockholm_offset_ms(day);
    office.add_opening(midnight + 9 * kHourMs, midnight + 12 * kHourMs);
    office.add_opening(midnight + 13 * kHourMs, midnight + 17 * kHourMs);
  }
  return office;
}

}  // namespace lead::bench
