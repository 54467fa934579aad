// People, teams, queues and routes: the roster, and what every cause of a route and every event about a turn,
// a claim or a hand sets off.
#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/overloaded.h"

namespace lead::kernel {
namespace {

using artefact::CauseKind;
using artefact::DestinationKind;
using artefact::EffectKind;
using semantics::SymbolKind;

artefact::Period period_of(const syntax::Duration& duration) {
  const Length length = length_of(duration);
  return {length.ms, length.months};
}

artefact::CapKind cap_kind(syntax::CapPer per) {
  switch (per) {
    case syntax::CapPer::Hour:
      return artefact::CapKind::Hour;
    case syntax::CapPer::Day:
      return artefact::CapKind::Day;
    case syntax::CapPer::Week:
      return artefact::CapKind::Week;
    case syntax::CapPer::Month:
      return artefact::CapKind::Month;
    case syntax::CapPer::Rolling:
      return artefact::CapKind::Rolling;
  }
  return artefact::CapKind::Day;
}

artefact::Algorithm algorithm_of(syntax::Algorithm algorithm) {
  switch (algorithm) {
    case syntax::Algorithm::InOrder:
      return artefact::Algorithm::InOrder;
    case syntax::Algorithm::Turns:
      return artefact::Algorithm::Turns;
    case syntax::Algorithm::LeastRecent:
      return artefact::Algorithm::LeastRecent;
    case syntax::Algorithm::SmoothTurns:
      return artefact::Algorithm::SmoothTurns;
    case syntax::Algorithm::LowestPointer:
      return artefact::Algorithm::LowestPointer;
    case syntax::Algorithm::CountInPeriod:
      return artefact::Algorithm::CountInPeriod;
    case syntax::Algorithm::LeastLoaded:
      return artefact::Algorithm::LeastLoaded;
    case syntax::Algorithm::FairShare:
      return artefact::Algorithm::FairShare;
  }
  return artefact::Algorithm::InOrder;
}

std::vector<artefact::CapT> caps_of(const std::vector<syntax::Cap>& caps) {
  std::vector<artefact::CapT> made;
  for (const syntax::Cap& cap : caps) {
    artefact::CapT each;
    each.count = cap.count;
    each.kind = cap_kind(cap.per);
    if (cap.per == syntax::CapPer::Rolling) each.period = period_of(cap.period);
    each.together = cap.together;
    made.push_back(each);
  }
  return made;
}

// The field of an event, by name: it names a person.
ExprId field_text(Desugaring& d, uint32_t event, const std::string& field) {
  const auto& fields = d.kernel.schema.events[event]->fields;
  for (uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i]->name == field) return d.builder.leaf(artefact::Opcode::PayloadText, i);
  }
  return d.builder.absent_text();
}

void react(Desugaring& d, uint32_t event, EffectKind effect, uint32_t target, ExprId key = {},
           bool counted = false) {
  d.reset_reactions.push_back({.cause = CauseKind::Event,
                               .source = event,
                               .guard = {},
                               .effect = effect,
                               .target = static_cast<int32_t>(target),
                               .amount = {},
                               .key = key,
                               .counted = counted});
}

void desugar_people(Desugaring& d) {
  for (const semantics::Person& person : d.program.people) {
    d.kernel.people.push_back(person.row);
    int32_t& hours = d.kernel.people.back().hours;
    if (hours >= 0) hours = static_cast<int32_t>(calendar_of(d, static_cast<uint32_t>(hours)));
  }
}

void desugar_teams(Desugaring& d) {
  for (const semantics::Team& team : d.program.teams) {
    const auto& decl = d.decl<syntax::TeamDecl>(team.decl);
    Team made{decl.name.text, decl.title.value_or(""), guard(d, decl.where, Place{.person = true}), {}};
    for (const syntax::Name& member : decl.members) made.members.push_back(member.text);
    d.kernel.teams.push_back(std::move(made));
  }
}

void desugar_queue(Desugaring& d, uint32_t index) {
  const semantics::Queue& facts = d.program.queues[index];
  const auto& decl = d.decl<syntax::QueueDecl>(facts.decl);
  Queue made{.name = decl.name.text,
             .title = decl.title.value_or(""),
             .watched_by = decl.watched_by ? decl.watched_by->text : "",
             .team = facts.team,
             .caps = caps_of(decl.caps),
             .ends = decl.stay.has_value(),
             .stay = {}};
  if (decl.stay) made.stay = period_of(*decl.stay);
  d.kernel.queues.push_back(std::move(made));
  for (const uint32_t event : d.program.event_sets[facts.event_set])
    react(d, event, EffectKind::Claim, index, field_text(d, event, decl.claim_field->text));
}

const syntax::RememberClause* memory_of(const Desugaring& d, const semantics::Role& role) {
  if (role.memory < 0) return nullptr;
  return &d.decl<syntax::RouteDecl>(static_cast<uint32_t>(role.memory)).remembers.front();
}

void desugar_role(Desugaring& d, const semantics::Role& role) {
  Role made{};
  made.name = role.name;
  made.attribute = role.attribute;
  made.away = role.away;
  made.history = role.history;
  if (role.load >= 0)
    made.load = condition(d, d.decl<syntax::RouteDecl>(static_cast<uint32_t>(role.load)).load, {});
  const auto index = static_cast<uint32_t>(d.kernel.roles.size());
  if (const auto* clause = memory_of(d, role)) {
    for (const syntax::MemoryTime& time : clause->times)
      d.kernel.memories.push_back({index, period_of(time.period), !time.from.has_value()});
  }
  d.kernel.roles.push_back(std::move(made));
}

RouteRow row_of(Desugaring& d, const syntax::RouteRow& row, const semantics::RouteRowFacts& facts) {
  d.builder.at(row.span);
  RouteRow made{};
  made.name = row.name.text;
  made.title = row.title.value_or("");
  made.guard = guard(d, row.when, {});
  made.kind = facts.kind;
  made.target = facts.target;
  made.span = row.span;
  if (const auto* person = std::get_if<syntax::PersonDestination>(&row.destination))
    made.person = value(d, person->person, {});
  if (const auto* named = std::get_if<syntax::NamedDestination>(&row.destination)) {
    if (named->algorithm) made.algorithm = algorithm_of(*named->algorithm);
    made.period = cap_kind(named->period);
    if (named->key) made.key = value(d, named->key, {});
    made.eligible = guard(d, named->where, Place{.person = true});
  }
  const syntax::RouteOptions& options = row.options;
  made.caps = caps_of(options.caps);
  made.at_work = options.at_work.has_value();
  made.cover = options.cover.has_value();
  made.wait = options.wait.has_value();
  made.catching_up = options.catching_up.has_value();
  made.spent_later = options.spent_on.has_value();
  if (options.look_ahead) made.look_ahead_ms = length_of(*options.look_ahead).ms;
  made.exclude = options.exclude.value_or(0);
  return made;
}

// What makes the memories of the route's role begin, or last longer.
void desugar_memories(Desugaring& d, const semantics::Route& facts, const syntax::RouteDecl& decl) {
  const auto react_to = [&](uint32_t event_set, uint32_t memory) {
    for (const uint32_t event : d.program.event_sets[event_set])
      d.memory_reactions.push_back({.cause = CauseKind::Event,
                                    .source = event,
                                    .guard = {},
                                    .effect = EffectKind::Renew,
                                    .target = static_cast<int32_t>(memory),
                                    .amount = {},
                                    .key = value(d, decl.remembers.front().key, {})});
  };
  const auto& memories = d.kernel.memories;
  const auto first =
      static_cast<uint32_t>(std::find_if(memories.begin(), memories.end(),
                                         [&](const Memory& each) { return each.role == facts.role; }) -
                            memories.begin());
  for (uint32_t i = 0; i < facts.remembered_from.size(); ++i) {
    if (facts.remembered_from[i])
      react_to(*facts.remembered_from[i], first + i);
    else if (facts.renewed)
      react_to(*facts.renewed, first + i);
  }
}

// `first_row`: how many rows stand before those of this route.
void desugar_route(Desugaring& d, uint32_t index, uint32_t first_row) {
  const semantics::Route& facts = d.program.routes[index];
  const auto& decl = d.decl<syntax::RouteDecl>(facts.decl);
  Route made{
      .role = facts.role, .title = decl.title.value_or(""), .rows = {}, .remember_key = {}, .span = {}};
  made.span = cover(decl.role.span, decl.causes.back().span);
  const auto* clause = memory_of(d, d.program.roles[facts.role]);
  if (clause != nullptr) made.remember_key = value(d, clause->key, {});
  for (size_t i = 0; i < decl.rows.size(); ++i) made.rows.push_back(row_of(d, decl.rows[i], facts.rows[i]));
  d.kernel.routes.push_back(std::move(made));
  for (size_t i = 0; i < decl.causes.size(); ++i) {
    for (const CauseOf& cause : causes(d, decl.causes[i], facts.causes[i].event_set))
      d.reset_reactions.push_back({.cause = cause.kind,
                                   .source = cause.source,
                                   .guard = cause.guard,
                                   .effect = EffectKind::Route,
                                   .target = static_cast<int32_t>(index),
                                   .amount = {},
                                   .key = {}});
  }
  for (size_t i = 0; i < decl.rows.size(); ++i) {
    if (!facts.rows[i].event_set) continue;
    for (const uint32_t event : d.program.event_sets[*facts.rows[i].event_set])
      react(d, event, EffectKind::Spend, first_row + static_cast<uint32_t>(i));
  }
  for (const uint32_t set : facts.turn_back)
    for (const uint32_t event : d.program.event_sets[set]) react(d, event, EffectKind::Back, facts.role);
  for (size_t i = 0; i < decl.by_hand.size(); ++i) {
    for (const uint32_t event : d.program.event_sets[facts.by_hand[i]])
      react(d, event, EffectKind::Hand, facts.role, field_text(d, event, decl.by_hand[i].field.text),
            decl.by_hand[i].is_counted);
  }
  desugar_memories(d, facts, decl);
}

}  // namespace

uint32_t role_named(const Desugaring& d, const std::string& name) {
  const auto& roles = d.program.roles;
  return static_cast<uint32_t>(
      std::find_if(roles.begin(), roles.end(), [&](const auto& role) { return role.name == name; }) -
      roles.begin());
}

artefact::TellT telling_of(const Desugaring& d, const syntax::NotifyEffect& node) {
  artefact::TellT tell;
  tell.whom = node.whom.text;
  tell.text = node.text.value_or("");
  const uint32_t role = role_named(d, tell.whom);
  if (role < d.program.roles.size()) tell.role = static_cast<int32_t>(role);
  for (const semantics::Person& person : d.program.people) {
    if (person.row.id == tell.whom) tell.person = tell.whom;
  }
  for (const semantics::Post& post : d.program.posts) {
    if (post.name == tell.whom) tell.person = post.person;
  }
  return tell;
}

uint32_t first_route_of(const Desugaring& d, uint32_t role) {
  const auto& routes = d.program.routes;
  return static_cast<uint32_t>(
      std::find_if(routes.begin(), routes.end(), [&](const auto& route) { return route.role == role; }) -
      routes.begin());
}

ExprId is_away(Desugaring& d, const syntax::BinaryExpr& expr, Place place) {
  const auto attribute = d.typed(expr.right).index;
  const ExprId away = as_condition(d, d.builder.leaf(artefact::Opcode::Attribute, attribute));
  if (expr.op == syntax::BinaryOp::Is) return away;
  const ExprId held = d.builder.node(artefact::Opcode::TextIsKnown, value(d, expr.left, place));
  return d.builder.node(artefact::Opcode::And, held, d.builder.negation(away));
}

ExprId matches_lead(Desugaring& d, const syntax::MatchesExpr& expr, Place place) {
  const semantics::TypedExpr& column = d.typed(expr.column);
  const auto& attributes = d.program.schema.attributes;
  uint32_t attribute = 0;
  while (attributes[attribute]->name != column.name) ++attribute;
  const ExprId mine = value(d, expr.column, place);
  if (semantics::is_text(column.type))
    return d.builder.node(artefact::Opcode::TextEqual, mine,
                          d.builder.leaf(artefact::Opcode::AttributeText, attribute));
  const ExprId lead = d.builder.leaf(artefact::Opcode::Attribute, attribute);
  const bool is_item =
      semantics::is_set(column.type) && attributes[attribute]->type->kind == artefact::FieldKind::Choice;
  return d.builder.node(is_item ? artefact::Opcode::HasItem : artefact::Opcode::Equal, mine, lead);
}

void desugar_routing(Desugaring& d) {
  desugar_people(d);
  desugar_teams(d);
  for (const semantics::Role& role : d.program.roles) desugar_role(d, role);
  for (uint32_t i = 0; i < d.program.queues.size(); ++i) desugar_queue(d, i);
  uint32_t rows = 0;
  for (uint32_t i = 0; i < d.program.routes.size(); ++i) {
    desugar_route(d, i, rows);
    rows += static_cast<uint32_t>(d.kernel.routes[i].rows.size());
  }
}

}  // namespace lead::kernel
