#include "runtime/calendar/opening_hours.h"

#include <gtest/gtest.h>

#include "runtime/base/limits.h"
#include "tests/unit/calendar/calendars.h"

namespace lead::calendar {
namespace {

const int64_t kMonday = days_of({2026, 12, 7});

std::vector<LocalHours> of(const OpeningHours& opening, int64_t day) {
  const auto plan = resolve(opening);
  const auto* found = std::get_if<DayPlan>(&plan);
  if (found == nullptr) return {};
  return {found->hours_of(day).begin(), found->hours_of(day).end()};
}

TEST(OpeningHours, OverlappingAndTouchingIntervalsAreOne) {
  EXPECT_EQ(of(weekly(0, 0, {hours(13, 17), hours(9, 12), hours(12, 13), hours(10, 11)}), kMonday),
            std::vector{hours(9, 17)});
  EXPECT_EQ(of(weekly(0, 0, {hours(13, 17), hours(9, 9), hours(9, 12)}), kMonday),
            (std::vector{hours(9, 12), hours(13, 17)}));
  EXPECT_TRUE(of(weekly(0, 0, {hours(9, 17)}), kMonday + 1).empty());
}

TEST(OpeningHours, PastMidnightIsTheNextWeekday) {
  const OpeningHours nights = weekly(6, 6, {hours(22, 6)});  // Sunday
  EXPECT_EQ(of(nights, kMonday - 1), std::vector{hours(22, 24)});
  EXPECT_EQ(of(nights, kMonday), std::vector{hours(0, 6)});
  EXPECT_TRUE(of(weekly(6, 6, {hours(22, 0)}), kMonday).empty());
  EXPECT_EQ(of(weekly(6, 6, {hours(22, 0)}), kMonday - 1), std::vector{hours(22, 24)});
}

TEST(OpeningHours, DatedHoursReplaceBreaksCutHolidaysClose) {
  OpeningHours opening = weekly(0, 4, {hours(9, 12), hours(13, 17)});
  opening.dated = {{kMonday, hours(15, 20)}, {kMonday, hours(8, 10)}};
  opening.breaks = {{kMonday, hours(16, 17)},
                    {kMonday, hours(9, 9)},
                    {kMonday + 1, hours(11, 14)},
                    {kMonday + 2, hours(0, 24)},
                    {kMonday + 3, hours(6, 9)}};
  opening.holidays = {kMonday + 4, kMonday + 4};
  EXPECT_EQ(of(opening, kMonday), (std::vector{hours(8, 10), hours(15, 16), hours(17, 20)}));
  EXPECT_EQ(of(opening, kMonday + 1), (std::vector{hours(9, 11), hours(14, 17)}));
  EXPECT_TRUE(of(opening, kMonday + 2).empty());
  EXPECT_EQ(of(opening, kMonday + 3), (std::vector{hours(9, 12), hours(13, 17)}));
  EXPECT_TRUE(of(opening, kMonday + 4).empty());
  const DayPlan plan(opening);
  EXPECT_TRUE(plan.has_exception(kMonday - 9, kMonday));
  EXPECT_FALSE(plan.has_exception(kMonday + 5, kMonday + 900));
}

struct Refused {
  OpeningHours opening;
  HoursError error;
  std::string text;
};

OpeningHours with_dated(int64_t day, LocalHours one) {
  OpeningHours opening;
  opening.dated = {{kMonday, hours(9, 17)}, {day, one}};
  return opening;
}

TEST(OpeningHours, WhatMeansNothingIsNamed) {
  OpeningHours weekday, breaks, holiday, many;
  weekday.weekly = {{7, hours(9, 17)}};
  breaks.breaks = {{kMonday, hours(22, 6)}};
  holiday.holidays = {days_of({2200, 1, 1})};
  many.holidays.assign(limits::kMaxItems + 1, kMonday);
  const std::vector<Refused> cases = {
      {weekday, HoursError::NoSuchWeekday, "the weekly hours at index 0 has a weekday past 6"},
      {weekly(0, 0, {{-1, 5}}), HoursError::OutsideTheDay,
       "the weekly hours at index 0 has a time outside 00:00 to 24:00"},
      {weekly(0, 0, {hours(9, 17), hours(9, 25)}), HoursError::OutsideTheDay,
       "the weekly hours at index 1 has a time outside 00:00 to 24:00"},
      {with_dated(kMonday, hours(22, 6)), HoursError::PastMidnight,
       "the dated hours at index 1 ends on the next date"},
      {with_dated(-1, hours(9, 17)), HoursError::NoSuchDate,
       "the dated hours at index 1 is not in the years 1970 to 2199"},
      {breaks, HoursError::PastMidnight, "the break at index 0 ends on the next date"},
      {holiday, HoursError::NoSuchDate, "the holiday at index 0 is not in the years 1970 to 2199"},
      {many, HoursError::TooMany, "the holiday at index 1048576 is one too many"},
  };
  const artefact::ZoneT zone = utc();
  for (const Refused& one : cases) {
    const auto made = compile(one.opening, zone);
    const auto* problem = std::get_if<HoursProblem>(&made);
    ASSERT_NE(problem, nullptr) << one.text;
    EXPECT_EQ(problem->error, one.error);
    EXPECT_EQ(text_of(*problem), one.text);
  }
}

// An artefact may come from anybody: as many dates as are allowed, each with other hours, compile all the
// same.
TEST(OpeningHours, AsManyExceptionsAsThereAreDates) {
  OpeningHours opening = weekly(0, 6, {hours(9, 17)});
  const int64_t last = days_of({2199, 12, 31});
  for (int64_t day = 0; day <= last; ++day)
    opening.dated.push_back({day, minutes(day % 700, day % 700 + 60 + day % 7)});
  const artefact::ZoneT zone = zone_named("Europe/Stockholm");
  const BusinessCalendar calendar = compiled(opening, zone);
  int64_t open_minutes = 0;
  for (int64_t day = 0; day <= last; ++day) open_minutes += 60 + day % 7;
  // The few hours that clock changes add and take, and the evening of the last day that is in 2200 in UTC.
  EXPECT_NEAR(static_cast<double>(calendar.open_total() / kMinuteMs), static_cast<double>(open_minutes),
              60.0 * 100);
  EXPECT_LT(calendar.bytes(), 8u << 20);
}

}  // namespace
}  // namespace lead::calendar
