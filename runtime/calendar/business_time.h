// Business time: what service levels count in. Every function reads one compiled calendar and is exact to the
// millisecond.
//
//   is_open(office, t)                     whether business time runs at t
//   between(office, t, u)                  its milliseconds from t to u; negative where u is before t
//   add(office, t, 8 * kHourMs)            the deadline: Monday 09:00 becomes Monday 17:00 of 09:00-17:00
//   add_business_days(office, t, 5)
//   end_of_business_day(office, t, 0)      the close of today, or of the next open date where today is over
//
// A deadline is the earliest instant that reaches its target, so that it falls on a close and not on the next
// opening; adding nothing gives the first open instant. `add(add(t, a), b) == add(t, a + b)` and
// `between(t, add(t, d)) == d` for all a, b, d above 0.
//
// A business day is a local date of the calendar's zone with any open time. Where an answer lies outside of
// 1970–2199, `Moment` says so by name. Constant time for near deadlines, logarithmic in the distance for far
// ones; `add_business_days` is linear in the days. Never fails, never waits.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/calendar/business_calendar.h"
#include "runtime/calendar/zone.h"

namespace lead::calendar {

enum class Horizon : uint8_t {
  Within,
  NeverOpen,   // the calendar has no open time at all
  After2199,   // not reached before 2200
  Before1970,  // not reached going back to 1970
};

// "is never open", "is not reached before 2200": the end of a sentence.
[[nodiscard]] std::string_view text_of(Horizon horizon);

// An instant, or why there is none. `instant_ms` is 0 unless `horizon` is Within.
struct Moment {
  int64_t instant_ms = 0;
  Horizon horizon = Horizon::Within;
  [[nodiscard]] bool is_reached() const { return horizon == Horizon::Within; }
  friend constexpr bool operator==(const Moment&, const Moment&) = default;
};

[[nodiscard]] bool is_open(const BusinessCalendar& calendar, int64_t instant_ms);

// Open milliseconds in [from, to); minus those in [to, from) where `to` is earlier.
[[nodiscard]] int64_t between(const BusinessCalendar& calendar, int64_t from_ms, int64_t to_ms);

// The earliest instant with `amount_ms` of business time since `instant_ms`; for 0 the first open instant
// from `instant_ms` on. A negative amount goes back.
[[nodiscard]] Moment add(const BusinessCalendar& calendar, int64_t instant_ms, int64_t amount_ms);
// The mirror image: the latest instant with `amount_ms` between it and `instant_ms`; for 0 `instant_ms`
// itself where it is open or a close, else the last close before it.
[[nodiscard]] Moment subtract(const BusinessCalendar& calendar, int64_t instant_ms, int64_t amount_ms);

// `instant_ms` itself where it is open.
[[nodiscard]] Moment first_open_from(const BusinessCalendar& calendar, int64_t instant_ms);
// `instant_ms` itself where it is open or a close: the latest instant up to it that business time leads to.
[[nodiscard]] Moment last_open_until(const BusinessCalendar& calendar, int64_t instant_ms);
// The first opening, and the first close, strictly after.
[[nodiscard]] Moment next_opening(const BusinessCalendar& calendar, int64_t instant_ms);
[[nodiscard]] Moment next_close(const BusinessCalendar& calendar, int64_t instant_ms);

// The open interval that `instant_ms` lies in, or the first one after it.
[[nodiscard]] std::optional<Stretch> opening_from(const BusinessCalendar& calendar, int64_t instant_ms);
// The open interval that the millisecond before `instant_ms` lies in, or the last one before that.
[[nodiscard]] std::optional<Stretch> opening_until(const BusinessCalendar& calendar, int64_t instant_ms);

// --- dates of the calendar's zone -------------------------------------------------------------------------

[[nodiscard]] bool is_business_day(const BusinessCalendar& calendar, int64_t day);

// A start outside of opening hours counts from the next opening. Its date is day 0; the deadline stands at
// the same time of day on the `days`-th business day after it, moved back to the earliest instant with as
// much business time. So one business day from an opening ends at the close of the same date, like the hours
// it is made of. `days` below 1 gives the first open instant.
[[nodiscard]] Moment add_business_days(const BusinessCalendar& calendar, int64_t instant_ms, int64_t days);

// The last close on the date of the first open instant from `instant_ms` on (days = 0), or on the `days`-th
// business day after it. A date that is open until midnight ends at midnight.
[[nodiscard]] Moment end_of_business_day(const BusinessCalendar& calendar, int64_t instant_ms, int64_t days);

// The last close up to the end of a date, which need not be a business day: `by 24 December`.
[[nodiscard]] Moment end_of_date(const BusinessCalendar& calendar, int64_t day);

}  // namespace lead::calendar
