// Promises: what is taken and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPolicy = R"(policy p { time zone "UTC" owners marketing, sales }
choice Market { north, south }
lead {
  market Market = north
  region Market optional
  due date optional
  wanted instant optional
  size number from 0 to 1_000 = 0
  on_hold yes or no = no
}
event ask { planned instant optional } fills in due, size
event call by sales
event mail by sales
define touch means any of call, mail
calendar office { monday to friday 09:00-17:00 }
score interest { range 0 to 100
  asked: +20 each ask
  bands { cold from 0, warm from 20 } }
lifecycle f {
  stage raw first, may rest
  stage mql may rest
  raw -> mql on ask
  mql -> raw on call
}
)";

struct Case {
  const char *name, *text, *codes;
  const char* says = "";
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

// Rows of a promise that starts, ends and has hours.
class OfPromise : public ::testing::TestWithParam<Case> {};
TEST_P(OfPromise, AreTakenOrRefused) {
  const Checked checked(std::string(kPolicy) +
                        "sla s owed by sales {\n hours office\n start on ask\n met on call\n" +
                        GetParam().text + "\n}\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, OfPromise,
    ::testing::Values(
        Case{"Business", "within 4 business hours", ""}, Case{"BusinessDays", "within 2 business days", ""},
        Case{"EndOfDay", "by end of business day", ""}, Case{"EndOfNext", "by end of next business day", ""},
        Case{"UntilDate", "by due", ""}, Case{"UntilInstant", "by wanted", ""},
        Case{"FirstThatIsMet", "within 1 business hour when size > 100  within 2 hours otherwise", ""},
        Case{"PerValue", "within by market { north 1 business hour, south 2 hours }", ""},
        Case{"PerBand", "within by interest { cold 1 business hour, warm 2 hours }", ""},
        Case{"EveryCause",
             "restart on interest becoming warm  met on count of touch in last 10 days reaching 3 "
             "cancel on leaving mql  reset on mail  pause every monday at 08:00  resume on entering mql "
             "pause while on_hold  retarget afresh  within 1 business day",
             ""},
        Case{"StartSince", "start on ask since wanted  by wanted", ""},
        Case{"StartSinceAField", "start on ask since planned  by wanted", ""},
        Case{"EveryStep",
             "within 4 business hours  at 80% { notify sales \"soon\" }  at 10 business minutes before "
             "breach { notify sales "
             "} "
             "at breach { reset interest, notify marketing }  at 1 business hour after breach { notify sales "
             "} "
             "every 8 business hours after breach, at most 3 times { notify sales }",
             ""},
        Case{"PlainTimeAlone", "within 4 hours", "L0644", "take them away"},
        Case{"NoTarget", "", "L0528 L0644", "how long it may take"},
        Case{"NoLast", "within 1 business hour when size > 1", "L0528", "meets none of these"},
        Case{"BehindTheLast", "within 1 business hour  within 2 business hours when size > 1", "L0528",
             "no lead ever gets this target"},
        Case{"BehindAList", "within by market { north 1 business hour, south 2 hours }  within 1 hour",
             "L0528"},
        Case{"ListLeavesOut", "within by market { north 1 business hour }", "L0577", "`south`"},
        Case{"ListUnknown", "within by market { north 1 business hour, south 1 hour, east 1 hour }", "L0304"},
        Case{"ListTwice", "within by market { north 1 business hour, south 1 hour, north 1 hour }", "L0302"},
        Case{"ListOfMissing", "within by region { north 1 business hour, south 1 hour }", "L0529", "or else"},
        Case{"ListOfNumbers", "by wanted  within by size { north 1 hour }", "L0528 L0401"},
        Case{"Weeks", "within 2 business weeks", "L0415"},
        Case{"Month", "by due when size > 1  within 1 month", "L0410"},
        Case{"UntilANumber", "by size", "L0401", "a date or an instant"},
        Case{"SinceADate", "start on ask since due  by due", "L0401", "an instant"},
        Case{"ShareOfNothing", "by due  at 0% { notify sales }", "L0529"},
        Case{"ShareOfAll", "by due  at 100% { notify sales }", "L0529", "at breach"},
        Case{"StepInDays", "by due  at 1 business day before breach { notify sales }", "L0529",
             "differ in length"},
        Case{"Never", "by due  every 1 business hour after breach, at most 0 times { notify sales }",
             "L0529"},
        Case{"TooOften", "by due  every 1 business hour after breach, at most 1_001 times { notify sales }",
             "L0529"},
        Case{"PlainStepInBusinessTime",
             "within 4 business hours  every 1 hour after breach, at most 2 times { notify sales }", "L0420",
             "1 business hour"},
        Case{"BusinessStepInPlainTime",
             "within 4 hours  at 30 business minutes before breach { notify sales }", "L0644 L0420",
             "30 minutes"},
        Case{"PlainDaysInBusinessTime", "by due  at 1 day after breach { notify sales }", "L0420",
             "8 business hours"},
        Case{"StepOfBothTimes",
             "within 4 hours when size > 1  within 2 business days  at 1 hour after breach { notify sales }",
             "L0420", "two promises"},
        Case{"ShareOfBothTimes",
             "within 4 hours when size > 1  within 2 business days  at 50% { notify sales }", ""},
        Case{"WarnedFromTheStart",
             "within 2 business hours  at 2 business hours before breach { notify sales }", "L0662",
             "at the start"},
        Case{"WarnedInTimeWithTheLongerOfTwo",
             "within 2 business hours when size > 1  within 4 business hours  at 3 business hours before "
             "breach { notify sales }",
             ""},
        Case{"PauseInVain", "by due  pause on mail  resume on touch", "L0663", "never pauses"},
        Case{"PauseAndResume", "by due  pause on mail  resume on ask where planned is known", ""},
        Case{"NotifyWhom", "by due  at breach { notify support }", "L0526"},
        Case{"ResetWhat", "by due  at breach { reset intrest }", "L0301"},
        Case{"BreachOfWhat", "by due  start on breach of t", "L0333", "no promise is called `t`"},
        Case{"StageUnknown", "by due  cancel on leaving mqll", "L0330"},
        Case{"EndsWhereItStarts", "by due  cancel on ask", "L0642", "it starts here"},
        Case{"EndsWhereItStartsWithACondition", "by due  cancel on ask where planned is known", ""},
        Case{"EndsWithAnother", "by due  restart on call", "L0642"}),
    [](const auto& item) { return item.param.name; });

// Whole declarations.
class OfPromises : public ::testing::TestWithParam<Case> {};
TEST_P(OfPromises, AreTakenOrRefused) {
  const Checked checked(std::string(kPolicy) + GetParam().text + "\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Declarations, OfPromises,
    ::testing::Values(
        Case{"PlainTime", "sla s owed by sales { start on ask  met on call  within 4 hours }", ""},
        Case{"NobodyOwes", "sla s { start on ask  met on call  within 4 hours }", "L0643",
             "let `sales` owe it"},
        Case{"WhoOwes", "sla s owed by salse { start on ask  met on call  within 4 hours }", "L0526"},
        Case{"NothingStarts", "sla s owed by sales { met on call  within 4 hours }", "L0527"},
        Case{"NothingEnds", "sla s owed by sales { start on ask  within 4 hours }", "L0645"},
        Case{"HoursUnknown",
             "sla s owed by sales { hours offic  start on ask  met on call  within 4 business hours }",
             "L0332", "did you mean `office`?"},
        Case{
            "HoursByMarket",
            "sla s owed by sales { hours by market { north office, south office }  start on ask  met on call "
            "within 4 business hours }",
            ""},
        Case{"HoursLeftOut",
             "sla s owed by sales { hours by market { north office }  start on ask  met on call "
             "within 4 business hours }",
             "L0577"},
        Case{"HoursWanted", "sla s owed by sales { start on ask  met on call  within 4 business hours }",
             "L0415", "let the hours of `office` count"},
        Case{"HoursWantedOnce",
             "sla s owed by sales { start on ask  met on call  within 4 business hours when size > 1 "
             "by end of business day  at 1 business hour before breach { notify sales } }",
             "L0415"},
        Case{"NameTwice",
             "sla s owed by sales { start on ask  met on call  within 4 hours } "
             "sla s owed by sales { start on ask  met on call  within 4 hours }",
             "L0302"},
        Case{"KeptByTheStage",
             "lifecycle g { stage a first, may rest  stage b  a -> b on mail  b -> a after 2 days in b } "
             "sla s owed by sales { start on entering b  met on call  cancel on leaving b  within 3 days  "
             "at 80% { notify sales }  at 50% { notify sales } }",
             "L0660 L0662", "nobody can break `s`"},
        Case{"KeptByTheStageInBusinessTime",
             "lifecycle g { stage a first, may rest  stage b  a -> b on mail  b -> a after 1 day in b } "
             "sla s owed by sales { hours office  start on entering b  met on call  cancel on entering a  "
             "within 30 business hours }",
             "L0660", "`on breach of s`"},
        Case{"BrokenBeforeTheStageEnds",
             "lifecycle g { stage a first, may rest  stage b  a -> b on mail  b -> a after 3 days in b } "
             "sla s owed by sales { start on entering b  met on call  cancel on leaving b  within 3 days  "
             "at 1 day after breach { notify sales } }",
             "L0662", "never comes"},
        Case{"TheStageMayBeKept",
             "lifecycle g { stage a first, may rest  stage b may rest  a -> b on mail "
             "b -> a after 1 day in b when size > 1 } "
             "sla s owed by sales { start on entering b  met on call  cancel on leaving b  within 3 days }",
             ""},
        Case{"GoesOnBehindTheLastStage",
             "lifecycle g { stage a first, may rest  stage b may rest  stage c final  a -> b on mail "
             "b -> a on call  b -> c when size > 1 } "
             "sla s owed by sales { start on entering b  met on call  within 3 days }",
             "L0661", "cancel on leaving b"},
        Case{
            "GoesOnBehindEveryWayOut",
            "lifecycle g { stage a first, may rest  stage b may rest  a -> b on mail  b -> a when size > 1 } "
            "sla s owed by sales { start on entering b  met on call  within 3 days }",
            "L0661", "still owes it"},
        Case{"EndsWithTheWayOut",
             "lifecycle g { stage a first, may rest  stage b may rest  a -> b on mail  b -> a on call } "
             "sla s owed by sales { start on entering b  met on touch  within 3 days }",
             ""},
        Case{"SpansStagesOnPurpose",
             "lifecycle g { stage a first, may rest  stage b may rest  stage c final  a -> b on mail "
             "b -> a on call  b -> c when size > 1 } "
             "sla s owed by sales { start on entering b  met on call  cancel on entering c  within 3 days }",
             ""},
        Case{"StartEachOther",
             "sla s owed by sales { start on breach of t  met on call  within 3 days } "
             "sla t owed by sales { start on breach of s  met on call  within 3 days } "
             "sla u owed by sales { start on breach of t  met on call  within 3 days }",
             "L0664", "`t` waits until `s` is broken"},
        Case{"StartEachOtherAndOneBegins",
             "sla s owed by sales { start on breach of t  start on ask  met on call  within 3 days } "
             "sla t owed by sales { start on breach of s  met on call  within 3 days }",
             ""},
        Case{"AskedOutside",
             "sla s owed by sales { start on ask  met on call  within 4 hours } define late means s is "
             "breached",
             "L0419", "on breach of s"},
        Case{"AskedInATest",
             "sla s owed by sales { start on ask  met on call  within 4 hours } "
             "test \"t\" { given lead {}  at 2026-12-07 ask  expect s is running, sla s is running, s "
             "becomes running }",
             ""},
        Case{"AskedForNoState",
             "sla s owed by sales { start on ask  met on call  within 4 hours } "
             "test \"t\" { given lead {}  at 2026-12-07 ask  expect s is late }",
             "L0304", "met_late"},
        Case{"BreachIsACause",
             "sla s owed by sales { start on ask  met on call  within 4 hours } "
             "score trust { range 0 to 100  broken: +1 on breach of s }",
             ""}),
    [](const auto& item) { return item.param.name; });

// What is offered must mend it, and nothing that cannot be written.
TEST(Promises, OnlyHoursMendBusinessTimeWithoutHours) {
  const Checked checked(std::string(kPolicy) +
                        "sla s owed by sales { start on ask  met on call  by end of next business day }\n");
  EXPECT_THAT(checked.messages(), Not(HasSubstr("end of next day")));
}

}  // namespace
}  // namespace lead::semantics
