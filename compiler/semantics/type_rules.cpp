#include "compiler/semantics/type_rules.h"

#include <algorithm>

#include "runtime/artefact/clock_state.h"
#include "runtime/builtins/country.h"

namespace lead::semantics {

using syntax::BinaryOp;

bool is_away(const TypedExpr& right) {
  return right.type.kind == TypeKind::Person && right.index != 0 && right.text == "away";
}

bool is_error(const Type& type) {
  return type.kind == TypeKind::Error;
}

bool is_text(const Type& type) {
  return !type.is_list && (type.kind == TypeKind::Text || type.kind == TypeKind::Email ||
                           type.kind == TypeKind::Person || type.kind == TypeKind::Account);
}

bool is_numeral(const Type& type) {
  return !type.is_list && (type.kind == TypeKind::Number || type.kind == TypeKind::Decimal);
}

bool is_amount(const Type& type) {
  if (type.is_list) return false;
  switch (type.kind) {
    case TypeKind::Number:
    case TypeKind::Decimal:
    case TypeKind::Percent:
    case TypeKind::Points:
    case TypeKind::Money:
    case TypeKind::Duration:
      return true;
    case TypeKind::Error:
    case TypeKind::YesNo:
    case TypeKind::Date:
    case TypeKind::Instant:
    case TypeKind::Text:
    case TypeKind::Email:
    case TypeKind::Country:
    case TypeKind::Person:
    case TypeKind::Account:
    case TypeKind::Choice:
    case TypeKind::Set:
    case TypeKind::Band:
    case TypeKind::Grade:
    case TypeKind::Cell:
    case TypeKind::Bucket:
    case TypeKind::Stage:
    case TypeKind::Clock:
    case TypeKind::Label:
    case TypeKind::Events:
      return false;
  }
  return false;
}

bool is_set(const Type& type) {
  return !type.is_list && type.kind == TypeKind::Set;
}

bool is_moment(const Type& type) {
  return !type.is_list && (type.kind == TypeKind::Date || type.kind == TypeKind::Instant);
}

bool is_named(const Type& type) {
  if (type.is_list) return false;
  switch (type.kind) {
    case TypeKind::Country:
    case TypeKind::Choice:
    case TypeKind::Band:
    case TypeKind::Grade:
    case TypeKind::Cell:
    case TypeKind::Bucket:
    case TypeKind::Stage:
    case TypeKind::Clock:
    case TypeKind::Label:
      return true;
    case TypeKind::Error:
    case TypeKind::YesNo:
    case TypeKind::Number:
    case TypeKind::Decimal:
    case TypeKind::Percent:
    case TypeKind::Points:
    case TypeKind::Money:
    case TypeKind::Date:
    case TypeKind::Instant:
    case TypeKind::Duration:
    case TypeKind::Text:
    case TypeKind::Email:
    case TypeKind::Person:
    case TypeKind::Account:
    case TypeKind::Set:
    case TypeKind::Events:
      return false;
  }
  return false;
}

bool is_ordered(const Type& type, const Program& program) {
  if (type.is_list) return false;
  if (type.kind == TypeKind::Choice) return program.schema.choices[type.ref]->ordered;
  const bool has_steps =
      type.kind == TypeKind::Band || type.kind == TypeKind::Grade || type.kind == TypeKind::Bucket;
  return has_steps || is_amount(type) || is_moment(type);
}

bool agree(const Type& a, const Type& b) {
  if (is_error(a) || is_error(b) || a == b) return true;
  const auto is_somebody = [](const Type& type) {
    return type.kind == TypeKind::Person || type.kind == TypeKind::Account;
  };
  if (is_somebody(a) || is_somebody(b)) return false;  // no text names a person or an account
  if (a.is_list && b.is_list) return is_text(element_of(a)) && is_text(element_of(b));
  return (is_numeral(a) && is_numeral(b)) || (is_text(a) && is_text(b));
}

Type wider(const Type& a, const Type& b) {
  if (is_error(a) || a.kind == TypeKind::Decimal || a.kind == TypeKind::Text) return a;
  return b;
}

namespace {

const Type kNumber{TypeKind::Number}, kDecimal{TypeKind::Decimal}, kDuration{TypeKind::Duration};

bool is_kind(const Type& type, TypeKind kind) {
  return !type.is_list && type.kind == kind;
}
bool is_factor(const Type& type) {
  return is_numeral(type) || is_kind(type, TypeKind::Percent);
}

}  // namespace

std::optional<Type> sum_of(BinaryOp op, const Type& a, const Type& b) {
  if (is_error(a) || is_error(b)) return Type{};
  if (is_numeral(a) && is_numeral(b)) return wider(a, b);
  if (is_amount(a) && a == b) return a;
  if (is_moment(a) && b == kDuration) return a;
  if (op == BinaryOp::Add && a == kDuration && is_moment(b)) return b;
  if (op == BinaryOp::Subtract && is_moment(a) && a == b) return kDuration;
  return std::nullopt;
}

std::optional<Type> product_of(const Type& a, const Type& b) {
  if (is_error(a) || is_error(b)) return Type{};
  if (is_kind(a, TypeKind::Number) && is_kind(b, TypeKind::Number)) return kNumber;
  if (is_kind(a, TypeKind::Percent) && is_kind(b, TypeKind::Percent)) return a;
  if (is_factor(a) && is_factor(b)) return kDecimal;
  if (is_amount(a) && is_factor(b)) return a;
  if (is_factor(a) && is_amount(b)) return b;
  return std::nullopt;
}

std::optional<Type> quotient_of(const Type& a, const Type& b) {
  if (is_error(a) || is_error(b)) return Type{};
  if (is_numeral(a) && is_factor(b)) return kDecimal;
  if (is_amount(a) && a == b) return kDecimal;
  if (is_amount(a) && is_factor(b)) return a;
  return std::nullopt;
}

Type type_of(const artefact::FieldTypeT& field) {
  using artefact::FieldKind;
  switch (field.kind) {
    case FieldKind::Text:
      return {field.names == kPersonText ? TypeKind::Person : TypeKind::Text};
    case FieldKind::Number:
      return {TypeKind::Number};
    case FieldKind::Decimal:
      return {TypeKind::Decimal};
    case FieldKind::YesNo:
      return {TypeKind::YesNo};
    case FieldKind::Date:
      return {TypeKind::Date};
    case FieldKind::Instant:
      return {TypeKind::Instant};
    case FieldKind::Duration:
      return {TypeKind::Duration};
    case FieldKind::Money:
      return {TypeKind::Money, 0, field.currency};
    case FieldKind::Percent:
      return {TypeKind::Percent};
    case FieldKind::Country:
      return {TypeKind::Country};
    case FieldKind::Email:
      return {TypeKind::Email};
    case FieldKind::Choice:
      return {TypeKind::Choice, field.names};
    case FieldKind::Set:
      return {TypeKind::Set, field.names};
    case FieldKind::Points:
      return {TypeKind::Points};
    case FieldKind::Band:
      return {TypeKind::Band, field.names};
    case FieldKind::Grade:
      return {TypeKind::Grade, field.names};
    case FieldKind::Cell:
      return {TypeKind::Cell, field.names};
    case FieldKind::Bucket:
      return {TypeKind::Bucket, field.names};
  }
  return {};
}

Type element_of(Type list) {
  list.is_list = false;
  return list;
}

Type list_of(Type element) {
  element.is_list = true;
  return element;
}

namespace {

template <class Rows, class NameOf>
std::vector<std::string> collect(const Rows& rows, NameOf name_of) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(name_of(row));
  return names;
}

}  // namespace

std::vector<std::string> names_of(const Type& type, const syntax::SyntaxTree& tree, const Program& program) {
  const auto name_of_row = [](const auto& row) { return row.name.text; };
  switch (type.kind) {
    case TypeKind::Country:
      return collect(builtins::country_codes(), [](std::string_view code) { return std::string(code); });
    case TypeKind::Choice:
      return program.schema.choices[type.ref]->items;
    case TypeKind::Band:
      return collect(std::get<syntax::ScoreDecl>(tree.decls[program.scores[type.ref].decl].node).bands,
                     name_of_row);
    case TypeKind::Grade:
      return program.grades[type.ref].names;
    case TypeKind::Cell:
      return program.matrices[type.ref].cells;
    case TypeKind::Bucket:
      return collect(std::get<syntax::BucketsDecl>(tree.decls[program.buckets[type.ref].decl].node).rows,
                     name_of_row);
    case TypeKind::Stage:
      return program.lifecycles[type.ref].stages;
    case TypeKind::Clock:
      return {artefact::kClockWords.begin(), artefact::kClockWords.end()};
    case TypeKind::Label:
      return program.definitions[type.ref].labels;
    case TypeKind::Error:
    case TypeKind::YesNo:
    case TypeKind::Number:
    case TypeKind::Decimal:
    case TypeKind::Percent:
    case TypeKind::Points:
    case TypeKind::Money:
    case TypeKind::Date:
    case TypeKind::Instant:
    case TypeKind::Duration:
    case TypeKind::Text:
    case TypeKind::Email:
    case TypeKind::Person:
    case TypeKind::Account:
    case TypeKind::Set:
    case TypeKind::Events:
      return {};
  }
  return {};
}

std::optional<int64_t> word_of(const Type& type, std::string_view name, const syntax::SyntaxTree& tree,
                               const Program& program) {
  if (!is_named(type)) return std::nullopt;
  if (type.kind == TypeKind::Country) return builtins::country_word(name);
  // Looked for in place: a table of many rows asks once a row.
  const auto place_among = [&](const auto& rows, auto name_of) -> std::optional<int64_t> {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return name_of(row) == name; });
    if (found == rows.end()) return std::nullopt;
    return found - rows.begin();
  };
  const auto text_of = [](const std::string& text) -> const std::string& { return text; };
  const auto name_of_row = [](const auto& row) -> const std::string& { return row.name.text; };
  switch (type.kind) {
    case TypeKind::Band:
      return place_among(std::get<syntax::ScoreDecl>(tree.decls[program.scores[type.ref].decl].node).bands,
                         name_of_row);
    case TypeKind::Bucket:
      return place_among(std::get<syntax::BucketsDecl>(tree.decls[program.buckets[type.ref].decl].node).rows,
                         name_of_row);
    case TypeKind::Choice:
      return place_among(program.schema.choices[type.ref]->items, text_of);
    case TypeKind::Grade:
      return place_among(program.grades[type.ref].names, text_of);
    case TypeKind::Cell:
      return place_among(program.matrices[type.ref].cells, text_of);
    case TypeKind::Stage:
      return place_among(program.lifecycles[type.ref].stages, text_of);
    case TypeKind::Clock:
      return place_among(artefact::kClockWords, [](std::string_view word) { return word; });
    default:
      return place_among(program.definitions[type.ref].labels, text_of);
  }
}

}  // namespace lead::semantics
