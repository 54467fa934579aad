// People, rosters, and who is there when.
#include "runtime/routing/roster.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/routing/availability.h"
#include "runtime/routing/pool.h"
#include "tests/support/random.h"
#include "tests/unit/calendar/calendars.h"

namespace lead::routing {
namespace {

using calendar::at;
using calendar::kHourMs;
using calendar::kMinuteMs;

Person person(PersonNumber number) {
  Person made;
  made.number = number;
  made.columns = {{7}, {1}, {"nordics"}};
  return made;
}

RosterError error_of(std::vector<Person> persons, const People& people) {
  const auto made = make_roster(std::move(persons), people);
  const auto* problem = std::get_if<RosterProblem>(&made);
  EXPECT_NE(problem, nullptr);
  if (problem == nullptr) return RosterError::TooMany;
  EXPECT_EQ(problem->row, 1u);
  EXPECT_NE(text_of(*problem).find("row 2"), std::string::npos) << text_of(*problem);
  return problem->error;
}

TEST(People, AreNumberedByFirstSight) {
  People people;
  EXPECT_EQ(people.number_of("ana"), 0u);
  EXPECT_EQ(people.number_of("bo"), 1u);
  EXPECT_EQ(people.number_of("ana"), 0u);
  EXPECT_EQ(people.find("cy"), kNobody);
  EXPECT_EQ(people.id_of(1), "bo");
  for (uint32_t i = 0; i < 5000; ++i) ASSERT_EQ(people.number_of(std::to_string(i)), i + 2);
  EXPECT_EQ(people.find("4999"), 5001u);
  EXPECT_EQ(people.id_of(0), "ana");
}

TEST(Roster, FindsItsPersonsAndRefusesRowsThatMeanNothing) {
  People people;
  const PersonNumber ana = people.number_of("ana"), bo = people.number_of("bo"), cy = people.number_of("cy");
  const auto made = make_roster({person(bo), person(ana)}, people);
  ASSERT_TRUE(std::holds_alternative<Roster>(made));
  const Roster& roster = std::get<Roster>(made);
  EXPECT_EQ(roster.place_of(ana), 1u);
  EXPECT_EQ(roster.find(bo)->number, bo);
  EXPECT_EQ(roster.find(cy), nullptr);
  EXPECT_EQ(roster.find(99), nullptr);
  EXPECT_EQ(Roster().find(ana), nullptr);
  const std::vector<Member> team{{ana, 1}};
  EXPECT_EQ(members_before(roster, team, bo), 0u);
  EXPECT_EQ(members_before(roster, team, cy), Pool::kNoPlace);

  const auto with = [&](auto change) {
    Person second = person(ana);
    change(second);
    return error_of({person(bo), second}, people);
  };
  EXPECT_EQ(with([&](Person& p) { p.number = 9; }), RosterError::NoSuchPerson);
  EXPECT_EQ(with([&](Person& p) { p.number = bo; }), RosterError::Twice);
  EXPECT_EQ(with([&](Person& p) { p.weight = 0; }), RosterError::Weight);
  EXPECT_EQ(with([&](Person& p) { p.weight = 1001; }), RosterError::Weight);
  EXPECT_EQ(with([&](Person& p) { p.capacity = -2; }), RosterError::Capacity);
  EXPECT_EQ(with([&](Person& p) { p.away = {{5, 5}}; }), RosterError::Absences);
  EXPECT_EQ(with([&](Person& p) { p.away = {{5, 9}, {8, 12}}; }), RosterError::Absences);
  EXPECT_EQ(with([&](Person& p) { p.cover = cy; }), RosterError::UnknownCover);
  EXPECT_EQ(with([&](Person& p) { p.cover = ana; }), RosterError::CoversOneself);
  EXPECT_EQ(with([&](Person& p) { p.columns.words.clear(); }), RosterError::Columns);
}

TEST(Roster, HasAHashOfWhatItSaysAndNotOfNumbers) {
  People people, others;
  const PersonNumber ana = people.number_of("ana"), bo = people.number_of("bo");
  const PersonNumber their_bo = others.number_of("bo"), their_ana = others.number_of("ana");
  const auto hash = [](std::vector<Person> persons, const People& of) {
    return std::get<Roster>(make_roster(std::move(persons), of)).hash();
  };
  const auto first = hash({person(ana), person(bo)}, people);
  EXPECT_EQ(first, hash({person(their_ana), person(their_bo)}, others));
  EXPECT_NE(first, hash({person(bo), person(ana)}, people));
  EXPECT_NE(first, Roster().hash());
  const auto changed = [&](auto change) {
    Person second = person(bo);
    change(second);
    return hash({person(ana), second}, people);
  };
  EXPECT_EQ(first, changed([](Person&) {}));
  EXPECT_NE(first, changed([](Person& p) { p.title = "lead"; }));
  EXPECT_NE(first, changed([](Person& p) { p.weight = 2; }));
  EXPECT_NE(first, changed([](Person& p) { p.capacity = 0; }));
  EXPECT_NE(first, changed([](Person& p) { p.hours = 0; }));
  EXPECT_NE(first, changed([](Person& p) { p.away = {{1, 2}}; }));
  EXPECT_NE(first, changed([&](Person& p) { p.cover = ana; }));
  EXPECT_NE(first, changed([](Person& p) { p.columns.words = {8}; }));
  EXPECT_NE(first, changed([](Person& p) { p.columns.texts = {"dach"}; }));
  EXPECT_NE(first, changed([](Person& p) { p.columns.known = {0}; }));
}

TEST(Availability, EndsAnAbsenceWithThoseThatTouchIt) {
  Person one = person(0);
  one.away = {{10, 20}, {20, 30}, {40, 50}};
  EXPECT_FALSE(is_away(one, 9));
  EXPECT_TRUE(is_away(one, 10));
  EXPECT_TRUE(is_away(one, 20));
  EXPECT_FALSE(is_away(one, 30)) << "the end is not included";
  EXPECT_EQ(back_at(one, 15), 30);
  EXPECT_EQ(back_at(one, 45), 50);
  EXPECT_EQ(back_at(one, 35), 35);
  EXPECT_EQ(next_absence_change(one, 0), 10);
  EXPECT_EQ(next_absence_change(one, 10), 30);
  EXPECT_EQ(next_absence_change(one, 30), 40);
  EXPECT_EQ(next_absence_change(one, 50), kNever);
}

std::vector<calendar::BusinessCalendar> office(const artefact::ZoneT& zone) {
  calendar::OpeningHours hours;
  for (uint32_t weekday = 0; weekday < 5; ++weekday)
    hours.weekly.push_back({weekday, calendar::hours(9, 17)});
  std::vector<calendar::BusinessCalendar> calendars;
  calendars.push_back(std::get<calendar::BusinessCalendar>(calendar::compile(hours, zone)));
  return calendars;
}

TEST(Availability, IsAtWorkInOpenHoursOrSoonEnoughBefore) {
  const artefact::ZoneT zone = calendar::utc();
  const auto calendars = office(zone);
  const CalendarView view(calendars);
  Person one = person(0);
  EXPECT_TRUE(is_at_work(one, at(2026, 3, 7), 0, view)) << "who has no hours is at work always";
  EXPECT_EQ(next_hours_change(one, at(2026, 3, 7), 0, view), kNever);
  one.hours = 0;
  const int64_t monday = at(2026, 3, 9, 9);
  EXPECT_TRUE(is_at_work(one, monday, 0, view));
  EXPECT_FALSE(is_at_work(one, monday + 8 * kHourMs, 0, view)) << "a close is not open";
  EXPECT_FALSE(is_at_work(one, monday - 2 * kHourMs - 1, 2 * kHourMs, view));
  EXPECT_TRUE(is_at_work(one, monday - 2 * kHourMs, 2 * kHourMs, view));
  EXPECT_EQ(next_change(one, monday, 0, view), monday + 8 * kHourMs);
  EXPECT_EQ(next_change(one, monday - 5 * kHourMs, 2 * kHourMs, view), monday - 2 * kHourMs);
  one.away = {{monday + 1, monday + 2}};
  EXPECT_EQ(next_change(one, monday, 0, view), monday + 1);
  EXPECT_TRUE(is_at_work(one, monday, INT64_MAX, view));
  EXPECT_EQ(next_hours_change(one, monday, INT64_MAX, view), monday + 8 * kHourMs);
}

// Walked minute by minute: nothing changes before the instant that was promised.
TEST(Availability, NeverChangesBeforeTheNextChange) {
  const artefact::ZoneT zone = calendar::zone_named("Europe/Stockholm");
  const auto calendars = office(zone);
  const CalendarView view(calendars);
  testing::Random random(3);
  for (int round = 0; round < 40; ++round) {
    Person one = person(0);
    one.hours = 0;
    const int64_t start = at(2026, 3, 26) + random.below(5 * 24 * 60) * kMinuteMs;
    const int64_t ahead = random.pick(std::vector<int64_t>{0, 1, 90, 16 * 60, 70 * 60}) * kMinuteMs;
    const int64_t from = start + random.below(2000) * kMinuteMs;
    one.away = {{from, from + 60 * kMinuteMs}, {from + 60 * kMinuteMs, from + 200 * kMinuteMs}};
    const auto state = [&](int64_t now) {
      return std::make_pair(is_away(one, now), is_at_work(one, now, ahead, view));
    };
    int64_t promised = next_change(one, start, ahead, view);
    for (int64_t now = start; now < start + 4 * 24 * kHourMs; now += kMinuteMs) {
      if (now >= promised) promised = next_change(one, now, ahead, view);
      ASSERT_GT(promised, now);
      if (now + kMinuteMs >= promised) continue;
      ASSERT_EQ(state(now), state(now + kMinuteMs)) << "round " << round << ", " << now;
    }
  }
}

}  // namespace
}  // namespace lead::routing
