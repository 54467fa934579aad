// Teams, posts and queues: whom they name, and what a claim must say.
#include <algorithm>
#include <map>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_lifecycle.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "compiler/syntax/children.h"

namespace lead::semantics {
namespace {

bool reads_the_lead(const Context& context, syntax::ExprId id) {
  const auto& node = context.tree.exprs[id].node;
  if (std::holds_alternative<syntax::PastExpr>(node) || std::holds_alternative<syntax::StageExpr>(node))
    return true;
  const TypedExpr& typed = context.program.exprs[id.value];
  switch (typed.symbol) {
    case SymbolKind::Definition:
      return context.program.definitions[typed.index].kind != Definition::Kind::List;
    case SymbolKind::Attribute:
    case SymbolKind::Bucket:
    case SymbolKind::Score:
    case SymbolKind::Grade:
    case SymbolKind::Matrix:
    case SymbolKind::Lifecycle:
    case SymbolKind::Sla:
    case SymbolKind::Account:
    case SymbolKind::Now:
      return true;
    case SymbolKind::None:
    case SymbolKind::PayloadField:
    case SymbolKind::Constant:
    case SymbolKind::Function:
    case SymbolKind::Table:
    case SymbolKind::EventSet:
      return false;
  }
  return false;
}

// Who is in a team is settled by the roster alone.
void check_people_alone(Context& context, syntax::ExprId id) {
  if (reads_the_lead(context, id)) {
    context.sink.add(problems::team_of_the_lead(span_of(context, id)));
    return;
  }
  syntax::for_each_child(context.tree.exprs[id],
                         [&](syntax::ExprId child) { check_people_alone(context, child); });
}

void check_members(Context& context, const syntax::TeamDecl& decl) {
  std::map<std::string, Span> seen;
  for (const syntax::Name& member : decl.members) {
    const auto [entry, is_new] = seen.emplace(member.text, member.span);
    if (!is_new) context.sink.add(problems::name_twice("member", member, entry->second));
    const auto found = context.names.parties.find(member.text);
    const bool is_person = found != context.names.parties.end() && found->second.kind == PartyKind::Person;
    if (!is_person) (void)check_person(context, member);
  }
}

void check_queue_decl(Context& context, Queue& queue) {
  const auto& decl = context.decl<syntax::QueueDecl>(queue.decl);
  if (decl.offered_to) {
    if (const auto team = check_team(context, *decl.offered_to)) queue.team = static_cast<int32_t>(*team);
  }
  if (decl.stay) check_period(context, *decl.stay, "`for`");
  check_caps(context, decl.caps);
  if (!decl.watched_by) context.sink.add(problems::nobody_watches(decl.name));
  if (decl.watched_by) check_owner(context, *decl.watched_by);
  if (!decl.claim_event) return context.sink.add(problems::nobody_can_claim(decl.name));
  const auto events = resolve_events(context, *decl.claim_event, {});
  if (!events) return;
  queue.event_set = *events;
  check_person_field(context, *events, *decl.claim_field);
}

}  // namespace

void check_caps(Context& context, const std::vector<syntax::Cap>& caps) {
  for (const syntax::Cap& cap : caps) {
    if (cap.count == 0) context.sink.add(problems::cap_of_nothing(cap.span));
    if (cap.per != syntax::CapPer::Rolling) continue;
    check_period(context, cap.period, "`per`");
    if (cap.count > limits::kMaxCapTurns) context.sink.add(problems::rolling_cap_too_large(cap.span));
  }
  if (caps.size() > limits::kMaxCaps)
    context.sink.add(problems::too_many(caps[limits::kMaxCaps].span, "limits here", limits::kMaxCaps));
}

void check_person_field(Context& context, uint32_t event_set, const syntax::Name& field) {
  for (const uint32_t event : context.program.event_sets[event_set]) {
    const auto& type = *context.program.schema.events[event];
    const auto found = std::find_if(type.fields.begin(), type.fields.end(),
                                    [&](const auto& each) { return each->name == field.text; });
    if (found == type.fields.end()) {
      std::vector<std::string> all, people;
      for (const auto& each : type.fields) {
        all.push_back(each->name);
        if (each->type && type_of(*each->type).kind == TypeKind::Person) people.push_back(each->name);
      }
      context.sink.add(problems::no_person_field(
          field, type.name, {}, close_names(context, field.text, all.size(), [&] { return all; }), people));
      return;
    }
    if (!(*found)->type || is_text(type_of(*(*found)->type))) continue;
    context.sink.add(problems::no_person_field(field, type.name,
                                               describe(type_of(*(*found)->type), context.program), {}, {}));
    return;
  }
}

void check_parties(Context& context) {
  for (const Team& team : context.program.teams) {
    const auto& decl = context.decl<syntax::TeamDecl>(team.decl);
    check_members(context, decl);
    if (!decl.where) continue;
    Scope scope;
    scope.of_person = true;
    require_condition(context, decl.where, scope, decl.name.span);
    check_people_alone(context, decl.where);
  }
  for (Post& post : context.program.posts) {
    const auto& decl = context.decl<syntax::RoleDecl>(post.decl);
    const auto found = context.names.parties.find(decl.person.text);
    const bool is_person = found != context.names.parties.end() && found->second.kind == PartyKind::Person;
    if (is_person) {
      post.person = decl.person.text;
      continue;
    }
    const bool is_there = found != context.names.parties.end();
    const auto people = [&] {
      std::vector<std::string> names;
      for (const Person& person : context.program.people) names.push_back(person.row.id);
      return names;
    };
    const auto close = is_there
                           ? std::vector<std::string>()
                           : close_names(context, decl.person.text, context.program.people.size(), people);
    context.sink.add(problems::post_of_nobody(decl.person, is_there ? &found->second.kind : nullptr, close));
  }
  for (Queue& queue : context.program.queues) check_queue_decl(context, queue);
}

}  // namespace lead::semantics
