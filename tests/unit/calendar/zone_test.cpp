#include "runtime/calendar/zone.h"

#include <gtest/gtest.h>

#include <string>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone_source.h"

namespace lead::calendar {
namespace {

constexpr int64_t kHourMs = 3'600'000;

artefact::ZoneT utc() {
  artefact::ZoneT zone;
  zone.name = "UTC";
  zone.offsets_ms = {0};
  return zone;
}

artefact::ZoneT zone_named(const std::string& name) {
  std::optional<artefact::ZoneT> zone = resolve_zone(name);
  EXPECT_TRUE(zone.has_value()) << name;
  return zone ? *zone : utc();
}

int64_t at(int32_t year, uint32_t month, uint32_t day, int64_t hour = 0, int64_t minute = 0) {
  return days_of({year, month, day}) * kDayMs + hour * kHourMs + minute * 60'000;
}

TEST(Zone, CountsDaysFromTheEpochAndBack) {
  EXPECT_EQ(days_of({1970, 1, 1}), 0);
  EXPECT_EQ(days_of({2000, 3, 1}), 11017);
  EXPECT_EQ(civil_of(-1), (CivilDate{1969, 12, 31}));
  for (int64_t day = -1000; day < 90'000; day += 17) EXPECT_EQ(days_of(civil_of(day)), day);
  EXPECT_TRUE(is_valid({2024, 2, 29}));
  EXPECT_FALSE(is_valid({2100, 2, 29}));
}

TEST(Zone, NamesWeekdaysFromMonday) {
  EXPECT_EQ(weekday_of(0), 3u);   // 1970-01-01 was a Thursday
  EXPECT_EQ(weekday_of(-4), 6u);  // the Sunday before
  EXPECT_EQ(weekday_of(days_of({2026, 12, 7})), 0u);
}

TEST(Zone, StockholmHasSummerTimeUpTo2199) {
  const artefact::ZoneT zone = zone_named("Europe/Stockholm");
  EXPECT_EQ(zone.offsets_ms.size(), zone.transitions_ms.size() + 1);
  EXPECT_EQ(offset_at(zone, at(2026, 1, 1)), kHourMs);
  EXPECT_EQ(offset_at(zone, at(2026, 7, 1)), 2 * kHourMs);
  EXPECT_EQ(offset_at(zone, at(2150, 7, 1)), 2 * kHourMs);
  EXPECT_EQ(offset_at(zone, at(2026, 3, 29, 1) - 1), kHourMs);
  EXPECT_EQ(offset_at(zone, at(2026, 3, 29, 1)), 2 * kHourMs);
  EXPECT_LT(zone.transitions_ms.back(), limits::kEndInstantMs);
  EXPECT_GT(zone.transitions_ms.back(), at(2199, 9, 1));
}

TEST(Zone, GapMovesForwardAndOfARepeatTheFirstCounts) {
  const artefact::ZoneT zone = zone_named("Europe/Stockholm");
  EXPECT_EQ(instant_of(zone, at(2026, 3, 29, 2, 30)), at(2026, 3, 29, 1, 30));  // shown as 03:30
  EXPECT_EQ(first_instant_from(zone, at(2026, 3, 29, 2, 30)), at(2026, 3, 29, 1));
  EXPECT_EQ(instant_of(zone, at(2026, 10, 25, 2, 30)), at(2026, 10, 25, 0, 30));
  EXPECT_EQ(instant_of(zone, at(2026, 12, 7, 9)), at(2026, 12, 7, 8));
}

TEST(Zone, ADayBeginsAtItsFirstMillisecond) {
  const artefact::ZoneT havana = zone_named("America/Havana");  // the clock goes from 00:00 to 01:00
  const int64_t gap_day = days_of({2024, 3, 10});
  const int64_t start = start_of_day(havana, gap_day);
  EXPECT_EQ(day_of(havana, start), gap_day);
  EXPECT_EQ(day_of(havana, start - 1), gap_day - 1);
  const artefact::ZoneT apia = zone_named("Pacific/Apia");  // 2011-12-30 was left out
  EXPECT_EQ(start_of_day(apia, days_of({2011, 12, 30})), start_of_day(apia, days_of({2011, 12, 31})));
}

TEST(Zone, MonthsKeepTheTimeOfDayAndClampTheDay) {
  const artefact::ZoneT zone = zone_named("Europe/Stockholm");
  const int64_t last_of_january = at(2026, 1, 31, 8);  // 09:00 local
  EXPECT_EQ(add_months(zone, last_of_january, 1), at(2026, 2, 28, 8));
  EXPECT_EQ(add_months(zone, last_of_january, 6), at(2026, 7, 31, 7));  // 09:00 in summer
  EXPECT_EQ(add_months(zone, last_of_january, -2), at(2025, 11, 30, 8));
  EXPECT_EQ(add_months(zone, last_of_january, 12 * 100), at(2126, 1, 31, 8));
  EXPECT_EQ(add_months(zone, at(2026, 10, 25, 1, 30), 0),
            at(2026, 10, 25, 1, 30));  // the second 02:30 stays itself
}

TEST(Zone, StretchesTileTimeInEveryZone) {
  for (const char* name :
       {"UTC", "Europe/Stockholm", "America/St_Johns", "America/Nuuk", "Pacific/Apia", "Antarctica/Troll"}) {
    const artefact::ZoneT zone = zone_named(name);
    for (const auto around : {day_around, week_around, month_around}) {
      Stretch previous = around(zone, at(2005, 1, 1));
      for (int64_t t = previous.begin_ms; t < at(2013, 1, 1); t += 37 * 60'000) {
        if (previous.contains(t)) continue;
        const Stretch next = around(zone, t);
        ASSERT_TRUE(next.contains(t)) << name << " " << t;
        ASSERT_EQ(next.begin_ms, previous.end_ms) << name << " " << t;
        previous = next;
      }
    }
  }
}

TEST(Zone, AStretchIsTheWallCalendarsDayWeekAndMonth) {
  const artefact::ZoneT zone = zone_named("Europe/Stockholm");
  const int64_t instant = at(2026, 12, 9, 12);
  EXPECT_EQ(day_around(zone, instant).begin_ms, at(2026, 12, 8, 23));
  EXPECT_EQ(week_around(zone, instant).begin_ms, at(2026, 12, 6, 23));
  EXPECT_EQ(week_around(zone, instant).end_ms, at(2026, 12, 13, 23));
  EXPECT_EQ(month_around(zone, instant).begin_ms, at(2026, 11, 30, 23));
  EXPECT_EQ(month_around(zone, instant).end_ms, at(2026, 12, 31, 23));
}

TEST(ZoneSource, RefusesNamesThatDependOnTheMachine) {
  for (const char* name : {"", "localtime", "/etc/passwd", "../zone", "Fixed/UTC+01:00:00",
                           "right/Europe/Paris", "Europe/Nowhere", "file:x"}) {
    EXPECT_FALSE(is_known_zone(name)) << name;
    EXPECT_FALSE(resolve_zone(name).has_value()) << name;
  }
  EXPECT_TRUE(is_known_zone("UTC"));
  EXPECT_TRUE(is_known_zone("America/Argentina/Buenos_Aires"));
}

TEST(ZoneSource, SuggestsTheCityAndTheNearMiss) {
  if (zone_named("UTC").version.empty()) GTEST_SKIP() << "the time-zone database has no list of names";
  EXPECT_EQ(close_zones("Stockholm").size(), 1u);
  EXPECT_EQ(close_zones("Stockholm").front(), "Europe/Stockholm");
  EXPECT_EQ(close_zones("europe/stokholm").front(), "Europe/Stockholm");
  EXPECT_TRUE(close_zones("Nowhere/At_All").empty());
}

}  // namespace
}  // namespace lead::calendar
