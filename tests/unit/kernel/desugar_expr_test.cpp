// Expressions: each line of a table is a definition of the policy below and the kernel expression that it
// becomes.
#include <gmock/gmock.h>

#include "tests/support/print_kernel.h"
#include "tests/unit/kernel/kernel_of.h"

namespace lead::testing {
namespace {

constexpr const char* kPrelude = R"(
policy p { time zone "Europe/Stockholm" }
use std.email
choice Industry { software, fintech, retail }
choice Level { low < mid < high }
lead {
  email     email
  industry  Industry optional
  level     Level optional
  employees number from 0 to 1_000_000 = 0
  staff     number from 0 to 1_000_000 optional
  rate      decimal from 0 to 100 = 1
  budget    money EUR from EUR 0 to EUR 1_000_000 optional
  share     percent from 0% to 100% = 10%
  signed_up date optional
  seen      instant optional
  answer    duration optional
  vip       yes or no = no
  partner   yes or no optional
  title     text optional
  land      country optional
}
event lead_created fills in email
event page_view { path text, seconds number from 0 to 1000 optional }
event form { name text }
event call { reached yes or no }
define contact means any of form, call
define words means list { "sales manager", "VP" }
define big means employees >= 1000
define size_word means huge when employees >= 1000, medium when employees >= 100, little otherwise
bands size of employees { tiny from 0, small from 10, mid from 100 to 999, large from 1_000 }
score interest { range 0 to 100
  visit: +5 each page_view
  bands { cold from 0, warm from 20, hot from 50 until below 40 } }
grade fit { A when employees >= 1000  B when vip  C otherwise }
matrix cell (interest, fit) {
         | A | B | C |
  hot:   | x | x | y |
  warm:  | x | y | z |
  cold:  | z | z | z |
}
)";

std::string expression(const std::string& body) {
  const kernel::Kernel kernel = kernel_of(std::string(kPrelude) + "define under_test means " + body + "\n");
  for (const kernel::Definition& definition : kernel.definitions) {
    if (definition.name == "under_test") return print_expr(kernel, kernel.explains[definition.explain].expr);
  }
  return "not found";
}

struct Case {
  const char* body;
  const char* kernel;
};
void PrintTo(const Case& each, std::ostream* out) {
  *out << each.body;
}

class DesugarExpr : public ::testing::TestWithParam<Case> {};

TEST_P(DesugarExpr, Means) {
  EXPECT_EQ(expression(GetParam().body), GetParam().kernel) << GetParam().body;
}

INSTANTIATE_TEST_SUITE_P(
    Comparisons, DesugarExpr,
    ::testing::Values(
        Case{"employees >= 50", "(50 <= employees)"}, Case{"employees more than 50", "(50 < employees)"},
        Case{"employees below 50", "(employees < 50)"}, Case{"employees at most 50", "(employees <= 50)"},
        Case{"employees from 11 to 100", "((11 <= employees) and (employees <= 100))"},
        Case{"employees > rate", "(rate < Scale(employees; 1000000))"},
        Case{"rate >= 0.5", "(500000 <= rate)"}, Case{"rate >= 2", "(2000000 <= rate)"},
        Case{"budget >= EUR 5_000", "(500000 <= budget)"}, Case{"share > 30%", "(300000 < share)"},
        Case{"industry is software", "(industry = 0)"}, Case{"industry is not fintech", "(industry != 1)"},
        Case{"level at least mid", "(1 <= level)"}, Case{"land is SE", "(land = 472)"},
        Case{"title is \"VP\"", "(title = \"VP\")"},
        Case{"title starts with \"V\"", "TextStartsWith(title, \"V\")"},
        Case{"title contains \"P\"", "TextContains(title, \"P\")"},
        Case{"title matches \"V.*\"", "(title matches \"V.*\")"},
        Case{"title has any word of words", "(title has word of [sales manager, VP])"},
        Case{"signed_up >= 2026-01-01", "(20454 <= signed_up)"}, Case{"fit at least B", "(fit <= 1)"},
        Case{"fit above B", "(fit < 1)"}, Case{"fit at most B", "(1 <= fit)"},
        Case{"interest at least warm", "(1 <= band interest)"},
        Case{"interest is hot", "(band interest = 2)"}, Case{"interest > 30", "(30000000 < score interest)"},
        Case{"cell is x", "(cell = 0)"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, DesugarExpr,
    ::testing::Values(Case{"industry in list { retail, software }", "(industry in {0, 2})"},
                      Case{"industry is known and industry not in list { retail }",
                           "(IsKnown(industry) and (IsKnown(industry) and Not((industry in {2}))))"},
                      Case{"title in words", "(title in list [sales manager, VP])"},
                      Case{"land in list { DE, AT }", "(land in {19, 82})"},
                      Case{"domain_of(email) in list { \"a.example\" }",
                           "(DomainOf(email) in list [a.example])"}));

INSTANTIATE_TEST_SUITE_P(
    Logic, DesugarExpr,
    ::testing::Values(Case{"vip", "(vip = 1)"}, Case{"not vip", "Not((vip = 1))"},
                      Case{"vip is no", "(vip = 0)"}, Case{"not (not vip)", "(vip = 1)"},
                      Case{"partner is known and partner", "(IsKnown(partner) and (partner = 1))"},
                      Case{"(partner or else yes) and vip", "(((partner or else 1) = 1) and (vip = 1))"},
                      Case{"title is missing or vip", "(Not(TextIsKnown(title)) or (vip = 1))"},
                      Case{"big and vip", "((1000 <= employees) and (vip = 1))"},
                      Case{"at least 2 of { vip, big, industry is retail }",
                           "(2 <= (((vip = 1) + (1000 <= employees)) + (industry = 2)))"},
                      Case{"at most 1 of { vip, big }", "(((vip = 1) + (1000 <= employees)) <= 1)"}));

INSTANTIATE_TEST_SUITE_P(
    Arithmetic, DesugarExpr,
    ::testing::Values(Case{"employees + 2", "(employees + 2)"},
                      Case{"employees + rate", "(Scale(employees; 1000000) + rate)"},
                      Case{"employees * rate", "Multiply(employees, rate; 1)"},
                      Case{"rate * rate", "Multiply(rate, rate; 1000000)"},
                      Case{"budget * share", "Multiply(budget, share; 1000000)"},
                      Case{"employees / 4", "Divide(employees, 4; 1000000)"},
                      Case{"rate / 4", "Divide(rate, 4; 1)"}, Case{"budget / 3", "Divide(budget, 3; 1)"},
                      Case{"-employees", "Negate(employees)"}, Case{"staff or else 7", "(staff or else 7)"},
                      Case{"staff or else 0.5", "(Scale(staff; 1000000) or else 500000)"},
                      Case{"least(employees, 9)", "Least(employees, 9)"},
                      Case{"title or else \"none\"", "(title or else \"none\")"}));

INSTANTIATE_TEST_SUITE_P(
    Time, DesugarExpr,
    ::testing::Values(Case{"seen less than 14 days ago", "(Now < (seen + 1209600000))"},
                      Case{"seen at least 14 days ago", "((seen + 1209600000) <= Now)"},
                      Case{"seen more than 2 months ago", "(AddMonths(seen; 2) < Now)"},
                      Case{"signed_up less than 1 day ago", "(Now < (StartOf(signed_up) + 86400000))"},
                      Case{"day_of(seen) is signed_up", "(DayOf(seen) = signed_up)"},
                      Case{"seen + 3 hours", "(seen + 10800000)"},
                      Case{"signed_up + 3 days", "(signed_up + Round(259200000; 86400000))"},
                      Case{"now > seen", "(seen < Now)"}));

INSTANTIATE_TEST_SUITE_P(
    Past, DesugarExpr,
    ::testing::Values(Case{"count of page_view in last 7 days at least 3",
                           "(3 <= count(window 0, 604800000 ms))"},
                      Case{"count of page_view at least 3", "(3 <= count(window 0))"},
                      Case{"count of page_view in last 2 months", "count(window 0, 2 months)"},
                      Case{"any contact in last 1 hour", "(1 <= count(window 0, 3600000 ms))"},
                      Case{"no contact in last 1 hour", "(count(window 0, 3600000 ms) = 0)"},
                      Case{"last contact less than 1 day ago", "(Now < (mark 0 + 86400000))"},
                      Case{"first page_view", "mark 0"}));

INSTANTIATE_TEST_SUITE_P(
    Chains, DesugarExpr,
    ::testing::Values(Case{"size_word is medium",
                           "(((1000 <= employees) ? 0 : ((100 <= employees) ? 1 : 2)) = 1)"},
                      Case{"\"a\" when vip, \"b\" otherwise", "((vip = 1) ? \"a\" : \"b\")"},
                      Case{"size",
                           "((1000 <= employees) ? 3 : ((100 <= employees) ? 2 : "
                           "((10 <= employees) ? 1 : ((0 <= employees) ? 0 : Absent))))"}));

}  // namespace
}  // namespace lead::testing
