// Repetitions of holidays: the yearly part of RFC 5545.
//
//   auto rule = yearly_rule("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH");   // Thanksgiving; nothing: another kind of
//   rule dates_of(*rule, days_of({2026, 11, 26}))                       // 2026-11-26, 2027-11-25, … up to
//   2199
//
// Understood: FREQ=YEARLY with INTERVAL, COUNT, UNTIL and BYMONTH; within months named so BYMONTHDAY (also
// from the end of the month) and BYDAY, with or without an ordinal. Days that a month does not have are left
// out: 29 February repeats in leap years. Everything else (days without a month, on which programs differ;
// weeks, days of the year, BYSETPOS, Easter, other frequencies) is another kind of rule.
//
// libical would know more of them. It was measured: linking it adds 55 ms to every start of leadc, for the
// Unicode library it brings, and drops malformed lines without telling which.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace lead::holidays {

struct WeekdayOfMonth {
  uint32_t weekday = 0;  // 0 is Monday
  int32_t ordinal = 0;   // 1 is the first, -1 the last; 0: each one
};

struct YearlyRule {
  int32_t interval = 1;                // years
  std::optional<int32_t> count;        // dates
  std::optional<int64_t> until_day;    // included
  std::vector<uint32_t> months;        // 1 to 12; empty: that of the first date
  std::vector<int32_t> days_of_month;  // 1 to 31, -31 to -1; empty: that of the first date, or every one
  std::vector<WeekdayOfMonth> weekdays;
};

[[nodiscard]] std::optional<YearlyRule> yearly_rule(std::string_view text);

// Ascending, up to the end of 2199. Empty where the rule does not give `first_day` itself: what such a rule
// means is not settled. BOUND: 372 days looked at for each of the years up to 2199.
[[nodiscard]] std::vector<int64_t> dates_of(const YearlyRule& rule, int64_t first_day);

}  // namespace lead::holidays
