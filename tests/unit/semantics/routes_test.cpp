// Rosters and routes: what is found out about them by who is in them, with its witness, and what is not.
#include <gtest/gtest.h>

#include "compiler/diagnostics/apply.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

const std::string kBegin = R"(policy acme {
  version   "1"
  effective 2026-12-01
  owners    marketing, sales
}
choice Region { north, south, west }
choice Skill { chemistry, retail }
lead {
  email  email
  size   number from 0 to 1_000 = 0
  region Region optional
  side   Region = north
  backer person optional
}
event enquiry fills in email, region, side, size, backer
event claim by sales { rep person }
calendar office { monday to friday 09:00-17:00 }
person {
  region Region optional
  side   Region optional
  skills set of Skill = {}
  grade  number from 0 to 9 = 0
  site   text optional
}
)";

// A roster, the row of a route that is looked at, and a row for the others. `uses` keeps columns from being
// told as never asked.
std::string policy(const std::string& people, const std::string& team, const std::string& row) {
  return kBegin + "people {\n" + people + "\n}\nteam sdr " + team +
         "\nteam uses where region is known and side is known and grade > 1 and skills has retail and site "
         "is "
         "known\nqueue pile claimed on claim by rep, offered to uses, watched by sales\nroute owner on "
         "enquiry "
         "{\n  some: " +
         row + "\n  rest: to pile otherwise\n}\n";
}

struct Case {
  const char* name;
  const char* people;
  const char* team;
  const char* row;
  const char* codes;
  const char* part = "";
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

constexpr const char* kUser = "\nzoe region west, side west, skills { retail }, grade 2, site \"x\"";

class Roster : public ::testing::TestWithParam<Case> {};

TEST_P(Roster, IsJudgedWithWitness) {
  const Case& c = GetParam();
  const Checked checked(policy(std::string(c.people) + kUser, c.team, c.row));
  EXPECT_EQ(checked.codes(), c.codes) << checked.messages();
  EXPECT_NE(checked.messages().find(c.part), std::string::npos) << checked.messages();
}

const Case kTeams[] = {
    {"Somebody", "anna region north", "where region is north", "to sdr by turns", ""},
    {"Nobody", "anna region south", "where region is north", "to sdr by turns", "L0650",
     "none of the 2 people of the roster meets `region is north`"},
    {"MissingIsNotMet", "anna grade 1", "where side is not west", "to sdr by turns", "L0650"},
    {"KnownIsRead", "anna grade 1", "where side is known and side is not west", "to sdr by turns", "L0650"},
    {"SetHasNone", "anna skills { retail }", "where skills has chemistry", "to sdr by turns", "L0650"},
    {"SetHasOne", "anna skills { chemistry, retail }", "where skills has all of list { chemistry, retail }",
     "to sdr by turns", ""},
    {"Between", "anna grade 4", "where grade from 5 to 8", "to sdr by turns", "L0650"},
    {"Either", "anna grade 4", "where grade > 7 or region is south or site is \"y\"", "to sdr by turns",
     "L0650"},
    {"Counted", "anna grade 4, region south",
     "where at least 2 of { grade > 3, region is south, site is known }", "to sdr by turns", ""},
    {"TextsMayDifferInCapitals", "anna site \"Lund\"", "where site is \"lund\"", "to sdr by turns", ""},
};
INSTANTIATE_TEST_SUITE_P(Teams, Roster, ::testing::ValuesIn(kTeams), name_of);

const Case kRows[] = {
    {"NobodyMeetsWhere", "anna region north", "is anna", "to sdr where grade > 5, by turns", "L0651",
     "`anna` does not meet `where grade > 5`"},
    {"WhereOfTheLeadMayBeMet", "anna region north", "is anna", "to sdr where size > 5, by turns", ""},
    {"NoCapacity", "anna capacity 0", "is anna", "to sdr by turns", "L0651", "has a capacity of 0"},
    {"AwayForGood", "anna away from 2020-01-01 to 2199-12-31", "is anna", "to sdr by turns", "L0651",
     "is away for good"},
    {"AwayLater", "anna away from 2027-01-01 to 2199-12-31", "is anna", "to sdr by turns", ""},
    {"CoverIsThere", "anna away from 2020-01-01 to 2199-12-31, cover zoe", "is anna",
     "to sdr by turns, or cover", ""},
    {"CoverIsNotAsked", "anna away from 2020-01-01 to 2199-12-31, cover zoe", "is anna", "to sdr by turns",
     "L0651"},
    {"NamedPerson", "anna capacity 0", "is zoe", "to person anna", "L0656 L0651"},
    {"NobodyMatchesTheGuard", "anna region north", "is anna",
     "to sdr where region matches, by turns when region is south", "L0651", "a lead with `region` south"},
    {"SomebodyMatchesTheGuard", "anna region north", "is anna",
     "to sdr where region matches, by turns when region is south or region is north", ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, Roster, ::testing::ValuesIn(kRows), name_of);

const Case kWaits[] = {
    {"EverybodyIsServed", "anna side north\nben side south", "where side is known",
     "to sdr where side matches, by turns, or wait", "L0603", "gets somebody here, or waits"},
    {"OneValueIsNot", "anna side north", "where side is known",
     "to sdr where side matches, by turns, or wait when size > 5", "L0655",
     "a lead with `size` 6 and `side` south"},
    {"MissingIsNot", "anna region north\nben region south", "where region is known",
     "to sdr where region matches, by turns, or wait when size > 5", "L0655",
     "a lead with `size` 6, without `region`"},
    {"GuardKnows", "anna region north\nben region south", "where region is known",
     "to sdr where region matches, by turns, or wait when region is known", ""},
    {"NobodyIsMeant", "anna region north", "is anna", "to person backer, or wait when size > 5",
     "L0656 L0655", "a lead without `backer`"},
    {"NobodyHadIt", "anna region north", "is anna", "to last owner, or wait when size > 5", "L0656 L0655",
     "nobody had as `owner` before"},
};
INSTANTIATE_TEST_SUITE_P(Waits, Roster, ::testing::ValuesIn(kWaits), name_of);

const Case kOptions[] = {
    {"WeekAboveDays", "anna grade 1", "is anna", "to sdr by turns, at most 5 per day, at most 35 per week",
     "L0657"},
    {"WeekBelowDays", "anna grade 1", "is anna", "to sdr by turns, at most 5 per day, at most 34 per week",
     ""},
    {"DaysHave25Hours", "anna grade 1", "is anna", "to sdr by turns, at most 1 per hour, at most 24 per day",
     ""},
    {"SameTwice", "anna grade 1", "is anna", "to sdr by turns, at most 5 per day, at most 5 per day",
     "L0657"},
    {"TogetherBelowEach", "anna grade 1", "is anna, zoe",
     "to sdr by turns, at most 5 per day, at most 9 per day together", ""},
    {"TogetherAboveAll", "anna grade 1", "is anna, zoe",
     "to sdr by turns, at most 5 per day, at most 10 per day together", "L0657", "come to no more"},
    {"RollingIsOfNoDay", "anna grade 1", "is anna",
     "to sdr by turns, at most 5 per day, at most 50 per 7 days", ""},
    {"NobodyHasHours", "anna grade 1", "is anna", "to sdr by turns, at work", "L0657",
     "nobody in `sdr` has hours"},
    {"SomebodyHasHours", "anna hours office", "is anna", "to sdr by turns, at work", ""},
    {"NobodyCovers", "anna grade 1", "is anna", "to sdr by turns, or cover", "L0657"},
    {"ExcludesAll", "anna grade 1", "is anna, zoe", "to sdr by turns, excluding last 2 owners", "L0659",
     "once both have held `owner`"},
    {"ExcludesSome", "anna grade 1", "is anna, zoe", "to sdr by turns, excluding last 1 owner", ""},
    {"CoverIsOneMore", "anna cover ben\nben grade 1", "is anna, zoe",
     "to sdr by turns, or cover, excluding last 2 owners", ""},
    {"CoverIsAway",
     "anna cover ben, away from 2026-12-24 to 2026-12-27\nben away from 2026-12-20 to 2027-01-02",
     "is anna, ben", "to sdr by turns, or cover", "L0658", "from 2026-12-24 to 2026-12-27"},
    {"CoverIsAwayInPart",
     "anna cover ben, away from 2026-12-24 to 2027-01-03\nben away from 2026-12-20 to 2027-01-02",
     "is anna, ben", "to sdr by turns, or cover", ""},
};
INSTANTIATE_TEST_SUITE_P(Options, Roster, ::testing::ValuesIn(kOptions), name_of);

TEST(Routes, SayNothingOfARosterThatIsLoadedLater) {
  const Checked checked(
      kBegin +
      "team sdr where region is north\nqueue pile claimed on claim by rep, offered to sdr, watched by "
      "sales\nroute owner on enquiry {\n  a: to sdr where side matches and skills has retail and "
      "grade > 3 and site is known, by turns, at work, or cover when size > 5\n  rest: to pile "
      "otherwise\n}\n");
  EXPECT_EQ(checked.codes(), "") << checked.messages();
}

// The last row of a route, with the lead that it leaves out.
TEST(Routes, EndWithARowForEverybody) {
  const std::string people =
      "people {\n anna region north, side north, skills { retail }, grade 2, site \"x\"\n}\n"
      "team sdr where region is known and grade > 1 and skills has retail and site is known\n"
      "route owner on enquiry {\n";
  const Checked asks(kBegin + people +
                     "  a: to sdr where side matches, by turns\n  b: keep when size > 5\n}\n");
  EXPECT_EQ(asks.codes(), "L0556") << asks.messages();
  EXPECT_NE(asks.messages().find("witness: a lead with `size` 0"), std::string::npos) << asks.messages();
  const Checked fails(kBegin + people +
                      "  a: keep when size > 5\n  b: to sdr where side matches, by turns\n}\n");
  EXPECT_EQ(fails.codes(), "L0556") << fails.messages();
  EXPECT_NE(fails.messages().find("`side` south"), std::string::npos) << fails.messages();
  const auto fix = fails.sink.sorted().front().fixes.front();
  const Checked after(diagnostics::apply(fix, FileId{0}, fails.sources[FileId{0}].text()));
  EXPECT_EQ(after.codes().find("L0556"), std::string::npos) << after.messages();
}

// What somebody is away and what they are called are two questions.
TEST(Routes, AbsenceIsNoName) {
  const std::string rest =
      "people {\n anna side north, region north, skills { retail }, grade 2, site \"x\"\n}\n"
      "queue pile claimed on claim by rep, watched by sales\n";
  const std::string uses =
      "team sdr where side is known and region is known and grade > 1 and skills has retail and "
      "site is known\n";
  const Checked both(
      kBegin + rest + uses +
      "route owner on enquiry {\n  a: clear when owner is away and owner is anna\n  b: to sdr by "
      "turns\n  rest: to pile otherwise\n}\n");
  EXPECT_EQ(both.codes(), "") << both.messages();
}

// Numbers in guards, keys and columns are proved as everywhere.
TEST(Routes, NumbersAreProvedToFit) {
  const std::string rest =
      "policy acme {\n  version \"1\"\n  owners sales\n}\nlead { email email, size number }\nevent enquiry "
      "fills in "
      "email, size\nevent claim { rep person }\nperson { quota number }\npeople {\n  anna quota 5\n}\nqueue "
      "pile "
      "claimed on claim by rep, watched by sales\n";
  const Checked guard(
      rest +
      "team everyone where quota > 1\nroute owner on enquiry {\n  a: to everyone by turns when size * "
      "size * size > 5\n  rest: to pile otherwise\n}\n");
  EXPECT_EQ(guard.codes(), "L0560") << guard.messages();
  const Checked column(
      rest +
      "team everyone where quota * quota * quota > 1\nroute owner on enquiry {\n  a: to everyone by "
      "turns\n  rest: to pile otherwise\n}\n");
  EXPECT_EQ(column.codes(), "L0560") << column.messages();
  EXPECT_NE(column.messages().find("quota"), std::string::npos) << column.messages();
  const Checked where(
      rest +
      "team everyone where quota > 1\nroute owner on enquiry {\n  a: to everyone where quota * size * "
      "size > 5, by turns\n  rest: to pile otherwise\n}\n");
  EXPECT_EQ(where.codes(), "L0560") << where.messages();
}

TEST(Routes, NamesThatNothingAsksForAreTold) {
  const Checked checked(
      "policy acme {\n  version \"1\"\n  owners sales\n}\nlead { email email }\nevent enquiry fills in "
      "email\nevent "
      "claim { rep person }\nperson { quota number from 0 to 9 optional, phone text optional }\npeople {\n  "
      "anna quota "
      "5\n  ben cover boss\n}\nteam everyone where quota > 1\nteam none is anna\nrole boss is anna\nrole "
      "aide is "
      "ben\nqueue "
      "pile claimed on claim by rep, watched by sales\nqueue lost claimed on claim by rep, watched by "
      "sales\nroute "
      "owner on enquiry {\n  a: to everyone by turns\n  rest: to pile otherwise\n}\n");
  EXPECT_EQ(checked.codes(), "L0656 L0656 L0656 L0653") << checked.messages();
}

}  // namespace
}  // namespace lead::semantics
