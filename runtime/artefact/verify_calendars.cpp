// Zones and calendars: what an artefact says about local time and business hours.
#include <algorithm>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

constexpr int32_t kDayMs = 86'400'000;
constexpr auto kDates = static_cast<int32_t>(limits::kEndInstantMs / kDayMs);
constexpr size_t kLeastParts = 2;

bool is_date(int32_t day) {
  return 0 <= day && day < kDates;
}

// A whole day is 00:00 to 24:00 and nothing else.
bool is_time(const DayHours& hours, bool may_pass_midnight) {
  if (hours.begin_ms() < 0 || hours.begin_ms() >= hours.end_ms()) return false;
  if (hours.end_ms() <= kDayMs) return true;
  return may_pass_midnight && hours.begin_ms() < kDayMs && hours.end_ms() - kDayMs < hours.begin_ms();
}

void check_hours(const CalendarT& calendar, const std::string& where, Judge& judge) {
  for (const DayHours& hours : calendar.weekly) {
    judge.require(0 <= hours.day() && hours.day() <= 6, where, "a weekday that no week has");
    judge.require(is_time(hours, true), where, "hours of a weekday that no day has");
  }
  for (const auto* list : {&calendar.dated, &calendar.breaks}) {
    for (const DayHours& hours : *list) {
      judge.require(is_date(hours.day()), where, "hours of a date outside 1970 to 2199");
      judge.require(is_time(hours, false), where, "hours of a date that no day has");
    }
  }
  judge.require(std::all_of(calendar.holidays.begin(), calendar.holidays.end(), is_date), where,
                "a holiday outside 1970 to 2199");
  judge.require(std::adjacent_find(calendar.holidays.begin(), calendar.holidays.end(),
                                   [](int32_t a, int32_t b) { return a >= b; }) == calendar.holidays.end(),
                where, "its holidays do not ascend");
}

// Dates are those of the first part, so its zone is theirs.
void check_parts(const ArtefactT& artefact, uint32_t index, const std::string& where, Judge& judge) {
  const CalendarT& calendar = *artefact.calendars[index];
  judge.require(calendar.both.size() >= kLeastParts, where, "it stands on one calendar alone");
  judge.require_within(calendar.both.size() <= limits::kMaxCalendarParts, where,
                       "it stands on too many calendars");
  judge.require(calendar.weekly.empty() && calendar.dated.empty() && calendar.breaks.empty() &&
                    calendar.holidays.empty(),
                where, "it stands on other calendars and has hours of its own");
  for (const uint32_t part : calendar.both)
    judge.require(part < index, where, "it stands on a calendar that is not before it");
  if (!judge.fine()) return;
  const ZoneT& zone = *artefact.calendars[calendar.both.front()]->zone;
  judge.require(
      calendar.zone->transitions_ms == zone.transitions_ms && calendar.zone->offsets_ms == zone.offsets_ms,
      where, "its zone is not that of the first calendar that it stands on");
}

}  // namespace

void check_zone(const ZoneT& zone, std::string_view where, Judge& judge) {
  constexpr int64_t kMaxOffsetMs = int64_t{26} * 3'600'000;
  judge.require(is_utf8(zone.name) && is_utf8(zone.version), where, "its name is not UTF-8");
  judge.require(zone.transitions_ms.size() <= limits::kMaxItems, where, "too many transitions");
  judge.require(zone.offsets_ms.size() == zone.transitions_ms.size() + 1, where,
                "offsets do not fit the transitions");
  judge.require(std::adjacent_find(zone.transitions_ms.begin(), zone.transitions_ms.end(),
                                   [](int64_t a, int64_t b) { return a >= b; }) == zone.transitions_ms.end(),
                where, "transitions are not in order");
  for (const int32_t offset : zone.offsets_ms) {
    judge.require(-kMaxOffsetMs <= offset && offset <= kMaxOffsetMs, where,
                  "an offset is larger than 26 hours");
  }
  for (const int64_t transition : zone.transitions_ms) {
    judge.require(-limits::kEndInstantMs <= transition && transition <= 2 * limits::kEndInstantMs, where,
                  "a transition lies far outside the years 1970 to 2199");
  }
}

void check_calendars(const ArtefactT& artefact, Judge& judge) {
  judge.require_within(artefact.calendars.size() <= limits::kMaxCalendars, "calendars", "too many entries");
  for (uint32_t i = 0; i < artefact.calendars.size() && judge.fine(); ++i) {
    const CalendarT& calendar = *artefact.calendars[i];
    const std::string where = place("calendar", i);
    judge.require(is_utf8(calendar.name) && is_utf8(calendar.title), where, "its words are not UTF-8");
    judge.require(!calendar.name.empty(), where, "it has no name");
    check_zone(*calendar.zone, where, judge);
    const size_t rows =
        calendar.weekly.size() + calendar.dated.size() + calendar.breaks.size() + calendar.holidays.size();
    judge.require_within(rows <= limits::kMaxCalendarRows, where, "too many hours and holidays");
    if (!judge.fine()) return;
    if (calendar.both.empty())
      check_hours(calendar, where, judge);
    else
      check_parts(artefact, i, where, judge);
  }
}

}  // namespace lead::artefact
