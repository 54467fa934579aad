// Rules of blocks: policy settings, scores, matrices.
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

class Rules : public ::testing::TestWithParam<Case> {};

TEST_P(Rules, AreReportedOnceEach) {
  const Checked checked(GetParam().text);
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
}

const Case kCases[] = {
    {"NoPolicy", "# whole\nlead { x text }", "L0501"},
    {"TwoPolicies", "policy p {} policy q {}", "L0502"},
    {"TwoLeads", "policy p {} lead { x text } lead { y text }", "L0502"},
    {"SettingTwice", "policy p { version \"1\" version \"2\" }", "L0503"},
    {"AllSettings",
     "policy p \"P\" { version \"1\" effective 2026-12-01 time zone \"Europe/Stockholm\" owners marketing, "
     "sales "
     "lateness 10m dedupe 30 days unknown events ignored unknown fields set aside anonymous events wait }",
     ""},
    {"VersionIsNoText", "policy p { version 5 }", "L0504"},
    {"TwoVersions", "policy p { version \"1\", \"2\" }", "L0504"},
    {"UnknownEventsWhat", "policy p { unknown events burned }", "L0504"},
    {"LatenessInMonths", "policy p { lateness 1 month }", "L0410"},
    {"LatenessOfNothing", "policy p { lateness 0 days }", ""},
    {"LatenessInBusinessTime", "policy p { lateness 1 business hour }", "L0415"},

    {"RunningWithFading", "score s { running fades by half every 14 days a: +1 each review }", "L0505"},
    {"RunningWithLiveRule", "score s { running range 0 to 100 a: +1 while is_customer }", "L0505"},
    {"RunningWithCap", "score s { running a: +1 each review, shows at most 5 points }", "L0505"},
    {"RunningWithGroup", "score s { running a: +1 each review together { a } shows at most 5 points }",
     "L0505"},
    {"RunningWithRuleThatFades", "score s { running a: +1 each review, fades by half every 3 days }",
     "L0505"},
    {"Running", "score s { running range 0 to 100 a: +1 each review b: -1 each 30 days without review }", ""},
    {"RunningThatSaysItDoesNotFade", "score s { running does not fade a: +1 each review, does not fade }",
     ""},
    {"LiveRuleWithLimit", "score s { a: +1 while is_customer, once }", "L0506"},
    {"LiveRuleThatFades", "score s { a: +1 while is_customer, fades by half every 3 days }", "L0506"},
    {"FadesByMonths", "score s { fades by half every 2 months a: +1 each review }", "L0410"},
    {"FadesByNothing", "score s { fades evenly by 0% every 30 days a: +1 each review }", "L0507"},
    {"FadesByMoreThanAll", "score s { fades evenly by 150% every 30 days a: +1 each review }", "L0507"},
    {"FadesEveryNothing", "score s { fades by half every 0 days a: +1 each review }", "L0416"},
    {"QuietByMonths", "score s { a: -1 each 1 month without review }", ""},
    {"QuietByNothing", "score s { a: -1 each 0 days without review }", "L0416"},
    {"LimitOfNone", "score s { a: +1 each review, at most 0 times }", "L0508"},
    {"LimitOfTooMany", "score s { a: +1 each review, at most 5_000 times per 30 days }", "L0508"},
    {"LimitByKey", "score s { a: +1 each page_view, once per path per 7 days }", ""},
    {"LimitByUnknownKey", "score s { a: +1 each page_view, once per pth }", "L0301"},
    {"LimitByList", "define l means list { 1, 2 } score s { a: +1 each page_view, once per l }", "L0404"},
    {"NothingShown", "score s { a: +1 each review, shows at most 0 points }", "L0509"},
    {"RangeUpsideDown", "score s { range 100 to 0 a: +1 each review }", "L0510"},
    {"RuleInTwoGroups",
     "score s { a: +1 each review b: +1 each review together { a, b } shows at most 5 points together { a } "
     "shows at most 5 points }",
     "L0512"},
    {"PointsFrom", "score s { a: points from stars each review }", ""},
    {"PointsFromText", "score s { a: points from path each page_view }", "L0401"},
    {"PointsBy", "score s { a: points by level each review { intern 1 manager 2 director 3 } }", "L0201"},
    {"PointsByTable", "score s { a: points by level { intern 1 manager 2 director 3 } each review }", ""},
    {"PointsByUnknown",
     "score s { a: points by level { intern 1 manager 2 directr 3 director 4 } each review }", "L0304"},
    {"PointsByTwice", "score s { a: points by level { intern 1 manager 2 director 3 intern 4 } each review }",
     "L0302"},
    {"PointsByNumber", "score s { a: points by stars { x 1 } each review }", "L0401"},

    {"MatrixOverText",
     "grade g { A when is_customer B otherwise } matrix m (company, g) { | A | B | x: | y | z | }", "L0515"},
    {"MatrixOverUnknown",
     "grade g { A when is_customer B otherwise } matrix m (nothing, g) { | A | B | x: | y | z | }", "L0301"},
    {"MatrixOverScoreWithoutBands",
     "grade g { A when is_customer B otherwise } score s { a: +1 each review } matrix m (s, g) { | A | B | "
     "x: | y | z | }",
     "L0515"},
    {"MatrixRowTooLong",
     "grade g { A when is_customer B otherwise } "
     "matrix m (level, g) { | A | B | intern: | x | y | manager: | x | y | z | director: | x | y | }",
     "L0514"},
    {"MatrixRowUnknown",
     "grade g { A when is_customer B otherwise } "
     "matrix m (level, g) { | A | B | intern: | x | y | manger: | x | y | director: | x | y | manager: | x | "
     "y | }",
     "L0304"},
};

INSTANTIATE_TEST_SUITE_P(Check, Rules, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Check, OffersAPolicyBlock) {
  EXPECT_EQ(Checked("# whole\nlead { x text }").messages(),
            "L0501 [] the policy block is missing\n  note: it names the policy and says in which time zone "
            "days begin\n"
            "  fix: add a policy block\n");
}

TEST(Check, OffersDaysForMonths) {
  EXPECT_EQ(Checked("score s { fades by half every 2 months a: +1 each review }").messages(),
            "L0410 [2 months] a month has no fixed length, but fading needs one\n  fix: write `60 days`\n");
}

}  // namespace
}  // namespace lead::semantics
