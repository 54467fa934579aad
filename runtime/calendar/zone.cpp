#include "runtime/calendar/zone.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace lead::calendar {
namespace {

// More than any zone has ever moved its clock, so that a search may start this far before a wall-clock time.
constexpr int64_t kWidestShiftMs = 2 * kDayMs;

constexpr int64_t kHourMs = 3'600'000;

int64_t floor_divide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return quotient - (a % b < 0 ? 1 : 0);
}

std::chrono::year_month_day chrono_date(CivilDate date) {
  return {std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

// The segment (index into offsets) that an instant lies in.
size_t segment_of(const artefact::ZoneT& zone, int64_t instant_ms) {
  const auto& moments = zone.transitions_ms;
  return static_cast<size_t>(std::upper_bound(moments.begin(), moments.end(), instant_ms) - moments.begin());
}

int64_t end_of_segment(const artefact::ZoneT& zone, size_t segment) {
  return segment < zone.transitions_ms.size() ? zone.transitions_ms[segment]
                                              : std::numeric_limits<int64_t>::max();
}

// The segment in which the wall clock first shows `local_ms` or more.
size_t segment_reaching(const artefact::ZoneT& zone, int64_t local_ms) {
  size_t segment = segment_of(zone, local_ms - kWidestShiftMs);
  while (local_ms - zone.offsets_ms[segment] >= end_of_segment(zone, segment)) ++segment;
  return segment;
}

int64_t first_day_of_month(CivilDate date, int64_t months) {
  const int64_t month = int64_t{date.year} * 12 + (date.month - 1) + months;
  return days_of({static_cast<int32_t>(floor_divide(month, 12)),
                  static_cast<uint32_t>(month - floor_divide(month, 12) * 12) + 1, 1});
}

// The stretch [start(first), start(next)) with `instant_ms` in it, where `first` was found from the wall
// clock: after the clock is set back over midnight the wall clock may name the unit before.
template <class Next>
Stretch stretch_around(const artefact::ZoneT& zone, int64_t instant_ms, int64_t first, Next next) {
  Stretch stretch{start_of_day(zone, first), start_of_day(zone, next(first))};
  while (stretch.end_ms <= instant_ms) {
    first = next(first);
    stretch = {stretch.end_ms, start_of_day(zone, next(first))};
  }
  return stretch;
}

}  // namespace

int64_t days_of(CivilDate date) {
  return std::chrono::sys_days{chrono_date(date)}.time_since_epoch().count();
}

CivilDate civil_of(int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day())};
}

bool is_valid(CivilDate date) {
  return chrono_date(date).ok();
}

uint32_t weekday_of(int64_t days) {
  return static_cast<uint32_t>(days + 3 - floor_divide(days + 3, 7) * 7);
}

int64_t offset_at(const artefact::ZoneT& zone, int64_t instant_ms) {
  return zone.offsets_ms[segment_of(zone, instant_ms)];
}

int64_t local_of(const artefact::ZoneT& zone, int64_t instant_ms) {
  return instant_ms + offset_at(zone, instant_ms);
}

int64_t instant_of(const artefact::ZoneT& zone, int64_t local_ms) {
  const size_t segment = segment_reaching(zone, local_ms);
  const int64_t instant = local_ms - zone.offsets_ms[segment];
  const bool in_gap = segment > 0 && instant < zone.transitions_ms[segment - 1];
  return in_gap ? local_ms - zone.offsets_ms[segment - 1] : instant;
}

int64_t first_instant_from(const artefact::ZoneT& zone, int64_t local_ms) {
  const size_t segment = segment_reaching(zone, local_ms);
  const int64_t instant = local_ms - zone.offsets_ms[segment];
  return segment > 0 ? std::max(instant, zone.transitions_ms[segment - 1]) : instant;
}

int64_t day_of(const artefact::ZoneT& zone, int64_t instant_ms) {
  return floor_divide(local_of(zone, instant_ms), kDayMs);
}

int64_t start_of_day(const artefact::ZoneT& zone, int64_t days) {
  return first_instant_from(zone, days * kDayMs);
}

int64_t add_months(const artefact::ZoneT& zone, int64_t instant_ms, int64_t months) {
  if (months == 0) return instant_ms;
  const int64_t local = local_of(zone, instant_ms);
  const int64_t day = floor_divide(local, kDayMs);
  const CivilDate date = civil_of(day);
  const int64_t first = first_day_of_month(date, months);
  const int64_t length = first_day_of_month(date, months + 1) - first;
  const int64_t target = first + std::min<int64_t>(date.day, length) - 1;
  return instant_of(zone, target * kDayMs + (local - day * kDayMs));
}

Stretch hour_around(const artefact::ZoneT& zone, int64_t instant_ms) {
  const size_t segment = segment_of(zone, instant_ms);
  const int64_t offset_ms = zone.offsets_ms[segment];
  const int64_t begin_ms = floor_divide(instant_ms + offset_ms, kHourMs) * kHourMs - offset_ms;
  return {segment == 0 ? begin_ms : std::max(begin_ms, zone.transitions_ms[segment - 1]),
          std::min(begin_ms + kHourMs, end_of_segment(zone, segment))};
}

Stretch day_around(const artefact::ZoneT& zone, int64_t instant_ms) {
  return stretch_around(zone, instant_ms, day_of(zone, instant_ms), [](int64_t day) { return day + 1; });
}

Stretch week_around(const artefact::ZoneT& zone, int64_t instant_ms) {
  const int64_t day = day_of(zone, instant_ms);
  return stretch_around(zone, instant_ms, day - weekday_of(day), [](int64_t monday) { return monday + 7; });
}

Stretch month_around(const artefact::ZoneT& zone, int64_t instant_ms) {
  const int64_t first = first_day_of_month(civil_of(day_of(zone, instant_ms)), 0);
  return stretch_around(zone, instant_ms, first,
                        [](int64_t day) { return first_day_of_month(civil_of(day), 1); });
}

}  // namespace lead::calendar
