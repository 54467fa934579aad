// Expressions and values put back into words: what is written reads back as the same expression.
#include "compiler/semantics/policy_words.h"

#include <gtest/gtest.h>

#include "compiler/syntax/parse.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

std::string written(const std::string& expr) {
  source::SourceMap sources;
  syntax::SyntaxTree tree;
  diagnostics::Sink sink;
  const auto file = std::get<FileId>(sources.add("x.lead", "define d means " + expr));
  syntax::parse(sources, file, tree, sink);
  if (sink.has_errors()) return "not parsed: " + expr + ": " + sink.sorted().front().message;
  const auto& decl = std::get<syntax::DefineDecl>(tree.decls.front().node);
  return write_expr(tree, std::get<syntax::ExprBody>(decl.body).expr);
}

TEST(PolicyWords, ReadBackAsTheSame) {
  const char* const kExprs[] = {
      "a or b and not c",
      "(a or b) and not (c or d)",
      "not (a and b)",
      "not not a",
      "(a is b) is c",
      "a - (b - c) - d",
      "-(a + b) * c / (d * e)",
      "(a or else b) + 1 or else 2",
      "(a + b) is known",
      "a / b is missing",
      "(a > 5) is no",
      "a from 1 to 10_000",
      "a from b + 1 to c or else d",
      "(last call where reached in last 3 days) is known",
      "last call more than 1 day ago",
      "(count of view where path starts with \"/x\" and (a or b) in last 1 month) > 3",
      "any view and (no view where a or b)",
      "at least 2 of { a, b or c, not d }",
      "exactly 1 of { a }",
      "domain_of(email) in list { \"x\\\"y\\\\z\", \"b\" }",
      "`W_Nabellen offertes` is `or`",
      "EUR 5_000.5 > budget * 12.5%",
      "2026-12-01 < born and 2026-12-07T09:00:00.250Z >= seen",
      "a >= -5 and b is not 0.25 and c is 1.0 and d <= 10 business hours",
  };
  for (const char* expr : kExprs) {
    const std::string once = written(expr);
    EXPECT_EQ(once.find("not parsed"), std::string::npos) << once;
    EXPECT_EQ(written(once), once);
  }
  EXPECT_EQ(written("((a)) or (b and c)"), "a or b and c");
  EXPECT_EQ(written("a - (b - c)"), "a - (b - c)");
  EXPECT_EQ(written("(a - b) - c"), "a - b - c");
  EXPECT_EQ(written("not (a or b)"), "not (a or b)");
}

TEST(PolicyWords, WriteValuesAsThePolicyWould) {
  const Checked checked("score s { a: +1 each review bands { cold from 0, warm from 5 } }");
  ASSERT_TRUE(checked.program);
  const auto write = [&](int64_t word, const Type& type) {
    return write_value(word, type, checked.tree, *checked.program);
  };
  EXPECT_EQ(write(1000, {TypeKind::Number, 0, {}}), "1000");
  EXPECT_EQ(write(-1'234'567, {TypeKind::Number, 0, {}}), "-1_234_567");
  EXPECT_EQ(write(10'500'000, {TypeKind::Decimal, 0, {}}), "10.5");
  EXPECT_EQ(write(105'000, {TypeKind::Percent, 0, {}}), "10.5%");
  EXPECT_EQ(write(100'000'050, {TypeKind::Money, 0, "EUR"}), "EUR 1_000_000.50");
  EXPECT_EQ(write(-5, {TypeKind::Money, 0, "EUR"}), "EUR -0.05");
  EXPECT_EQ(write(500, {TypeKind::Money, 0, "JPY"}), "JPY 500");
  EXPECT_EQ(write(-1, {TypeKind::Date, 0, {}}), "1969-12-31");
  EXPECT_EQ(write(90'000'250, {TypeKind::Instant, 0, {}}), "1970-01-02T01:00:00.250Z");
  EXPECT_EQ(write(1'209'600'000, {TypeKind::Duration, 0, {}}), "14 days");
  EXPECT_EQ(write(90'000, {TypeKind::Duration, 0, {}}), "90 seconds");
  EXPECT_EQ(write(1, {TypeKind::Band, 0, {}}), "warm");
  EXPECT_EQ(write(2, {TypeKind::Choice, 1, {}}), "director");
  EXPECT_EQ(write(26 * 18 + 4, {TypeKind::Country, 0, {}}), "SE");
  EXPECT_EQ(write_name("of"), "`of`");
  EXPECT_EQ(write_name("a b"), "`a b`");
  EXPECT_EQ(write_number(Wide{INT64_MAX} * 10), "92_233_720_368_547_758_070");
}

}  // namespace
}  // namespace lead::semantics
