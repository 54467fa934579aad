#include "runtime/calendar/business_time.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/calendar/calendars.h"

namespace lead::calendar {
namespace {

constexpr int64_t kFarthest = std::numeric_limits<int64_t>::max();

Moment reached(int64_t instant_ms) {
  return {instant_ms, Horizon::Within};
}

// 2026-12-07 is a Monday; 2026-12-11 a Friday.
class OfficeHours : public ::testing::Test {
 protected:
  const artefact::ZoneT zone_ = utc();
  const BusinessCalendar office_ = compiled(weekly(0, 4, {hours(9, 17)}), zone_);
};

TEST_F(OfficeHours, ADeadlineFallsOnTheCloseThatItsTargetFills) {
  EXPECT_EQ(add(office_, at(2026, 12, 7, 9), 8 * kHourMs), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(add(office_, at(2026, 12, 7, 9), 8 * kHourMs + 1), reached(at(2026, 12, 8, 9) + 1));
  EXPECT_EQ(add(office_, at(2026, 12, 7, 17), 8 * kHourMs), reached(at(2026, 12, 8, 17)));
  EXPECT_EQ(add(office_, at(2026, 12, 7, 9), 40 * kHourMs), reached(at(2026, 12, 11, 17)));
}

TEST_F(OfficeHours, AStartOutsideOfHoursCountsFromTheNextOpening) {
  EXPECT_EQ(add(office_, at(2026, 12, 5, 16), kHourMs), reached(at(2026, 12, 7, 10)));  // Saturday
  EXPECT_EQ(add(office_, at(2026, 12, 11, 16, 30), kHourMs), reached(at(2026, 12, 14, 9, 30)));
  EXPECT_EQ(add(office_, at(2026, 12, 5, 16), 0), reached(at(2026, 12, 7, 9)));
  EXPECT_EQ(add(office_, at(2026, 12, 7, 12), 0), reached(at(2026, 12, 7, 12)));
  EXPECT_EQ(add(office_, at(2026, 12, 7, 17), 0), reached(at(2026, 12, 8, 9)));
}

TEST_F(OfficeHours, GoingBackIsTheMirrorImage) {
  EXPECT_EQ(subtract(office_, at(2026, 12, 7, 17), 8 * kHourMs), reached(at(2026, 12, 7, 9)));
  EXPECT_EQ(subtract(office_, at(2026, 12, 7, 10), 2 * kHourMs), reached(at(2026, 12, 4, 16)));
  EXPECT_EQ(subtract(office_, at(2026, 12, 6), 0), reached(at(2026, 12, 4, 17)));
  EXPECT_EQ(subtract(office_, at(2026, 12, 7, 9), 0), reached(at(2026, 12, 7, 9)));
  EXPECT_EQ(add(office_, at(2026, 12, 7, 10), -2 * kHourMs), reached(at(2026, 12, 4, 16)));
  EXPECT_EQ(subtract(office_, at(2026, 12, 4, 16), -2 * kHourMs), reached(at(2026, 12, 7, 10)));
}

TEST_F(OfficeHours, OpenIsHalfOpen) {
  EXPECT_TRUE(is_open(office_, at(2026, 12, 7, 9)));
  EXPECT_FALSE(is_open(office_, at(2026, 12, 7, 9) - 1));
  EXPECT_TRUE(is_open(office_, at(2026, 12, 7, 17) - 1));
  EXPECT_FALSE(is_open(office_, at(2026, 12, 7, 17)));
  EXPECT_FALSE(is_open(office_, at(2026, 12, 5, 12)));
}

TEST_F(OfficeHours, OpeningsAndClosesAround) {
  EXPECT_EQ(next_opening(office_, at(2026, 12, 7, 9)), reached(at(2026, 12, 8, 9)));
  EXPECT_EQ(next_opening(office_, at(2026, 12, 7, 9) - 1), reached(at(2026, 12, 7, 9)));
  EXPECT_EQ(next_close(office_, at(2026, 12, 7, 16, 59)), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(next_close(office_, at(2026, 12, 7, 17)), reached(at(2026, 12, 8, 17)));
  EXPECT_EQ(last_open_until(office_, at(2026, 12, 6)), reached(at(2026, 12, 4, 17)));
  EXPECT_EQ(last_open_until(office_, at(2026, 12, 7, 17)), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(last_open_until(office_, at(2026, 12, 7, 11)), reached(at(2026, 12, 7, 11)));
  EXPECT_EQ(opening_from(office_, at(2026, 12, 7, 11))->begin_ms, at(2026, 12, 7, 9));
  EXPECT_EQ(opening_from(office_, at(2026, 12, 7, 11))->end_ms, at(2026, 12, 7, 17));
  EXPECT_EQ(opening_from(office_, at(2026, 12, 7, 17))->begin_ms, at(2026, 12, 8, 9));
  EXPECT_EQ(opening_until(office_, at(2026, 12, 7, 9))->begin_ms, at(2026, 12, 4, 9));
  EXPECT_EQ(opening_until(office_, at(2026, 12, 7, 9) + 1)->end_ms, at(2026, 12, 7, 17));
}

TEST_F(OfficeHours, BetweenIsSigned) {
  EXPECT_EQ(between(office_, at(2026, 12, 7, 10), at(2026, 12, 7, 13, 30)), 3 * kHourMs + 30 * kMinuteMs);
  EXPECT_EQ(between(office_, at(2026, 12, 7, 13, 30), at(2026, 12, 4, 16)), -(5 * kHourMs + 30 * kMinuteMs));
  EXPECT_EQ(between(office_, at(2026, 12, 5), at(2026, 12, 6)), 0);
}

TEST_F(OfficeHours, BusinessDaysKeepTheTimeOfDay) {
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 7, 11), 1), reached(at(2026, 12, 8, 11)));
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 9, 11), 5), reached(at(2026, 12, 16, 11)));
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 5, 11), 1), reached(at(2026, 12, 7, 17)));  // from 09:00
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 7, 9), 1), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 7, 9) + 1, 1), reached(at(2026, 12, 8, 9) + 1));
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 5, 11), 0), reached(at(2026, 12, 7, 9)));
  EXPECT_EQ(add_business_days(office_, at(2026, 12, 11, 16), 260), reached(at(2027, 12, 10, 16)));
}

// The timelines of a promise to call the same working day.
TEST_F(OfficeHours, TheEndOfTheBusinessDay) {
  EXPECT_EQ(end_of_business_day(office_, at(2026, 12, 7, 16, 55), 0), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(end_of_business_day(office_, at(2026, 12, 7, 17), 0), reached(at(2026, 12, 8, 17)));
  EXPECT_EQ(end_of_business_day(office_, at(2026, 12, 7, 17, 5), 0), reached(at(2026, 12, 8, 17)));
  EXPECT_EQ(end_of_business_day(office_, at(2026, 12, 7, 7), 0), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(end_of_business_day(office_, at(2026, 12, 5, 12), 0), reached(at(2026, 12, 7, 17)));
  EXPECT_EQ(end_of_business_day(office_, at(2026, 12, 11, 12), 1), reached(at(2026, 12, 14, 17)));
  EXPECT_EQ(end_of_date(office_, days_of({2026, 12, 9})), reached(at(2026, 12, 9, 17)));
  EXPECT_EQ(end_of_date(office_, days_of({2026, 12, 13})), reached(at(2026, 12, 11, 17)));
  EXPECT_TRUE(is_business_day(office_, days_of({2026, 12, 11})));
  EXPECT_FALSE(is_business_day(office_, days_of({2026, 12, 12})));
}

TEST(BusinessTime, ALongerDayWithABreak) {
  const artefact::ZoneT zone = utc();
  const BusinessCalendar calendar = compiled(weekly(0, 4, {hours(10, 18)}), zone);
  EXPECT_EQ(add(calendar, at(2026, 12, 9, 15), 10 * kHourMs), reached(at(2026, 12, 10, 17)));
  EXPECT_EQ(add(calendar, at(2026, 12, 9, 20), 10 * kHourMs), reached(at(2026, 12, 11, 12)));
  const BusinessCalendar lunch = compiled(weekly(0, 4, {hours(9, 12), hours(13, 17)}), zone);
  EXPECT_EQ(add(lunch, at(2026, 12, 7, 11, 30), kHourMs), reached(at(2026, 12, 7, 13, 30)));
  EXPECT_EQ(add(lunch, at(2026, 12, 7, 11), kHourMs), reached(at(2026, 12, 7, 12)));
  EXPECT_EQ(end_of_business_day(lunch, at(2026, 12, 7, 12, 30), 0), reached(at(2026, 12, 7, 17)));
}

TEST(BusinessTime, HolidaysDatedHoursAndBreaks) {
  const artefact::ZoneT zone = utc();
  OpeningHours opening = weekly(0, 4, {hours(9, 17)});
  opening.holidays = {days_of({2026, 12, 25}), days_of({2026, 12, 12})};
  opening.dated = {{days_of({2026, 12, 24}), hours(9, 12)},
                   {days_of({2026, 12, 12}), hours(9, 12)},    // a holiday all the same
                   {days_of({2026, 12, 19}), hours(10, 14)}};  // a Saturday
  opening.breaks = {{days_of({2026, 12, 7}), hours(8, 10)},
                    {days_of({2026, 12, 7}), hours(12, 13)},
                    {days_of({2026, 12, 19}), hours(13, 18)}};
  const BusinessCalendar calendar = compiled(opening, zone);
  EXPECT_EQ(between(calendar, at(2026, 12, 7), at(2026, 12, 8)), 6 * kHourMs);
  EXPECT_EQ(between(calendar, at(2026, 12, 19), at(2026, 12, 20)), 3 * kHourMs);
  EXPECT_EQ(between(calendar, at(2026, 12, 24), at(2026, 12, 25)), 3 * kHourMs);
  EXPECT_EQ(add(calendar, at(2026, 12, 24, 11), 2 * kHourMs), reached(at(2026, 12, 28, 10)));
  EXPECT_EQ(end_of_business_day(calendar, at(2026, 12, 24, 13), 0), reached(at(2026, 12, 28, 17)));
  EXPECT_FALSE(is_business_day(calendar, days_of({2026, 12, 12})));
  EXPECT_TRUE(is_business_day(calendar, days_of({2026, 12, 19})));
  EXPECT_TRUE(is_holiday(opening, days_of({2026, 12, 25})));
  EXPECT_FALSE(is_holiday(opening, days_of({2026, 12, 24})));
  EXPECT_TRUE(is_break(opening, days_of({2026, 12, 7}), 12 * kHourMs));
  EXPECT_FALSE(is_break(opening, days_of({2026, 12, 7}), 13 * kHourMs));
}

TEST(BusinessTime, AHolidayClosesItsOwnDateOnly) {
  const artefact::ZoneT zone = utc();
  OpeningHours opening = weekly(0, 6, {hours(22, 6)});
  opening.holidays = {days_of({2026, 12, 9})};
  const BusinessCalendar nights = compiled(opening, zone);
  EXPECT_EQ(between(nights, at(2026, 12, 7, 12), at(2026, 12, 8, 12)), 8 * kHourMs);
  EXPECT_EQ(next_close(nights, at(2026, 12, 8, 23)), reached(at(2026, 12, 9)));
  EXPECT_EQ(next_opening(nights, at(2026, 12, 8, 23)), reached(at(2026, 12, 10)));
  EXPECT_EQ(end_of_business_day(nights, at(2026, 12, 7, 23), 0), reached(at(2026, 12, 8)));
  EXPECT_EQ(opening_from(nights, at(2026, 12, 7, 23))->end_ms, at(2026, 12, 8, 6));
}

TEST(BusinessTime, AroundAClockChange) {
  const artefact::ZoneT zone = zone_named("Europe/Stockholm");
  const BusinessCalendar always = compiled(weekly(0, 6, {hours(0, 24)}), zone);
  // 29 March 2026 has 23 hours, 25 October 25.
  EXPECT_EQ(between(always, at(2026, 3, 28, 23), at(2026, 3, 29, 22)), 23 * kHourMs);
  EXPECT_EQ(end_of_date(always, days_of({2026, 3, 29})), reached(at(2026, 3, 29, 22)));
  EXPECT_EQ(end_of_date(always, days_of({2026, 10, 25})), reached(at(2026, 10, 25, 23)));
  EXPECT_EQ(next_close(always, at(2026, 1, 1)).horizon, Horizon::After2199);

  const auto night = [&](LocalHours one) { return compiled(weekly(0, 6, {one}), zone); };
  const auto of = [](const BusinessCalendar& calendar, int64_t t) { return *opening_from(calendar, t); };
  const int64_t spring = at(2026, 3, 28, 23), autumn = at(2026, 10, 24, 22);  // midnight
  const BusinessCalendar before_gap = night(minutes(60, 150));
  EXPECT_EQ(of(before_gap, spring).begin_ms, at(2026, 3, 29, 0));
  EXPECT_EQ(of(before_gap, spring).end_ms, at(2026, 3, 29, 1, 30));
  const BusinessCalendar in_gap = night(minutes(135, 165));
  EXPECT_EQ(of(in_gap, spring).begin_ms, at(2026, 3, 29, 1, 15));
  EXPECT_EQ(of(in_gap, spring).end_ms, at(2026, 3, 29, 1, 45));
  const BusinessCalendar out_of_gap = night(minutes(150, 195));  // 02:30 becomes 03:30, past its end
  EXPECT_EQ(between(out_of_gap, spring, spring + 20 * kHourMs), 0);
  const BusinessCalendar first_of_repeat = night(minutes(120, 150));
  EXPECT_EQ(of(first_of_repeat, autumn).begin_ms, at(2026, 10, 25, 0));
  EXPECT_EQ(of(first_of_repeat, autumn).end_ms, at(2026, 10, 25, 0, 30));
  const BusinessCalendar over_repeat = night(minutes(150, 240));
  EXPECT_EQ(between(over_repeat, autumn, autumn + 20 * kHourMs), 150 * kMinuteMs);
}

TEST(BusinessTime, ADateTheZoneLeftOutHasNoHours) {
  const artefact::ZoneT zone = zone_named("Pacific/Apia");  // Thursday 29, then Saturday 31 December 2011
  const BusinessCalendar calendar = compiled(weekly(0, 4, {hours(9, 17)}), zone);
  EXPECT_FALSE(is_business_day(calendar, days_of({2011, 12, 30})));
  EXPECT_FALSE(is_business_day(calendar, days_of({2011, 12, 31})));
  const int64_t thursday = at(2011, 12, 29, 22);  // 12:00 local, ten hours behind
  EXPECT_EQ(add(calendar, thursday, 5 * kHourMs), reached(at(2011, 12, 30, 3)));
  EXPECT_EQ(add(calendar, thursday, 6 * kHourMs),
            reached(at(2012, 1, 1, 20)));  // Monday 10:00, 14 hours ahead
}

TEST(BusinessTime, ClosedCalendarsAndTheHorizonHaveNames) {
  const artefact::ZoneT zone = utc();
  const BusinessCalendar never = compiled({}, zone);
  for (const Moment& moment :
       {add(never, at(2026, 1, 1), kHourMs), add(never, 0, 0), subtract(never, at(2026, 1, 1), kHourMs),
        subtract(never, 0, 0), next_opening(never, 0), next_close(never, 0), add_business_days(never, 0, 3),
        end_of_business_day(never, 0, 0), end_of_date(never, 17), last_open_until(never, kFarthest)}) {
    EXPECT_EQ(moment, (Moment{0, Horizon::NeverOpen}));
  }
  EXPECT_FALSE(is_open(never, at(2026, 1, 1)));
  EXPECT_FALSE(opening_from(never, 0).has_value());
  EXPECT_FALSE(opening_until(never, kFarthest).has_value());

  OpeningHours once;
  once.dated = {{days_of({2026, 12, 24}), hours(9, 12)}};
  const BusinessCalendar one_morning = compiled(once, zone);
  EXPECT_EQ(add(one_morning, 0, 3 * kHourMs), reached(at(2026, 12, 24, 12)));
  EXPECT_EQ(add(one_morning, 0, 3 * kHourMs + 1).horizon, Horizon::After2199);
  EXPECT_EQ(add(one_morning, at(2026, 12, 24, 12), 0).horizon, Horizon::After2199);
  EXPECT_EQ(next_opening(one_morning, at(2026, 12, 24, 10)).horizon, Horizon::After2199);
  EXPECT_EQ(last_open_until(one_morning, at(2026, 12, 24, 8)).horizon, Horizon::Before1970);
  EXPECT_EQ(subtract(one_morning, at(2026, 12, 24, 10), 2 * kHourMs).horizon, Horizon::Before1970);
  EXPECT_EQ(add_business_days(one_morning, 0, 1).horizon, Horizon::After2199);
  EXPECT_EQ(text_of(Horizon::After2199), "is not reached before 2200");
}

TEST(BusinessTime, TheFarthestArgumentsDoNoHarm) {
  const artefact::ZoneT zone = zone_named("America/New_York");
  const BusinessCalendar office = compiled(weekly(0, 4, {hours(9, 17)}), zone);
  const Moment opens = reached(at(1970, 1, 1, 14)), closes = reached(at(2199, 12, 31, 22));
  for (const int64_t early : {-kFarthest - 1, int64_t{-1}, int64_t{0}}) {
    EXPECT_FALSE(is_open(office, early));
    EXPECT_EQ(first_open_from(office, early), opens);
    EXPECT_EQ(add_business_days(office, early, -kFarthest), opens);
    EXPECT_EQ(last_open_until(office, early).horizon, Horizon::Before1970);
    EXPECT_EQ(add(office, early, -kFarthest - 1).horizon, Horizon::Before1970);
    EXPECT_EQ(subtract(office, early, kFarthest).horizon, Horizon::Before1970);
    for (const int64_t amount : {kFarthest, kFarthest - 1}) {
      EXPECT_EQ(add(office, early, amount).horizon, Horizon::After2199);
      EXPECT_EQ(subtract(office, early, -amount - 1).horizon, Horizon::After2199);
      EXPECT_EQ(add_business_days(office, early, amount).horizon, Horizon::After2199);
      EXPECT_EQ(end_of_business_day(office, early, amount).horizon, Horizon::After2199);
    }
  }
  for (const int64_t late : {limits::kEndInstantMs - 1, limits::kEndInstantMs, kFarthest}) {
    EXPECT_FALSE(is_open(office, late));
    EXPECT_EQ(last_open_until(office, late), closes);
    EXPECT_EQ(first_open_from(office, late).horizon, Horizon::After2199);
    EXPECT_EQ(end_of_business_day(office, late, 0).horizon, Horizon::After2199);
    EXPECT_EQ(between(office, late, -late), -office.open_total());
    EXPECT_EQ(end_of_date(office, late), closes);
    EXPECT_FALSE(is_business_day(office, late));
  }
  EXPECT_EQ(end_of_date(office, -kFarthest).horizon, Horizon::Before1970);
  EXPECT_FALSE(is_business_day(office, -kFarthest));
}

TEST(Intersection, IsOpenWhereBothAre) {
  const artefact::ZoneT stockholm = zone_named("Europe/Stockholm"), new_york = zone_named("America/New_York");
  OpeningHours opening = weekly(0, 4, {hours(9, 17)});
  opening.holidays = {days_of({2026, 12, 8})};
  const BusinessCalendar here = compiled(opening, stockholm);
  const BusinessCalendar there = compiled(weekly(0, 4, {hours(9, 17)}), new_york);
  const BusinessCalendar both = intersect(here, there);
  EXPECT_EQ(opening_from(both, at(2026, 12, 7))->begin_ms, at(2026, 12, 7, 14));
  EXPECT_EQ(opening_from(both, at(2026, 12, 7))->end_ms, at(2026, 12, 7, 16));
  EXPECT_EQ(add(both, at(2026, 12, 7, 15), 2 * kHourMs), reached(at(2026, 12, 9, 15)));
  // Two weeks in March only one side has moved its clock: 08:00 to 16:00 in Stockholm, 13:00 to 21:00 UTC
  // there.
  EXPECT_EQ(between(both, at(2026, 3, 10), at(2026, 3, 11)), 3 * kHourMs);
  EXPECT_EQ(&both.zone(), &stockholm);
  EXPECT_EQ(intersect(here, compiled({}, new_york)).open_total(), 0);
}

}  // namespace
}  // namespace lead::calendar
