#include <algorithm>
#include <numeric>

#include "compiler/kernel/desugaring.h"
#include "runtime/artefact/clock_state.h"

namespace lead::kernel {
namespace {

using artefact::Opcode;
using semantics::is_text;
using semantics::Type;
using semantics::TypeKind;

uint32_t name_list(Desugaring& d, std::vector<std::string> names) {
  auto list = std::make_unique<artefact::NameListT>();
  list->names = std::move(names);
  d.kernel.schema.name_lists.push_back(std::move(list));
  return static_cast<uint32_t>(d.kernel.schema.name_lists.size() - 1);
}

// First match, built from the last row: condition of row i, then its value, otherwise the rows below.
ExprId ladder(Desugaring& d, const semantics::Definition& definition, const syntax::LadderBody& body) {
  const bool text = is_text(definition.type);
  ExprId rest = text ? d.builder.absent_text() : d.builder.absent();
  for (size_t i = body.rows.size(); i-- > 0;) {
    const syntax::ValueRow& row = body.rows[i];
    const ExprId item = value_as(d, row.value, definition.type, {});
    if (!row.condition) {
      rest = item;
      continue;
    }
    const ExprId met = condition(d, row.condition, {});
    rest = text ? d.builder.node(Opcode::TextSelect, item, rest, met)
                : d.builder.node(Opcode::Select, met, item, rest);
  }
  return rest;
}

// The name of each thing of `list` is `name`: its index.
template <class T>
uint32_t index_of(const std::vector<T>& list, const std::string& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return each.name == name; });
  return static_cast<uint32_t>(found - list.begin());
}

// Words of a row or column of a matrix: the subject's own, and the last one for a subject that is not rated.
ExprId side(Desugaring& d, const syntax::Name& name, const Type& type, bool unrated, uint32_t count) {
  const ExprId word = subject(d, name.text, type);
  return unrated ? d.builder.node(Opcode::OrElse, word, d.builder.constant(int64_t{count} - 1)) : word;
}

}  // namespace

void enter_names(Desugaring& d) {
  const semantics::Program& program = d.program;
  for (const semantics::Score& score : program.scores) {
    const auto& bands = d.decl<syntax::ScoreDecl>(score.decl).bands;
    std::vector<std::string> names;
    for (const syntax::ScoreBand& band : bands) names.push_back(band.name.text);
    d.band_names.push_back(names.empty() ? 0 : name_list(d, std::move(names)));
  }
  for (const semantics::Grade& grade : program.grades) d.grade_names.push_back(name_list(d, grade.names));
  for (const semantics::Matrix& matrix : program.matrices) d.cell_names.push_back(name_list(d, matrix.cells));
  for (const semantics::Bucket& bucket : program.buckets) {
    std::vector<std::string> names;
    for (const syntax::BucketRow& row : d.decl<syntax::BucketsDecl>(bucket.decl).rows)
      names.push_back(row.name.text);
    d.bucket_names.push_back(name_list(d, std::move(names)));
  }
  for (const semantics::Lifecycle& lifecycle : program.lifecycles)
    d.stage_names.push_back(name_list(d, lifecycle.stages));
  if (!program.slas.empty())
    d.clock_names = name_list(d, {artefact::kClockWords.begin(), artefact::kClockWords.end()});
  if (program.accounts.match >= 0) {
    std::vector<std::string> ids;
    for (const semantics::Account& account : program.accounts.rows) ids.push_back(account.id);
    d.account_names = name_list(d, std::move(ids));
  }
  for (const semantics::Definition& definition : program.definitions) {
    d.label_names.push_back(definition.labels.empty() ? 0 : name_list(d, definition.labels));
  }
}

void desugar_definition(Desugaring& d, uint32_t index) {
  using Kind = semantics::Definition::Kind;
  const semantics::Definition& definition = d.program.definitions[index];
  const auto& decl = d.decl<syntax::DefineDecl>(definition.decl);
  if (definition.kind == Kind::List || definition.kind == Kind::Events) return;
  if (const auto* body = std::get_if<syntax::LadderBody>(&decl.body)) {
    d.definitions[index] = ladder(d, definition, *body);
    return;
  }
  const syntax::ExprId expr = std::get<syntax::ExprBody>(decl.body).expr;
  d.definitions[index] =
      definition.kind == Kind::Condition ? condition(d, expr, {}) : value_as(d, expr, definition.type, {});
}

// Searched from the highest row down: the first that begins at or below the subject holds it, unless the row
// has an end of its own.
void desugar_bucket(Desugaring& d, uint32_t index) {
  const semantics::Bucket& bucket = d.program.buckets[index];
  const auto& decl = d.decl<syntax::BucketsDecl>(bucket.decl);
  Builder& b = d.builder;
  const ExprId operand = value_as(d, decl.subject, bucket.subject, {});
  std::vector<size_t> upwards(bucket.from.size());
  std::iota(upwards.begin(), upwards.end(), size_t{0});
  std::sort(upwards.begin(), upwards.end(),
            [&](size_t x, size_t y) { return bucket.from[x] < bucket.from[y]; });
  ExprId rest = b.absent();
  for (size_t place = 0; place < upwards.size(); ++place) {
    const size_t i = upwards[place];
    b.at(decl.rows[i].span);
    const bool is_last = place + 1 == upwards.size();
    const int64_t next = is_last ? INT64_MAX : bucket.from[upwards[place + 1]] - 1;
    ExprId in_row = b.node(Opcode::LessEqual, b.constant(bucket.from[i]), operand);
    if (bucket.to[i] < next) {
      in_row = b.node(Opcode::And, in_row, b.node(Opcode::LessEqual, operand, b.constant(bucket.to[i])));
    }
    rest = b.node(Opcode::Select, in_row, b.constant(static_cast<int64_t>(i)), rest);
  }
  d.buckets[index] = rest;
}

// One word says where the lead stands in the table, one set per distinct cell says which places are that
// cell.
void desugar_matrix(Desugaring& d, uint32_t index) {
  const semantics::Matrix& matrix = d.program.matrices[index];
  const auto& decl = d.decl<syntax::MatrixDecl>(matrix.decl);
  Builder& b = d.builder;
  const ExprId row = side(d, decl.row_subject, matrix.row, matrix.row_unrated, matrix.row_count);
  const ExprId column =
      side(d, decl.column_subject, matrix.column, matrix.column_unrated, matrix.column_count);
  const ExprId place =
      b.node(Opcode::Add, b.scaled(Opcode::Scale, row, int64_t{matrix.column_count}), column);
  ExprId rest = b.absent();
  for (size_t cell = matrix.cells.size(); cell-- > 0;) {
    std::vector<int64_t> places;
    for (size_t i = 0; i < matrix.table.size(); ++i) {
      if (matrix.table[i] == cell) places.push_back(static_cast<int64_t>(i));
    }
    const ExprId here = b.table(Opcode::InSet, place, b.int_set(std::move(places)));
    rest = b.node(Opcode::Select, here, b.constant(static_cast<int64_t>(cell)), rest);
  }
  d.matrices[index] = rest;
}

ExprId subject(Desugaring& d, const std::string& name, const Type& type) {
  if (type.kind == TypeKind::Band) return score_band(d, type.ref);
  if (type.kind == TypeKind::Grade) return d.grades[index_of(d.program.grades, name)];
  if (type.kind == TypeKind::Cell) return d.matrices[type.ref];
  if (type.kind == TypeKind::Bucket) return d.buckets[type.ref];
  if (type.kind == TypeKind::Stage) return d.builder.leaf(Opcode::Stage, type.ref);
  if (type.kind == TypeKind::Clock) return d.builder.leaf(Opcode::Clock, type.ref);
  if (type.kind == TypeKind::Label) return d.definitions[type.ref];
  const auto& attributes = d.program.schema.attributes;
  for (uint32_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i]->name == name) return d.builder.leaf(Opcode::Attribute, i);
  }
  return d.definitions[index_of(d.program.definitions, name)];
}

}  // namespace lead::kernel
