#include "compiler/semantics/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/semantics/bucket_coverage.h"
#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/row_coverage.h"
#include "compiler/semantics/score_reach.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {

namespace {

// "pricing_page 25 + whitepaper 20 = 45": the rules that can add anything, each with the most it shows.
std::string arithmetic_of(const syntax::ScoreDecl& decl, const Score& score, const ScoreReach& reach) {
  std::string text;
  const auto term = [&](const std::string& name, Wide most) {
    if (most > 0) text += fmt::format("{}`{}` {}", text.empty() ? "" : " + ", name, write_points(most));
  };
  std::vector<bool> grouped(decl.rules.size());
  for (size_t i = 0; i < score.groups.size(); ++i) {
    std::string names;
    for (uint32_t rule : score.groups[i]) {
      grouped[rule] = true;
      names += (names.empty() ? "" : ", ") + decl.rules[rule].name.text;
    }
    term(names, reach.groups[i].points.high);
  }
  for (size_t i = 0; i < decl.rules.size(); ++i) {
    if (!grouped[i]) term(decl.rules[i].name.text, reach.rules[i].points.high);
  }
  return fmt::format("the rules add up to at most {} points: {}", write_points(reach.sum.points.high),
                     text.empty() ? "none adds any" : text);
}

void cover_bands(const syntax::SyntaxTree& tree, const Program& program, uint32_t index,
                 diagnostics::Sink& sink) {
  const Score& score = program.scores[index];
  const auto& decl = std::get<syntax::ScoreDecl>(tree.decls[score.decl].node);
  if (decl.bands.empty()) return;
  const Span range = decl.range_span.is_none() ? decl.name.span : decl.range_span;
  const auto& bands = decl.bands;
  if (bands.front().from_millionths != score.low) sink.add(lowest_band(bands.front(), score.low, range));
  const ScoreReach reach = reach_of(tree, program, index);
  for (size_t i = 0; i < bands.size(); ++i) {
    const auto& band = bands[i];
    if (i > 0 && band.from_millionths <= bands[i - 1].from_millionths) {
      sink.add(band_order(band.span, band.name.text, write_points(band.from_millionths), bands[i - 1].span,
                          bands[i - 1].name.text, write_points(bands[i - 1].from_millionths)));
    }
    if (band.until_below_millionths && *band.until_below_millionths > band.from_millionths)
      sink.add(until_above_from(band));
    if (i > 0 && band.until_below_millionths && *band.until_below_millionths <= score.low)
      sink.add(until_never(band, score.low, range));
    if (band.from_millionths > score.high) {
      sink.add(threshold_unattained(band, score.high, {}, range));
    } else if (i > 0 && band.from_millionths > reach.value.high) {
      sink.add(threshold_unattained(band, reach.value.high, arithmetic_of(decl, score, reach), {}));
    }
  }
}

void cover_table(const syntax::SyntaxTree& tree, const Program& program, const syntax::Rule& rule,
                 diagnostics::Sink& sink) {
  const auto* table = std::get_if<syntax::TableAmount>(&rule.amount);
  if (table == nullptr || table->rows.empty()) return;
  const Type& type = program.exprs[table->subject.value].type;
  if (type.kind == TypeKind::Country) return;  // nobody lists the world: the countries left out get no points
  std::set<std::string> there;
  for (const auto& row : table->rows) there.insert(row.item.text);
  std::vector<std::string> left_out;
  for (const std::string& name : names_of(type, tree, program)) {
    if (!there.contains(name)) left_out.push_back(name);
  }
  if (left_out.empty()) return;
  sink.add(table_not_total(rule, tree.exprs[table->subject].span, table->rows.back().span, left_out,
                           describe(type, program)));
}

std::vector<std::string> names_with_unrated(const Type& type, bool unrated, const syntax::SyntaxTree& tree,
                                            const Program& program) {
  std::vector<std::string> names = names_of(type, tree, program);
  if (unrated) names.emplace_back("unrated");
  return names;
}

// Whole rows and whole columns that are left out: a row that is there has a cell in every column that is
// there.
void cover_matrix(const syntax::SyntaxTree& tree, const Program& program, const Matrix& matrix,
                  diagnostics::Sink& sink) {
  const auto& decl = std::get<syntax::MatrixDecl>(tree.decls[matrix.decl].node);
  const std::vector<std::string> rows = names_with_unrated(matrix.row, matrix.row_unrated, tree, program);
  const std::vector<std::string> columns =
      names_with_unrated(matrix.column, matrix.column_unrated, tree, program);
  if (rows.empty() || columns.empty()) return;
  const auto has_row = [&](const std::string& name) {
    return std::any_of(decl.rows.begin(), decl.rows.end(),
                       [&](const auto& row) { return row.band.text == name; });
  };
  const auto has_column = [&](const std::string& name) {
    return std::any_of(decl.columns.begin(), decl.columns.end(),
                       [&](const auto& column) { return column.text == name; });
  };
  std::vector<std::string> missing_rows, missing_columns;
  for (const std::string& name : rows)
    if (!has_row(name)) missing_rows.push_back(name);
  for (const std::string& name : columns)
    if (!has_column(name)) missing_columns.push_back(name);
  if (!missing_rows.empty()) {
    sink.add(
        matrix_not_total(decl, decl.name.span, true, missing_rows, missing_rows.front(), columns.front()));
  }
  if (!missing_columns.empty()) {
    const Span span = decl.columns_span.is_none() ? decl.name.span : decl.columns_span;
    sink.add(matrix_not_total(decl, span, false, missing_columns, rows.front(), missing_columns.front()));
  }
}

}  // namespace

void check_coverage(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  for (const Bucket& bucket : program.buckets) cover_bucket(tree, program, bucket, sink);
  for (const Definition& definition : program.definitions) cover_definition(tree, program, definition, sink);
  for (const Grade& grade : program.grades) cover_grade(tree, program, grade, sink);
  for (uint32_t i = 0; i < program.scores.size(); ++i) {
    cover_bands(tree, program, i, sink);
    for (const syntax::Rule& rule :
         std::get<syntax::ScoreDecl>(tree.decls[program.scores[i].decl].node).rules) {
      cover_table(tree, program, rule, sink);
      cover_rule(tree, program, rule, sink);
    }
  }
  for (const Matrix& matrix : program.matrices) cover_matrix(tree, program, matrix, sink);
}

}  // namespace lead::semantics
