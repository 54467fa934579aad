#include "compiler/kernel/desugaring.h"
#include "runtime/base/arithmetic.h"

namespace lead::kernel {
namespace {

using artefact::Opcode;
using semantics::is_text;
using semantics::SymbolKind;
using semantics::Type;
using semantics::TypedExpr;
using semantics::TypeKind;

constexpr int64_t kDayMs = 86'400'000;

bool in_millionths(const Type& type) {
  return type.kind == TypeKind::Decimal || type.kind == TypeKind::Percent || type.kind == TypeKind::Points;
}

// Words per one, for multiplication and division. Units that survive an operation (minor units, milliseconds)
// cancel.
int64_t scale_of(const Type& type) {
  return in_millionths(type) ? kMillion : 1;
}

// --- names
template <class Field>  // fields of an event, or columns of a person
ExprId payload_in(Desugaring& d, const TypedExpr& typed, const std::vector<std::unique_ptr<Field>>& fields) {
  for (uint32_t field = 0; field < fields.size(); ++field) {
    if (fields[field]->name != typed.name) continue;
    const artefact::FieldKind kind = fields[field]->type->kind;
    if (kind == artefact::FieldKind::Text || kind == artefact::FieldKind::Email) {
      return d.builder.leaf(Opcode::PayloadText, field);
    }
    const ExprId word = d.builder.leaf(Opcode::Payload, field);
    const bool widened = kind == artefact::FieldKind::Number && in_millionths(typed.type);
    return widened ? d.builder.scaled(Opcode::Scale, word, kMillion) : word;
  }
  return is_text(typed.type) ? d.builder.absent_text() : d.builder.absent();
}

ExprId payload(Desugaring& d, const TypedExpr& typed, Place place) {
  const artefact::SchemaT& schema = d.kernel.schema;
  if (place.person) return payload_in(d, typed, schema.person_columns);
  return payload_in(d, typed, schema.events[static_cast<size_t>(place.event)]->fields);
}

// The attribute as the event itself says it.
ExprId brought(Desugaring& d, const TypedExpr& typed, Place place) {
  const artefact::EventTypeT& event = *d.kernel.schema.events[static_cast<size_t>(place.event)];
  for (uint32_t field = 0; field < event.fields.size(); ++field) {
    if (event.fields[field]->fills != static_cast<int32_t>(typed.index)) continue;
    return d.builder.leaf(is_text(typed.type) ? Opcode::PayloadText : Opcode::Payload, field);
  }
  return is_text(typed.type) ? d.builder.absent_text() : d.builder.absent();
}

ExprId constant(Desugaring& d, const TypedExpr& typed) {
  if (typed.text) return d.builder.text(*typed.text);
  return typed.word ? d.builder.constant(*typed.word) : d.builder.absent();
}

ExprId name(Desugaring& d, const TypedExpr& typed, Place place) {
  switch (typed.symbol) {
    case SymbolKind::Attribute:
      if (place.alone) return brought(d, typed, place);
      return d.builder.leaf(is_text(typed.type) ? Opcode::AttributeText : Opcode::Attribute, typed.index);
    case SymbolKind::PayloadField:
      return payload(d, typed, place);
    case SymbolKind::Definition:
      return d.definitions[typed.index];
    case SymbolKind::Bucket:
      return d.buckets[typed.index];
    case SymbolKind::Score:
      return typed.type.kind == TypeKind::Band ? score_band(d, typed.index) : score_value(d, typed.index);
    case SymbolKind::Grade:
      return d.grades[typed.index];
    case SymbolKind::Matrix:
      return d.matrices[typed.index];
    case SymbolKind::Sla:
      return d.builder.leaf(Opcode::Clock, typed.index);
    case SymbolKind::Account:
      return account_id(d);
    case SymbolKind::Lifecycle:
      return d.builder.leaf(Opcode::Stage, typed.index);
    case SymbolKind::Constant:
      return constant(d, typed);
    case SymbolKind::Now:
      return d.builder.node(Opcode::Now);
    case SymbolKind::None:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::EventSet:
      break;
  }
  return constant(d, typed);
}

// --- functions: stdlib/builtins.def
std::vector<std::string> list_of_definition(const Desugaring& d, const std::string& definition) {
  std::vector<std::string> texts;
  for (const semantics::Definition& each : d.program.definitions) {
    if (each.name != definition || each.kind != semantics::Definition::Kind::List) continue;
    const auto& body = std::get<syntax::ExprBody>(d.decl<syntax::DefineDecl>(each.decl).body);
    for (const syntax::ExprId item : list_items(d, body.expr)) {
      if (const auto& text = d.typed(item).text) texts.push_back(*text);
    }
  }
  return texts;
}

// `typed`: of the call.
ExprId call(Desugaring& d, const syntax::CallExpr& call, const TypedExpr& typed, Place place) {
  const std::string& function = call.function.text;
  const Type& type = typed.type;
  if (typed.symbol == SymbolKind::Table) {
    const Opcode op = is_text(type) ? Opcode::LookupText : Opcode::Lookup;
    return d.builder.table(op, value(d, call.args[0], place), typed.index);
  }
  const auto both = [&](Opcode op) {
    const ExprId left = value_as(d, call.args[0], type, place);
    return d.builder.node(op, left, value_as(d, call.args[1], type, place));
  };
  if (function == "earliest" || function == "least") return both(Opcode::Least);
  if (function == "latest" || function == "greatest") return both(Opcode::Greatest);
  if (function == "same_name")
    return d.builder.node(Opcode::TextSameName, value(d, call.args[0], place), value(d, call.args[1], place));
  const ExprId arg = value(d, call.args[0], place);
  if (function == "size_of") return d.builder.node(Opcode::ItemCount, arg);
  if (function == "day_of") return d.builder.node(Opcode::DayOf, arg);
  const ExprId domain = d.builder.node(Opcode::DomainOf, arg);
  if (function == "is_free_mail") return in_text_list(d, domain, list_of_definition(d, "free_mail_domains"));
  return domain;  // domain_of
}

// --- arithmetic
ExprId moved(Desugaring& d, ExprId from, const syntax::BinaryExpr& expr, Place place) {
  const bool back = expr.op == syntax::BinaryOp::Subtract;
  const auto* written = std::get_if<syntax::DurationExpr>(&d.tree.exprs[expr.right].node);
  if (written != nullptr) {
    const Length length = length_of(written->duration);
    if (length.months != 0)
      return d.builder.scaled(Opcode::AddMonths, from, back ? -length.months : length.months);
  }
  return d.builder.node(back ? Opcode::Subtract : Opcode::Add, from, value(d, expr.right, place));
}

// A date is moved by whole days; a difference of dates is a duration.
ExprId date_sum(Desugaring& d, const syntax::BinaryExpr& expr, const Type& type, Place place) {
  Builder& b = d.builder;
  const ExprId left = value(d, expr.left, place);
  if (type.kind != TypeKind::Date) {
    const ExprId days = b.node(Opcode::Subtract, left, value(d, expr.right, place));
    return type.kind == TypeKind::Duration ? b.scaled(Opcode::Scale, days, kDayMs) : days;
  }
  const auto* written = std::get_if<syntax::DurationExpr>(&d.tree.exprs[expr.right].node);
  if (written != nullptr && length_of(written->duration).months != 0) {
    return b.node(Opcode::DayOf, moved(d, b.node(Opcode::StartOf, left), expr, place));
  }
  const ExprId days = d.typed(expr.right).type.kind == TypeKind::Duration
                          ? b.scaled(Opcode::Round, value(d, expr.right, place), kDayMs)
                          : value(d, expr.right, place);
  return b.node(expr.op == syntax::BinaryOp::Subtract ? Opcode::Subtract : Opcode::Add, left, days);
}

ExprId sum(Desugaring& d, const syntax::BinaryExpr& expr, const Type& type, Place place) {
  const TypeKind left = d.typed(expr.left).type.kind;
  const TypeKind right = d.typed(expr.right).type.kind;
  if (left == TypeKind::Duration && (right == TypeKind::Date || right == TypeKind::Instant)) {
    syntax::BinaryExpr moment_first = expr;
    std::swap(moment_first.left, moment_first.right);
    return sum(d, moment_first, type, place);
  }
  if (left == TypeKind::Date && (type.kind == TypeKind::Date || right == TypeKind::Date)) {
    return date_sum(d, expr, type, place);
  }
  if (left == TypeKind::Instant && type.kind == TypeKind::Instant)
    return moved(d, value(d, expr.left, place), expr, place);
  const bool is_span = left == TypeKind::Instant || right == TypeKind::Instant;
  const ExprId a = is_span ? value(d, expr.left, place) : value_as(d, expr.left, type, place);
  const ExprId b = is_span ? value(d, expr.right, place) : value_as(d, expr.right, type, place);
  return d.builder.node(expr.op == syntax::BinaryOp::Subtract ? Opcode::Subtract : Opcode::Add, a, b);
}

// a * b / k with k = scale(a) * scale(b) / scale(result): the one rounding of the operator.
ExprId product(Desugaring& d, const syntax::BinaryExpr& expr, const Type& type, Place place) {
  const int64_t in = scale_of(d.typed(expr.left).type) * scale_of(d.typed(expr.right).type);
  const int64_t out = scale_of(type);
  const ExprId a = value(d, expr.left, place);
  const ExprId b = value(d, expr.right, place);
  if (out > in) return d.builder.scaled(Opcode::Scale, d.builder.ratio(Opcode::Multiply, a, b, 1), out / in);
  return d.builder.ratio(Opcode::Multiply, a, b, in / out);
}

// a * k / b with k = scale(result) * scale(b) / scale(a); where that is a fraction, b is scaled instead.
ExprId quotient(Desugaring& d, const syntax::BinaryExpr& expr, const Type& type, Place place) {
  const int64_t up = scale_of(type) * scale_of(d.typed(expr.right).type);
  const int64_t down = scale_of(d.typed(expr.left).type);
  const ExprId a = value(d, expr.left, place);
  const ExprId b = value(d, expr.right, place);
  if (up >= down) return d.builder.ratio(Opcode::Divide, a, b, up / down);
  return d.builder.ratio(Opcode::Divide, a, d.builder.scaled(Opcode::Scale, b, down / up), 1);
}

// --- operators
// `owner is away`: its right side is no person, but the attribute that says it.
bool asks_absence(const Desugaring& d, const syntax::BinaryExpr& expr) {
  return semantics::is_away(d.typed(expr.right));
}

ExprId binary(Desugaring& d, const syntax::BinaryExpr& expr, const Type& type, Place place) {
  using syntax::BinaryOp;
  switch (expr.op) {
    case BinaryOp::Or:
    case BinaryOp::And: {
      const ExprId left = condition(d, expr.left, place);
      return d.builder.node(expr.op == BinaryOp::Or ? Opcode::Or : Opcode::And, left,
                            condition(d, expr.right, place));
    }
    case BinaryOp::OrElse: {
      const ExprId left = value_as(d, expr.left, type, place);
      return d.builder.node(is_text(type) ? Opcode::TextOrElse : Opcode::OrElse, left,
                            value_as(d, expr.right, type, place));
    }
    case BinaryOp::Add:
    case BinaryOp::Subtract:
      return sum(d, expr, type, place);
    case BinaryOp::Multiply:
      return product(d, expr, type, place);
    case BinaryOp::Divide:
      return quotient(d, expr, type, place);
    case BinaryOp::In:
    case BinaryOp::NotIn:
    case BinaryOp::HasAnyWordOf:
    case BinaryOp::Has:
    case BinaryOp::HasAnyOf:
    case BinaryOp::HasAllOf:
      return membership(d, expr, place);
    case BinaryOp::Is:
    case BinaryOp::IsNot:
      if (asks_absence(d, expr)) return is_away(d, expr, place);
      break;
    case BinaryOp::Less:
    case BinaryOp::AtMost:
    case BinaryOp::More:
    case BinaryOp::AtLeast:
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains:
    case BinaryOp::Matches:
      break;
  }
  return comparison(d, expr, place);
}

ExprId known(Desugaring& d, const syntax::KnownExpr& expr, Place place) {
  const ExprId operand = value(d, expr.operand, place);
  const bool text = is_text(d.typed(expr.operand).type);
  const ExprId is_known = d.builder.node(text ? Opcode::TextIsKnown : Opcode::IsKnown, operand);
  return expr.known ? is_known : d.builder.negation(is_known);
}

ExprId counted(Desugaring& d, const syntax::CountedExpr& expr, Place place) {
  ExprId total = d.builder.constant(0);
  for (size_t i = 0; i < expr.conditions.size(); ++i) {
    const ExprId met = condition(d, expr.conditions[i], place);
    total = i == 0 ? met : d.builder.node(Opcode::Add, total, met);
  }
  const ExprId count = d.builder.constant(expr.count);
  if (expr.op == syntax::BinaryOp::AtLeast) return d.builder.node(Opcode::LessEqual, count, total);
  if (expr.op == syntax::BinaryOp::AtMost) return d.builder.node(Opcode::LessEqual, total, count);
  return d.builder.node(Opcode::Equal, total, count);
}

struct Desugarer {
  Desugaring& d;
  syntax::ExprId id;
  Place place;

  [[nodiscard]] const TypedExpr& typed() const { return d.typed(id); }
  ExprId literal() const { return constant(d, typed()); }

  ExprId operator()(const syntax::ErrorExpr&) const { return d.builder.absent(); }
  ExprId operator()(const syntax::NameExpr&) const { return name(d, typed(), place); }
  ExprId operator()(const syntax::TextExpr&) const { return literal(); }
  ExprId operator()(const syntax::IntegerExpr&) const { return literal(); }
  ExprId operator()(const syntax::DecimalExpr&) const { return literal(); }
  ExprId operator()(const syntax::PercentExpr&) const { return literal(); }
  ExprId operator()(const syntax::MoneyExpr&) const { return literal(); }
  ExprId operator()(const syntax::YesNoExpr&) const { return literal(); }
  ExprId operator()(const syntax::DateExpr&) const { return literal(); }
  ExprId operator()(const syntax::InstantExpr&) const { return literal(); }
  ExprId operator()(const syntax::DurationExpr& e) const {
    return typed().word ? literal() : d.builder.constant(length_of(e.duration).ms);
  }
  ExprId operator()(const syntax::ListExpr&) const {
    return typed().word ? literal() : d.builder.absent();
  }  // a list is no value (see membership), a set is
  ExprId operator()(const syntax::CallExpr& e) const { return call(d, e, typed(), place); }
  ExprId operator()(const syntax::UnaryExpr& e) const {
    if (e.op == syntax::UnaryOp::Not) return d.builder.negation(condition(d, e.operand, place));
    if (typed().word) return literal();
    return d.builder.node(Opcode::Negate, value_as(d, e.operand, typed().type, place));
  }
  ExprId operator()(const syntax::BinaryExpr& e) const { return binary(d, e, typed().type, place); }
  ExprId operator()(const syntax::KnownExpr& e) const { return known(d, e, place); }
  ExprId operator()(const syntax::BetweenExpr& e) const { return between(d, e, place); }
  ExprId operator()(const syntax::AgoExpr& e) const { return ago(d, e, place); }
  ExprId operator()(const syntax::PastExpr& e) const { return past(d, id, e); }
  ExprId operator()(const syntax::StageExpr& e) const { return stage_asked(d, id, e); }
  ExprId operator()(const syntax::CountedExpr& e) const { return counted(d, e, place); }
  ExprId operator()(const syntax::ColumnExpr&) const { return account_column(d, typed().index); }
  ExprId operator()(const syntax::MatchesExpr& e) const { return matches_lead(d, e, place); }
};

// Whether a value is 0 or 1 and never missing by its operation alone.
bool is_condition(const Builder& builder, ExprId id) {
  const Expr& expr = builder[id];
  switch (expr.op) {
    case Opcode::Constant:
      return expr.k == 0 || expr.k == 1;
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::Less:
    case Opcode::LessEqual:
    case Opcode::And:
    case Opcode::Or:
    case Opcode::Not:
    case Opcode::IsKnown:
    case Opcode::InSet:
    case Opcode::HasItem:
    case Opcode::HasAny:
    case Opcode::HasAll:
    case Opcode::TextEqual:
    case Opcode::TextNotEqual:
    case Opcode::TextStartsWith:
    case Opcode::TextEndsWith:
    case Opcode::TextContains:
    case Opcode::TextMatches:
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
    case Opcode::TextSameName:
    case Opcode::TextIsKnown:
      return true;
    default:
      return false;  // a yes or no that is stored or chosen may be missing
  }
}

}  // namespace

ExprId converted(Desugaring& d, ExprId from, const Type& type, const Type& to) {
  Builder& b = d.builder;
  if (type.kind == TypeKind::Number && in_millionths(to)) {
    const Expr& expr = b[from];
    if (expr.op == Opcode::Constant) return b.constant(wrap_multiply(expr.k, kMillion));
    return b.scaled(Opcode::Scale, from, kMillion);
  }
  if (in_millionths(type) && to.kind == TypeKind::Number) return b.scaled(Opcode::Round, from, kMillion);
  if (type.kind == TypeKind::Date && to.kind == TypeKind::Instant) return b.node(Opcode::StartOf, from);
  return from;
}

ExprId value(Desugaring& d, syntax::ExprId id, Place place) {
  const syntax::Expr& expr = d.tree.exprs[id];
  const Span outer = d.builder.span();
  d.builder.at(expr.span);
  const ExprId result = std::visit(Desugarer{d, id, place}, expr.node);
  d.builder.at(outer);
  return result;
}

ExprId value_as(Desugaring& d, syntax::ExprId id, const Type& wanted, Place place) {
  return converted(d, value(d, id, place), d.typed(id).type, wanted);
}

ExprId as_condition(Desugaring& d, ExprId met) {
  return is_condition(d.builder, met) ? met : d.builder.node(Opcode::Equal, met, d.builder.constant(1));
}

ExprId condition(Desugaring& d, syntax::ExprId id, Place place) {
  return as_condition(d, value(d, id, place));
}

ExprId guard(Desugaring& d, syntax::ExprId id, Place place) {
  return id ? condition(d, id, place) : ExprId{};
}

}  // namespace lead::kernel
