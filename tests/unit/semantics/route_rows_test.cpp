// Rows behind rows that never fail or ask no more, last rows that leave leads with nobody, watchers, circles:
// each told with its witness, and not told where one thing less is so.
#include <gtest/gtest.h>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

const std::string kBegin = R"(policy acme {
  version   "1"
  effective 2026-12-01
  owners    marketing, sales
}
choice Region { north, south }
lead {
  size   number from 0 to 1_000 = 0
  region Region optional
}
event enquiry fills in region, size
event claim by sales { rep person }
event moved { rep person }
calendar office { monday to friday 09:00-17:00 }
person { region Region optional }
)";

struct Case {
  const char* name;
  const char* text;  // behind kBegin
  const char* codes;
  const char* part = "";
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class RouteRows : public ::testing::TestWithParam<Case> {
 protected:
  static void judge(const std::string& text) {
    const Checked checked(kBegin + text);
    EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
    EXPECT_NE(checked.messages().find(GetParam().part), std::string::npos) << checked.messages();
  }
};

// Rows between `people` and the last row.
class Above : public RouteRows {};
TEST_P(Above, IsShownToTakeAll) {
  const std::string text = GetParam().text;
  const size_t end = text.find('|');
  judge("people {\n" + text.substr(0, end) +
        "\n zoe region north\n}\nteam sdr is anna, ben\n"
        "team uses is zoe, anna\nteam columns where region is known\nqueue pile claimed on claim by rep, "
        "offered "
        "to columns, watched by uses\nroute "
        "owner on enquiry {\n" +
        text.substr(end + 1) +
        "\n  each: to person zoe, at most 5 per day when size is 999 and region is missing\n  rest: to pile "
        "otherwise\n}\n");
}
const Case kAbove[] = {
    {"SomebodyIsAlwaysThere",
     "anna\n ben capacity 5| a: to sdr by turns when size > 5\n b: to pile when size > 7", "L0603 L0603",
     "somebody is there at any time: `anna`"},
    {"EverybodyMayBeFull",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns when size > 5\n b: to pile when "
     "size > 7 and region is known",
     ""},
    {"EverybodyMayBeAway",
     "anna away from 2027-01-01 to 2027-01-02\n ben capacity 5| a: to sdr by turns when size > 5\n b: to "
     "pile "
     "when size > 7 and region is known",
     ""},
    {"HoursThatNobodyAsksFor",
     "anna hours office\n ben capacity 5| a: to sdr by turns when size from 6 to 100\n b: to pile when size "
     "is 7",
     "L0603"},
    {"HoursThatAreAskedFor",
     "anna hours office\n ben capacity 5| a: to sdr by turns, at work when size from 6 to 100\n b: to pile "
     "when "
     "size is 7",
     ""},
    {"ALimit",
     "anna\n ben| a: to sdr by turns, at most 5 per day when size from 6 to 100\n b: to pile when size is 7",
     ""},
    {"AConditionOfTheLead",
     "anna\n ben| a: to sdr where region matches, by turns when size from 6 to 100\n b: to pile when size is "
     "7",
     "L0651", "`where region matches`"},
    {"OneMoreThanAreLeftOut",
     "anna\n ben| a: to sdr by turns, excluding last 1 owners when size from 6 to 100\n b: to pile when size "
     "is 7",
     "L0603", "`anna` and `ben`"},
    {"AsManyAsAreLeftOut",
     "anna\n ben capacity 5| a: to sdr by turns, excluding last 1 owners when size from 6 to 100\n b: to "
     "pile "
     "when size is 7",
     ""},
    {"TheSamePeopleForFewerLeads",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns when size from 6 to 100\n b: to sdr by least "
     "loaded "
     "when size is 7",
     "L0603", "asks the same people"},
    {"TheSamePeopleForMoreLeads",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns when size from 6 to 100\n b: to sdr by turns when "
     "size < 9",
     ""},
    {"AskedForMoreAbove",
     "anna capacity 2, hours office\n ben capacity 5| a: to sdr by turns, at work when size from 6 to 100\n "
     "b: "
     "to sdr by turns when size is 7",
     ""},
    {"AskedForMoreBelow",
     "anna capacity 2, hours office\n ben capacity 5| a: to sdr by turns, at work within 4 hours when size "
     "from "
     "6 to 100\n b: to sdr where region matches, by turns, at work when size is 7",
     "L0603 L0651"},
    {"LimitedAbove",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns, at most 5 per day when size from 6 to 100\n b: "
     "to "
     "sdr by turns when size is 7",
     ""},
    {"OneOfThem",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns when size from 6 to 100\n b: to person ben when "
     "size "
     "is 7",
     "L0603", "with the people of this policy"},
    {"WhoeverElse",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns when size from 6 to 100\n b: to person zoe, at "
     "most 5 "
     "per day when size is 7",
     ""},
    {"WaitsBelow",
     "anna capacity 2\n ben capacity 5| a: to sdr by turns when size from 6 to 100\n b: to sdr by turns, or "
     "wait "
     "when size is 7",
     ""},
    {"NobodyToKeep", "anna capacity 2\n ben| a: keep when size from 6 to 100\n b: to pile when size is 7",
     "L0656"},
    {"SomebodyToKeep",
     "anna capacity 2\n ben| a: keep when size from 6 to 100\n b: to pile when size is 7 and owner is known",
     "L0656 L0603"},
};
INSTANTIATE_TEST_SUITE_P(Rows, Above, ::testing::ValuesIn(kAbove), name_of);

// Routes and queues as they are.
class Left : public RouteRows {};
TEST_P(Left, IsToldWithItsLead) {
  judge(std::string("people {\n anna region north, capacity 3\n ben away from 2026-12-10 to 2027-01-09\n "
                    "carl away from 2026-12-10 to 2027-01-08\n}\nteam sdr where region is known\n") +
        GetParam().text);
}
const Case kLeft[] = {
    {"Cleared", "route owner on enquiry {\n a: to sdr by turns when size > 5\n b: clear otherwise\n}\n",
     "L0666", "a lead with `size` 0"},
    {"ClearedForNobodyIsThere", "route owner on enquiry {\n a: to sdr by turns\n b: clear otherwise\n}\n",
     "L0666", "nobody is eligible in the rows above"},
    {"ClearedOnPurpose",
     "route owner on enquiry {\n b: clear otherwise\n}\nqueue q claimed on claim by rep, offered to sdr, "
     "watched by "
     "sales\nroute owner on moved {\n a: to q otherwise\n}\n",
     ""},
    {"KeptThoughNobodyHasIt",
     "route owner on enquiry {\n a: to sdr by turns when region is north\n b: keep otherwise\n}\n", "L0666",
     "a lead without `region`"},
    {"SetByHandBefore",
     "route owner on enquiry {\n a: to sdr by turns when size > 5\n b: keep otherwise\n set on moved to "
     "rep\n}\n",
     ""},
    {"GivenByAnotherRoute",
     "route owner on enquiry {\n a: to sdr by turns, or wait otherwise\n}\nroute owner on moved {\n b: keep "
     "otherwise\n}\n",
     ""},
    {"KeptWhenTheStayIsOver",
     "queue q claimed on claim by rep, offered to sdr, for 1 day, watched by sales\nroute owner on enquiry "
     "{\n a: "
     "to q otherwise\n}\nroute owner on expiry of q {\n b: keep otherwise\n}\n",
     "L0666", "nobody has a lead whose stay in `q` is over"},
    {"AwayForThirtyDays",
     "queue q claimed on claim by rep, offered to sdr, watched by ben\nroute owner on enquiry {\n a: to q "
     "otherwise\n}\n",
     "L0652", "from 2026-12-10 to 2027-01-09"},
    {"AwayForTwentyNineDays",
     "queue q claimed on claim by rep, offered to sdr, watched by carl\nroute owner on enquiry {\n a: to q "
     "otherwise\n}\n",
     ""},
    {"AllAwayTogether",
     "team two is ben, carl\nqueue q claimed on claim by rep, offered to sdr, watched by two\nroute owner on "
     "enquiry {\n a: to q otherwise\n}\n",
     ""},
    {"WatchedByAnEmptyTeam",
     "team none where region is south\nqueue q claimed on claim by rep, offered to sdr, watched by "
     "none\nroute "
     "owner on enquiry {\n a: to q otherwise\n}\n",
     "L0650 L0652", "nobody is in `none`"},
    {"CircleOfOne",
     "route owner on enquiry, on assignment of owner {\n a: to sdr by turns, or wait otherwise\n}\n",
     "L0667"},
    {"CircleThatAsksForAnother",
     "route owner on enquiry, on assignment of owner when owner is not anna {\n a: to sdr by turns, or wait "
     "otherwise\n}\n",
     ""},
    {"CircleWhoseGuardsExcludeEachOther",
     "route owner on enquiry, on assignment of seller when size > 5 {\n a: to sdr by turns, or wait "
     "otherwise\n}\nroute seller on assignment of owner when size < 5 {\n a: to sdr by turns, or wait "
     "otherwise\n}\n",
     ""},
    {"CircleOfQueues",
     "queue q claimed on claim by rep, offered to sdr, for 1 day, watched by sales\nroute owner on enquiry, "
     "on "
     "expiry of q when size > 5 {\n a: to q otherwise\n}\n",
     "L0668", "a lead with `size` 6"},
    {"CircleWithATry",
     "queue q claimed on claim by rep, offered to sdr, for 1 day, watched by sales\nroute owner on enquiry, "
     "on "
     "expiry of q {\n a: to sdr by turns\n b: to q otherwise\n}\n",
     ""},
    {"CircleOfSomeLeads",
     "queue q claimed on claim by rep, offered to sdr, for 1 day, watched by sales\nroute owner on enquiry, "
     "on "
     "expiry of q {\n a: to sdr by turns when region is north\n b: to q otherwise\n}\n",
     "L0668", "a lead without `region`"},
};
INSTANTIATE_TEST_SUITE_P(Routes, Left, ::testing::ValuesIn(kLeft), name_of);

}  // namespace
}  // namespace lead::semantics
