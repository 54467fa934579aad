#include "runtime/calendar/compile_calendar.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "runtime/calendar/zone.h"

namespace lead::calendar {
namespace {

// A gap moves hours by at most a date, and a date begins at most a day off its name in UTC.
constexpr int64_t kReachDays = 2;

// Sorted, one where they overlapped or touched, and counted.
std::vector<Opening> counted(std::vector<Opening> openings) {
  std::sort(openings.begin(), openings.end());
  std::vector<Opening> out;
  for (const Opening& one : openings) {
    if (!out.empty() && one.begin_ms <= out.back().end_ms)
      out.back().end_ms = std::max(out.back().end_ms, one.end_ms);
    else
      out.push_back(one);
  }
  uint32_t open_ms = 0;
  for (Opening& one : out) {
    one.open_before_ms = open_ms;
    open_ms += one.end_ms - one.begin_ms;
  }
  return out;
}

int64_t open_ms_of(std::span<const Opening> openings) {
  if (openings.empty()) return 0;
  const Opening& last = openings.back();
  return int64_t{last.open_before_ms} + (last.end_ms - last.begin_ms);
}

std::vector<Opening> shared(std::span<const Opening> a, std::span<const Opening> b) {
  std::vector<Opening> out;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Opening both{std::max(a[i].begin_ms, b[j].begin_ms), std::min(a[i].end_ms, b[j].end_ms), 0};
    if (both.begin_ms < both.end_ms) out.push_back(both);
    a[i].end_ms < b[j].end_ms ? ++i : ++j;
  }
  return counted(std::move(out));
}

// What the hours of one week of UTC are, in a zone.
class WeekMaker {
 public:
  WeekMaker(const DayPlan& plan, const artefact::ZoneT& zone) : plan_(&plan), zone_(&zone) {}

  // Whether the week is like every other one with its offset.
  [[nodiscard]] bool is_regular(int64_t week_ms) const {
    const int64_t reach_ms = kReachDays * kDayMs;
    const auto& moments = zone_->transitions_ms;
    const auto change = std::upper_bound(moments.begin(), moments.end(), week_ms - reach_ms);
    if (change != moments.end() && *change < week_ms + kWeekMs + reach_ms) return false;
    if (week_ms + kWeekMs > limits::kEndInstantMs) return false;
    return !plan_->has_exception(first_day(week_ms), last_day(week_ms));
  }

  [[nodiscard]] std::vector<Opening> make(int64_t week_ms) const {
    const int64_t end_ms = std::min(week_ms + kWeekMs, limits::kEndInstantMs);
    std::vector<Opening> openings;
    for (int64_t day = first_day(week_ms); day <= last_day(week_ms); ++day) {
      if (start_of_day(*zone_, day) == start_of_day(*zone_, day + 1)) continue;  // the zone left it out
      for (const LocalHours& hours : plan_->hours_of(day)) {
        const int64_t begin = std::max(instant_of(*zone_, day * kDayMs + hours.begin_ms), week_ms);
        const int64_t end = std::min(instant_of(*zone_, day * kDayMs + hours.end_ms), end_ms);
        if (begin >= end) continue;
        openings.push_back({static_cast<uint32_t>(begin - week_ms), static_cast<uint32_t>(end - week_ms), 0});
      }
    }
    return counted(std::move(openings));
  }

 private:
  [[nodiscard]] int64_t first_day(int64_t week_ms) const { return day_of(*zone_, week_ms) - kReachDays; }
  [[nodiscard]] int64_t last_day(int64_t week_ms) const {
    return day_of(*zone_, week_ms + kWeekMs) + kReachDays;
  }

  const DayPlan* plan_;
  const artefact::ZoneT* zone_;
};

}  // namespace

// Fills a calendar week by week, in order; equal weeks share their openings.
class CalendarBuilder {
 public:
  using Slice = std::pair<uint32_t, uint32_t>;  // first opening, number of them

  explicit CalendarBuilder(const artefact::ZoneT& zone) {
    calendar_.zone_ = &zone;
    calendar_.weeks_.reserve(kWeekCount + 1);
  }

  static constexpr size_t kWeekCount = BusinessCalendar::kWeekCount;

  static std::span<const Opening> openings_of(const BusinessCalendar& calendar, Slice slice) {
    return std::span(calendar.openings_).subspan(slice.first, slice.second);
  }
  static Slice slice_of(const BusinessCalendar& calendar, size_t week) {
    return {calendar.weeks_[week].first, calendar.weeks_[week].count};
  }

  Slice intern(std::vector<Opening> openings) {
    auto& pool = calendar_.openings_;
    const Slice slice{static_cast<uint32_t>(pool.size()), static_cast<uint32_t>(openings.size())};
    const auto [place, is_new] = known_.try_emplace(std::move(openings), slice);
    if (is_new) pool.insert(pool.end(), place->first.begin(), place->first.end());
    return place->second;
  }

  void add_week(Slice slice) {
    calendar_.weeks_.push_back({open_ms_, slice.first, slice.second});
    open_ms_ += open_ms_of(openings_of(calendar_, slice));
  }

  BusinessCalendar finish() {
    calendar_.weeks_.push_back({open_ms_, 0, 0});
    calendar_.openings_.shrink_to_fit();
    return std::move(calendar_);
  }

 private:
  BusinessCalendar calendar_;
  int64_t open_ms_ = 0;
  std::map<std::vector<Opening>, Slice> known_;
};

std::variant<BusinessCalendar, HoursProblem> compile(const OpeningHours& hours, const artefact::ZoneT& zone) {
  const auto resolved = resolve(hours);
  if (const auto* problem = std::get_if<HoursProblem>(&resolved)) return *problem;
  const WeekMaker maker(std::get<DayPlan>(resolved), zone);
  CalendarBuilder builder(zone);
  std::map<int64_t, CalendarBuilder::Slice> regular;  // by offset
  for (size_t week = 0; week < CalendarBuilder::kWeekCount; ++week) {
    const int64_t week_ms = static_cast<int64_t>(week) * kWeekMs;
    if (!maker.is_regular(week_ms)) {
      builder.add_week(builder.intern(maker.make(week_ms)));
      continue;
    }
    const auto [place, is_new] = regular.try_emplace(offset_at(zone, week_ms));
    if (is_new) place->second = builder.intern(maker.make(week_ms));
    builder.add_week(place->second);
  }
  return builder.finish();
}

BusinessCalendar intersect(const BusinessCalendar& dates_of, const BusinessCalendar& other) {
  CalendarBuilder builder(dates_of.zone());
  std::map<std::pair<CalendarBuilder::Slice, CalendarBuilder::Slice>, CalendarBuilder::Slice> known;
  for (size_t week = 0; week < CalendarBuilder::kWeekCount; ++week) {
    const auto a = CalendarBuilder::slice_of(dates_of, week), b = CalendarBuilder::slice_of(other, week);
    const auto [place, is_new] = known.try_emplace({a, b});
    if (is_new) {
      place->second = builder.intern(
          shared(CalendarBuilder::openings_of(dates_of, a), CalendarBuilder::openings_of(other, b)));
    }
    builder.add_week(place->second);
  }
  return builder.finish();
}

}  // namespace lead::calendar
