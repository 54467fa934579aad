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

    {"FadesForAges", "score s { fades by half every 7_000 days a: +1 each review }", "L0416"},
    {"RuleFadesForAges", "score s { a: +1 each review, expires after 7_000 days }", "L0416"},

    {"OnAnEvent", "score s { a: +1 on review }", "L0540"},
    {"OnBecoming",
     "score s { a: +1 on company becoming known b: +2 on is_customer becoming no c: +3 on industry becoming "
     "software when employees > 5 }",
     ""},
    {"OnBecomingABand",
     "score s { range 0 to 100 a: +1 each review b: +5 on s becoming hot bands { cold from 0, hot from 10 } "
     "}",
     ""},
    {"OnBecomingNothing", "score s { a: +1 on industry becoming coffee }", "L0304"},
    {"OnBecomingMetBecauseMissing", "define d means employees > 5 score s { a: +1 on d becoming no }",
     "L0550"},
    {"OnCount", "score s { a: +1 on count of review where stars > 2 in last 7 days reaching 3 }", ""},
    {"OnSchedule", "score s { a: -1 every monday at 08:00 when company is missing b: +1 every day at 00:00 }",
     ""},
    {"ChainOfTwo",
     "score s { range 0 to 100 a: -20 on s becoming hot b: +20 on s becoming warm c: +30 each review "
     "bands { cold from 0, warm from 10, hot from 30 } }",
     "L0541"},
    {"ChainThatEnds",
     "score s { range 0 to 100 a: -20 on s becoming hot, once per day b: +20 on s becoming warm c: +30 each "
     "review "
     "bands { cold from 0, warm from 10, hot from 30 } }",
     ""},
    {"ChainUpwards",
     "score s { range 0 to 100 a: +20 on s becoming hot b: +20 on s becoming warm c: +30 each review "
     "bands { cold from 0, warm from 10, hot from 30 } }",
     ""},
    {"ChainOverTwoScores",
     "define busy means t > 5 score s { a: +20 on busy becoming yes } score t { b: -20 on s becoming 20 c: "
     "+9 each "
     "review }",
     "L0541"},
    {"ChainByKey",
     "score s { range 0 to 100 a: -20 on s becoming hot, once per seats b: +20 on s becoming warm, at most "
     "100 times "
     "bands { cold from 0, warm from 10, hot from 30 } }",
     "L0541"},
    {"LimitThatAResetGivesBack",
     "score s { range 0 to 100 up: +10 on s becoming cold, once reset s on s becoming warm "
     "bands { cold from 0, warm from 10 } }",
     "L0541"},
    {"LimitThatNoResetGivesBack",
     "score s { range 0 to 100 up: +10 on s becoming cold, once ever reset s on s becoming warm "
     "bands { cold from 0, warm from 10 } }",
     ""},
    // What a condition sets off runs while it holds, so it cannot be what makes it hold.
    {"ResetByItsOwnScore",
     "score s { range 0 to 10 a: +6 each review reset s on s becoming hot bands { cold from 0, hot from 5 } "
     "}",
     ""},
    {"ResetOnNothingLeft", "score s { a: +5 each review reset s on s becoming 0 }", ""},
    {"RuleByItsOwnScore",
     "score s { range 0 to 100 a: -20 on s becoming hot b: +30 each review bands { cold from 0, hot from 30 "
     "} }",
     ""},
    {"RuleAndResetByOneScore",
     "score s { range 0 to 100 a: +30 on s becoming cold b: +1 each review reset s on s becoming hot "
     "bands { cold from 0, hot from 30 } }",
     "L0541"},
    {"TwoResetsInACircle",
     "define x means s is 0 or t > 5 define y means t is 0 or s > 5 "
     "score s { a: +9 each review reset s on x becoming yes } "
     "score t { b: +9 each review reset t on y becoming yes }",
     "L0541"},

    {"Reset",
     "score s { range -50 to 50 a: -1 each review reset s on demo_request reset s every day at 00:00 when s "
     "below 0 }",
     ""},
    {"ResetOfAnother", "score t { a: +1 each review } score s { a: +1 each review reset t on demo_request }",
     "L0542"},
    {"ResetOfASumToPoints", "score s { a: +1 each review reset s to 5 on demo_request }", "L0542"},
    {"ResetOfRunning", "score s { running range 0 to 50 a: +1 each review reset s to 5 on demo_request }",
     ""},
    {"ResetOutOfRange", "score s { running range 0 to 50 a: +1 each review reset s to 60 on demo_request }",
     "L0407"},
    {"ResetOnUnknown", "score s { a: +1 each review reset s on demo }", "L0305"},

    {"Ignore", "ignore page_view \"Robots\" where path contains \"bot\" ignore demo_request", ""},
    {"IgnoreForWhatItFillsIn", "ignore form_submit where company is \"test\"", ""},
    {"IgnoreForTheLead", "ignore page_view where is_customer", "L0543"},
    // The event may leave out what the lead always has.
    {"IgnoreForWhatTheEventMayNotSay", "event visit fills in is_customer ignore visit where not is_customer",
     "L0550"},
    {"IgnoreForThePast", "ignore page_view where any review in last 7 days", "L0543"},
    {"IgnoreOfNothing", "ignore page_vew", "L0305"},
    {"Suspend", "suspend scoring while is_customer", ""},
    {"SuspendWhileANumber", "suspend scoring while seats", "L0401"},
    {"FillsInOnce", "event visit fills in company once, employees", ""},
    {"FillsInOnceADefault", "event visit fills in is_customer once", "L0544"},

    {"SumOfAField", "define d means sum of stars of review in last 30 days at least 10", ""},
    {"SumOfAText", "define d means sum of path of page_view in last 30 days at least 10", "L0401"},
    {"SumWithoutEnd", "define d means sum of stars of review at least 10", "L0545"},
    {"AverageIsADecimal", "define d means average of stars of review in last 30 days at least 2.5", ""},
    {"DistinctTexts", "define d means count of distinct path of page_view in last 7 days at least 3", ""},
    {"GreatestOfAChoice", "define d means greatest of level of review in last 7 days is known", "L0401"},
    {"LastOfAField", "define d means last review.stars at least 3 and first page_view.path is \"/\"", ""},
    {"LastOfAnUnknownField", "define d means last review.star at least 3", "L0319"},
    {"LivePointsOfTheLast", "score s { a: points from last review.stars }", ""},
    {"LivePointsThatMayBeMissing", "score s { a: points from least(employees, 5) }", "L0551"},

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
