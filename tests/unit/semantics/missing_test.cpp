// Conditions that would be met because something is missing: what is refused, what is not, and that each
// repair works.
#include <gtest/gtest.h>

#include "compiler/diagnostics/apply.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

struct Case {
  const char* name;
  const char* text;  // follows kHead
  const char* codes;
  const char* part = "";  // of the messages
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class Missing : public ::testing::TestWithParam<Case> {};

TEST_P(Missing, IsJudgedByPolarity) {
  const Checked checked(GetParam().text);
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_NE(checked.messages().find(GetParam().part), std::string::npos) << checked.messages();
}

// Both spellings of every finding, applied to the text, leave the other findings and add none.
TEST_P(Missing, IsRepairedByEachFix) {
  const Checked before(GetParam().text);
  const auto count = [](const Checked& checked) { return checked.sink.sorted().size(); };
  for (const auto& diagnostic : before.sink.sorted()) {
    EXPECT_GE(diagnostic.fixes.size(), 1u);
    for (const auto& fix : diagnostic.fixes) {
      const std::string text = diagnostics::apply(fix, FileId{0}, before.sources[FileId{0}].text());
      const Checked after(text);
      EXPECT_EQ(count(after) + 1, count(before))
          << fix.title << "\n"
          << text.substr(text.find("event demo_request")) << after.messages();
    }
  }
}

const Case kConditions[] = {
    // met reads need nothing
    {"Met", "define d means employees > 10 and industry is not retail", ""},
    {"Required", "define d means not (email is \"x\")", ""},
    {"WithDefault", "define d means not (seats > 10) and not is_customer", ""},
    // not
    {"Not", "define d means not (employees > 10)", "L0550",
     "this would be met because `employees` is missing"},
    {"NotIsNot", "define d means not (employees is not 10)", "L0550"},
    {"NotIn", "define d means not (industry in list { software, retail })", "L0550",
     "witness: a lead without `industry`"},
    {"NotNotIn", "define d means not (industry not in list { software })", "L0550"},
    {"NotText", "define d means not (company contains \"x\")", "L0550", "`company`"},
    {"NotBetween", "define d means not (employees from 1 to 10)", "L0550"},
    {"NotAgo", "define d means not (signed_up less than 14 days ago)", "L0550"},
    {"NotCall", "use std.email\ndefine d means not is_free_mail(company)", "L0550"},
    // an event that does not count takes nothing from a sum of what is never negative, nor from the greatest
    {"SumOfNoneBelowZero",
     "define d means sum of seconds of page_view where seconds > 5 in last 3 days at least 5", ""},
    {"GreatestAtLeast",
     "define d means greatest of seconds of page_view where seconds > 5 in last 3 days at least 5", ""},
    {"SumAtMost", "define d means sum of seconds of page_view where seconds > 5 in last 3 days at most 5",
     "L0550"},
    {"LeastAtLeast",
     "define d means least of seconds of page_view where seconds > 5 in last 3 days at least 5", "L0550"},
    {"AverageAtLeast",
     "define d means average of seconds of page_view where seconds > 5 in last 3 days at least 5", "L0550"},
    {"DoubleNot", "define d means not (not (employees > 10))", ""},
    {"NotOrBothSides", "define d means not (employees > 10 or industry is retail)", "L0550",
     "`employees` or `industry`"},
    {"NotAndOfTwoComparisons", "define d means not (employees > 5 and employees < 10)", "L0550"},
    {"NotInAnd", "define d means is_customer and not (employees > 10)", "L0550"},
    {"NotInOr", "define d means is_customer or not (employees > 10)", "L0550"},
    {"OrBelowNotIsBracketed", "define d means is_customer and not (employees > 10 or seats > 10)", "L0550"},
    {"BracketsAtBothEnds", "define d means ((employees + 1) * 2 > 4) is no", "L0550"},
    {"NotCompared", "define d means not (employees > seats)", "L0550"},
    // a comparison with a missing value is not met: `is no` of an attribute is a comparison too
    {"IsNoOfCondition", "define a means employees > 10\ndefine d means a is no", "L0550"},
    {"IsNotYesOfCondition", "define a means employees > 10\ndefine d means a is not yes", "L0550"},
    // narrowing
    {"Known", "define d means employees is known and not (employees > 10)", ""},
    {"KnownAfter", "define d means not (employees > 10) and employees is known", ""},
    {"MissingOr", "define d means employees is missing or not (employees > 10)", ""},
    {"NotKnownAnd", "define d means not (employees is known and employees > 10)", ""},
    {"NotMissingOr", "define d means not (employees is missing or employees > 10)", ""},
    {"ComparisonIsMet", "define d means employees > 5 and not (employees > 10)", ""},
    {"OtherComparisonIsMet", "define d means not (employees > 10) and employees < 50", ""},
    {"OrDoesNotNarrow", "define d means employees > 50 or not (employees > 10)", "L0550"},
    {"KnownInOneBranchOnly", "define d means (employees is known or is_customer) and not (employees > 10)",
     "L0550"},
    {"KnownInBothBranches",
     "define d means (employees is known and is_customer or employees > 5) and not (employees > 10)", ""},
    {"AllOfNarrows", "define d means at least 2 of { employees is known, not (employees > 10) }", ""},
    {"OrElse", "define d means not ((employees or else 0) > 10)", ""},
    {"DefinitionNarrows",
     "define sized means employees is known and employees > 0\ndefine d means sized and not (employees > 10)",
     ""},
    {"DefinitionSaysIt", "define sized means employees is known and employees > 0\ndefine d means not sized",
     ""},
    // definitions and bands are read through
    {"Definition", "define ideal means employees > 10\ndefine d means not ideal", "L0550",
     "`ideal` reads `employees` here"},
    {"DefinitionOfDefinition",
     "define a means employees > 10\ndefine b means a or is_customer\ndefine d means not b", "L0550",
     "`a` reads `employees` here"},
    {"NegatedDefinition", "define a means not (employees > 10)\ndefine d means not a", "L0550"},
    {"ValueDefinition", "define double means employees * 2\ndefine d means not (double > 10)", "L0550",
     "`employees`"},
    {"ValueDefinitionKnown",
     "define double means employees * 2\ndefine d means double is known and not (double > 10)", ""},
    {"ValueDefinitionNarrowedByAttribute",
     "define double means employees * 2\ndefine d means employees is known and not (double > 10)", ""},
    {"ComparedValueNarrowsAttribute",
     "define double means employees * 2\ndefine d means double > 1 and not (employees > 10)", ""},
    {"Bands", "bands size of employees { small from 0, mid from 10 }\ndefine d means not (size is small)",
     "L0550", "`employees`"},
    {"BandsNarrowed",
     "bands size of employees { small from 0, mid from 10 }\ndefine d means employees is known and not (size "
     "is small)",
     ""},
    {"BandsThatLeaveValuesOut",
     "bands size of signed_up { old from 2000-01-01T00:00:00Z, new from 2020-01-01T00:00:00Z }\n"
     "define d means signed_up is known and not (size is old)",
     "L0550", "`size`"},
    {"Ladder",
     "define d means small when employees < 10, big when employees >= 10, unsure otherwise\ndefine e means "
     "not (d is small)",
     ""},
    {"TotalLadder", "define d means a when seats > 5, b when seats <= 5\ndefine e means not (d is a)", ""},
    // arithmetic
    {"Sum", "define d means not (employees + seats > 10)", "L0550", "`employees`"},
    {"DivisionByNothing", "define d means not (100 / seats > 10)", "L0550", "`(100 / seats)`"},
    {"DivisionKnown", "define d means 100 / seats is known and not (100 / seats > 10)", ""},
    {"DivisionByRange", "define d means not (100 / (seats + 1) > 10)", ""},
    {"DomainOfAddress", "define d means not (domain_of(email) is \"firm.example\")", ""},
    {"DomainOfText", "define d means company is known and not (domain_of(company) is \"x\")", "L0550",
     "`domain_of(company)`"},
    // rows of lists
    {"Grade", "grade g { A when employees > 10 B when not (employees > 5) C otherwise }", "L0550"},
    {"EarlierRowNarrows", "grade g { U when employees is missing B when not (employees > 5) C otherwise }",
     ""},
    {"EarlierRowDoesNotNarrow",
     "grade g { U when employees is missing and is_customer B when not (employees > 5) C otherwise }",
     "L0550"},
    {"ConditionInLadder", "define d means yes when not (employees > 5), no otherwise", "L0550"},
    {"AtMostSome", "define d means at most 1 of { employees > 5, industry is retail, is_customer }", "L0550",
     "`employees` or `industry`"},
    {"AtMostNone", "define d means at most 0 of { employees > 5, is_customer }", "L0550"},
    {"AtLeastSome", "define d means at least 1 of { employees > 5, is_customer }", ""},
    {"ExactlySome", "define d means exactly 1 of { employees > 5, is_customer, seats > 1 }", "L0550"},
};
INSTANTIATE_TEST_SUITE_P(Conditions, Missing, ::testing::ValuesIn(kConditions), name_of);

const Case kEvents[] = {
    {"Any", "define d means any page_view where seconds > 30", ""},
    {"No", "define d means no page_view where seconds > 30", "L0550",
     "an event without `seconds` does not count"},
    {"NotAny", "define d means not any page_view where seconds > 30 in last 3 days", "L0550"},
    {"NoWithOr", "define d means no page_view where path is \"x\" or seconds > 30 in last 3 days", "L0550"},
    {"NoWithBrackets", "define d means no page_view where (path is \"x\" or seconds > 30) and path is \"y\"",
     "L0550"},
    {"NoWhereKnown", "define d means no page_view where seconds is known and seconds > 30", ""},
    {"NoWhereMissing", "define d means no page_view where seconds is missing or seconds > 30", ""},
    {"NoWhereNot", "define d means no page_view where not (seconds > 30)", ""},
    {"AnyWhereNot", "define d means any page_view where not (seconds > 30)", "L0550",
     "witness: an event without `seconds`"},
    {"CountAtLeast", "define d means count of page_view where seconds > 30 at least 3", ""},
    {"CountAtMost", "define d means count of page_view where seconds > 30 at most 3", "L0550"},
    {"CountBelow", "define d means count of page_view where seconds > 30 in last 7 days below 2", "L0550"},
    {"CountIsNothing", "define d means count of page_view where seconds > 30 in last 7 days is 0", "L0550"},
    {"CountIsNotNothing", "define d means count of page_view where seconds > 30 in last 7 days is not 0", ""},
    {"CountIsExact", "define d means count of page_view where seconds > 30 in last 7 days is 2", "L0550"},
    {"CountAtMostOfRequired", "define d means count of page_view where path is \"x\" at most 3", ""},
    {"CountOnTheRight", "define d means seats > (count of page_view where seconds > 30)", "L0550"},
    {"CountThroughDefinition",
     "define long means count of page_view where seconds > 30\ndefine d means long below 3", "L0550"},
    {"CountSubtracted",
     "define rest means 10 - (count of page_view where seconds > 30)\ndefine d means rest > 3", "L0550"},
    {"CountSubtractedTwice",
     "define rest means 10 - (count of page_view where seconds > 30)\ndefine d means rest < 3", ""},
    {"CountTimesMinus", "define d means (count of page_view where seconds > 30) * -1 > -5", "L0550"},
    {"AttributeOfThen", "define d means employees is known and (no page_view where employees > 10)", "L0550"},
    {"LastLessAgo", "define d means last page_view less than 3 days ago", ""},
    {"NotLastLessAgo", "define d means not (last page_view less than 3 days ago)", "L0550",
     "`last page_view`"},
    {"LastKnown", "define d means last page_view is known and not (last page_view less than 3 days ago)", ""},
    {"AnyMakesLastKnown",
     "define d means any page_view in last 30 days and not (last page_view less than 3 days ago)", ""},
    {"CountMakesLastKnown",
     "define d means count of page_view at least 1 and not (last page_view less than 3 days ago)", ""},
    {"LastWhereMoreAgo", "define d means (last page_view where seconds > 30) more than 3 days ago", "L0550"},
    {"LastWhereLessAgo", "define d means (last page_view where seconds > 30) less than 3 days ago", ""},
    {"LastWhereMissing", "define d means (last page_view where seconds > 30) is missing", "L0550"},
    {"DefinitionInWhere", "define big means employees > 10\ndefine d means no page_view where big", "L0550"},
};
INSTANTIATE_TEST_SUITE_P(Events, Missing, ::testing::ValuesIn(kEvents), name_of);

const Case kRules[] = {
    {"Guard", "score s { a: +1 each page_view where seconds > 30 }", ""},
    {"GuardNot", "score s { a: +1 each page_view where not (seconds > 30) }", "L0550"},
    {"While", "score s { a: +1 while not (employees > 30) }", "L0550"},
    {"Quiet", "score s { range -100 to 100 a: -5 each 30 days without page_view where seconds > 30 }",
     "L0550", "the silence would go on"},
    {"QuietOr",
     "score s { range -100 to 100 a: -5 each 30 days without page_view where seconds > 30 or path is \"x\" }",
     "L0550"},
    {"QuietKnown",
     "score s { range -100 to 100 a: -5 each 30 days without page_view where seconds is known and seconds > "
     "30 }",
     ""},
    {"QuietNot",
     "score s { range -100 to 100 a: -5 each 30 days without page_view where not (seconds > 30) }", ""},
    {"PointsFrom", "score s { a: points from seconds each page_view }", "L0551", "`seconds`"},
    {"PointsFromOrElse", "score s { a: points from seconds or else 0 each page_view }", ""},
    {"PointsFromKnown", "score s { a: points from seconds each page_view where seconds is known }", ""},
    {"PointsFromCompared", "score s { a: points from seconds each page_view where seconds > 3 }", ""},
    {"PointsFromWhere",
     "score s { a: points from seconds each page_view where path is \"x\" or path is \"y\" }", "L0551"},
    {"PointsFromAttributeLive", "score s { a: points from employees / 100 while is_customer }", "L0551"},
    {"PointsFromDefinition",
     "define half means employees / 2\nscore s { a: points from half / 100 while is_customer }", "L0551",
     "`half` reads `employees` here"},
    {"Amounts", "score s { a: each page_view { 5 when not (seconds > 3), 1 when seconds > 3 } }", "L0550"},
    {"AmountsAfterKnown",
     "score s { a: each page_view { 5 when seconds is missing, 1 when not (seconds > 3) } }", ""},
    {"BestOfIsNoList", "score s { a: best of { 5 when employees is missing, 1 when not (employees > 3) } }",
     "L0550"},
    {"ScoreIsNoReading", "score s { a: +10 while employees > 10 }\ndefine d means s below 5", ""},
};
INSTANTIATE_TEST_SUITE_P(Rules, Missing, ::testing::ValuesIn(kRules), name_of);

// Definitions that read ever more are judged in time and memory that grow with the text, and stay refused.
TEST(MissingBound, HoldsForLongChainsOfDefinitions) {
  std::string fields, definitions;
  for (int i = 0; i < 1'000; ++i) {
    const std::string n = std::to_string(i), before = std::to_string(i - 1);
    fields += "  f" + n + " number optional\n";
    definitions +=
        "define d" + n + " means " + (i == 0 ? "is_customer" : "d" + before) + " or f" + n + " > 5\n";
    definitions +=
        "define v" + n + " means " + (i == 0 ? "seats" : "v" + before) + " + (f" + n + " or else 0)\n";
  }
  const std::string head =
      "policy p { time zone \"UTC\" }\nlead {\n is_customer yes or no = no\n seats number from 0 to 10 = "
      "0\n" +
      fields + "}\n";
  EXPECT_EQ(Checked(head + definitions).codes(), "");
  EXPECT_EQ(Checked(head + definitions + "define bad means not d999\n").codes(), "L0550");
}

TEST(MissingBound, HoldsForManyConditionsInOne) {
  std::string conditions;
  for (int i = 0; i < 5'000; ++i)
    conditions += (i == 0 ? "" : ", ") + std::string("employees > ") + std::to_string(i + 10);
  EXPECT_EQ(Checked("define d means at least 1 of { " + conditions + " }").codes(), "");
  EXPECT_EQ(Checked("define d means at most 3 of { " + conditions + " }").codes(), "L0550");
}

}  // namespace
}  // namespace lead::semantics
