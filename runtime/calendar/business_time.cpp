#include "runtime/calendar/business_time.h"

#include <algorithm>
#include <limits>

namespace lead::calendar {
namespace {

// BOUND: more days than the horizon has.
constexpr int64_t kMaxDays = limits::kEndInstantMs / kDayMs + 1;

Moment beyond(const BusinessCalendar& calendar, Horizon side) {
  return {0, calendar.open_total() == 0 ? Horizon::NeverOpen : side};
}

// The open millisecond with `count` open ones before it.
Moment begin_of(const BusinessCalendar& calendar, int64_t count, int64_t near_ms) {
  if (count < 0) return beyond(calendar, Horizon::Before1970);
  if (count >= calendar.open_total()) return beyond(calendar, Horizon::After2199);
  return {calendar.open_moment(count, near_ms), Horizon::Within};
}

// The earliest instant with `count` open milliseconds before it; count > 0.
Moment end_of(const BusinessCalendar& calendar, int64_t count, int64_t near_ms) {
  Moment moment = begin_of(calendar, count - 1, near_ms);
  if (moment.is_reached()) ++moment.instant_ms;
  return moment;
}

int64_t negated(int64_t amount_ms) {
  return amount_ms == std::numeric_limits<int64_t>::min() ? std::numeric_limits<int64_t>::max() : -amount_ms;
}

// The first closed instant after the open instant `open_ms`; nothing where time stays open to 2200.
Moment close_after(const BusinessCalendar& calendar, int64_t open_ms) {
  const int64_t count = calendar.closed_before(open_ms);
  if (count >= calendar.closed_total()) return {0, Horizon::After2199};
  return {calendar.closed_moment(count, open_ms), Horizon::Within};
}

// Where the opening begins that the open instant `open_ms` lies in.
int64_t open_since(const BusinessCalendar& calendar, int64_t open_ms) {
  const int64_t count = calendar.closed_before(open_ms);
  return count == 0 ? limits::kMinInstantMs : calendar.closed_moment(count - 1, open_ms) + 1;
}

// The date that an instant belongs to. After the clock is set back over midnight the repeated end of the
// evening stays with the date that had begun, as in `day_around`, though the wall clock names the one before.
int64_t date_of(const BusinessCalendar& calendar, int64_t instant_ms) {
  int64_t day = day_of(calendar.zone(), instant_ms);
  while (start_of_day(calendar.zone(), day + 1) <= instant_ms) ++day;
  return day;
}

// The first date from `day` on with any open time; nothing where there is none.
std::optional<int64_t> business_day_from(const BusinessCalendar& calendar, int64_t day) {
  if (day > kMaxDays) return std::nullopt;
  const Moment open = first_open_from(calendar, start_of_day(calendar.zone(), day));
  return open.is_reached() ? std::optional(date_of(calendar, open.instant_ms)) : std::nullopt;
}

// The `days`-th business day after `day`.
std::optional<int64_t> business_day_after(const BusinessCalendar& calendar, int64_t day, int64_t days) {
  if (days > kMaxDays) return std::nullopt;
  std::optional<int64_t> found = day;
  for (; found && days > 0; --days) found = business_day_from(calendar, *found + 1);
  return found;
}

}  // namespace

std::string_view text_of(Horizon horizon) {
  switch (horizon) {
    case Horizon::Within:
      return "is reached";
    case Horizon::NeverOpen:
      return "is never open";
    case Horizon::After2199:
      return "is not reached before 2200";
    case Horizon::Before1970:
      return "is not reached going back to 1970";
  }
  return {};
}

bool is_open(const BusinessCalendar& calendar, int64_t instant_ms) {
  if (instant_ms < limits::kMinInstantMs || instant_ms >= limits::kEndInstantMs) return false;
  return calendar.open_before(instant_ms + 1) > calendar.open_before(instant_ms);
}

int64_t between(const BusinessCalendar& calendar, int64_t from_ms, int64_t to_ms) {
  return calendar.open_before(to_ms) - calendar.open_before(from_ms);
}

Moment add(const BusinessCalendar& calendar, int64_t instant_ms, int64_t amount_ms) {
  if (amount_ms < 0) return subtract(calendar, instant_ms, negated(amount_ms));
  const int64_t before = calendar.open_before(instant_ms);
  if (amount_ms == 0) return begin_of(calendar, before, instant_ms);
  if (amount_ms > calendar.open_total() - before) return beyond(calendar, Horizon::After2199);
  return end_of(calendar, before + amount_ms, instant_ms);
}

Moment subtract(const BusinessCalendar& calendar, int64_t instant_ms, int64_t amount_ms) {
  if (amount_ms < 0) return add(calendar, instant_ms, negated(amount_ms));
  if (amount_ms == 0) return last_open_until(calendar, instant_ms);
  return begin_of(calendar, calendar.open_before(instant_ms) - amount_ms, instant_ms);
}

Moment first_open_from(const BusinessCalendar& calendar, int64_t instant_ms) {
  return begin_of(calendar, calendar.open_before(instant_ms), instant_ms);
}

Moment last_open_until(const BusinessCalendar& calendar, int64_t instant_ms) {
  if (is_open(calendar, instant_ms)) return {instant_ms, Horizon::Within};
  return end_of(calendar, calendar.open_before(instant_ms), instant_ms);
}

Moment next_opening(const BusinessCalendar& calendar, int64_t instant_ms) {
  if (!is_open(calendar, instant_ms)) return first_open_from(calendar, instant_ms);
  const Moment close = close_after(calendar, instant_ms);
  return close.is_reached() ? first_open_from(calendar, close.instant_ms) : close;
}

Moment next_close(const BusinessCalendar& calendar, int64_t instant_ms) {
  const Moment open = first_open_from(calendar, instant_ms);
  return open.is_reached() ? close_after(calendar, open.instant_ms) : open;
}

std::optional<Stretch> opening_from(const BusinessCalendar& calendar, int64_t instant_ms) {
  const Moment open = first_open_from(calendar, instant_ms);
  if (!open.is_reached()) return std::nullopt;
  const Moment close = close_after(calendar, open.instant_ms);
  return Stretch{open_since(calendar, open.instant_ms),
                 close.is_reached() ? close.instant_ms : limits::kEndInstantMs};
}

std::optional<Stretch> opening_until(const BusinessCalendar& calendar, int64_t instant_ms) {
  const Moment last = begin_of(calendar, calendar.open_before(instant_ms) - 1, instant_ms);
  return last.is_reached() ? opening_from(calendar, last.instant_ms) : std::nullopt;
}

bool is_business_day(const BusinessCalendar& calendar, int64_t day) {
  if (day < -1 || day > kMaxDays) return false;
  return between(calendar, start_of_day(calendar.zone(), day), start_of_day(calendar.zone(), day + 1)) > 0;
}

Moment add_business_days(const BusinessCalendar& calendar, int64_t instant_ms, int64_t days) {
  const Moment start = first_open_from(calendar, instant_ms);
  if (!start.is_reached() || days < 1) return start;
  const auto day = business_day_after(calendar, date_of(calendar, start.instant_ms), days);
  if (!day) return beyond(calendar, Horizon::After2199);
  const int64_t time_of_day =
      local_of(calendar.zone(), start.instant_ms) - day_of(calendar.zone(), start.instant_ms) * kDayMs;
  const int64_t same_time = instant_of(calendar.zone(), *day * kDayMs + time_of_day);
  return end_of(calendar, calendar.open_before(same_time), same_time);
}

Moment end_of_business_day(const BusinessCalendar& calendar, int64_t instant_ms, int64_t days) {
  const Moment start = first_open_from(calendar, instant_ms);
  if (!start.is_reached()) return start;
  const auto day = business_day_after(calendar, date_of(calendar, start.instant_ms), days);
  return day ? end_of_date(calendar, *day) : beyond(calendar, Horizon::After2199);
}

Moment end_of_date(const BusinessCalendar& calendar, int64_t day) {
  const int64_t next = start_of_day(calendar.zone(), std::clamp<int64_t>(day, -1, kMaxDays) + 1);
  return end_of(calendar, calendar.open_before(next), next);
}

}  // namespace lead::calendar
