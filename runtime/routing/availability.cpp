#include "runtime/routing/availability.h"

#include <algorithm>

#include "runtime/calendar/business_time.h"

namespace lead::routing {
namespace {

// The first absence that ends after `now_ms`.
std::vector<Absence>::const_iterator ending_after(const Person& person, int64_t now_ms) {
  return std::partition_point(person.away.begin(), person.away.end(),
                              [&](const Absence& absence) { return absence.until_ms <= now_ms; });
}

int64_t instant_or_never(const calendar::Moment& moment) {
  return moment.is_reached() ? moment.instant_ms : kNever;
}

// Further than any instant, and not near the end of the numbers.
int64_t ahead(int64_t now_ms, int64_t look_ahead_ms) {
  return now_ms + std::min(look_ahead_ms, limits::kEndInstantMs);
}

}  // namespace

bool is_away(const Person& person, int64_t now_ms) {
  const auto absence = ending_after(person, now_ms);
  return absence != person.away.end() && absence->from_ms <= now_ms;
}

int64_t back_at(const Person& person, int64_t now_ms) {
  int64_t back_ms = now_ms;
  for (auto absence = ending_after(person, now_ms);
       absence != person.away.end() && absence->from_ms <= back_ms; ++absence)
    back_ms = absence->until_ms;
  return back_ms;
}

bool is_at_work(const Person& person, int64_t now_ms, int64_t look_ahead_ms, const CalendarView& calendars) {
  if (person.hours == kNoHours) return true;
  const calendar::BusinessCalendar& hours = calendars[static_cast<uint32_t>(person.hours)];
  return instant_or_never(calendar::first_open_from(hours, now_ms)) <= ahead(now_ms, look_ahead_ms);
}

int64_t next_absence_change(const Person& person, int64_t now_ms) {
  if (is_away(person, now_ms)) return back_at(person, now_ms);
  const auto absence = ending_after(person, now_ms);
  return absence == person.away.end() ? kNever : absence->from_ms;
}

int64_t next_hours_change(const Person& person, int64_t now_ms, int64_t look_ahead_ms,
                          const CalendarView& calendars) {
  if (person.hours == kNoHours) return kNever;
  // At work from `look_ahead_ms` before an opening; until a close at the earliest.
  const calendar::BusinessCalendar& hours = calendars[static_cast<uint32_t>(person.hours)];
  const int64_t ahead_ms = ahead(now_ms, look_ahead_ms);
  const int64_t opening_ms = instant_or_never(calendar::next_opening(hours, ahead_ms));
  const int64_t begins_ms = opening_ms == kNever ? kNever : opening_ms - (ahead_ms - now_ms);
  return std::min(begins_ms, instant_or_never(calendar::next_close(hours, now_ms)));
}

int64_t next_change(const Person& person, int64_t now_ms, int64_t look_ahead_ms,
                    const CalendarView& calendars) {
  return std::min(next_absence_change(person, now_ms),
                  next_hours_change(person, now_ms, look_ahead_ms, calendars));
}

}  // namespace lead::routing
