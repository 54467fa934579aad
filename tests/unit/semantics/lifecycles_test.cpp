// Lifecycles: what is taken and what is refused, and which circles of stages are shown to end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;
using ::testing::HasSubstr;

constexpr const char* kPolicy = R"(policy p { time zone "UTC" owners marketing, sales }
use std.email
choice Industry { software, fintech, retail }
choice Refusal { wrong_size, wrong_country }
lead {
  email email optional
  industry Industry optional
  employees number from 0 to 1_000_000 = 0
  is_customer yes or no = no
  path text = ""
}
event visit { path text } fills in industry, employees, is_customer
event refuse by sales { reason Refusal }
event refuse_later by sales { reason Refusal optional }
event call by sales
event mail by sales
define touch means any of call, mail
define large means employees >= 100
define size means big when employees >= 1_000, mid when employees >= 100, small otherwise
bands range of employees { few from 0, many from 50 }
score interest {
  range 0 to 100
  visit: +10 each visit
  bands { cold from 0, warm from 20, hot from 50 until below 40 }
}
score work { range 0 to 100
  mql: +10 on entering mql
  bands { idle from 0, busy from 10 } }
grade fit { A when large, B when employees >= 10, C otherwise }
matrix treatment (interest, fit) {
         | A       | B       | C      |
  hot:   | contact | contact | park   |
  warm:  | nurture | nurture | park   |
  cold:  | nurture | ignore  | ignore |
}
)";

constexpr const char* kStages = R"(lifecycle f {
  stage raw first, may rest
  stage nurture may rest
  stage mql may rest
  stage refused final, reasons Refusal
  raw -> nurture on visit
  nurture -> mql on call
  mql -> refused on refuse
)";

struct Case {
  const char *name, *text, *codes;
  const char* says = "";
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class OfRows : public ::testing::TestWithParam<Case> {};
TEST_P(OfRows, AreTakenOrRefused) {
  const Checked checked(std::string(kPolicy) + kStages + GetParam().text + "\n}\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, OfRows,
    ::testing::Values(
        Case{"Nothing", "", ""}, Case{"When", "raw -> mql when large", ""},
        Case{"Any", "any -> refused when is_customer, reason wrong_size", ""},
        Case{"OnAGroup", "raw -> mql on touch", ""},
        Case{"OnBecoming", "raw -> mql on interest becoming hot", ""},
        Case{"OnAnEdgeOfACell", "raw -> mql on treatment becoming contact", ""},
        Case{"EveryMonday", "raw -> mql every monday at 08:00 when large", ""},
        Case{"AfterRest", "mql -> raw after 7 days in mql when not large", ""},
        Case{"AfterSilence", "mql -> raw after 1 month without touch", ""},
        Case{"AtADoorOfItsOwn", "on entering mql { notify sales, reset interest }", ""},
        Case{"AtAnEvent", "on visit where path is \"/x\" { notify sales \"Look\" }", ""},
        Case{"StageUnknown", "raw -> mqll on call", "L0330", "did you mean `mql`?"},
        Case{"OriginUnknown", "rw -> mql on call", "L0330", "did you mean `raw`?"},
        Case{"RestUnknown", "mql -> raw after 7 days in mqll", "L0330"},
        Case{"DoorUnknown", "on entering mqll { notify sales }", "L0330"},
        Case{"SecondFirst", "stage again first, may rest  raw -> again on mail", "L0520", "again `first`"},
        Case{"StageTwice", "stage raw may rest", "L0302"},
        Case{"OutOfFinal", "refused -> raw on call", "L0521", "declared `final`"},
        Case{"ToItself", "raw, mql -> mql on call", "L0522", "from `mql` to `mql`"},
        Case{"AnyIsNotItself", "any -> mql on mail", ""},
        Case{"ReasonMissing", "raw -> refused on call", "L0523", "`refused` wants a reason"},
        Case{"ReasonOptional", "raw -> refused on refuse_later", "L0523"},
        Case{"ReasonWritten", "raw -> refused on call, reason wrong_country", ""},
        Case{"ReasonOfNoChoice", "raw -> refused on call, reason wrong_hat", "L0523",
             "no reason for `refused`"},
        Case{"ReasonUnasked", "raw -> mql on mail, reason wrong_size", "L0523", "`mql` has no reasons"},
        Case{"ReasonsUnknown", "stage x may rest, reasons Refusals  raw -> x on mail", "L0306"},
        Case{"RestElsewhere", "raw -> nurture after 7 days in mql", "L0524"},
        Case{"PeriodOfBusiness", "mql -> raw after 2 business days in mql", "L0415"},
        Case{"OwnerUnknown", "stage x owned by salse, may rest  raw -> x on mail", "L0526",
             "did you mean `sales`?"},
        Case{"WhomUnknown", "on entering mql { notify support }", "L0526"},
        Case{"ScoreUnknown", "on entering mql { reset intrest }", "L0301"},
        Case{"NeverEntered", "stage x may rest", "L0640", "no lead ever comes to `x`"},
        Case{"NeverLeft", "stage x  raw -> x on mail", "L0641", "may rest"},
        Case{"LeftByTime", "stage x  raw -> x on mail  x -> raw after 3 days in x", ""},
        Case{"LeftBySilence", "stage x  raw -> x on mail  x -> raw after 3 days without touch", ""},
        Case{"LeftEveryDay", "stage x  raw -> x on mail  x -> raw every day at 00:00", ""}),
    [](const auto& item) { return item.param.name; });

// Behind a lifecycle.
class OfQuestions : public ::testing::TestWithParam<Case> {};
TEST_P(OfQuestions, AreTakenOrRefused) {
  const Checked checked(std::string(kPolicy) + kStages + "}\n" + GetParam().text + "\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Questions, OfQuestions,
    ::testing::Values(
        Case{"Is", "define d means f is mql", ""}, Case{"IsNot", "define d means f is not mql", ""},
        Case{"In", "define d means f in list { raw, mql }", ""},
        Case{"IsUnknown", "define d means f is mqll", "L0304", "mql"},
        Case{"Entries", "define d means entries of mql at least 2", ""},
        Case{"Ever", "define d means ever in mql and not ever in raw", ""},
        Case{"Since", "define d means last entering mql less than 3 days ago", ""},
        Case{"Between", "define d means first entering mql is known", ""},
        Case{"EverUnknown", "define d means ever in mqll", "L0330"},
        Case{"OfTwo",
             "lifecycle g { stage none first, may rest  stage mql may rest  none -> mql on mail }\n"
             "define d means ever in mql",
             "L0331 L0331", "`mql` is a stage of `f` and of `g`"},
        Case{"OfTwoByName",
             "lifecycle g { stage none first, may rest  stage mql may rest  none -> mql on mail }\n"
             "define d means g is mql",
             "L0331"},  // the rule `on entering mql` of `work`
        Case{"NoFirst", "lifecycle g { stage x may rest  stage y may rest  x -> y on mail }", "L0520",
             "begin in `x`"}),
    [](const auto& item) { return item.param.name; });

// --- circles

class OfCircles : public ::testing::TestWithParam<Case> {};
TEST_P(OfCircles, AreRefutedOrReported) {
  const Checked checked(std::string(kPolicy) + kStages + GetParam().text + "\n}\n");
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(
    Refuted, OfCircles,
    ::testing::Values(
        Case{"OneWay", "raw -> mql when large", ""},
        Case{"NoCircle", "raw -> mql when large  raw -> nurture when is_customer  nurture -> mql when large",
             ""},
        Case{"Cells",
             "raw, mql -> nurture when treatment is nurture  raw, nurture -> mql when treatment is contact",
             ""},
        Case{"CellAndBand", "raw -> mql when treatment is contact  mql -> raw when interest is cold", ""},
        Case{"CellAndGrade", "raw -> mql when treatment is contact  mql -> raw when fit is C", ""},
        Case{"Bands", "raw -> mql when interest at least warm  mql -> raw when interest is cold", ""},
        Case{"BandAndPoints", "raw -> mql when interest is hot  mql -> raw when interest < 40", ""},
        Case{"Grades", "raw -> mql when fit at least B  mql -> raw when fit is C", ""},
        Case{"Numbers", "raw -> mql when employees >= 100  mql -> raw when employees < 100", ""},
        Case{"Between", "raw -> mql when employees from 10 to 20  mql -> raw when employees > 20", ""},
        Case{"Buckets", "raw -> mql when range is many  mql -> raw when employees < 50", ""},
        Case{"Words", "raw -> mql when size is big  mql -> raw when size in list { mid, small }", ""},
        Case{"Items", "raw -> mql when industry is retail  mql -> raw when industry is fintech", ""},
        Case{"Missing", "raw -> mql when industry is known  mql -> raw when industry is missing", ""},
        Case{"Definition", "raw -> mql when large  mql -> raw when not large", ""},
        Case{"DefinitionAndItsBody", "raw -> mql when large  mql -> raw when employees < 100", ""},
        Case{"SamePast",
             "raw -> mql when any call in last 3 days  mql -> raw when not any call in last 3 days", ""},
        Case{"SameText",
             "raw -> mql when path starts with \"/x\"  mql -> raw when not path starts with \"/x\"", ""},
        Case{"Junction",
             "raw -> mql when large and is_customer  mql -> raw when not large or not is_customer", ""},
        Case{"ThreeSteps",
             "raw -> mql when employees > 10  mql -> nurture when is_customer  nurture -> raw when employees "
             "< 5",
             ""},
        Case{"StageExcludes", "raw -> mql when large  mql -> raw when large and f is nurture", ""}),
    [](const auto& item) { return item.param.name; });
INSTANTIATE_TEST_SUITE_P(
    Reported, OfCircles,
    ::testing::Values(
        Case{"TwoThings", "raw -> mql when large  mql -> raw when is_customer", "L0525",
             "a lead could go round for ever: `raw`, `mql`, `raw`"},
        Case{"Example", "raw -> mql when large  mql -> raw when is_customer", "L0525", "`employees` 100"},
        Case{"KeptBand", "raw -> mql when interest is hot  mql -> raw when interest < 41", "L0525"},
        Case{"TouchingNumbers", "raw -> mql when employees >= 100  mql -> raw when employees <= 100", "L0525",
             "`employees` 100"},
        Case{"OpenCell", "raw -> mql when treatment is park  mql -> raw when interest is warm", "L0525"},
        Case{"ThreeRound",
             "raw -> nurture when large  nurture -> mql when is_customer  mql -> raw when path is \"x\"",
             "L0525", "`raw`, `nurture`, `mql`, `raw`"},
        Case{"OwnStage", "raw -> mql when f is raw  mql -> raw when f is mql", "L0525",
             "what changes on the way"},
        Case{"EntriesChange", "raw -> mql when entries of mql < 5  mql -> raw when entries of mql >= 5",
             "L0525"},
        Case{"ScoreOfADoor", "raw -> mql when work is idle  mql -> raw when work is busy", "L0525",
             "what changes on the way"},
        Case{"OneOfTwoWays", "raw -> mql when large  raw -> mql when is_customer  mql -> raw when not large",
             "L0525"},
        Case{"OnceForEachStep",
             "raw, nurture -> mql when large  mql -> raw when is_customer  mql -> nurture when is_customer",
             "L0525"}),
    [](const auto& item) { return item.param.name; });

TEST(StageLoops, SayEachStepWhereItIsWritten) {
  const Checked checked(std::string(kPolicy) + kStages +
                        "raw -> mql when large\nmql -> raw when is_customer\n}\n");
  ASSERT_EQ(checked.codes(), "L0525") << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr("from `raw` to `mql`"));
  EXPECT_THAT(checked.messages(), HasSubstr("then from `mql` to `raw`"));
}

TEST(StageLoops, AnotherLifecycleThatDoesNotLookBackExcludes) {
  const std::string other =
      "lifecycle g { stage open first, may rest  stage shut may rest  open -> shut on mail }\n";
  const Checked apart(std::string(kPolicy) + other + kStages +
                      "raw -> mql when g is shut\nmql -> raw when g is open\n}\n");
  EXPECT_EQ(apart.codes(), "") << apart.messages();
  const std::string back =
      "lifecycle g { stage open first, may rest  stage shut may rest\n"
      "open -> shut on entering mql\nshut -> open on entering raw }\n";
  const Checked entangled(std::string(kPolicy) + back + kStages +
                          "raw -> mql when g is open\nmql -> raw when g is shut\n}\n");
  EXPECT_EQ(entangled.codes(), "L0525") << entangled.messages();
}

// Every stage leads to every other, each only for its own value: all is refuted at the first step.
TEST(StageLoops, ManyStagesWithConditionsThatExcludeEachOther) {
  std::string text =
      "policy p { time zone \"UTC\" }\nlead { n number from 0 to 100 = 0 }\nevent e fills in n\n";
  text += "lifecycle f {\n";
  for (int i = 0; i < 40; ++i)
    text += "stage s" + std::to_string(i) + (i == 0 ? " first, may rest\n" : " may rest\n");
  for (int i = 0; i < 40; ++i) {
    text += "any -> s" + std::to_string(i) + " when n is " + std::to_string(i) + "\n";
  }
  const Checked checked(text + "}\n");
  EXPECT_EQ(checked.codes(), "") << checked.messages();
}

// No two conditions exclude each other but the last and the first: too many ways round to look at.
TEST(StageLoops, MoreWaysThanCanBeLookedAtAreReported) {
  std::string text = "policy p { time zone \"UTC\" }\nlead {\n";
  for (int i = 0; i < 30; ++i) text += "a" + std::to_string(i) + " yes or no = no\n";
  text += "last yes or no = no }\nevent e fills in a0\nlifecycle f {\n";
  for (int i = 0; i < 30; ++i)
    text += "stage s" + std::to_string(i) + (i == 0 ? " first, may rest\n" : " may rest\n");
  for (int from = 0; from < 30; ++from) {
    for (int to = from + 1; to < 30; ++to) {
      text += "s" + std::to_string(from) + " -> s" + std::to_string(to) + " when a" + std::to_string(to) +
              (from == 0 ? " and last\n" : "\n");
    }
    if (from > 0) text += "s" + std::to_string(from) + " -> s0 when not last\n";
  }
  const Checked checked(text + "}\n");
  EXPECT_EQ(checked.codes(), "L0525") << checked.messages();
  EXPECT_THAT(checked.messages(), HasSubstr("too many ways"));
}

}  // namespace
}  // namespace lead::semantics
