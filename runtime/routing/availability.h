// Whether somebody is there: absences, and the opening hours of the person.
//
//   is_away(person, now)                                on holiday
//   is_at_work(person, now, 0, calendars)               hours open now; who has no hours is at work always
//   is_at_work(person, now, 2 * kHourMs, calendars)     open now, or opening within two hours of plain time
//   next_change(person, now, 0, calendars)              when to look again
//
// Being away says nothing about hours, and hours nothing about being away: a rule asks for each. An opening
// exactly `look_ahead_ms` from now is within. `look_ahead_ms` is not negative. Logarithmic in the absences
// and, of hours, what `calendar/business_time.h` says. Never fails.
#pragma once
#include <cstdint>

#include "runtime/calendar/business_calendar.h"
#include "runtime/routing/roster.h"

namespace lead::routing {

inline constexpr int64_t kNever = INT64_MAX;

// Where the calendars of a policy are, seen through a function so that this room need not know who owns them:
// anything with `operator[](uint32_t) -> const BusinessCalendar&`. A view: its source must outlive it.
class CalendarView {
 public:
  template <class Source>
  explicit CalendarView(const Source& source)
      : source_(&source), at_([](const void* from, uint32_t index) -> const calendar::BusinessCalendar& {
          return (*static_cast<const Source*>(from))[index];
        }) {}
  [[nodiscard]] const calendar::BusinessCalendar& operator[](uint32_t index) const {
    return at_(source_, index);
  }

 private:
  const void* source_;
  const calendar::BusinessCalendar& (*at_)(const void*, uint32_t);
};

[[nodiscard]] bool is_away(const Person& person, int64_t now_ms);

// The end of the absence that `now_ms` lies in, and of those that touch it; `now_ms` where not away.
[[nodiscard]] int64_t back_at(const Person& person, int64_t now_ms);

[[nodiscard]] bool is_at_work(const Person& person, int64_t now_ms, int64_t look_ahead_ms,
                              const CalendarView& calendars);

// The first instant after `now_ms` at which `is_away` may answer otherwise; kNever: it stays.
[[nodiscard]] int64_t next_absence_change(const Person& person, int64_t now_ms);
// The same for `is_at_work`. It may come early (nothing changes at it), never late.
[[nodiscard]] int64_t next_hours_change(const Person& person, int64_t now_ms, int64_t look_ahead_ms,
                                        const CalendarView& calendars);
// The earlier of both.
[[nodiscard]] int64_t next_change(const Person& person, int64_t now_ms, int64_t look_ahead_ms,
                                  const CalendarView& calendars);

}  // namespace lead::routing
