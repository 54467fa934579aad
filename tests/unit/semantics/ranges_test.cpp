// Ranges: what is proved of numbers, what cannot be, and that the bounds offered make the proof go through.
#include <gtest/gtest.h>

#include <random>

#include "compiler/diagnostics/apply.h"
#include "compiler/semantics/interval.h"
#include "compiler/semantics/score_reach.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

const char* const kOpen = R"(policy p { time zone "UTC" }
lead {
  n number
  m number optional
  d decimal
  e decimal
  money_in money EUR
  share percent
  half number from 0
  small number from -5 to 5
}
event rated { stars number, weight decimal from 0 to 10 }
event other { stars number from 0 to 9 }
define either means any of rated, other
)";

struct Case {
  const char* name;
  const char* text;
  const char* codes;
  const char* part = "";
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class Ranges : public ::testing::TestWithParam<Case> {};

TEST_P(Ranges, AreProvedOrNamed) {
  const Checked checked(std::string(kOpen) + GetParam().text);
  EXPECT_EQ(checked.codes(), GetParam().codes) << checked.messages();
  EXPECT_NE(checked.messages().find(GetParam().part), std::string::npos) << checked.messages();
}

TEST_P(Ranges, AreRepairedByEachFix) {
  const Checked before(std::string(kOpen) + GetParam().text);
  for (const auto& diagnostic : before.sink.sorted()) {
    for (const auto& fix : diagnostic.fixes) {
      const std::string text = diagnostics::apply(fix, FileId{0}, before.sources[FileId{0}].text());
      const Checked after(text);
      EXPECT_EQ(after.codes(), "") << text << after.messages();
    }
  }
}

const Case kCases[] = {
    {"SumOfWholeNumbers", "define v means n + n + 5", ""},
    {"ProductOfWholeNumbers", "define v means n * n", "L0560", "`n` may be so large"},
    {"ProductOfDecimals", "define v means d * e", "L0560", "`d` and `e`"},
    {"SmallProduct", "define v means n * small", ""},
    {"SumOfManyDecimals", "define v means d + d + d + d + d + d + d + d + d + d", "L0560", "`d`"},
    {"SumOfNineDecimals", "define v means d + d + d + d + d + d + d + d + d", ""},
    {"WholeBesideDecimal", "define v means n + d", ""},
    {"WholeBesideDecimalTooLarge", "define v means n * 100 > d", "L0560"},
    {"MoneyTimesMoneyIsNoMatter", "define v means money_in * share", "L0560", "`money_in` and `share`"},
    {"QuotientOfDecimals", "define v means d / e", "L0560", "`d` and `e`"},
    {"ThroughDefinition", "define a means n * 1_000\ndefine b means a * 10_000", "L0560", "`n`"},
    {"HalfDeclared", "define v means half * half * half", "L0560", "declared from 0 to"},
    {"FromPayload", "score s { a: points from stars each rated }", "L0561",
     "`a` might book more points at once"},
    {"FromPayloadOfSeveral", "score s { a: points from stars each either }", "L0561", "no range is declared"},
    {"FromBoundedPayload", "score s { a: points from weight * 2 each rated }", ""},
    {"WrittenOut", "score s { range 0 to 5_000_000 a: +2_000_000 each rated }", "L0561",
     "one booking may be 1_099_511 points at most"},
    {"LiveFromAttribute", "score s { a: points from n while small > 0 }", "L0561"},
    {"OneCauseOnce", "define v means (n * n) + 1\ndefine w means v + 1", "L0560"},
    {"NegatedIsFine", "define v means -n", ""},
    {"Duration", "event x\ndefine v means (now - last x) * 10_000_000 > 5 days", "L0560"},
    // decided by ranges alone
    {"AlwaysMet", "define v means small >= -10", "L0601", "always met: `small` goes from -5 to 5"},
    {"NeverMet", "define v means small > 5", "L0601", "never met"},
    {"NeverEqual", "define v means small is 6", "L0601"},
    {"NeverIsNotOfOther", "define v means small is not 6", "L0601", "always met"},
    {"CanBeBoth", "define v means small > 4", ""},
    {"AlwaysWhereKnown", "define v means m >= -1_000_000_000_000", ""},
    {"NeverThoughUnknown", "define v means m > 1_000_000_000_000", "L0601", "never met"},
    {"CountBelowNothing", "define v means count of rated below 0", "L0601"},
    {"CountAtLeastNothing", "define v means count of rated at least 0", "L0601"},
    {"ScorePastItsRange", "score s { range 0 to 100 a: +5 each rated }\ndefine v means s > 100", "L0601",
     "`s` goes from 0 to 100"},
    {"ScorePastItsRules", "score s { range 0 to 100 a: +5 each rated, once }\ndefine v means s > 10", "L0601",
     "`s` goes from 0 to 5"},
    {"WholeBesideFraction", "define v means small > 5.5", "L0601"},
    {"ConstantFirst", "define v means 10 > small", "L0601"},
};
INSTANTIATE_TEST_SUITE_P(All, Ranges, ::testing::ValuesIn(kCases), name_of);

TEST(RangesOfExpressions, AreWrittenIntoTheProgram) {
  const Checked checked(
      "define a means seats * 2 + 1\n"
      "define b means budget * share\n"
      "define c means 10 / (seats + 1)\n"
      "define e means least(seats, 7) - 9\n"
      "define f means (employees or else -3) + ratio\n"
      "define g means 3 when is_customer, ratio otherwise\n"
      "define h means 1 / ratio\n");
  ASSERT_TRUE(checked.program) << checked.messages();
  const auto range = [&](size_t i) {
    return std::pair(checked.program->definitions[i].low, checked.program->definitions[i].high);
  };
  using Pair = std::pair<int64_t, int64_t>;
  EXPECT_EQ(range(0), Pair(1, 2'001));
  EXPECT_EQ(range(1), Pair(0, 100'000'000));     // EUR 1_000_000.00 in cents
  EXPECT_EQ(range(2), Pair(9'990, 10'000'000));  // 10/1001 = 0.009990
  EXPECT_EQ(range(3), Pair(-9, -2));
  EXPECT_EQ(range(4), Pair(-3'000'000, 10'000'010'000'000));
  EXPECT_EQ(range(5), Pair(0, 10'000'000));
  EXPECT_EQ(range(6), Pair(100'000, 1'000'000'000'000));  // one millionth is the least that is not nothing
}

TEST(RangesOfRules, AreWrittenIntoTheProgram) {
  const Checked checked(
      "score s {\n range 0 to 100\n a: +20 each demo_request, once\n b: points from stars each review, shows "
      "at most 8 points\n"
      " c: best of { 30 when seats > 3 15 when seats > 1 }\n d: -2 each page_view, at most 3 times\n"
      " e: points by level { intern 0, manager 5, director 9 }\n f: +1 each page_view\n"
      " together { a, b } shows at most 25 points }\n");
  ASSERT_TRUE(checked.program) << checked.messages();
  const ScoreReach reach = reach_of(checked.tree, *checked.program, 0);
  const auto whole = [](const Reach& r) {
    return std::pair(static_cast<int64_t>(r.points.low / kMillion),
                     static_cast<int64_t>(r.points.high / kMillion));
  };
  using Pair = std::pair<int64_t, int64_t>;
  EXPECT_EQ(whole(reach.rules[0]), Pair(0, 20));
  EXPECT_EQ(whole(reach.rules[1]), Pair(0, 8));
  EXPECT_FALSE(reach.rules[1].endless_up);
  EXPECT_EQ(whole(reach.rules[2]), Pair(0, 30));
  EXPECT_EQ(whole(reach.rules[3]), Pair(-6, 0));
  EXPECT_EQ(whole(reach.rules[4]), Pair(0, 9));
  EXPECT_TRUE(reach.rules[5].endless_up);
  EXPECT_EQ(whole(reach.groups[0]), Pair(0, 25));
  EXPECT_TRUE(reach.sum.endless_up);
  EXPECT_EQ(reach.value.high, Wide{100} * kMillion);
}

// Whatever two words of two ranges come to at run time lies in the range of the result, and both its ends are
// attained.
TEST(Intervals, HoldEveryResultAndNoMore) {
  std::mt19937 random(20261201);
  std::uniform_int_distribution<int> end(-12, 12), factor(1, 7);
  for (int round = 0; round < 400; ++round) {
    const int a = end(random), b = end(random), c = end(random), d = end(random);
    const Interval x{std::min(a, b), std::max(a, b)}, y{std::min(c, d), std::max(c, d)};
    const Wide k = factor(random);
    std::optional<Interval> products, quotients;
    for (Wide i = x.low; i <= x.high; ++i) {
      for (Wide j = y.low; j <= y.high; ++j) {
        const Wide product = divide_half_even(i * j, k);
        products = products ? hull(*products, {product, product}) : Interval{product, product};
        if (j == 0) continue;
        const Wide quotient = divide_half_even(i * k, j);
        quotients = quotients ? hull(*quotients, {quotient, quotient}) : Interval{quotient, quotient};
      }
    }
    EXPECT_TRUE(multiply(x, y, k) == *products);
    if (!quotients) continue;
    EXPECT_TRUE(divide(x, k, y) == *quotients);
  }
}

}  // namespace
}  // namespace lead::semantics
