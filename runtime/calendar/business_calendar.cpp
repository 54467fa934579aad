#include "runtime/calendar/business_calendar.h"

#include <algorithm>

namespace lead::calendar {
namespace {

static_assert(limits::kMinInstantMs == 0, "weeks are counted from 1970");

int64_t within_horizon(int64_t instant_ms) {
  return std::clamp(instant_ms, limits::kMinInstantMs, limits::kEndInstantMs);
}

}  // namespace

int64_t BusinessCalendar::open_before(int64_t instant_ms) const {
  const int64_t instant = within_horizon(instant_ms);
  const Week& week = weeks_[static_cast<size_t>(instant / kWeekMs)];
  const auto within = static_cast<uint32_t>(instant % kWeekMs);
  const Opening* first = openings_.data() + week.first;
  const Opening* after = std::upper_bound(first, first + week.count, within,
                                          [](uint32_t t, const Opening& o) { return t < o.begin_ms; });
  if (after == first) return week.open_before_ms;
  const Opening& last = after[-1];
  return week.open_before_ms + last.open_before_ms + (std::min(within, last.end_ms) - last.begin_ms);
}

int64_t BusinessCalendar::closed_before(int64_t instant_ms) const {
  return within_horizon(instant_ms) - open_before(instant_ms);
}

int64_t BusinessCalendar::closed_total() const {
  return limits::kEndInstantMs - open_total();
}

template <class Before>
size_t BusinessCalendar::week_holding(int64_t count, int64_t near_ms, Before before) const {
  const auto start = static_cast<size_t>(within_horizon(near_ms) / kWeekMs);
  size_t low = std::min(start, kWeekCount - 1), high = low + 1;
  for (size_t step = 1; before(low) > count; step *= 2) {
    high = low;
    low -= std::min(low, step);
  }
  for (size_t step = 1; before(high) <= count; step *= 2) {
    low = high;
    high = std::min(kWeekCount, high + step);
  }
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    (before(middle) <= count ? low : high) = middle;
  }
  return low;
}

int64_t BusinessCalendar::open_moment(int64_t count, int64_t near_ms) const {
  const size_t index = week_holding(count, near_ms, [&](size_t w) { return weeks_[w].open_before_ms; });
  const Week& week = weeks_[index];
  const auto within = static_cast<uint32_t>(count - week.open_before_ms);
  const Opening* first = openings_.data() + week.first;
  const Opening& opening =
      std::upper_bound(first, first + week.count, within,
                       [](uint32_t n, const Opening& o) { return n < o.open_before_ms; })[-1];
  return static_cast<int64_t>(index) * kWeekMs + opening.begin_ms + (within - opening.open_before_ms);
}

int64_t BusinessCalendar::closed_moment(int64_t count, int64_t near_ms) const {
  const auto closed_before_week = [&](size_t w) {
    return std::min(static_cast<int64_t>(w) * kWeekMs, limits::kEndInstantMs) - weeks_[w].open_before_ms;
  };
  const size_t index = week_holding(count, near_ms, closed_before_week);
  const Week& week = weeks_[index];
  const auto within = static_cast<uint32_t>(count - closed_before_week(index));
  const Opening* first = openings_.data() + week.first;
  const Opening* after =
      std::upper_bound(first, first + week.count, within,
                       [](uint32_t n, const Opening& o) { return n < o.begin_ms - o.open_before_ms; });
  const uint32_t open_ms =
      after == first ? 0 : after[-1].open_before_ms + (after[-1].end_ms - after[-1].begin_ms);
  return static_cast<int64_t>(index) * kWeekMs + within + open_ms;
}

size_t BusinessCalendar::bytes() const {
  return weeks_.size() * sizeof(Week) + openings_.size() * sizeof(Opening);
}

}  // namespace lead::calendar
