#include "compiler/holidays/yearly_rule.h"

#include <algorithm>
#include <array>

#include "compiler/holidays/dates.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"

namespace lead::holidays {
namespace {

using calendar::civil_of;
using calendar::CivilDate;
using calendar::days_of;

constexpr int32_t kEndYear = 2200;
constexpr std::array<std::string_view, 7> kWeekdays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::optional<int32_t> signed_number(std::string_view text) {
  const bool is_minus = text.starts_with('-');
  if (is_minus || text.starts_with('+')) text.remove_prefix(1);
  const std::optional<int32_t> value = whole_number(text);
  return value && is_minus ? std::optional(-*value) : value;
}

// "4TH", "-1MO" or "TU".
std::optional<WeekdayOfMonth> weekday_of_month(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto name = std::find(kWeekdays.begin(), kWeekdays.end(), text.substr(text.size() - 2));
  if (name == kWeekdays.end()) return std::nullopt;
  const auto weekday = static_cast<uint32_t>(name - kWeekdays.begin());
  text.remove_suffix(2);
  if (text.empty()) return WeekdayOfMonth{weekday, 0};
  const std::optional<int32_t> ordinal = signed_number(text);
  if (!ordinal || *ordinal == 0 || *ordinal < -5 || *ordinal > 5) return std::nullopt;
  return WeekdayOfMonth{weekday, *ordinal};
}

template <class Item, class Read>
bool read_list(std::string_view text, std::vector<Item>& into, Read read_one) {
  do {
    const auto item = read_one(take_until(text, ','));
    if (!item) return false;
    into.push_back(static_cast<Item>(*item));
  } while (!text.empty());
  return true;
}

std::optional<int32_t> within(std::optional<int32_t> value, int32_t low, int32_t high) {
  return value && *value >= low && *value <= high ? value : std::nullopt;
}

bool read_part(std::string_view name, std::string_view value, YearlyRule& rule) {
  if (name == "INTERVAL") {
    const auto interval = within(whole_number(value), 1, kEndYear);
    rule.interval = interval.value_or(0);
    return interval.has_value();
  }
  if (name == "COUNT") return (rule.count = within(whole_number(value), 1, 999'999'999)).has_value();
  if (name == "UNTIL") return (rule.until_day = plain_date(value.substr(0, 8))).has_value();
  if (name == "WKST") return true;  // matters to weeks only
  if (name == "BYMONTH")
    return read_list(value, rule.months,
                     [](std::string_view one) { return within(whole_number(one), 1, 12); });
  if (name == "BYMONTHDAY") {
    return read_list(value, rule.days_of_month, [](std::string_view one) {
      const auto day = within(signed_number(one), -31, 31);
      return day == 0 ? std::nullopt : day;
    });
  }
  if (name == "BYDAY") return read_list(value, rule.weekdays, weekday_of_month);
  return false;
}

int32_t length_of_month(int32_t year, uint32_t month) {
  const CivilDate next = month == 12 ? CivilDate{year + 1, 1, 1} : CivilDate{year, month + 1, 1};
  return static_cast<int32_t>(days_of(next) - days_of({year, month, 1}));
}

bool names_day(const YearlyRule& rule, int32_t day, int32_t length) {
  if (rule.days_of_month.empty()) return true;
  return std::any_of(rule.days_of_month.begin(), rule.days_of_month.end(),
                     [&](int32_t wanted) { return wanted == day || wanted == day - length - 1; });
}

bool names_weekday(const YearlyRule& rule, uint32_t weekday, int32_t day, int32_t length) {
  if (rule.weekdays.empty()) return true;
  const int32_t from_start = (day - 1) / 7 + 1, from_end = -((length - day) / 7 + 1);
  return std::any_of(rule.weekdays.begin(), rule.weekdays.end(), [&](const WeekdayOfMonth& wanted) {
    return wanted.weekday == weekday &&
           (wanted.ordinal == 0 || wanted.ordinal == from_start || wanted.ordinal == from_end);
  });
}

}  // namespace

std::optional<YearlyRule> yearly_rule(std::string_view text) {
  YearlyRule rule;
  bool is_yearly = false;
  while (!text.empty()) {
    std::string_view value = take_until(text, ';');
    const std::string_view name = take_until(value, '=');
    if (name == "FREQ") {
      is_yearly = value == "YEARLY";
    } else if (!read_part(name, value, rule)) {
      return std::nullopt;
    }
  }
  // Days without a month: programs differ on whether these are of the year, of each month or of the first's.
  const bool names_days = !rule.weekdays.empty() || !rule.days_of_month.empty();
  if (!is_yearly || (names_days && rule.months.empty())) return std::nullopt;
  std::sort(rule.months.begin(), rule.months.end());
  rule.months.erase(std::unique(rule.months.begin(), rule.months.end()), rule.months.end());
  return rule;
}

std::vector<int64_t> dates_of(const YearlyRule& yearly, int64_t first_day) {
  YearlyRule rule = yearly;
  const CivilDate first = civil_of(first_day);
  if (rule.days_of_month.empty() && rule.weekdays.empty())
    rule.days_of_month = {static_cast<int32_t>(first.day)};
  if (rule.months.empty()) rule.months = {first.month};

  std::vector<int64_t> dates;
  for (int32_t year = first.year; year < kEndYear; year += rule.interval) {
    for (const uint32_t month : rule.months) {
      const int64_t before = days_of({year, month, 1}) - 1;
      const int32_t length = length_of_month(year, month);
      for (int32_t day = 1; day <= length; ++day) {
        const int64_t date = before + day;
        if (date < first_day || !names_day(rule, day, length)) continue;
        if (!names_weekday(rule, calendar::weekday_of(date), day, length)) continue;
        if (rule.until_day && date > *rule.until_day) return dates;
        if (dates.empty() && date != first_day) return dates;
        dates.push_back(date);
        if (rule.count && dates.size() == static_cast<size_t>(*rule.count)) return dates;
      }
    }
  }
  return dates;
}

}  // namespace lead::holidays
