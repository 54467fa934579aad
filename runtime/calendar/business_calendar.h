// A calendar as the set of its open milliseconds from 1970 to 2199, made for two questions: how many open
// milliseconds lie before an instant, and which instant is the n-th of them. Deadlines, elapsed business
// time, openings and closings are sums of these two (`business_time.h`).
//
//   calendar.open_before(t)      rank: counts the open milliseconds in [1970, t)
//   calendar.open_moment(n)      select: the instant of the open millisecond with n open ones before it
//   calendar.closed_moment(n)    the same for the closed ones
//
// Layout. Time is cut into weeks of UTC, 604'800'000 ms each, so that an instant finds its week by division.
// A week holds the count before it and a slice of one pool of openings. Equal weeks share their slice: a year
// of office hours has a winter week, a summer week, and one for each holiday, clock change and exception. A
// calendar takes 192 KB and some hundred openings. Rank takes one division and a search in one week; select
// starts at a week that the caller thinks near and gallops: constant for the deadlines that policies have,
// logarithmic in the distance for any. Outside of 1970–2199 everything is closed. Never fails.
//
// Values are made by `compile` and `intersect` (`compile_calendar.h`).
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/base/limits.h"

namespace lead::calendar {

inline constexpr int64_t kWeekMs = 604'800'000;

// An open interval of a week, in milliseconds of it, half-open.
struct Opening {
  uint32_t begin_ms = 0;
  uint32_t end_ms = 0;
  uint32_t open_before_ms = 0;  // CACHE: open milliseconds of the week before `begin_ms`, for select
  friend constexpr auto operator<=>(const Opening&, const Opening&) = default;
};

class BusinessCalendar {
 public:
  [[nodiscard]] int64_t open_before(int64_t instant_ms) const;
  [[nodiscard]] int64_t open_total() const { return weeks_.back().open_before_ms; }

  // `count` in [0, open_total()). `near_ms` is where the search starts: any instant gives the same answer.
  [[nodiscard]] int64_t open_moment(int64_t count, int64_t near_ms) const;

  // Closed milliseconds from 1970 on; `count` in [0, closed_total()).
  [[nodiscard]] int64_t closed_before(int64_t instant_ms) const;
  [[nodiscard]] int64_t closed_total() const;
  [[nodiscard]] int64_t closed_moment(int64_t count, int64_t near_ms) const;

  // Whose dates are the calendar's: the zone given to `compile`, which must outlive the calendar.
  [[nodiscard]] const artefact::ZoneT& zone() const { return *zone_; }

  // Bytes held, and slices of openings that differ: what a report on a policy shows.
  [[nodiscard]] size_t bytes() const;
  [[nodiscard]] size_t opening_count() const { return openings_.size(); }

 private:
  friend class CalendarBuilder;

  struct Week {
    int64_t open_before_ms = 0;
    uint32_t first = 0;  // slice of openings_
    uint32_t count = 0;
  };

  static constexpr size_t kWeekCount =
      static_cast<size_t>((limits::kEndInstantMs - limits::kMinInstantMs + kWeekMs - 1) / kWeekMs);

  // The week w with before(w) <= count < before(w + 1), where `before` rises.
  template <class Before>
  [[nodiscard]] size_t week_holding(int64_t count, int64_t near_ms, Before before) const;

  const artefact::ZoneT* zone_ = nullptr;
  // INVARIANT(weeks): kWeekCount + 1 of them, counts rise, the last one has no openings and the total.
  std::vector<Week> weeks_;
  // INVARIANT(openings): within a slice sorted, apart by at least a millisecond, none empty.
  std::vector<Opening> openings_;
};

}  // namespace lead::calendar
