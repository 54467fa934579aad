#include "runtime/calendar/opening_hours.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"

namespace lead::calendar {
namespace {

constexpr int32_t kMidnight = static_cast<int32_t>(kDayMs);

// Sorted, none of them empty, and one where they overlapped or touched.
std::vector<LocalHours> united(std::vector<LocalHours> hours) {
  std::erase_if(hours, [](const LocalHours& one) { return one.begin_ms == one.end_ms; });
  std::sort(hours.begin(), hours.end());
  std::vector<LocalHours> out;
  for (const LocalHours& one : hours) {
    if (!out.empty() && one.begin_ms <= out.back().end_ms)
      out.back().end_ms = std::max(out.back().end_ms, one.end_ms);
    else
      out.push_back(one);
  }
  return out;
}

// Both sorted and without overlap, as `united` gives them.
std::vector<LocalHours> without(const std::vector<LocalHours>& hours, const std::vector<LocalHours>& breaks) {
  std::vector<LocalHours> out;
  size_t next = 0;
  for (const LocalHours& one : hours) {
    int32_t begin = one.begin_ms;
    while (next < breaks.size() && breaks[next].end_ms <= begin) ++next;
    for (size_t i = next; i < breaks.size() && breaks[i].begin_ms < one.end_ms; ++i) {
      if (breaks[i].begin_ms > begin) out.push_back({begin, breaks[i].begin_ms});
      begin = std::max(begin, breaks[i].end_ms);
    }
    if (begin < one.end_ms) out.push_back({begin, one.end_ms});
  }
  return out;
}

std::array<std::vector<LocalHours>, 7> week_of(const std::vector<WeeklyHours>& weekly) {
  std::array<std::vector<LocalHours>, 7> week;
  for (const auto& [weekday, hours] : weekly) {
    const bool past_midnight = hours.end_ms < hours.begin_ms;
    week[weekday].push_back({hours.begin_ms, past_midnight ? kMidnight : hours.end_ms});
    if (past_midnight && hours.end_ms > 0) week[(weekday + 1) % 7].push_back({0, hours.end_ms});
  }
  for (std::vector<LocalHours>& day : week) day = united(std::move(day));
  return week;
}

std::map<int64_t, std::vector<LocalHours>> by_day(const std::vector<DatedHours>& dated) {
  std::map<int64_t, std::vector<LocalHours>> days;
  for (const auto& [day, hours] : dated) days[day].push_back(hours);
  for (auto& [day, hours] : days) hours = united(std::move(hours));
  return days;
}

bool is_date(int64_t day) {
  return day >= limits::kMinInstantMs / kDayMs && day < limits::kEndInstantMs / kDayMs;
}

std::optional<HoursError> error_of(const LocalHours& hours) {
  if (hours.begin_ms < 0 || hours.end_ms < 0) return HoursError::OutsideTheDay;
  if (hours.begin_ms > kMidnight || hours.end_ms > kMidnight) return HoursError::OutsideTheDay;
  return std::nullopt;
}

std::optional<HoursError> error_of(const WeeklyHours& entry) {
  if (entry.weekday > 6) return HoursError::NoSuchWeekday;
  return error_of(entry.hours);
}

std::optional<HoursError> error_of(const DatedHours& entry) {
  if (!is_date(entry.day)) return HoursError::NoSuchDate;
  if (const auto error = error_of(entry.hours)) return error;
  return entry.hours.end_ms < entry.hours.begin_ms ? std::optional(HoursError::PastMidnight) : std::nullopt;
}

std::optional<HoursError> error_of(int64_t holiday) {
  return is_date(holiday) ? std::nullopt : std::optional(HoursError::NoSuchDate);
}

template <class Entry>
std::optional<HoursProblem> problem_of(HoursList list, const std::vector<Entry>& entries) {
  if (entries.size() > limits::kMaxItems) return HoursProblem{HoursError::TooMany, list, limits::kMaxItems};
  for (size_t i = 0; i < entries.size(); ++i) {
    if (const std::optional<HoursError> error = error_of(entries[i])) return HoursProblem{*error, list, i};
  }
  return std::nullopt;
}

std::string_view name_of(HoursList list) {
  switch (list) {
    case HoursList::Weekly:
      return "weekly hours";
    case HoursList::Dated:
      return "dated hours";
    case HoursList::Breaks:
      return "break";
    case HoursList::Holidays:
      return "holiday";
  }
  return {};
}

std::string_view name_of(HoursError error) {
  switch (error) {
    case HoursError::NoSuchWeekday:
      return "has a weekday past 6";
    case HoursError::OutsideTheDay:
      return "has a time outside 00:00 to 24:00";
    case HoursError::PastMidnight:
      return "ends on the next date";
    case HoursError::NoSuchDate:
      return "is not in the years 1970 to 2199";
    case HoursError::TooMany:
      return "is one too many";
  }
  return {};
}

}  // namespace

std::string text_of(const HoursProblem& problem) {
  return fmt::format("the {} at index {} {}", name_of(problem.list), problem.index, name_of(problem.error));
}

DayPlan::DayPlan(const OpeningHours& hours) : week_(week_of(hours.weekly)) {
  std::map<int64_t, std::vector<LocalHours>> exceptions = by_day(hours.dated);
  for (const auto& [day, breaks] : by_day(hours.breaks)) {
    const auto [place, is_weekly] = exceptions.try_emplace(day);
    place->second = without(is_weekly ? week_[weekday_of(day)] : place->second, breaks);
  }
  for (const int64_t day : hours.holidays) exceptions[day].clear();
  exceptions_.reserve(exceptions.size());
  for (auto& [day, open] : exceptions) exceptions_.push_back({day, std::move(open)});
}

std::span<const LocalHours> DayPlan::hours_of(int64_t day) const {
  const auto place = std::lower_bound(exceptions_.begin(), exceptions_.end(), day,
                                      [](const Exception& e, int64_t wanted) { return e.day < wanted; });
  if (place != exceptions_.end() && place->day == day) return place->hours;
  return week_[weekday_of(day)];
}

bool DayPlan::has_exception(int64_t first, int64_t last) const {
  const auto place = std::lower_bound(exceptions_.begin(), exceptions_.end(), first,
                                      [](const Exception& e, int64_t wanted) { return e.day < wanted; });
  return place != exceptions_.end() && place->day <= last;
}

std::variant<DayPlan, HoursProblem> resolve(const OpeningHours& hours) {
  if (const auto problem = problem_of(HoursList::Weekly, hours.weekly)) return *problem;
  if (const auto problem = problem_of(HoursList::Dated, hours.dated)) return *problem;
  if (const auto problem = problem_of(HoursList::Breaks, hours.breaks)) return *problem;
  if (const auto problem = problem_of(HoursList::Holidays, hours.holidays)) return *problem;
  return DayPlan(hours);
}

bool is_holiday(const OpeningHours& hours, int64_t day) {
  return std::find(hours.holidays.begin(), hours.holidays.end(), day) != hours.holidays.end();
}

bool is_break(const OpeningHours& hours, int64_t day, int64_t time_ms) {
  return std::any_of(hours.breaks.begin(), hours.breaks.end(), [&](const DatedHours& one) {
    return one.day == day && one.hours.begin_ms <= time_ms && time_ms < one.hours.end_ms;
  });
}

}  // namespace lead::calendar
