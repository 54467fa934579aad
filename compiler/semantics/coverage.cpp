#include "compiler/semantics/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/semantics/best_of_coverage.h"
#include "compiler/semantics/bucket_coverage.h"
#include "compiler/semantics/grade_coverage.h"
#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/row_coverage.h"
#include "compiler/semantics/score_coverage.h"
#include "compiler/semantics/type_rules.h"
#include "compiler/semantics/unique_rows.h"

namespace lead::semantics {

namespace {

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
  Staffing staffing(tree, program);
  for (const Route& route : program.routes) cover_route(tree, program, route, staffing, sink);
  for (const Route& route : program.routes) check_unique_rows(tree, program, route, sink);
  for (uint32_t i = 0; i < program.scores.size(); ++i) {
    cover_bands(tree, program, i, sink);
    cover_weights(tree, program.scores[i], sink);
    for (const syntax::Rule& rule :
         std::get<syntax::ScoreDecl>(tree.decls[program.scores[i].decl].node).rules) {
      cover_table(tree, program, rule, sink);
      cover_rule(tree, program, rule, sink);
      cover_best_of(tree, program, rule, sink);
    }
  }
  for (const Matrix& matrix : program.matrices) cover_matrix(tree, program, matrix, sink);
}

}  // namespace lead::semantics
