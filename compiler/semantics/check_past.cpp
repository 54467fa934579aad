// Looks at the past: counts and instants of events, and `less than 14 days ago`.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/test_problems.h"
#include "compiler/semantics/type_rules.h"

namespace lead::semantics {

using syntax::ExprId;
using syntax::PastKind;

std::optional<uint32_t> resolve_events(Context& context, const syntax::Name& name, const Scope& scope) {
  const auto found = context.names.events.find(name.text);
  if (found == context.names.events.end()) {
    const auto close = close_names(context, name.text, context.names.events);
    const bool is_value = context.names.values.contains(name.text);
    context.sink.add(problems::unknown_event(
        name, close, is_value ? fmt::format("`{}` is a value, not an event", name.text) : ""));
    return std::nullopt;
  }
  const Declared& declared = found->second;
  if (declared.kind == SymbolKind::EventSet) return add_event_set(context.program, {declared.index});
  note_read(context, scope, SymbolKind::Definition, declared.index, name.span);
  if (!check_definition(context, declared.index)) return std::nullopt;
  const Definition& group = context.program.definitions[declared.index];
  return is_error(group.type) ? std::nullopt : std::optional(group.event_set);
}

namespace {

Type type_of_past(PastKind kind) {
  switch (kind) {
    case PastKind::Count:
      return {TypeKind::Number};
    case PastKind::Any:
    case PastKind::No:
      return {TypeKind::YesNo};
    case PastKind::Last:
    case PastKind::First:
      return {TypeKind::Instant};
    case PastKind::Distinct:
      return {TypeKind::Number};
    case PastKind::LastValue:
    case PastKind::FirstValue:
    case PastKind::Sum:
    case PastKind::Least:
    case PastKind::Greatest:
    case PastKind::Average:
      break;
  }
  return {};  // that of the field
}

// Says what fields there are, where none of the events has one of that name.
bool is_field(Context& context, const syntax::PastExpr& node, uint32_t events) {
  const auto* name = std::get_if<syntax::NameExpr>(&context.tree.exprs[node.field].node);
  if (name == nullptr) return true;
  std::vector<std::string> all;
  for (const uint32_t event : context.program.event_sets[events]) {
    for (const auto& field : context.program.schema.events[event]->fields) {
      if (field->name == name->name.text) return true;
      if (std::find(all.begin(), all.end(), field->name) == all.end()) all.push_back(field->name);
    }
  }
  const auto close = close_names(context, name->name.text, all.size(), [&] { return all; });
  context.sink.add(problems::unknown_field(name->name, node.event.text, all, close));
  return false;
}

// A field of the payload: any for a value or for counting, amounts for sums and averages, whatever has an
// order for the least and the greatest.
Type type_of_field(Context& context, const syntax::PastExpr& node, uint32_t events, const Scope& scope) {
  if (!is_field(context, node, events)) return {};
  const TypedExpr& field = infer(context, node.field, Scope{scope.reader, events});
  const Type type = field.type;
  if (is_error(type)) return type;
  const auto refuse = [&](std::string_view wanted) {
    context.sink.add(problems::wrong_type(span_of(context, node.field), describe(type, context.program),
                                          wanted, problems::OtherSide{}));
    return Type{};
  };
  if (type.is_list) return refuse("a value");
  if (node.kind == PastKind::Sum || node.kind == PastKind::Average) {
    if (!is_amount(type)) return refuse("a number or an amount");
    return node.kind == PastKind::Average && type.kind == TypeKind::Number ? Type{TypeKind::Decimal} : type;
  }
  if (node.kind == PastKind::Least || node.kind == PastKind::Greatest) {
    if (!is_amount(type) && !is_moment(type)) return refuse("a number, an amount, a date or an instant");
    return type;
  }
  return node.kind == PastKind::Distinct ? Type{TypeKind::Number} : type;
}

bool may_find_nothing(PastKind kind) {
  switch (kind) {
    case PastKind::Last:
    case PastKind::First:
    case PastKind::LastValue:
    case PastKind::FirstValue:
    case PastKind::Least:
    case PastKind::Greatest:
    case PastKind::Average:
      return true;
    case PastKind::Count:
    case PastKind::Any:
    case PastKind::No:
    case PastKind::Sum:
    case PastKind::Distinct:
      break;
  }
  return false;
}

}  // namespace

void infer_past(Context& context, ExprId id, const Scope& scope) {
  const auto& node = std::get<syntax::PastExpr>(context.tree.exprs[id].node);
  if (node.window) check_period(context, *node.window, "`in last`");
  const auto events = resolve_events(context, node.event, scope);
  if (!events) return;  // `where` cannot be read without knowing whose payload it speaks of
  if (node.where) require_condition(context, node.where, Scope{scope.reader, events}, node.event.span);
  if (syntax::is_of_values(node.kind) && !node.window)
    context.sink.add(problems::values_without_window(span_of(context, id)));
  const Type type = node.field ? type_of_field(context, node, *events, scope) : type_of_past(node.kind);
  TypedExpr& out = context.program.exprs[id.value];
  out.type = type;
  out.may_be_missing = may_find_nothing(node.kind);
  out.symbol = SymbolKind::EventSet;
  out.index = *events;
}

void infer_ago(Context& context, ExprId id, const Scope& scope) {
  const auto& node = std::get<syntax::AgoExpr>(context.tree.exprs[id].node);
  context.program.exprs[id.value].type = {TypeKind::YesNo};
  check_period(context, node.duration, "`ago`");
  const TypedExpr& operand = infer(context, node.operand, scope);
  const bool is_days = node.duration.unit >= syntax::Unit::Day;
  if (operand.type == Type{TypeKind::Date} && !is_days)
    context.sink.add(problems::not_whole_days(node.duration.span));
  if (is_error(operand.type) || is_moment(operand.type)) return;
  context.sink.add(problems::wrong_type(span_of(context, node.operand),
                                        describe(operand.type, context.program), "a date or an instant",
                                        problems::OtherSide{node.op_span, "a time ago"}));
}

}  // namespace lead::semantics
