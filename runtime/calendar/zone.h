// Local time, as pure functions over a zone's resolved transitions. Calendar days, weeks and months of the
// policy.
//
//   day_of(zone, instant)            20793          days since 1970-01-01 on the zone's wall calendar
//   start_of_day(zone, 20793)        1796511600000  its first millisecond
//   add_months(zone, instant, 1)     31 January 09:00 becomes 28 February 09:00 local time
//
// Instants are milliseconds since 1970-01-01T00:00:00Z; `local` is milliseconds since 1970-01-01T00:00 on the
// wall clock. A local time in a daylight-saving gap moves forward by the gap; of a repeated one the first
// counts. Logarithmic in the number of transitions; never fails. `zone` must have one offset more than
// transitions (`verify`).
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"

namespace lead::calendar {

inline constexpr int64_t kDayMs = 86'400'000;

struct CivilDate {
  int32_t year = 1970;
  uint32_t month = 1;  // 1 to 12
  uint32_t day = 1;    // 1 to 31
  friend constexpr bool operator==(const CivilDate&, const CivilDate&) = default;
};

// Proleptic Gregorian dates as days since 1970-01-01. `civil_of` is the inverse for years -32767 to 32767.
[[nodiscard]] int64_t days_of(CivilDate date);
[[nodiscard]] CivilDate civil_of(int64_t days);
[[nodiscard]] bool is_valid(CivilDate date);
// 0 is Monday, 6 is Sunday.
[[nodiscard]] uint32_t weekday_of(int64_t days);

// Wall clock minus UTC at an instant.
[[nodiscard]] int64_t offset_at(const artefact::ZoneT& zone, int64_t instant_ms);
[[nodiscard]] int64_t local_of(const artefact::ZoneT& zone, int64_t instant_ms);

// The instant of a wall-clock time: first of a repeat, moved forward by the gap inside one.
[[nodiscard]] int64_t instant_of(const artefact::ZoneT& zone, int64_t local_ms);
// The first instant at which the wall clock shows `local_ms` or more: in a gap, the end of the gap.
[[nodiscard]] int64_t first_instant_from(const artefact::ZoneT& zone, int64_t local_ms);

[[nodiscard]] int64_t day_of(const artefact::ZoneT& zone, int64_t instant_ms);
// First instant of the date; of a date the zone skipped, that of the next date.
[[nodiscard]] int64_t start_of_day(const artefact::ZoneT& zone, int64_t days);

// `months` may be negative; 0 gives `instant_ms` itself. The time of day stays, the day is clamped to its
// month.
[[nodiscard]] int64_t add_months(const artefact::ZoneT& zone, int64_t instant_ms, int64_t months);

// An interval of instants, half-open. Spans of one unit follow each other without gap or overlap.
struct Stretch {
  int64_t begin_ms = 0;
  int64_t end_ms = 0;
  [[nodiscard]] bool contains(int64_t instant_ms) const {
    return begin_ms <= instant_ms && instant_ms < end_ms;
  }
};

// The hour of the wall clock; where the clock is changed within one, what lies before the change and what
// lies after it are two.
[[nodiscard]] Stretch hour_around(const artefact::ZoneT& zone, int64_t instant_ms);

// The calendar day, week (from Monday) and month that `per day/week/month` counts in. Where the wall clock is
// set back over midnight, the repeated last hour stays with the day that had begun: a stretch never comes
// twice.
[[nodiscard]] Stretch day_around(const artefact::ZoneT& zone, int64_t instant_ms);
[[nodiscard]] Stretch week_around(const artefact::ZoneT& zone, int64_t instant_ms);
[[nodiscard]] Stretch month_around(const artefact::ZoneT& zone, int64_t instant_ms);

}  // namespace lead::calendar
