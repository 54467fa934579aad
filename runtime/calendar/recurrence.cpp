#include "runtime/calendar/recurrence.h"

#include <algorithm>

#include "runtime/calendar/zone.h"

namespace lead::calendar {
namespace {

using artefact::Every;

int64_t floor_day(int64_t local_ms) {
  return local_ms >= 0 ? local_ms / kDayMs : -((-local_ms + kDayMs - 1) / kDayMs);
}

// The day of the recurrence in the month that begins `months` after that of `date`.
int64_t day_in_month(CivilDate date, int32_t months, uint32_t day) {
  const int32_t month = date.year * 12 + static_cast<int32_t>(date.month) - 1 + months;
  const auto first = [](int32_t of) { return days_of({of / 12, static_cast<uint32_t>(of % 12) + 1, 1}); };
  return std::min(first(month) + day - 1, first(month + 1) - 1);
}

}  // namespace

// Looked at from the day before: a clock that is set back may show the time once more.
int64_t next_instant(const artefact::ZoneT& zone, const Recurrence& recurrence, int64_t after_ms) {
  const int64_t today = floor_day(local_of(zone, after_ms));
  if (recurrence.every == Every::Month) {
    for (int32_t months = -1;; ++months) {
      const int64_t day = day_in_month(civil_of(today), months, recurrence.day);
      const int64_t instant = instant_of(zone, day * kDayMs + recurrence.at_ms);
      if (instant > after_ms) return instant;
    }
  }
  for (int64_t day = today - 1;; ++day) {
    if (recurrence.every == Every::Week && weekday_of(day) != recurrence.day) continue;
    const int64_t instant = instant_of(zone, day * kDayMs + recurrence.at_ms);
    if (instant > after_ms) return instant;
  }
}

}  // namespace lead::calendar
