// A calendar the slow way, for tests: one yes or no for each minute of some weeks. It walks the minutes of
// UTC, looks at what the wall clock shows, and paints each interval of each date from the minute its begin is
// first shown to the minute its end is. It shares nothing with the real one but the offset of the zone at an
// instant.
//
// Zones whose offsets and hours are whole minutes only.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "tests/unit/calendar/calendars.h"

namespace lead::calendar {

class NaiveCalendar {
 public:
  // Minutes [first, first + count) since 1970 of UTC are known.
  NaiveCalendar(const OpeningHours& opening, const artefact::ZoneT& zone, int64_t first, int64_t count)
      : zone_(&zone), first_(first), count_(count), open_(static_cast<size_t>(count)) {
    look_at_the_clock();
    for (int64_t day = shown_.begin()->first / kMinutes; day * kMinutes < shown_.rbegin()->first; ++day)
      paint(opening, day);
  }

  [[nodiscard]] int64_t first() const { return first_; }
  [[nodiscard]] int64_t count() const { return count_; }
  [[nodiscard]] bool is_open(int64_t minute) const { return open_[static_cast<size_t>(minute - first_)]; }

  // The date a minute belongs to: the last one begun. What a clock set back shows twice stays with it.
  [[nodiscard]] int64_t date_of(int64_t minute) const {
    int64_t date = first_day_;
    for (const auto& [day, from] : begins_) {
      if (from <= minute) date = day;
    }
    return date;
  }

  [[nodiscard]] std::optional<int64_t> minute_of(int64_t local) const {
    if (const auto found = shown_.find(local); found != shown_.end()) return found->second;
    const auto after = shown_.upper_bound(local);
    if (after == shown_.begin() || after == shown_.end()) return std::nullopt;
    const auto moved = shown_.find(local + (after->first - std::prev(after)->first - 1));
    return moved == shown_.end() ? std::nullopt : std::optional(moved->second);
  }

 private:
  static constexpr int64_t kMinutes = 24 * 60;

  // When each minute of the wall clock is shown first, and when each date begins.
  void look_at_the_clock() {
    for (int64_t minute = first_ - 3 * kMinutes; minute < first_ + count_ + 3 * kMinutes; ++minute) {
      const int64_t local = minute + offset_at(*zone_, minute * kMinuteMs) / kMinuteMs;
      shown_.try_emplace(local, minute);
      if (begins_.empty()) first_day_ = local / kMinutes;
      begins_.try_emplace(local / kMinutes, minute);
    }
  }

  void paint(const OpeningHours& opening, int64_t day) {
    if (!begins_.contains(day)) return;  // the zone left it out
    std::set<int64_t> minutes;
    const auto add = [&](int64_t begin, int64_t end) {
      for (int64_t m = begin; m < end; ++m) minutes.insert(m);
    };
    const auto minute = [](int32_t ms) { return ms / kMinuteMs; };
    bool is_dated = false;
    for (const auto& [date, one] : opening.dated) {
      if (date != day) continue;
      is_dated = true;
      add(minute(one.begin_ms), minute(one.end_ms));
    }
    for (const auto& [weekday, one] : opening.weekly) {
      if (is_dated) break;
      const bool night = one.end_ms < one.begin_ms;
      if (weekday == weekday_of(day)) add(minute(one.begin_ms), night ? kMinutes : minute(one.end_ms));
      if (night && (weekday + 1) % 7 == weekday_of(day)) add(0, minute(one.end_ms));
    }
    for (const auto& [date, one] : opening.breaks) {
      for (int64_t m = minute(one.begin_ms); date == day && m < minute(one.end_ms); ++m) minutes.erase(m);
    }
    if (is_holiday(opening, day)) minutes.clear();
    paint(day, minutes);
  }

  // Minutes of the date that follow each other are one interval: what is open is from its begin to its end.
  void paint(int64_t day, const std::set<int64_t>& minutes) {
    for (auto it = minutes.begin(); it != minutes.end();) {
      const int64_t begin = *it;
      int64_t end = begin;
      while (it != minutes.end() && *it == end) ++it, ++end;
      const auto from = minute_of(day * kMinutes + begin), to = minute_of(day * kMinutes + end);
      if (!from || !to) continue;  // beyond the weeks that are known
      for (int64_t m = std::max(*from, first_); m < std::min(*to, first_ + count_); ++m)
        open_[static_cast<size_t>(m - first_)] = true;
    }
  }

  const artefact::ZoneT* zone_;
  int64_t first_;
  int64_t count_;
  int64_t first_day_ = 0;
  std::map<int64_t, int64_t> shown_;
  std::map<int64_t, int64_t> begins_;
  std::vector<bool> open_;
};

}  // namespace lead::calendar
