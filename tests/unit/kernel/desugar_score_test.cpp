// Scores, grades, matrices: the slots, reactions and outputs that their rows become.
#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "tests/support/print_kernel.h"
#include "tests/unit/kernel/kernel_of.h"

namespace lead::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPrelude = R"(
policy p {}
choice Status { registered, attended }
lead { email email  employees number from 0 to 1_000_000 = 0  vip yes or no = no
       staff number from 0 to 100 optional }
event lead_created fills in email
event page_view { path text }
event demo { status Status  cds number from 0 to 100 }
event call { reached yes or no }
event mail { reached yes or no }
define contact means any of call, mail
)";

std::vector<std::string> lines_of(const kernel::Kernel& kernel) {
  std::vector<std::string> lines;
  std::istringstream text(print_kernel(kernel));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> lines_of(const std::string& body) {
  return lines_of(kernel_of(std::string(kPrelude) + body));
}

// The lines that begin with one of these words, in order.
std::vector<std::string> lines_with(const std::string& body, const std::string& word) {
  std::vector<std::string> lines = lines_of(body);
  std::erase_if(lines, [&](const std::string& line) { return line.find(word) == std::string::npos; });
  return lines;
}

TEST(DesugarScore, FadesPlusPointsOfEventsAndNothingElse) {
  const auto ledgers = lines_with(R"(score s { range 0 to 100  fades by half every 14 days
    plus: +5 each page_view
    minus: -5 each page_view
    own: -5 each page_view, expires after 30 days
    still: +5 each page_view, does not fade
    quiet: +5 each 30 days without page_view })",
                                  "ledger ");
  EXPECT_THAT(ledgers, Contains("ledger 0 plus s.plus Half 1209600000 ms 0"));
  EXPECT_THAT(ledgers, Contains("ledger 1 minus s.minus None 0 ms 0"));
  EXPECT_THAT(ledgers, Contains("ledger 2 minus s.own Expires 2592000000 ms 0"));
  EXPECT_THAT(ledgers, Contains("ledger 3 plus s.still None 0 ms 0"));
  EXPECT_THAT(ledgers, Contains("ledger 4 plus s.quiet None 0 ms 0"));
}

TEST(DesugarScore, KeepsEveryWayOfFading) {
  const auto ledgers = lines_with(R"(score s { range 0 to 100
    a: +5 each page_view, fades evenly by 50% every 30 days
    b: +5 each page_view, drops by 2 points every 7 days
    c: +5 each page_view, halves every full 30 days })",
                                  "ledger ");
  EXPECT_THAT(ledgers, Contains("ledger 0 plus s.a Evenly 2592000000 ms 500000"));
  EXPECT_THAT(ledgers, Contains("ledger 1 plus s.b Drops 604800000 ms 2000000"));
  EXPECT_THAT(ledgers, Contains("ledger 2 plus s.c Halves 2592000000 ms 0"));
}

TEST(DesugarScore, BooksAnAmountOfUnknownSignOnTwoLedgers) {
  const std::string body = R"(score s { range 0 to 100  fades by half every 1 day
    swing: each demo { -15 when s > 30, 5 when s >= 0 } })";
  EXPECT_THAT(lines_with(body, "ledger "), Contains("ledger 0 plus s.swing Half 86400000 ms 0"));
  EXPECT_THAT(lines_with(body, "ledger "), Contains("ledger 1 minus s.swing None 0 ms 0"));
  EXPECT_THAT(lines_with(body, "on demo"),
              ElementsAre("0 on demo: book ((30000000 < score s) ? -15000000 : ((0 <= score s) ? 5000000 : "
                          "Absent)) for s.swing, plus 0, minus 1"));
}

TEST(DesugarScore, TakesPointsFromThePayload) {
  EXPECT_THAT(lines_with("score s { range 0 to 100  a: points from cds each demo }", "on demo"),
              ElementsAre("0 on demo: book Scale(event.cds; 1000000) for s.a, plus 0"));
  EXPECT_THAT(
      lines_with("score s { range 0 to 100  a: points by status { registered 20, attended 15 } each demo }",
                 "on demo"),
      ElementsAre("0 on demo: book ((event.status = 0) ? 20000000 : ((event.status = 1) ? 15000000 : "
                  "Absent)) for s.a, plus 0"));
}

TEST(DesugarScore, BooksOnEveryEventOfAGroup) {
  EXPECT_THAT(
      lines_with("score s { range 0 to 100  a: +1 each contact where reached, once per reached }", "for s.a"),
      ElementsAre(
          "0 on call when (event.reached = 1): book 1000000 for s.a, plus 0, limit 0 of event.reached",
          "1 on mail when (event.reached = 1): book 1000000 for s.a, plus 0, limit 0 of event.reached"));
}

TEST(DesugarScore, KnowsEveryLimit) {
  const auto limits = lines_with(R"(score s { range 0 to 100
    a: +1 each page_view, once
    b: +1 each page_view, at most 10 times per day
    c: +1 each page_view, once per path
    d: +1 each page_view, once per 7 days
    e: +1 each page_view, once per 2 months
    f: +1 each page_view, at most 3 times per week
    g: +1 each call, once per reached per month })",
                                 "limit ");
  EXPECT_THAT(limits, Contains("limit 0 1 Ever"));
  EXPECT_THAT(limits, Contains("limit 1 10 Day"));
  EXPECT_THAT(limits, Contains("limit 2 1 Ever by text"));
  EXPECT_THAT(limits, Contains("limit 3 1 Rolling 604800000 ms"));
  EXPECT_THAT(limits, Contains("limit 4 1 Rolling 2 months"));
  EXPECT_THAT(limits, Contains("limit 5 3 Week"));
  EXPECT_THAT(limits, Contains("limit 6 1 Month by word"));
}

TEST(DesugarScore, RecordsBeforeItBooks) {
  const kernel::Kernel kernel = kernel_of(std::string(kPrelude) + R"(score s { range 0 to 100
    a: +1 each page_view where count of page_view in last 7 days at least 2
    b: -1 each 30 days without contact where reached
    c: +1 while count of page_view in last 30 days at least 5 })");
  EXPECT_THAT(lines_of(kernel), Contains("window 0 keeps 2592000000 ms"));
  EXPECT_THAT(lines_of(kernel), Not(Contains(HasSubstr("window 1"))));
  EXPECT_THAT(lines_of(kernel), Contains("quiet 0 mark 0 every 2592000000 ms reaction 4"));
  std::vector<std::string> reactions;
  for (const std::string& line : lines_of(kernel)) {
    if (std::isdigit(static_cast<unsigned char>(line[0]))) reactions.push_back(line);
  }
  EXPECT_THAT(
      reactions,
      ElementsAre("0 on page_view: push window 0", "1 on call when (event.reached = 1): touch mark 0",
                  "2 on mail when (event.reached = 1): touch mark 0",
                  "3 on page_view when (2 <= count(window 0, 604800000 ms)): book 1000000 for s.a, plus 0",
                  "4 quiet: book -1000000 for s.b, minus 1"));
}

TEST(DesugarScore, SharesLooksAtThePastThatAskTheSame) {
  const auto windows = lines_with(R"(
    define often means count of page_view where path is "/a" in last 7 days at least 2
    define again means count of page_view where path is "/a" in last 9 days at least 2
    define other means count of page_view where path is "/b" in last 9 days at least 2
    define ever  means any page_view where path is "/a"
    define month means count of page_view where path is "/a" in last 2 months at least 2)",
                                  "window ");
  EXPECT_THAT(windows, ElementsAre("window 0 keeps 777600000 ms", "window 1 keeps 777600000 ms",
                                   "window 2 keeps a count", "window 3 keeps 2 months",
                                   "0 on page_view when (event.path = \"/a\"): push window 0",
                                   "1 on page_view when (event.path = \"/b\"): push window 1",
                                   "2 on page_view when (event.path = \"/a\"): push window 2",
                                   "3 on page_view when (event.path = \"/a\"): push window 3"));
}

TEST(DesugarScore, CapsRuleThenGroupThenScore) {
  const auto lines = lines_of(R"(score s { range 0 to 100
    a: +1 each page_view, shows at most 25 points
    b: +1 each demo
    c: +10 while vip
    together { a, b } shows at most 30 points })");
  EXPECT_THAT(lines, Contains("  a = Least(ledger 0 s.a, 25000000)"));
  EXPECT_THAT(lines, Contains("  c (live) = ((vip = 1) ? 10000000 : 0)"));
  EXPECT_THAT(lines, Contains("  group [0, 1] = Least(Greatest((Least(ledger 0 s.a, 25000000) + ledger 1 "
                              "s.b), -30000000), 30000000)"));
  EXPECT_THAT(lines, Contains(HasSubstr("score s = Least(Greatest((((vip = 1) ? 10000000 : 0) + Least(")));
}

TEST(DesugarScore, TakesTheBestRowThatHolds) {
  EXPECT_THAT(lines_of("score s { range 0 to 100  best_one: best of { 15 when vip  30 when employees > 9, -5 "
                       "when employees > 5 } }"),
              Contains("  best_one (live) = ((9 < employees) ? 30000000 : ((vip = 1) ? 15000000 : ((5 < "
                       "employees) ? -5000000 : 0)))"));
}

TEST(DesugarScore, KeepsARunningScoreInABalance) {
  const auto lines = lines_of("score s { range 0 to 50  running  a: +10 each demo  b: -20 each page_view }");
  EXPECT_THAT(lines, Contains("balance 0 from 0 to 50000000"));
  EXPECT_THAT(lines, Contains("0 on demo: book 10000000 for s.a, balance 0"));
  EXPECT_THAT(lines, Contains("1 on page_view: book -20000000 for s.b, balance 0"));
  EXPECT_THAT(lines, Contains("score s = Least(Greatest(balance 0, 0), 50000000)"));
}

TEST(DesugarScore, PutsBandsBeforeGradesBeforeCells) {
  const auto outputs = lines_with(R"(
    grade fit { A when employees >= 10  B otherwise }
    matrix m (s, fit) {
            | A | B |
      hot:  | x | y |
      cold: | y | z |
    }
    score s { range 0 to 100  a: +5 each demo  bands { cold from 0, hot from 50 until below 40 } })",
                                  "output ");
  EXPECT_THAT(outputs, ElementsAre("output Band s of [cold, hot] = band(latch 0, score s)",
                                   "output Grade fit of [A, B] = ((10 <= employees) ? 0 : 1)",
                                   HasSubstr("output Cell m of [")));
}

TEST(DesugarMatrix, FindsEachCellByOnePlaceInTheTable) {
  const kernel::Kernel kernel = kernel_of(std::string(kPrelude) + R"(
    grade fit { A when employees >= 10  B otherwise }
    bands size of staff { few from 0, many from 10 }
    matrix m (fit, size) {
         | few | many | unrated |
      A: | x   | y    | z       |
      B: | y   | x    | z       |
    })");
  EXPECT_EQ(print_expr(kernel, kernel.matrices[0].expr), "m");
  EXPECT_EQ(kernel.matrices[0].row.block, "fit");
  EXPECT_EQ(kernel.matrices[0].column.block, "size");
  EXPECT_EQ(kernel.matrices[0].column.type.kind, artefact::FieldKind::Bucket);
  EXPECT_EQ(kernel.matrices[0].cells, (std::vector<uint32_t>{0, 1, 2, 1, 0, 2}));
  EXPECT_THAT(lines_of(kernel), Contains(HasSubstr("in {0, 4}) ? 0 : ")));
  EXPECT_THAT(lines_of(kernel),
              Contains(HasSubstr("((Scale(fit; 3) + (((10 <= staff) ? 1 : ((0 <= staff) ? 0 : Absent)) "
                                 "or else 2)) in {2, 5}) ? 2 : Absent")));
}

TEST(DesugarExplain, TellsADefinitionInsideADefinitionByItsName) {
  const kernel::Kernel kernel = kernel_of(std::string(kPrelude) + R"(
    define large means employees >= 50
    define good "Good" owned by sales because "October" means large and (vip or no demo in last 1 day))");
  ASSERT_EQ(kernel.definitions.size(), 2u);
  EXPECT_EQ(kernel.definitions[1].title, "Good");
  EXPECT_EQ(kernel.definitions[1].owner, "sales");
  EXPECT_EQ(kernel.definitions[1].because, "October");
  const kernel::Explain& all = kernel.explains[kernel.definitions[1].explain];
  EXPECT_EQ(all.kind, artefact::ExplainKind::All);
  ASSERT_EQ(all.children.size(), 2u);
  EXPECT_TRUE(kernel.explains[all.children[0]].children.empty());
  const kernel::Explain& comparison = kernel.explains[kernel.definitions[0].explain];
  ASSERT_EQ(comparison.children.size(), 1u);
  EXPECT_EQ(kernel.explains[comparison.children[0]].kind, artefact::ExplainKind::Value);
  EXPECT_EQ(print_expr(kernel, kernel.explains[comparison.children[0]].expr), "employees");
  EXPECT_EQ(kernel.explains[all.children[1]].kind, artefact::ExplainKind::Any);
}

TEST(DesugarExplain, KeepsChildrenBeforeParentsAndOperandsBeforeUsers) {
  const kernel::Kernel kernel = kernel_of(std::string(kPrelude) + R"(
    define large means employees >= 50 and not vip
    grade fit { A when large  B when at least 1 of { vip, large }  C otherwise }
    score s { range 0 to 100  a: +5 while large  b: best of { 3 when vip 5 when large } })");
  for (uint32_t i = 0; i < kernel.explains.size(); ++i) {
    for (const uint32_t child : kernel.explains[i].children) EXPECT_LT(child, i);
  }
  for (uint32_t i = 0; i < kernel.exprs.size(); ++i) {
    const kernel::Expr& expr = kernel.exprs[kernel::ExprId{i}];
    for (const kernel::ExprId operand : {expr.a, expr.b, expr.c}) EXPECT_TRUE(!operand || operand.value < i);
  }
  EXPECT_EQ(kernel.scores[0].parts[0].explains.size(), 1u);
  EXPECT_EQ(kernel.scores[0].parts[1].explains.size(), 2u);
  EXPECT_EQ(kernel.grades[0].rows[2].condition, -1);
}

}  // namespace
}  // namespace lead::testing
