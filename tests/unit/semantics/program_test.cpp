// What a checked program says: facts of the example policy and of single expressions.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;

std::string example() {
  std::ifstream file(LEAD_SOURCE_DIR "/examples/inbound/inbound.lead");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Program, OfTheExampleIsComplete) {
  const Checked checked(example());
  ASSERT_TRUE(checked.program) << checked.messages();
  EXPECT_EQ(checked.codes(), "") << checked.messages();
  const Program& program = *checked.program;
  EXPECT_EQ(program.policy.id, "acme_inbound");
  EXPECT_EQ(program.policy.zone, "Europe/Stockholm");
  EXPECT_EQ(program.policy.lateness_ms, 3'600'000);
  EXPECT_EQ(program.schema.attributes.size(), 8U);
  ASSERT_EQ(program.scores.size(), 1U);
  EXPECT_EQ(program.scores[0].rules.size(), 9U);
  EXPECT_EQ(program.scores[0].groups, (std::vector<std::vector<uint32_t>>{{0, 1}}));
  EXPECT_EQ(program.grades[0].names, (std::vector<std::string>{"A", "B", "C", "D"}));
  EXPECT_EQ(program.matrices[0].cells,
            (std::vector<std::string>{"contact", "fan_club", "nurture_sales", "ignore"}));
  // cold, warm, hot times A, B, C, D
  EXPECT_EQ(program.matrices[0].table, (std::vector<uint32_t>{2, 2, 3, 3, 2, 2, 1, 3, 0, 0, 1, 1}));
}

TEST(Program, GivesEveryExpressionATypeWhereThereIsNoMistake) {
  const Checked checked(example());
  ASSERT_TRUE(checked.program);
  for (uint32_t i = 0; i < checked.tree.exprs.size(); ++i) {
    const auto& expr = checked.tree.exprs[syntax::ExprId{i}];
    const bool is_word_of_settings = expr.span.begin_byte < 300 && expr.span.file.value == 0;
    if (is_word_of_settings) continue;
    EXPECT_NE(checked.program->exprs[i].type.kind, TypeKind::Error) << checked.sources.text(expr.span);
  }
}

struct Fact {
  const char* name;
  const char* body;  // of a definition
  const char* expr;
  const char* type;
  std::optional<int64_t> word;
  bool may_be_missing;
};

class Facts : public ::testing::TestWithParam<Fact> {};

TEST_P(Facts, OfExpressions) {
  const Checked checked(std::string("score s { a: +1 each review bands { cold from 0, warm from 5 } }\n"
                                    "bands size of seats { small from 0, mid from 10 }\n"
                                    "bands staff of employees { few from 1, many from 10 }\n"
                                    "define d means ") +
                        GetParam().body);
  ASSERT_TRUE(checked.program) << checked.messages();
  const TypedExpr& expr = checked.expr(GetParam().expr);
  EXPECT_EQ(describe(expr.type, *checked.program), GetParam().type);
  EXPECT_EQ(expr.word, GetParam().word);
  EXPECT_EQ(expr.may_be_missing, GetParam().may_be_missing);
}

const Fact kFacts[] = {
    {"Item", "industry is fintech", "fintech", "choice `Industry`", 1, false},
    {"Optional", "industry is fintech", "industry", "choice `Industry`", {}, true},
    {"PointsLiteral", "s > 42", "42", "points", 42'000'000, false},
    {"Negated", "ratio * 3 > -0.25", "-0.25", "decimal", -250'000, false},
    {"ScoreAsPoints", "s > 42", "s", "points", {}, false},
    {"ScoreAsBand", "s is warm", "s", "band of `s`", {}, false},
    {"Band", "s is warm", "warm", "band of `s`", 1, false},
    {"Country", "country is SE", "SE", "country", 26 * 18 + 4, false},
    {"Money", "budget > EUR 5.25", "EUR 5.25", "money in EUR", 525, false},
    {"Percent", "share > 30%", "30%", "percent", 300'000, false},
    {"Date", "born_on > 1970-01-11", "1970-01-11", "date", 10, false},
    {"Duration", "now - signed_up > 2 days", "2 days", "duration", 172'800'000, false},
    {"InstantDifference", "now - signed_up > 2 days", "now - signed_up", "duration", {}, true},
    {"Quotient", "seats / 2 > 1", "seats / 2", "decimal", {}, false},
    {"QuotientByAttribute", "2 / seats > 1", "2 / seats", "decimal", {}, true},
    {"OrElse", "(employees or else 0) > 5", "employees or else 0", "number", {}, false},
    {"BucketOfAll", "size is mid", "size", "band of `size`", {}, false},
    {"BucketOfSome", "staff is many", "staff", "band of `staff`", {}, true},
    {"BucketRow", "seats in mid", "mid", "band of `size`", 1, false},
    {"DomainOfEmail", "domain_of(email) is \"x\"", "domain_of(email)", "text", {}, false},
    {"DomainOfText", "domain_of(company) is \"x\"", "domain_of(company)", "text", {}, true},
    {"LastEvent", "last review less than 3 days ago", "last review", "instant", {}, true},
    {"CountOfEvents",
     "count of review in last 3 days > 2",
     "count of review in last 3 days",
     "number",
     {},
     false},
};

INSTANTIATE_TEST_SUITE_P(Check, Facts, ::testing::ValuesIn(kFacts),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Program, OrdersWhatIsReadBeforeWhatReadsIt) {
  const Checked checked(
      "define a means b\ndefine b means s > 5 and size is mid\n"
      "bands size of seats { small from 0, mid from 10 }\nscore s { r: +1 each review where a }");
  ASSERT_TRUE(checked.program) << checked.messages();
  std::vector<SymbolKind> kinds;
  for (const auto& derived : checked.program->order) kinds.push_back(derived.kind);
  EXPECT_EQ(kinds, (std::vector<SymbolKind>{SymbolKind::Score, SymbolKind::Bucket, SymbolKind::Definition,
                                            SymbolKind::Definition}));
  EXPECT_EQ(checked.program->order[2].index, 1U);
}

TEST(Program, ReadsAFieldOfTheEventBeforeAnAttributeOfThatName) {
  const Checked checked(
      "score s { r: +1 each review where level is manager  q: +1 each form_submit where employees > 77 }");
  ASSERT_TRUE(checked.program) << checked.messages();
  EXPECT_EQ(checked.expr("level").symbol, SymbolKind::PayloadField);
  // `fills in` gives the event no field of its own to read: the attribute has just been set from it.
  EXPECT_EQ(checked.expr("employees").symbol, SymbolKind::Attribute);
}

TEST(Program, KeepsLabelsInOrderOfAppearance) {
  const Checked checked(
      "define segment means big when seats > 100, mid when seats > 10, big when is_customer, small "
      "otherwise");
  ASSERT_TRUE(checked.program) << checked.messages();
  EXPECT_EQ(checked.program->definitions[0].labels, (std::vector<std::string>{"big", "mid", "small"}));
  EXPECT_EQ(checked.program->definitions[0].type.kind, TypeKind::Label);
  EXPECT_FALSE(checked.program->definitions[0].may_be_missing);
}

TEST(Program, GivesAMatrixARowForWhatIsNotRated) {
  const Checked checked(
      "grade g { A when is_customer B otherwise }\n"
      "matrix m (industry, g) {\n | A | B |\n software: | x | y |\n fintech: | x | y |\n retail: | x | y |\n"
      " other: | x | y |\n unrated: | y | y |\n}");
  ASSERT_TRUE(checked.program) << checked.messages();
  const Matrix& matrix = checked.program->matrices[0];
  EXPECT_TRUE(matrix.row_unrated);
  EXPECT_FALSE(matrix.column_unrated);
  EXPECT_EQ(matrix.row_count, 5U);
  EXPECT_EQ(matrix.row_symbol, SymbolKind::Attribute);
  EXPECT_EQ(matrix.row_index, 2U);
  EXPECT_EQ(matrix.table.back(), 1U);
}

}  // namespace
}  // namespace lead::semantics
