// Matrices: cells put in the order of the subjects' names.
#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {

namespace {

constexpr std::string_view kUnrated = "unrated";

struct Subject {
  SymbolKind symbol = SymbolKind::None;
  uint32_t index = 0;
  Type type;
  bool may_be_missing = false;
};

std::optional<Subject> subject_of_score(Context& context, const syntax::Name& name, uint32_t index) {
  const auto& decl = context.decl<syntax::ScoreDecl>(context.program.scores[index].decl);
  if (decl.bands.empty()) {
    context.sink.add(problems::matrix_subject(name, "a score without bands"));
    return std::nullopt;
  }
  const bool may_be_missing = decl.bands.front().from_millionths > context.program.scores[index].low;
  return Subject{SymbolKind::Score, index, {TypeKind::Band, index}, may_be_missing};
}

std::optional<Subject> subject_of_attribute(Context& context, const syntax::Name& name, uint32_t index) {
  const artefact::AttributeT& attribute = *context.program.schema.attributes[index];
  const Type type = attribute.type ? type_of(*attribute.type) : Type{};
  if (is_error(type)) return std::nullopt;
  if (type.kind != TypeKind::Choice) {
    context.sink.add(problems::matrix_subject(name, describe(type, context.program)));
    return std::nullopt;
  }
  return Subject{SymbolKind::Attribute, index, type, attribute.presence == artefact::Presence::Optional};
}

std::optional<Subject> find_subject(Context& context, const syntax::Name& name, uint32_t matrix) {
  const auto found = context.names.values.find(name.text);
  if (found == context.names.values.end()) {
    const auto close = close_names(context, name.text, context.names.values);
    context.sink.add(problems::unknown_name(name.span, name.text, close));
    return std::nullopt;
  }
  const auto [kind, index, span] = found->second;
  note_read(context, Scope{Program::Derived{SymbolKind::Matrix, matrix}, std::nullopt}, kind, index,
            name.span);
  switch (kind) {
    case SymbolKind::Score:
      return subject_of_score(context, name, index);
    case SymbolKind::Attribute:
      return subject_of_attribute(context, name, index);
    case SymbolKind::Grade:
      return Subject{kind,
                     index,
                     {TypeKind::Grade, context.program.grades[index].ladder},
                     context.program.grades[index].may_be_missing};
    case SymbolKind::Bucket:
      return Subject{kind, index, {TypeKind::Bucket, index}, context.program.buckets[index].may_be_missing};
    case SymbolKind::Definition:
      context.sink.add(problems::matrix_subject(name, "a definition"));
      return std::nullopt;
    case SymbolKind::Matrix:
      context.sink.add(problems::matrix_subject(name, "a matrix"));
      return std::nullopt;
    case SymbolKind::Sla:
      context.sink.add(problems::matrix_subject(name, "a promise"));
      return std::nullopt;
    case SymbolKind::Account:
      context.sink.add(problems::matrix_subject(name, "the account of the lead"));
      return std::nullopt;
    case SymbolKind::Lifecycle:
      context.sink.add(problems::matrix_subject(name, "a lifecycle"));
      return std::nullopt;
    case SymbolKind::None:
    case SymbolKind::PayloadField:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::Now:
    case SymbolKind::EventSet:
      break;
  }
  return std::nullopt;
}

uint32_t count_of(const Context& context, const Subject& subject) {
  const auto names = names_of(subject.type, context.tree, context.program);
  return static_cast<uint32_t>(names.size()) + (subject.may_be_missing ? 1 : 0);
}

// The place of a row or column name; a report and nothing where the subject has no such value.
std::optional<uint32_t> place_of(Context& context, const syntax::Name& name, const Subject& subject) {
  const auto word = word_of(subject.type, name.text, context.tree, context.program);
  if (word) return static_cast<uint32_t>(*word);
  if (subject.may_be_missing && name.text == kUnrated) return count_of(context, subject) - 1;
  auto names = names_of(subject.type, context.tree, context.program);
  if (subject.may_be_missing) names.emplace_back(kUnrated);
  context.sink.add(
      problems::unknown_item(name.span, name.text, describe(subject.type, context.program), names,
                             close_names(context, name.text, names.size(), [&] { return names; })));
  return std::nullopt;
}

using Places = std::vector<std::optional<uint32_t>>;

Places places_of(Context& context, const std::vector<const syntax::Name*>& names, std::string_view what,
                 const Subject& subject) {
  Places places;
  std::map<uint32_t, Span> taken;
  for (const syntax::Name* name : names) {
    auto place = place_of(context, *name, subject);
    if (place) {
      const auto [entry, is_new] = taken.emplace(*place, name->span);
      if (!is_new) context.sink.add(problems::name_twice(what, *name, entry->second));
      if (!is_new) place.reset();
    }
    places.push_back(place);
  }
  return places;
}

void fill_row(Context& context, Matrix& matrix, const syntax::MatrixDecl& decl, const syntax::MatrixRow& row,
              std::optional<uint32_t> place, const Places& columns) {
  if (row.cells.size() != columns.size()) {
    context.sink.add(problems::matrix_shape(row.band.span, row.band.text, row.cells.size(), columns.size(),
                                            decl.columns_span));
    return;
  }
  if (!place) return;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const auto cell = std::find(matrix.cells.begin(), matrix.cells.end(), row.cells[i].text);
    if (columns[i])
      matrix.table[*place * matrix.column_count + *columns[i]] =
          static_cast<uint32_t>(cell - matrix.cells.begin());
  }
}

// Whether each of the names is a value of the subject.
bool are_values(const Context& context, const std::vector<const syntax::Name*>& names,
                const Subject& subject) {
  return std::all_of(names.begin(), names.end(), [&](const syntax::Name* name) {
    return word_of(subject.type, name->text, context.tree, context.program).has_value() ||
           (subject.may_be_missing && name->text == kUnrated);
  });
}

void check_matrix(Context& context, uint32_t index) {
  const auto& decl = context.decl<syntax::MatrixDecl>(context.program.matrices[index].decl);
  const auto row = find_subject(context, decl.row_subject, index);
  const auto column = find_subject(context, decl.column_subject, index);
  if (!row || !column) return;
  std::vector<const syntax::Name*> row_names, column_names;
  for (const syntax::MatrixRow& written : decl.rows) row_names.push_back(&written.band);
  for (const syntax::Name& written : decl.columns) column_names.push_back(&written);
  const bool fit = are_values(context, row_names, *row) && are_values(context, column_names, *column);
  if (!fit && are_values(context, row_names, *column) && are_values(context, column_names, *row)) {
    context.sink.add(problems::swapped_axes(decl.name.text, decl.row_subject, decl.column_subject));
    return;
  }
  const Places rows = places_of(context, row_names, "row", *row);
  const Places columns = places_of(context, column_names, "column", *column);
  Matrix& matrix = context.program.matrices[index];
  matrix.row_symbol = row->symbol, matrix.row_index = row->index, matrix.row = row->type;
  matrix.column_symbol = column->symbol, matrix.column_index = column->index, matrix.column = column->type;
  matrix.row_unrated = row->may_be_missing, matrix.column_unrated = column->may_be_missing;
  matrix.row_count = count_of(context, *row), matrix.column_count = count_of(context, *column);
  matrix.table.assign(size_t{matrix.row_count} * matrix.column_count, UINT32_MAX);
  for (size_t i = 0; i < decl.rows.size(); ++i)
    fill_row(context, matrix, decl, decl.rows[i], rows[i], columns);
}

}  // namespace

void check_matrices(Context& context) {
  for (uint32_t i = 0; i < context.program.matrices.size(); ++i) check_matrix(context, i);
}

}  // namespace lead::semantics
