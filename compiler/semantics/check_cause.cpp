// Causes, and the two declarations that stand before all scoring: `ignore` and `suspend scoring`.
#include "compiler/semantics/check_cause.h"

#include <algorithm>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_lifecycle.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/check_sla.h"
#include "compiler/semantics/steps.h"
#include "compiler/syntax/children.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

std::optional<Scope> check_cause(Context& context, const syntax::Cause& cause, uint32_t& event_set) {
  const auto state = [&](syntax::ExprId when) {
    if (when) require_condition(context, when, Scope{}, cause.span);
    return Scope{};
  };
  return std::visit(
      overloaded{
          [&](const syntax::EventCause& node) -> std::optional<Scope> {
            const auto events = resolve_events(context, node.event, {});
            if (!events) return std::nullopt;
            event_set = *events;
            const Scope scope{std::nullopt, events};
            if (node.where) require_condition(context, node.where, scope, node.event.span);
            return scope;
          },
          [&](const syntax::EdgeCause& node) -> std::optional<Scope> {
            require_condition(context, node.condition, Scope{}, cause.span);
            return state(node.when);
          },
          [&](const syntax::ScheduleCause& node) -> std::optional<Scope> { return state(node.when); },
          [&](const syntax::DoorCause& node) -> std::optional<Scope> {
            if (const auto stage = resolve_stage(context, node.stage))
              event_set = add_door(context.program, *stage);
            return state(node.when);
          },
          [&](const syntax::BreachCause& node) -> std::optional<Scope> {
            if (const auto sla = resolve_sla(context, node.sla)) event_set = *sla;
            return state(node.when);
          },
          [&](const syntax::AssignmentCause& node) -> std::optional<Scope> {
            if (const auto role = check_role(context, node.role)) event_set = *role;
            return state(node.when);
          },
          [&](const syntax::ExpiryCause& node) -> std::optional<Scope> {
            if (const auto queue = check_queue(context, node.queue)) event_set = *queue;
            return state(node.when);
          },
      },
      cause.node);
}

namespace {

// Whether every event of the set says the attribute itself.
bool is_filled_by_all(const Program& program, uint32_t event_set, uint32_t attribute) {
  const auto& events = program.event_sets[event_set];
  return std::all_of(events.begin(), events.end(), [&](uint32_t event) {
    const auto& fields = program.schema.events[event]->fields;
    return std::any_of(fields.begin(), fields.end(),
                       [&](const auto& field) { return field->fills == static_cast<int32_t>(attribute); });
  });
}

bool reads_the_lead(const Context& context, syntax::ExprId id, uint32_t event_set) {
  if (std::holds_alternative<syntax::PastExpr>(context.tree.exprs[id].node)) return true;
  const TypedExpr& typed = context.program.exprs[id.value];
  switch (typed.symbol) {
    case SymbolKind::Attribute:
      return !is_filled_by_all(context.program, event_set, typed.index);
    case SymbolKind::Definition:
      return context.program.definitions[typed.index].kind != Definition::Kind::List;
    case SymbolKind::Bucket:
    case SymbolKind::Score:
    case SymbolKind::Grade:
    case SymbolKind::Matrix:
    case SymbolKind::Lifecycle:
    case SymbolKind::Sla:
    case SymbolKind::Account:
      return true;
    case SymbolKind::None:
    case SymbolKind::PayloadField:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::Now:
    case SymbolKind::EventSet:
      break;
  }
  return false;
}

// What an event is ignored for is judged before the event is anything to its lead.
void check_event_alone(Context& context, syntax::ExprId id, uint32_t event_set) {
  if (reads_the_lead(context, id, event_set)) {
    context.sink.add(problems::ignored_for_the_lead(span_of(context, id)));
    return;
  }
  syntax::for_each_child(context.tree.exprs[id],
                         [&](syntax::ExprId child) { check_event_alone(context, child, event_set); });
}

}  // namespace

void check_ignores(Context& context) {
  for (uint32_t decl = 0; decl < context.tree.decls.size(); ++decl) {
    const auto* ignore = std::get_if<syntax::IgnoreDecl>(&context.tree.decls[decl].node);
    if (ignore == nullptr) continue;
    const auto events = resolve_events(context, ignore->event, {});
    if (!events) continue;
    context.program.ignores.push_back({decl, *events});
    if (!ignore->where) continue;
    require_condition(context, ignore->where, Scope{std::nullopt, events, true}, ignore->event.span);
    check_event_alone(context, ignore->where, *events);
  }
}

void check_suspends(Context& context) {
  for (uint32_t decl = 0; decl < context.tree.decls.size(); ++decl) {
    const auto* suspend = std::get_if<syntax::SuspendDecl>(&context.tree.decls[decl].node);
    if (suspend == nullptr) continue;
    context.program.suspends.push_back(decl);
    require_condition(context, suspend->condition, Scope{}, context.tree.decls[decl].span);
  }
}

}  // namespace lead::semantics
