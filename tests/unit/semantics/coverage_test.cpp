// Gaps, overlaps, rows that nothing reaches and lists that leave leads out: what is found, with its witness,
// and what is not.
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
  const char* part = "";
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class Coverage : public ::testing::TestWithParam<Case> {};

TEST_P(Coverage, IsJudgedWithWitness) {
  const Checked checked(GetParam().text);
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_NE(checked.messages().find(GetParam().part), std::string::npos) << checked.messages();
}

TEST_P(Coverage, IsRepairedByEachFix) {
  const Checked before(GetParam().text);
  for (const auto& diagnostic : before.sink.sorted()) {
    for (const auto& fix : diagnostic.fixes) {
      const std::string text = diagnostics::apply(fix, FileId{0}, before.sources[FileId{0}].text());
      const Checked after(text);
      EXPECT_EQ(after.sink.sorted().size() + 1, before.sink.sorted().size()) << fix.title << "\n"
                                                                             << text << after.messages();
    }
  }
}

const Case kBuckets[] = {
    {"AsPublished", "bands size of employees { small from 0 to 10, mid from 11 to 1000, big from 1000 }",
     "L0570", "1000 is both `mid` and `big`"},
    {"WitnessInWords", "bands size of employees { small from 0 to 10, mid from 11 to 1000, big from 1000 }",
     "L0570", "witness: a lead with `employees` 1000"},
    {"MoneyEdge", "bands size of budget { small from EUR 0 to EUR 500_000, big from EUR 500_000 }", "L0570",
     "EUR 500_000 is both `small` and `big`"},
    {"WholeNumbersTouch",
     "bands size of employees { small from 0 to 10, mid from 11 to 1000, big from 1001 }", ""},
    {"HalfOpen", "bands size of ratio { small from 0, big from 2.5 }", ""},
    {"GapOfWholeNumbers", "bands size of employees { small from 0 to 10, big from 12 }", "L0571",
     "11 is neither `small` nor `big`"},
    {"GapOfDecimals", "bands size of ratio { small from 0 to 1, big from 2 }", "L0571", "1.5 is neither"},
    {"GapOfMoney", "bands size of budget { small from EUR 0 to EUR 10_000, big from EUR 10_001 }", "L0571",
     "EUR 10_000.50 is neither"},
    {"GapOfPercent", "bands size of share { small from 0% to 10%, big from 11% }", "L0571",
     "10.5% is neither"},
    {"GapOfDates", "bands size of born_on { old from 1970-01-01 to 1999-12-31, young from 2000-01-02 }",
     "L0571", "2000-01-01 is neither"},
    {"NotIncreasing", "bands size of employees { small from 0, big from 100, mid from 10 }", "L0572",
     "`mid` from 10 stands after `big` from 100"},
    {"SameTwice", "bands size of employees { small from 0, big from 10, mid from 10 }", "L0572"},
    {"UpsideDown", "bands size of employees { small from 0 to 5, mid from 100 to 10 }", "L0572",
     "ends at 10, before it begins"},
    {"BelowTheFirst", "bands size of employees { small from 1, big from 10 }", "L0605",
     "0 is in none of the bands of `size`"},
    {"AboveTheLast", "bands size of seats { small from 0 to 10, big from 11 to 100 }", "L0605",
     "1000 is in none"},
    {"Undeclared", "bands age of signed_up { old from 2000-01-01T00:00:00Z }", ""},
    {"OfACount", "bands views of count of page_view in last 7 days { few from 0, many from 3 }", ""},
};
INSTANTIATE_TEST_SUITE_P(Buckets, Coverage, ::testing::ValuesIn(kBuckets), name_of);

const Case kScores[] = {
    {"Bands",
     "score s { range 0 to 100 a: +5 each review bands { cold from 0, warm from 20, hot from 50 until below "
     "40 } }",
     ""},
    {"FloorAbove", "score s { range 0 to 100 a: +5 each review bands { cold from 10, warm from 20 } }",
     "L0573", "0 points are below the lowest band, `cold` from 10"},
    {"FloorBelow", "score s { range 0 to 100 a: +5 each review bands { cold from -10, warm from 20 } }",
     "L0573"},
    {"NotIncreasing",
     "score s { range 0 to 100 a: +5 each review bands { cold from 0, hot from 50, warm from 20 } }",
     "L0572"},
    {"UntilAboveFrom",
     "score s { range 0 to 100 a: +5 each review bands { cold from 0, hot from 50 until below 60 } }",
     "L0574", "above where it begins"},
    {"UntilIsFrom",
     "score s { range 0 to 100 a: +5 each review bands { cold from 0, hot from 50 until below 50 } }", ""},
    {"UntilNever",
     "score s { range 0 to 100 a: +5 each review bands { cold from 0, hot from 50 until below 0 } }", "L0574",
     "would never be left"},
    {"PastTheRange", "score s { range 0 to 100 a: +5 each review bands { cold from 0, hot from 150 } }",
     "L0602", "the score goes up to 100"},
    {"PastTheRules",
     "score s { range 0 to 100 a: +20 each review, once b: +30 while is_customer c: +5 each page_view, at "
     "most 1 times bands { cold from 0, hot from 60 } }",
     "L0602", "the rules add up to at most 55 points: `a` 20 + `b` 30 + `c` 5"},
    {"PastTheGroup",
     "score s { range 0 to 100 a: +20 each review b: +30 each page_view together { a, b } shows at most 40 "
     "points bands { cold from 0, hot from 41 } }",
     "L0602", "`a, b` 40"},
    {"AtTheRules", "score s { range 0 to 100 a: +20 each review, once bands { cold from 0, hot from 20 } }",
     ""},
    {"EndlessRules",
     "score s { range 0 to no limit a: +20 each review bands { cold from 0, hot from 60_000 } }", ""},
    {"OncePerKeyIsEndless",
     "score s { range 0 to no limit a: +20 each page_view, once per path bands { cold from 0, hot from 60 } "
     "}",
     ""},
    {"TableLeavesOut", "score s { a: points by level { intern 0, director 5 } each review }", "L0577",
     "the table of `a` leaves out `manager`"},
    {"TableLive", "score s { a: points by industry { software 5, retail 3, } }", "L0577",
     "`fintech` and `other`"},
    {"TableTotal", "score s { a: points by level { intern 0, manager 3, director 5 } each review }", ""},
    {"TableOfCountries", "score s { a: points by country { SE 5, DE 3 } }", ""},
    {"GuardContradicts", "score s { a: +5 each page_view where path is \"x\" and path is \"y\" }", "L0604",
     "the condition of the rule `a` can never be met"},
    {"GuardContradictsNumbers", "score s { a: +5 while seats > 10 and seats < 5 }", "L0604"},
    {"GuardPossible", "score s { a: +5 while seats > 10 and seats < 15 }", ""},
    {"AmountsNeverReached",
     "score s { range -100 to 100 a: each review { -5 when stars > 3, -15 when stars > 4 } }", "L0603",
     "the row `-15` is never reached"},
    {"AmountsReached",
     "score s { range -100 to 100 a: each review { -15 when stars > 4, -5 when stars > 3 } }", ""},
    {"BestOfHasNoOrder", "score s { a: best of { 15 when seats > 3 30 when seats > 7 } }", ""},
};
INSTANTIATE_TEST_SUITE_P(Scores, Coverage, ::testing::ValuesIn(kScores), name_of);

const Case kLists[] = {
    {"Otherwise", "grade g { A when employees > 10 B otherwise }", ""},
    {"NotTotal", "grade g { A when seats > 10 B when seats < 10 }", "L0575",
     "witness: a lead with `seats` 10"},
    {"TotalByProof", "grade g { A when seats > 10 B when seats <= 10 }", ""},
    {"MissingCounts", "grade g { A when employees > 10 B when employees <= 10 }", "L0575",
     "witness: a lead without `employees`"},
    {"MissingCovered", "grade g { A when employees > 10 B when employees <= 10 C when employees is missing }",
     ""},
    {"TotalOverChoice", "grade g { A when level is director B when level in list { intern, manager } }", ""},
    {"NotTotalOverChoice", "grade g { A when level is director B when level is intern }", "L0575",
     "`level` manager"},
    {"TotalOverOrder", "define d means top when level at least manager, low when level below manager", ""},
    {"TotalOverTwo",
     "define d means a when seats > 5 and is_customer, b when seats <= 5, c when not is_customer", ""},
    {"NotTotalOverTwo", "define d means a when seats > 5 and is_customer, b when seats <= 5", "L0575"},
    {"TotalOverText", "define d means a when email is \"x\", b when email is not \"x\"", ""},
    {"TotalOverOpaque", "define d means a when email contains \"x\", b when not (email contains \"x\")", ""},
    {"NotTotalOverOpaque", "define d means a when email contains \"x\", b when email contains \"y\"", "L0575",
     "`email contains \"x\"` is not met"},
    {"TotalOverFractions", "define d means a when seats > 5.5, b when seats < 5.5", ""},
    {"NotTotalOverFractions", "define d means a when ratio > 5.5, b when ratio < 5.5", "L0575",
     "`ratio` 5.5"},
    {"SameRow", "grade g { A when employees > 10 B when employees > 10 C otherwise }", "L0603",
     "the row `B` is never reached"},
    {"NarrowerRow", "grade g { A when employees > 10 B when employees > 20 C otherwise }", "L0603",
     "every lead that would is `A` already"},
    {"WiderRow", "grade g { A when employees > 20 B when employees > 10 C otherwise }", ""},
    {"ConjunctionBelow",
     "grade g { A when employees > 10 B when employees > 10 and is_customer C otherwise }", "L0603"},
    {"TakenTogether", "grade g { A when seats > 10 B when seats < 10 C when seats is 10 D when is_customer }",
     "L0603", "taken together"},
    {"OtherwiseNeverReached", "grade g { A when seats > 10 B when seats <= 10 C otherwise }", "L0603",
     "the row `C`"},
    {"OtherwiseForMissing", "grade g { A when employees > 10 B when employees <= 10 C otherwise }", ""},
    {"ThroughDefinition",
     "define big means employees > 10\ngrade g { A when big B when employees > 10 and is_customer C "
     "otherwise }",
     "L0603"},
    {"ThroughBands",
     "bands size of seats { small from 0, big from 10 }\ngrade g { A when size is big B when seats > 20 C "
     "otherwise }",
     "L0603"},
    {"BandsCover",
     "bands size of seats { small from 0, big from 10 }\ngrade g { A when size is big B when size is small }",
     ""},
    {"BandsLeaveMissing",
     "bands size of employees { small from 0, big from 10 }\ngrade g { A when size is big B when size is "
     "small }",
     "L0575", "without `employees`"},
    {"AfterOtherGrade", "grade g { A when seats > 5 B otherwise }\ngrade h { X when g is A Y when g is B }",
     ""},
    {"GradesAreBestFirst",
     "grade g { A when seats > 5 B when seats > 3 C otherwise }\ngrade h { X when g at least B Y when g is C "
     "}",
     ""},
    {"BandsOfAScore",
     "score s { a: +5 each review bands { cold from 0, warm from 20 } }\ngrade h { X when s is warm Y when s "
     "is cold }",
     ""},
    {"RowContradicts", "grade g { A when seats > 10 and seats < 5 B otherwise }", "L0604",
     "the condition of the row `A` can never be met"},
    {"DefinitionContradicts", "define d means industry is retail and industry is software", "L0604",
     "the condition of `d`"},
    {"CountsAreApart",
     "grade g { A when count of page_view in last 7 days > 3 B when count of page_view in last 30 days > 5 C "
     "otherwise }",
     ""},
    {"CountsAreSame",
     "grade g { A when count of page_view in last 7 days > 3 B when count of page_view in last 7 days > 5 C "
     "otherwise }",
     "L0603"},
    {"AllOf",
     "grade g { A when at least 2 of { seats > 5, is_customer } B when seats > 5 and is_customer C otherwise "
     "}",
     "L0603"},
    {"OneOf", "grade g { A when at least 1 of { seats > 5, is_customer } B when is_customer C otherwise }",
     "L0603"},
    {"MembersOfBand",
     "bands size of seats { small from 0, big from 10 }\ngrade g { A when seats in big B when seats in small "
     "}",
     ""},
};
INSTANTIATE_TEST_SUITE_P(Lists, Coverage, ::testing::ValuesIn(kLists), name_of);

const char* const kSubjects =
    "score s { a: +5 each review bands { cold from 0, warm from 20 } }\ngrade g { A when is_customer B "
    "otherwise }\n";

TEST(CoverageOfMatrices, WantsEveryRowAndColumn) {
  const auto check = [](const std::string& matrix, const std::string& codes, const std::string& part) {
    const Checked checked(kSubjects + matrix);
    EXPECT_EQ(checked.codes(), codes) << checked.messages();
    EXPECT_NE(checked.messages().find(part), std::string::npos) << checked.messages();
  };
  check("matrix m (s, g) {\n | A | B |\n warm: | x | y |\n cold: | y | z |\n}", "", "");
  check("matrix m (s, g) {\n | A | B |\n warm: | x | y |\n}", "L0576",
        "witness: a lead with `s` cold and `g` A");
  check("matrix m (s, g) {\n | A |\n warm: | x |\n cold: | y |\n}", "L0576", "`m` has no column for `B`");
  check(
      "matrix m (g, industry) {\n | software | fintech | retail | other |\n A: | x | x | x | y |\n B: | y | "
      "y | y | y |\n}",
      "L0576", "`unrated` is for leads whose `industry` is missing");
  check(
      "matrix m (g, industry) {\n | software | fintech | retail | other | unrated |\n A: | x | x | x | y | y "
      "|\n B: | y | y | y | y | y |\n}",
      "", "");
}

// More alternatives than are listed: nothing is claimed, and the list must end in `otherwise`.
TEST(CoverageBound, TakesWhatItCannotProveAsPossible) {
  std::string fields, first, second;
  for (int i = 0; i < 9; ++i) {
    fields += "  f" + std::to_string(i) + " number from 0 to 9 = 0\n";
    const std::string is = (i == 0 ? "" : " and ") + std::string("(f") + std::to_string(i);
    first += is + " is 1 or f" + std::to_string(i) + " is 3)";
    second += is + " is 1 or f" + std::to_string(i) + " is 3 or f" + std::to_string(i) + " is 5)";
  }
  const std::string head = "policy p { time zone \"UTC\" }\nlead {\n" + fields + "}\n";
  EXPECT_EQ(Checked(head + "grade g { A when " + first + " B when " + second + " C otherwise }").codes(), "");
  EXPECT_EQ(Checked(head + "grade g { A when " + first + " B when not (" + first + ") }").codes(), "L0575");
}

TEST(CoverageBound, HoldsForLongLists) {
  std::string rows, mixed;
  for (int i = 0; i < 1'500; ++i) {
    rows += "g" + std::to_string(i) + " when employees is " + std::to_string(i) + " ";
    mixed += "g" + std::to_string(i) + " when employees is " + std::to_string(i) + " and seats is " +
             std::to_string(i % 7) + " ";
  }
  EXPECT_EQ(Checked("grade g { " + rows + " last when employees is 77 rest otherwise }").codes(), "L0603");
  EXPECT_EQ(Checked("grade g { " + mixed + " rest otherwise }").codes(), "");
}

}  // namespace
}  // namespace lead::semantics
