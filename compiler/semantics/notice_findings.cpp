// Notices that come before there is anybody to be told: `on entering mql { notify owner }`, where the route
// of `owner` runs for the same cause, and so behind the notice.
#include "compiler/semantics/roster_findings.h"
#include "compiler/semantics/roster_problems.h"

namespace lead::semantics {
namespace {

using syntax::Cause;

// Conditions are left out: a notice and a route that never meet are told apart by them, but seldom meant so.
bool is_same(const Cause& a, const Cause& b) {
  if (a.node.index() != b.node.index()) return false;
  if (const auto* event = std::get_if<syntax::EventCause>(&a.node))
    return event->event.text == std::get<syntax::EventCause>(b.node).event.text;
  if (const auto* door = std::get_if<syntax::DoorCause>(&a.node)) {
    const auto& other = std::get<syntax::DoorCause>(b.node);
    return door->is_leaving == other.is_leaving && door->stage.text == other.stage.text;
  }
  if (const auto* breach = std::get_if<syntax::BreachCause>(&a.node))
    return breach->sla.text == std::get<syntax::BreachCause>(b.node).sla.text;
  if (const auto* expiry = std::get_if<syntax::ExpiryCause>(&a.node))
    return expiry->queue.text == std::get<syntax::ExpiryCause>(b.node).queue.text;
  return false;  // times and edges: nothing names them
}

bool is_plain(const Cause& cause) {
  if (const auto* event = std::get_if<syntax::EventCause>(&cause.node)) return !event->where;
  if (const auto* door = std::get_if<syntax::DoorCause>(&cause.node)) return !door->when;
  if (const auto* breach = std::get_if<syntax::BreachCause>(&cause.node)) return !breach->when;
  const auto* expiry = std::get_if<syntax::ExpiryCause>(&cause.node);
  return expiry != nullptr && !expiry->when;
}

void check_row(const syntax::SyntaxTree& tree, const syntax::EffectRow& row, diagnostics::Sink& sink) {
  for (const syntax::Effect& effect : row.effects) {
    const auto* notice = std::get_if<syntax::NotifyEffect>(&effect.node);
    if (notice == nullptr) continue;
    for (const syntax::Decl& decl : tree.decls) {
      const auto* route = std::get_if<syntax::RouteDecl>(&decl.node);
      if (route == nullptr || route->role.text != notice->whom.text) continue;
      for (const Cause& cause : route->causes) {
        if (!is_same(cause, row.cause)) continue;
        const bool may_fix = row.effects.size() == 1 && is_plain(row.cause);
        sink.add(problems::told_too_early(effect.span, route->role, cause.span,
                                          may_fix ? row.cause.span : Span()));
      }
    }
  }
}

}  // namespace

void check_notices(const syntax::SyntaxTree& tree, diagnostics::Sink& sink) {
  for (const syntax::Decl& decl : tree.decls) {
    const auto* lifecycle = std::get_if<syntax::LifecycleDecl>(&decl.node);
    if (lifecycle == nullptr) continue;
    for (const syntax::EffectRow& row : lifecycle->effects) check_row(tree, row, sink);
  }
}

}  // namespace lead::semantics
