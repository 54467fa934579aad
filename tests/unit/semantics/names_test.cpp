// Names: what is unknown, given twice, ambiguous or in a circle.
#include <gtest/gtest.h>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

struct Case {
  const char* name;
  const char* text;
  const char* codes;
};

class Names : public ::testing::TestWithParam<Case> {};

TEST_P(Names, AreReportedOnceEach) {
  const Checked checked(GetParam().text);
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
}

const Case kCases[] = {
    {"AllKnown", "define d means industry is software and employees >= 50", ""},
    {"Attribute", "define d means employes >= 50", "L0301"},
    {"ItemIsNoValue", "define d means software", "L0301"},
    {"EventIsNoValue", "define d means page_view", "L0301"},
    {"FieldOutsideItsEvent", "define d means path is \"/\"", "L0301"},
    {"Item", "define d means industry is softwar", "L0304"},
    {"ItemOnTheLeft", "define d means software is industry", ""},
    {"ListBesideUnknown", "define d means indutry in list { warm, hot }", "L0301"},
    {"FieldOfUnknownType", "event e { x Nothing } score s { a: +1 each e where x is 5 }", "L0306"},
    {"BothSidesUnknown", "define d means foo is bar", "L0301"},
    {"Country", "define d means country in list { DE, XX }", "L0304"},
    {"CountryList", "define dach means list { DE, AT, CH } define d means country in dach", ""},
    {"ListOfOneChoice", "define l means list { software, fintech } define d means industry in l", ""},
    {"ListOfNoChoice", "define l means list { softwaer, nothing }", "L0304"},
    {"ListOfTwoChoices", "choice Other { retail, x } define l means list { retail }", "L0303"},
    {"Event", "define d means any demo_reqest in last 7 days", "L0305"},
    {"EventGroup", "define touch means any of page_view, review define d means any touch in last 7 days", ""},
    {"UnknownEventInGroup", "define touch means any of page_view, rewiev", "L0305"},
    {"ValueAsEvent", "define d means any employees in last 7 days", "L0305"},
    {"Type", "event e { x Industri }", "L0306"},
    {"Function", "define d means domain_off(email) is \"x.example\"", "L0307"},
    {"Module", "use std.emial", "L0308"},
    {"ModuleNotUsed", "define d means is_free_mail(email)", "L0309"},
    {"ModuleUsed", "use std.email define d means is_free_mail(email)", ""},
    {"Setting", "policy p { time zone \"UTC\" lateness 1 hour dedup 30 days }", "L0310"},
    {"FilledAttribute", "event e fills in emial", "L0311"},
    {"GroupedRule", "score s { a: +1 each demo_request together { a, b } shows at most 5 points }", "L0312"},
    {"Currency", "event e { x money EUX }", "L0313"},
    {"MoneyCurrency", "define d means budget > EUX 5", "L0313"},
    {"Zone", "policy p { time zone \"Europe/Stokholm\" }", "L0314"},
    {"FieldOfSome",
     "define any_event means any of page_view, review score s { a: +1 each any_event where stars > 3 }",
     "L0316"},

    {"AttributeTwice", "# whole\npolicy p {} lead { x text x number }", "L0302"},
    {"ItemTwice", "choice C { a, b, a }", "L0302"},
    {"EventTwice", "event review", "L0302"},
    {"EventAndGroup", "define review means any of page_view", "L0302"},
    {"DefinitionTwice", "define d means is_customer define d means not is_customer", "L0302"},
    {"DefinitionLikeAttribute", "define employees means is_customer", "L0302"},
    {"EventLikeAttribute", "event employees", ""},
    {"FieldTwice", "event e { x text x text }", "L0302"},
    {"FilledTwice", "event e fills in email, email", "L0302"},
    {"RuleTwice", "score s { a: +1 each review a: +2 each review }", "L0302"},
    {"BandTwice", "score s { a: +1 each review bands { x from 0, x from 5 } }", "L0302"},
    {"BucketRowTwice", "bands size of seats { x from 0, x from 5 }", "L0302"},
    {"MatrixRowTwice",
     "grade g { A when is_customer B otherwise } "
     "matrix m (level, g) { | A | B | intern: | x | y | manager: | x | y | director: | x | y | intern: | x | "
     "y | }",
     "L0302"},

    {"ItemWinsOverOtherType", "define software means is_customer define d means industry is software", ""},
    {"ItemAgainstSameType",
     "define software means industry or else other define d means industry is software", "L0303"},
    {"BandAgainstScore",
     "score hot { a: +1 each review } score s { a: +1 each review bands { cold from 0, hot from 5 } } "
     "define d means s is hot",
     "L0303"},

    {"CycleOfOne", "define a means not a", "L0315"},
    {"CycleOfThree", "define a means b define b means c and is_customer define c means a", "L0315"},
    {"CycleThroughGroups", "define a means any of b define b means any of a", "L0315"},
    {"CycleThroughMatrix",
     "define d means m is x grade g { A when d B otherwise } "
     "matrix m (level, g) { | A | B | intern: | x | y | manager: | x | y | director: | x | y | }",
     "L0315"},
    {"LiveRuleReadsOwnScore", "score s { a: +1 while s > 5 }", "L0315"},
    {"EventRuleReadsOwnScore",
     "score s { a: +1 each review where s < 5 b: -1 each 7 days without review where s > 5 }", ""},
    {"ScoresReadEachOtherAtEvents",
     "score s { a: +1 each review where t < 5 } score t { a: +1 each review where s < 5 }", ""},
    {"ItemNamedLikeADefinitionIsNoCycle",
     "define a means industry is other define other means a and is_customer define b means other", ""},
};

INSTANTIATE_TEST_SUITE_P(Check, Names, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Check, ShowsEveryStepOfACircle) {
  const Checked checked("define a means b define b means a");
  EXPECT_EQ(checked.messages(),
            "L0315 [b] a value cannot depend on itself: `a` reads `b` reads `a`\n  ^ `a` reads `b`\n  [a] "
            "`b` reads `a`\n");
}

TEST(Check, SuggestsOnlyNamesOfTheKindThatFits) {
  const Checked checked("event employes\ndefine d means employes >= 50");
  EXPECT_EQ(checked.messages(),
            "L0301 [employes] no attribute, definition or score is called `employes`\n  ^ did you mean "
            "`employees`?\n  fix: write `employees`\n");
}

TEST(Check, TakesAChainOfManyDefinitions) {
  std::string text = "define d0 means is_customer\n";
  std::string backwards;
  for (int i = 1; i <= 3000; ++i) {
    text += "define d" + std::to_string(i) + " means not d" + std::to_string(i - 1) + "\n";
    backwards = "define e" + std::to_string(i) + " means not e" + std::to_string(i + 1) + "\n" + backwards;
  }
  const Checked checked(text + "define e3001 means is_customer\n" + backwards);
  EXPECT_EQ(checked.codes(), "");
  ASSERT_TRUE(checked.program);
  EXPECT_EQ(checked.program->order.size(), 6002U);
}

TEST(Check, TakesACircleOfManyDefinitions) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += "define d" + std::to_string(i) + " means not d" + std::to_string((i + 1) % 3000) + "\n";
  }
  EXPECT_EQ(Checked(text).codes(), "L0315");
}

}  // namespace
}  // namespace lead::semantics
