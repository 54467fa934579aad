#include "runtime/calendar/stored_hours.h"

#include "runtime/calendar/zone.h"

namespace lead::calendar {

OpeningHours stored_hours(const artefact::CalendarT& calendar) {
  constexpr auto kMidnight = static_cast<int32_t>(kDayMs);
  OpeningHours hours;
  for (const artefact::DayHours& each : calendar.weekly) {
    const int32_t end_ms = each.end_ms() > kMidnight ? each.end_ms() - kMidnight : each.end_ms();
    hours.weekly.push_back({static_cast<uint32_t>(each.day()), {each.begin_ms(), end_ms}});
  }
  for (const artefact::DayHours& each : calendar.dated)
    hours.dated.push_back({each.day(), {each.begin_ms(), each.end_ms()}});
  for (const artefact::DayHours& each : calendar.breaks)
    hours.breaks.push_back({each.day(), {each.begin_ms(), each.end_ms()}});
  hours.holidays.assign(calendar.holidays.begin(), calendar.holidays.end());
  return hours;
}

}  // namespace lead::calendar
