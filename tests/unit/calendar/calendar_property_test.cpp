// Random calendars in random zones, around clock changes: every answer against the one found minute by minute
// (naive_calendar.h), and the laws of business time at random milliseconds. LEAD_CALENDARS sets how many.
#include <gtest/gtest.h>

#include <cstdlib>

#include "runtime/calendar/business_time.h"
#include "tests/support/random.h"
#include "tests/unit/calendar/naive_calendar.h"

namespace lead::calendar {
namespace {

using testing::Random;

// Half-hour and two-hour changes, gaps and repeats at midnight and one minute past it, a date left out, a
// zone that changes in Ramadan, and plain ones.
const std::vector<std::string> kZones = {"Europe/Stockholm", "America/New_York",  "Australia/Lord_Howe",
                                         "Pacific/Apia",     "America/Havana",    "America/St_Johns",
                                         "Antarctica/Troll", "Africa/Casablanca", "America/Sao_Paulo",
                                         "Asia/Kathmandu",   "America/Nuuk",      "UTC",
                                         "Asia/Gaza",        "Pacific/Kwajalein"};

uint64_t calendar_count() {
  const char* count = std::getenv("LEAD_CALENDARS");  // NOLINT(concurrency-mt-unsafe)
  return count != nullptr ? std::strtoull(count, nullptr, 10) : 60;
}

// Whole minutes, mostly quarters of an hour; at times the edges of the day.
LocalHours random_hours(Random& random, bool may_pass_midnight) {
  const auto minute = [&] {
    return random.chance(30) ? random.between(0, 3 * 60) : random.between(0, 95) * 15;
  };
  int64_t begin = minute(), end = random.chance(15) ? 1440 : minute();
  if (begin == end && random.chance(70)) end = begin + 1;
  if (end < begin && !may_pass_midnight) std::swap(begin, end);
  return minutes(begin, end);
}

OpeningHours random_opening(Random& random, int64_t first_day, int64_t days) {
  OpeningHours opening;
  const auto day = [&] { return first_day + random.below(days); };
  for (int64_t n = random.below(12); n > 0; --n)
    opening.weekly.push_back({static_cast<uint32_t>(random.below(7)), random_hours(random, true)});
  if (random.chance(20)) {
    for (uint32_t weekday = 0; weekday < 7; ++weekday) opening.weekly.push_back({weekday, hours(0, 24)});
  }
  for (int64_t n = random.below(6); n > 0; --n) opening.dated.push_back({day(), random_hours(random, false)});
  for (int64_t n = random.below(10); n > 0; --n)
    opening.breaks.push_back({day(), random_hours(random, false)});
  for (int64_t n = random.below(6); n > 0; --n) opening.holidays.push_back(day());
  return opening;
}

// Some weeks, mostly with a clock change in their middle.
int64_t random_first_minute(Random& random, const artefact::ZoneT& zone, int64_t count) {
  int64_t middle_ms = at(1990, 1, 1) + random.below(at(2060, 1, 1) - at(1990, 1, 1));
  if (!zone.transitions_ms.empty() && random.chance(85)) {
    const auto change = std::lower_bound(zone.transitions_ms.begin(), zone.transitions_ms.end(), middle_ms);
    if (change != zone.transitions_ms.end()) middle_ms = *change;
  }
  return middle_ms / kMinuteMs - count / 2;
}

struct Case {
  artefact::ZoneT zone;
  OpeningHours opening;
  int64_t first = 0;  // minutes
  int64_t count = 21 * 24 * 60;
};

Case random_case(Random& random) {
  Case made;
  made.zone = zone_named(random.pick(kZones));
  made.first = random_first_minute(random, made.zone, made.count);
  made.opening = random_opening(random, made.first / 1440 - 1, made.count / 1440 + 2);
  return made;
}

std::string about(uint64_t seed, const Case& made) {
  return "seed " + std::to_string(seed) + ", " + made.zone.name + " from minute " +
         std::to_string(made.first);
}

void expect_same_minutes(const BusinessCalendar& calendar, const NaiveCalendar& naive) {
  int64_t open_minutes = 0;
  for (int64_t minute = naive.first(); minute < naive.first() + naive.count(); ++minute) {
    const int64_t t = minute * kMinuteMs;
    ASSERT_EQ(is_open(calendar, t), naive.is_open(minute)) << minute;
    ASSERT_EQ(is_open(calendar, t + kMinuteMs - 1), naive.is_open(minute)) << minute;
    ASSERT_EQ(between(calendar, naive.first() * kMinuteMs, t), open_minutes * kMinuteMs) << minute;
    open_minutes += naive.is_open(minute) ? 1 : 0;
  }
}

// Going from minute to minute until enough were open; nothing where the known weeks end first.
std::optional<int64_t> naive_add(const NaiveCalendar& naive, int64_t minute, int64_t amount) {
  for (; minute < naive.first() + naive.count(); ++minute) {
    if (amount == 0) return minute;
    if (naive.is_open(minute)) --amount;
  }
  return std::nullopt;
}

std::optional<int64_t> naive_open_from(const NaiveCalendar& naive, int64_t minute) {
  for (; minute < naive.first() + naive.count(); ++minute) {
    if (naive.is_open(minute)) return minute;
  }
  return std::nullopt;
}

// The close of the date of the first open minute.
std::optional<int64_t> naive_end_of_day(const NaiveCalendar& naive, int64_t minute) {
  const auto open = naive_open_from(naive, minute);
  if (!open) return std::nullopt;
  const int64_t date = naive.date_of(*open);
  int64_t close = *open;
  for (int64_t m = *open; m < naive.first() + naive.count() && naive.date_of(m) == date; ++m) {
    if (naive.is_open(m)) close = m + 1;
  }
  return close;
}

void expect_same_answers(const BusinessCalendar& calendar, const NaiveCalendar& naive, Random& random) {
  for (int i = 0; i < 40; ++i) {
    const int64_t minute = naive.first() + random.below(naive.count());
    const int64_t amount = random.between(1, random.chance(50) ? 100 : 5'000);
    if (const auto wanted = naive_add(naive, minute, amount)) {
      ASSERT_EQ(add(calendar, minute * kMinuteMs, amount * kMinuteMs).instant_ms, *wanted * kMinuteMs);
    }
    if (const auto wanted = naive_open_from(naive, minute)) {
      ASSERT_EQ(first_open_from(calendar, minute * kMinuteMs).instant_ms, *wanted * kMinuteMs);
    }
    const auto end = naive_end_of_day(naive, minute);
    if (end && *end + 1'440 < naive.first() + naive.count()) {
      ASSERT_EQ(end_of_business_day(calendar, minute * kMinuteMs, 0).instant_ms, *end * kMinuteMs);
    }
  }
}

void expect_laws(const BusinessCalendar& calendar, const Case& made, Random& random) {
  for (int i = 0; i < 200; ++i) {
    const int64_t t = made.first * kMinuteMs + random.below(made.count * kMinuteMs);
    const int64_t u = t + random.below(30 * kDayMs);
    const int64_t a = random.between(1, random.chance(50) ? kDayMs : 400 * kDayMs);
    const int64_t b = random.between(1, 3 * kDayMs);
    const Moment after = add(calendar, t, a);
    if (!after.is_reached()) {
      ASSERT_LT(calendar.open_total() - calendar.open_before(t), a);
      continue;
    }
    ASSERT_EQ(add(calendar, after.instant_ms, b), add(calendar, t, a + b)) << "additive";
    ASSERT_EQ(between(calendar, t, after.instant_ms), a) << "round trip";
    ASSERT_EQ(between(calendar, t, after.instant_ms - 1), a - 1) << "earliest";
    ASSERT_TRUE(is_open(calendar, after.instant_ms - 1)) << "a deadline ends open time";
    ASSERT_LE(after.instant_ms,
              add(calendar, u, a).is_reached() ? add(calendar, u, a).instant_ms : INT64_MAX);
    ASSERT_EQ(between(calendar, t, u) + between(calendar, u, t), 0);
    const Moment back = subtract(calendar, after.instant_ms, a);
    ASSERT_EQ(back, first_open_from(calendar, t)) << "back where it began";
    ASSERT_EQ(subtract(calendar, back.instant_ms, b), subtract(calendar, after.instant_ms, a + b))
        << "additive going back";
  }
}

void expect_openings_in_order(const BusinessCalendar& calendar, const Case& made) {
  int64_t t = made.first * kMinuteMs;
  const int64_t end_ms = t + made.count * kMinuteMs;
  while (const auto opening = opening_from(calendar, t)) {
    ASSERT_LT(opening->begin_ms, opening->end_ms);
    ASSERT_FALSE(is_open(calendar, opening->begin_ms - 1));
    ASSERT_FALSE(is_open(calendar, opening->end_ms));
    ASSERT_EQ(between(calendar, opening->begin_ms, opening->end_ms), opening->end_ms - opening->begin_ms);
    const bool is_last = opening->end_ms == limits::kEndInstantMs;
    ASSERT_EQ(next_close(calendar, opening->begin_ms).instant_ms, is_last ? 0 : opening->end_ms);
    ASSERT_EQ(next_opening(calendar, opening->begin_ms - 1).instant_ms, opening->begin_ms);
    ASSERT_EQ(opening_until(calendar, opening->end_ms)->begin_ms, opening->begin_ms);
    if (opening->end_ms >= end_ms) return;
    t = opening->end_ms;
  }
}

TEST(CalendarProperties, AgreesWithTheMinutesOfTheWallClock) {
  for (uint64_t seed = 1; seed <= calendar_count(); ++seed) {
    Random random(seed);
    const Case made = random_case(random);
    SCOPED_TRACE(about(seed, made));
    const BusinessCalendar calendar = compiled(made.opening, made.zone);
    const NaiveCalendar naive(made.opening, made.zone, made.first, made.count);
    expect_same_minutes(calendar, naive);
    expect_same_answers(calendar, naive, random);
    if (HasFatalFailure()) return;
  }
}

TEST(CalendarProperties, TheLawsOfBusinessTime) {
  for (uint64_t seed = 1'001; seed <= 1'000 + calendar_count(); ++seed) {
    Random random(seed);
    const Case made = random_case(random);
    SCOPED_TRACE(about(seed, made));
    const BusinessCalendar calendar = compiled(made.opening, made.zone);
    expect_laws(calendar, made, random);
    expect_openings_in_order(calendar, made);
    if (HasFatalFailure()) return;
  }
}

TEST(CalendarProperties, AnIntersectionIsOpenWhereBothAre) {
  for (uint64_t seed = 2'001; seed <= 2'000 + calendar_count() / 2; ++seed) {
    Random random(seed);
    const Case one = random_case(random);
    Case other = random_case(random);
    other.opening = random_opening(random, one.first / 1440 - 1, one.count / 1440 + 2);
    SCOPED_TRACE(about(seed, one) + " and " + other.zone.name);
    const BusinessCalendar a = compiled(one.opening, one.zone), b = compiled(other.opening, other.zone);
    const BusinessCalendar both = intersect(a, b), turned = intersect(b, a);
    int64_t open_minutes = 0;
    for (int64_t minute = one.first; minute < one.first + one.count; ++minute) {
      const int64_t t = minute * kMinuteMs;
      ASSERT_EQ(is_open(both, t), is_open(a, t) && is_open(b, t)) << minute;
      ASSERT_EQ(is_open(both, t), is_open(turned, t));
      ASSERT_EQ(between(both, one.first * kMinuteMs, t), open_minutes * kMinuteMs);
      open_minutes += is_open(both, t) ? 1 : 0;
    }
    ASSERT_EQ(intersect(a, a).open_total(), a.open_total());
    ASSERT_EQ(both.open_total(), turned.open_total());
    expect_laws(both, one, random);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace lead::calendar
