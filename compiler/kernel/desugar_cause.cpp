// What sets something off: events, conditions that come to hold, times of the calendar; and what resets do.
#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/overloaded.h"

namespace lead::kernel {
namespace {

using artefact::CauseKind;
using artefact::EffectKind;
using artefact::Opcode;

uint32_t edge(Desugaring& d, ExprId condition, Span span) {
  const auto [at, is_new] = d.edge_of.try_emplace(condition, static_cast<uint32_t>(d.kernel.edges.size()));
  if (is_new) d.kernel.edges.push_back({condition, span});
  return at->second;
}

artefact::Every every_of(syntax::Every every) {
  switch (every) {
    case syntax::Every::Day:
      break;
    case syntax::Every::Week:
      return artefact::Every::Week;
    case syntax::Every::Month:
      return artefact::Every::Month;
  }
  return artefact::Every::Day;
}

uint32_t schedule(Desugaring& d, const syntax::ScheduleCause& cause, Span span) {
  constexpr int32_t kMinuteMs = 60'000;
  const Schedule made{every_of(cause.every), static_cast<uint8_t>(cause.day),
                      static_cast<int32_t>(cause.minute) * kMinuteMs, ExprId{}, span};
  std::vector<Schedule>& all = d.kernel.schedules;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Schedule& each) {
    return each.every == made.every && each.day == made.day && each.at_ms == made.at_ms;
  });
  const auto index = static_cast<uint32_t>(found - all.begin());
  if (found == all.end()) all.push_back(made);
  return index;
}

artefact::ResetT reset_slot(Desugaring& d, uint32_t index, int64_t to_millionths) {
  const Score& score = d.kernel.scores[index];
  artefact::ResetT slot;
  slot.score = index;
  slot.balance = score.balance;
  slot.to = std::clamp<int64_t>(to_millionths, score.low, score.high);
  for (const Part& part : score.parts) {
    for (const int32_t ledger : {part.plus, part.minus}) {
      if (ledger >= 0) slot.ledgers.push_back(static_cast<uint32_t>(ledger));
    }
  }
  for (const Recording& recording : d.recordings) {
    if (recording.owner != static_cast<int32_t>(index)) continue;
    (recording.effect == EffectKind::Push ? slot.windows : slot.marks).push_back(recording.slot);
  }
  slot.limits = d.limits_of[index];
  slot.quiets = d.quiets_of[index];
  for (auto* slots : {&slot.ledgers, &slot.windows, &slot.marks, &slot.limits, &slot.quiets})
    std::sort(slots->begin(), slots->end());
  return slot;
}

}  // namespace

std::vector<CauseOf> causes(Desugaring& d, const syntax::Cause& cause, uint32_t event_set) {
  std::vector<CauseOf> found;
  d.builder.at(cause.span);
  std::visit(overloaded{
                 [&](const syntax::EventCause& node) {
                   for (const uint32_t event : d.program.event_sets[event_set]) {
                     const ExprId asked = guard(d, node.where, Place{static_cast<int32_t>(event)});
                     found.push_back({CauseKind::Event, event, asked});
                   }
                 },
                 [&](const syntax::EdgeCause& node) {
                   const uint32_t source = edge(d, condition(d, node.condition, {}), cause.span);
                   found.push_back({CauseKind::Edge, source, guard(d, node.when, {})});
                 },
                 [&](const syntax::ScheduleCause& node) {
                   const uint32_t source = schedule(d, node, cause.span);
                   found.push_back({CauseKind::Schedule, source, guard(d, node.when, {})});
                 },
                 [&](const syntax::BreachCause& node) {
                   found.push_back({CauseKind::Step, breach_of(d, event_set), guard(d, node.when, {})});
                 },
                 [&](const syntax::AssignmentCause& node) {
                   found.push_back({CauseKind::Assignment, event_set, guard(d, node.when, {})});
                 },
                 [&](const syntax::ExpiryCause& node) {
                   found.push_back({CauseKind::Expiry, event_set, guard(d, node.when, {})});
                 },
                 [&](const syntax::DoorCause& node) {
                   const uint32_t source = door_of(d, d.program.doors[event_set], node.is_leaving);
                   found.push_back({CauseKind::Door, source, guard(d, node.when, {})});
                 },
             },
             cause.node);
  return found;
}

int32_t owner_of(const Desugaring& d, uint32_t score) {
  const auto& decl = d.decl<syntax::ScoreDecl>(d.program.scores[score].decl);
  return decl.resets.empty() ? -1 : static_cast<int32_t>(score);
}

ExprId unless_suspended(Desugaring& d, ExprId guard) {
  if (!d.suspended) return guard;
  const ExprId going_on = d.builder.negation(d.suspended);
  return guard ? d.builder.node(Opcode::And, guard, going_on) : going_on;
}

void desugar_suspension(Desugaring& d) {
  for (const uint32_t decl : d.program.suspends) {
    const ExprId met = condition(d, d.decl<syntax::SuspendDecl>(decl).condition, {});
    d.suspended = d.suspended ? d.builder.node(Opcode::Or, d.suspended, met) : met;
  }
}

// What is cleared is known when all rules of the score have been read.
void desugar_resets(Desugaring& d, uint32_t index) {
  const semantics::Score& facts = d.program.scores[index];
  const auto& decl = d.decl<syntax::ScoreDecl>(facts.decl);
  d.owner = owner_of(d, index);
  std::vector<std::vector<CauseOf>> all;
  for (size_t i = 0; i < decl.resets.size(); ++i)
    all.push_back(causes(d, decl.resets[i].cause, facts.resets[i].event_set));
  d.owner = -1;
  for (size_t i = 0; i < decl.resets.size(); ++i) {
    const auto slot = static_cast<int32_t>(d.kernel.resets.size());
    d.kernel.resets.push_back(reset_slot(d, index, decl.resets[i].to_millionths.value_or(0)));
    for (const CauseOf& cause : all[i]) {
      d.reset_reactions.push_back({.cause = cause.kind,
                                   .source = cause.source,
                                   .guard = cause.guard,
                                   .effect = EffectKind::Reset,
                                   .target = slot,
                                   .amount = {},
                                   .key = {}});
    }
  }
}

int32_t reset_of(Desugaring& d, uint32_t score) {
  const auto [at, is_new] = d.reset_slots.try_emplace(score, static_cast<int32_t>(d.kernel.resets.size()));
  if (is_new) d.kernel.resets.push_back(reset_slot(d, score, 0));
  return at->second;
}

void desugar_ignores(Desugaring& d) {
  for (const semantics::Ignore& ignore : d.program.ignores) {
    const auto& decl = d.decl<syntax::IgnoreDecl>(ignore.decl);
    for (const uint32_t event : d.program.event_sets[ignore.event_set]) {
      const ExprId met = guard(d, decl.where, Place{static_cast<int32_t>(event), true});
      d.kernel.ignores.push_back({event, met, decl.title.value_or(""), d.tree.decls[ignore.decl].span});
    }
  }
}

namespace {

// What waits for a schedule: where it can do anything, and what it asks then.
void await(Desugaring& d, CauseKind cause, uint32_t source, ExprId asked, std::vector<bool>& always) {
  if (cause != CauseKind::Schedule) return;
  ExprId& armed = d.kernel.schedules[source].armed;
  if (!asked) always[source] = true;
  if (asked) armed = armed ? d.builder.node(Opcode::Or, armed, asked) : asked;
}

}  // namespace

// A schedule is worth waiting for while one of its guards is met.
void arm_schedules(Desugaring& d) {
  std::vector<bool> always(d.kernel.schedules.size(), false);
  for (const Reaction& reaction : d.kernel.reactions)
    await(d, reaction.cause, reaction.source, reaction.guard, always);
  for (const Signal& signal : d.kernel.signals) await(d, signal.cause, signal.source, signal.guard, always);
  for (const Transition& transition : d.kernel.transitions) {
    if (transition.kind != artefact::MoveKind::Caused || transition.cause != CauseKind::Schedule) continue;
    const ExprId here = in_stage(d, transition.lifecycle, transition.from);
    const ExprId met = transition.guard ? d.builder.node(Opcode::And, here, transition.guard) : here;
    await(d, transition.cause, transition.source, met, always);
  }
  for (size_t i = 0; i < always.size(); ++i) {
    if (always[i]) d.kernel.schedules[i].armed = {};
  }
}

}  // namespace lead::kernel
