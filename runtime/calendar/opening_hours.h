// What a calendar says, and which hours of the wall clock it gives each date.
//
//   OpeningHours hours;
//   hours.weekly   = {{0, {at(9), at(12)}}, {0, {at(13), at(17)}}, …};   // monday 09:00-12:00, 13:00-17:00
//   hours.holidays = {days_of({2026, 12, 25})};
//   auto plan = resolve(hours);                    // std::get<DayPlan>(plan).hours_of(day)
//
// The hours of a date are, in this order: its dated hours where it has some, else those of its weekday; less
// its breaks; nothing at all on a holiday. Everything is about dates: weekly hours past midnight
// (22:00-06:00) are those of the evening until 24:00 and those of the next weekday from 00:00, so that a
// holiday closes its own date, the end of yesterday's night shift with it, and nothing else.
//
// Times are milliseconds of the local day, 0 to 86'400'000, half-open. Dates are days since 1970-01-01. Where
// zones change their clocks, `compile_calendar.h` says which instants the hours are.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace lead::calendar {

struct LocalHours {
  int32_t begin_ms = 0;
  int32_t end_ms = 0;
  friend constexpr auto operator<=>(const LocalHours&, const LocalHours&) = default;
};

// `weekday`: 0 is Monday. An end at or before the begin, or at 24:00, reaches midnight or past it; equal
// times are refused, since they could mean an empty interval or a whole day.
struct WeeklyHours {
  uint32_t weekday = 0;
  LocalHours hours;
};

// begin <= end: hours of a date stay in it.
struct DatedHours {
  int64_t day = 0;
  LocalHours hours;
};

// Lists in any order; intervals that overlap or touch are one. BOUND: kMaxItems entries a list.
struct OpeningHours {
  std::vector<WeeklyHours> weekly;
  std::vector<DatedHours> dated;  // all hours of their dates, instead of the weekly ones
  std::vector<DatedHours> breaks;
  std::vector<int64_t> holidays;
};

enum class HoursError : uint8_t {
  NoSuchWeekday,  // more than 6
  OutsideTheDay,  // a time below 00:00 or past 24:00
  PastMidnight,   // dated hours or a break that would end on the next date
  NoSuchDate,     // not in the years 1970 to 2199
  TooMany,        // more entries than kMaxItems
};

enum class HoursList : uint8_t { Weekly, Dated, Breaks, Holidays };

// The first entry that means nothing. `index` is its place in its list.
struct HoursProblem {
  HoursError error{};
  HoursList list{};
  size_t index = 0;
};

// "the break at index 3 ends on the next date": for a message about a damaged artefact, and for tests.
[[nodiscard]] std::string text_of(const HoursProblem& problem);

// The hours of every date, looked up. Each list of hours is sorted, without overlap or touch.
class DayPlan {
 public:
  explicit DayPlan(const OpeningHours& hours);  // `hours` without a problem

  // Logarithmic in the number of exceptional dates.
  [[nodiscard]] std::span<const LocalHours> hours_of(int64_t day) const;
  // Whether a date from `first` to `last`, both included, has other hours than its weekday.
  [[nodiscard]] bool has_exception(int64_t first, int64_t last) const;

 private:
  struct Exception {
    int64_t day = 0;
    std::vector<LocalHours> hours;
  };
  std::array<std::vector<LocalHours>, 7> week_;
  std::vector<Exception> exceptions_;  // by day, each once
};

[[nodiscard]] std::variant<DayPlan, HoursProblem> resolve(const OpeningHours& hours);

// Why a date or a time of it is closed, for who asks. Linear in the lists.
[[nodiscard]] bool is_holiday(const OpeningHours& hours, int64_t day);
[[nodiscard]] bool is_break(const OpeningHours& hours, int64_t day, int64_t time_ms);

}  // namespace lead::calendar
