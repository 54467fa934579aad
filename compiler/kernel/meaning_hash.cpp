#include "compiler/kernel/meaning_hash.h"

#include <optional>
#include <string>
#include <utility>

#include "compiler/kernel/canonical_bytes.h"
#include "compiler/kernel/expr_hashes.h"
#include "compiler/kernel/routing_hash.h"

namespace lead::kernel {
namespace {

using artefact::CauseKind;
using artefact::EffectKind;

// Raised where the canonical form itself changes, so that hashes of two forms never meet.
constexpr int64_t kForm = 2;

// Id, title and version of the policy are labels; the rest can decide an instant or a refusal.
void add_policy(CanonicalBytes& bytes, const PolicyInfo& policy) {
  bytes.text(policy.zone);
  bytes.word(policy.lateness_ms);
  bytes.word(policy.dedupe_ms);
  bytes.flag(policy.ignore_unknown_events);
  bytes.flag(policy.ignore_unknown_fields);
  bytes.flag(policy.anonymous_wait);
}

void add_type(CanonicalBytes& bytes, const artefact::FieldTypeT& type, const artefact::SchemaT& schema) {
  bytes.kind(type.kind);
  if (type.kind == artefact::FieldKind::Choice || type.kind == artefact::FieldKind::Set)
    bytes.text(schema.choices[type.names]->name);
  bytes.text(type.currency);
  bytes.word(type.exponent);
  bytes.word(type.low);
  bytes.word(type.high);
  bytes.flag(type.rounded);
}

// An attribute or a field of a payload.
template <class Named>
void add_value(CanonicalBytes& bytes, const Named& value, const artefact::SchemaT& schema) {
  bytes.text(value.name);
  add_type(bytes, *value.type, schema);
  bytes.kind(value.presence);
  bytes.word(value.fallback);
  bytes.text(value.fallback_text);
}

Hash choice_hash(const artefact::ChoiceT& choice) {
  CanonicalBytes bytes;
  bytes.text(choice.name);
  bytes.flag(choice.ordered);
  bytes.count(choice.items.size());
  for (const std::string& item : choice.items) bytes.text(item);
  return bytes.hash();
}

Hash event_hash(const artefact::EventTypeT& event, const artefact::SchemaT& schema) {
  CanonicalBytes bytes;
  bytes.text(event.name);
  bytes.text(event.actor);
  bytes.count(event.fields.size());
  for (const auto& field : event.fields) {
    add_value(bytes, *field, schema);
    bytes.word(field->fills);
    bytes.flag(field->once);
  }
  return bytes.hash();
}

// Choices and events are declarations of their own, so their order says nothing; attributes stand in one
// block.
void add_schema(CanonicalBytes& bytes, const artefact::SchemaT& schema) {
  std::vector<Hash> choices, events;
  for (const auto& choice : schema.choices) choices.push_back(choice_hash(*choice));
  for (const auto& event : schema.events) events.push_back(event_hash(*event, schema));
  bytes.sorted_hashes(std::move(choices));
  bytes.sorted_hashes(std::move(events));
  bytes.count(schema.attributes.size());
  for (const auto& attribute : schema.attributes) add_value(bytes, *attribute, schema);
  bytes.count(schema.person_columns.size());
  for (const auto& column : schema.person_columns) add_value(bytes, *column, schema);
}

void add_limit(CanonicalBytes& bytes, const Kernel& kernel, int32_t limit) {
  bytes.flag(limit >= 0);
  if (limit < 0) return;
  const artefact::LimitT& slot = kernel.limits[static_cast<size_t>(limit)];
  bytes.word(slot.count);
  bytes.kind(slot.kind);
  add_period(bytes, slot.period);
  bytes.flag(slot.keyed);
  bytes.flag(slot.key_is_text);
  bytes.flag(slot.ever);
}

void add_cause(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs, CauseKind cause,
               uint32_t source) {
  bytes.kind(cause);
  switch (cause) {
    case CauseKind::Event:
      return bytes.text(kernel.schema.events[source]->name);
    case CauseKind::Quiet:
      bytes.hash_of(exprs.recording(EffectKind::Touch, kernel.quiets[source].mark));
      return add_period(bytes, kernel.quiets[source].period);
    case CauseKind::Edge:
      return exprs.add(bytes, kernel.edges[source].condition);
    case CauseKind::Schedule: {
      const Schedule& schedule = kernel.schedules[source];
      bytes.kind(schedule.every);
      bytes.word(schedule.day);
      return bytes.word(schedule.at_ms);
    }
    case CauseKind::Door:
      return add_door(bytes, kernel, source);
    case CauseKind::Step: {
      const Clock& clock = kernel.clocks[kernel.steps[source].clock];
      bytes.text(clock.name);
      return bytes.count(source - clock.first_step);
    }
    case CauseKind::Assignment:
      return bytes.text(kernel.roles[source].name);
    case CauseKind::Expiry:
      return bytes.text(kernel.queues[source].name);
  }
}

// What an effect of routing acts on, by kind and place: routes and rows are told apart by their order, which
// decides.
std::pair<std::optional<std::string>, uint32_t> routed(const Kernel& kernel, const Reaction& reaction) {
  const auto target = static_cast<uint32_t>(reaction.target);
  switch (reaction.effect) {
    case EffectKind::Route:
      return {"route", target};
    case EffectKind::Spend:
      return {"row", target};
    case EffectKind::Renew:
      return {"memory", target};
    case EffectKind::Claim:
      return {"queue " + kernel.queues[target].name, 0};
    case EffectKind::Clear:
    case EffectKind::Hand:
    case EffectKind::Back:
      return {"role " + kernel.roles[target].name, 0};
    case EffectKind::Push:
    case EffectKind::Touch:
    case EffectKind::Ledger:
    case EffectKind::Balance:
    case EffectKind::Reset:
    case EffectKind::Tell:
      break;
  }
  return {std::nullopt, 0};
}

Hash booking_hash(const Kernel& kernel, const ExprHashes& exprs, uint32_t index) {
  const Reaction& reaction = kernel.reactions[index];
  CanonicalBytes bytes;
  add_rule(bytes, kernel, reaction.rule);
  bytes.kind(reaction.effect);
  add_cause(bytes, kernel, exprs, reaction.cause, reaction.source);
  if (reaction.effect == EffectKind::Reset) {
    const artefact::ResetT& reset = kernel.resets[static_cast<size_t>(reaction.target)];
    bytes.text(kernel.scores[reset.score].name);
    bytes.word(reset.to);
  }
  if (reaction.effect == EffectKind::Tell) {
    const artefact::TellT& tell = kernel.tells[static_cast<size_t>(reaction.target)];
    bytes.text(tell.whom);
    bytes.text(tell.text);
    bytes.flag(tell.role >= 0);
    bytes.text(tell.person);
  }
  if (const auto [kind, place] = routed(kernel, reaction); kind) {
    bytes.text(*kind);
    bytes.count(place);
    bytes.count(reaction.exclude);
    bytes.flag(reaction.counted);
  }
  bytes.flag(reaction.target >= 0);
  bytes.flag(reaction.target_minus >= 0);
  exprs.add(bytes, reaction.guard);
  exprs.add(bytes, reaction.amount);
  exprs.add(bytes, reaction.key);
  add_limit(bytes, kernel, reaction.limit);
  return bytes.hash();
}

// Bookings in declared order. One rule's bookings on different events never meet, so among them the order
// says nothing. What is pushed and touched counts where it is read.
void add_bookings(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  std::vector<Hash> of_rule;
  int32_t rule = -1;
  for (uint32_t i = 0; i < kernel.reactions.size(); ++i) {
    const Reaction& reaction = kernel.reactions[i];
    if (reaction.effect == EffectKind::Push || reaction.effect == EffectKind::Touch) continue;
    if (reaction.rule != rule) bytes.sorted_hashes(std::exchange(of_rule, {}));
    rule = reaction.rule;
    of_rule.push_back(booking_hash(kernel, exprs, i));
  }
  bytes.sorted_hashes(std::move(of_rule));
}

// Which events never count: the order decides only which reason is told.
void add_ignores(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  bytes.count(kernel.ignores.size());
  for (const Ignore& ignore : kernel.ignores) {
    bytes.text(kernel.schema.events[ignore.event]->name);
    exprs.add(bytes, ignore.guard);
  }
}

void add_lifecycles(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  bytes.count(kernel.lifecycles.size());
  for (const Lifecycle& lifecycle : kernel.lifecycles) {
    bytes.text(lifecycle.name);
    bytes.count(lifecycle.first);
    for (const Stage& stage : lifecycle.stages) {
      bytes.text(stage.owner);
      bytes.flag(stage.reasons >= 0);
      if (stage.reasons >= 0) bytes.text(kernel.schema.choices[static_cast<size_t>(stage.reasons)]->name);
    }
  }
  bytes.count(kernel.transitions.size());
  for (const Transition& transition : kernel.transitions) {
    bytes.count(transition.lifecycle);
    bytes.count(transition.from);
    bytes.count(transition.to);
    bytes.kind(transition.kind);
    if (transition.kind == artefact::MoveKind::Caused)
      add_cause(bytes, kernel, exprs, transition.cause, transition.source);
    exprs.add(bytes, transition.guard);
    exprs.add(bytes, transition.condition);
    bytes.word(transition.reason_item);
    exprs.add(bytes, transition.reason);
  }
}

void add_clocks(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  bytes.count(kernel.clocks.size());
  for (const Clock& clock : kernel.clocks) {
    bytes.text(clock.name);
    bytes.text(clock.owed_by);
    bytes.count(clock.calendars.size());
    for (const uint32_t calendar : clock.calendars) bytes.count(calendar);
    exprs.add(bytes, clock.by);
    exprs.add(bytes, clock.pause);
    bytes.kind(clock.retarget);
    bytes.count(clock.targets.size());
    for (const Target& target : clock.targets) {
      exprs.add(bytes, target.when);
      bytes.kind(target.kind);
      bytes.word(target.amount);
      exprs.add(bytes, target.until);
    }
  }
  bytes.count(kernel.signals.size());
  for (const Signal& signal : kernel.signals) {
    bytes.count(signal.clock);
    bytes.kind(signal.kind);
    add_cause(bytes, kernel, exprs, signal.cause, signal.source);
    exprs.add(bytes, signal.guard);
    exprs.add(bytes, signal.since);
  }
  bytes.count(kernel.steps.size());
  for (const Step& step : kernel.steps) {
    bytes.count(step.clock);
    bytes.kind(step.kind);
    bytes.word(step.amount);
    bytes.count(step.count);
  }
}

// Scores are shown, with their parts, wherever a lead is shown.
void add_scores(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  bytes.count(kernel.scores.size());
  for (const Score& score : kernel.scores) {
    bytes.text(score.name);
    bytes.word(score.low);
    bytes.word(score.high);
    bytes.flag(score.running);
    exprs.add(bytes, score.sum);
    exprs.add(bytes, score.value);
    bytes.count(score.parts.size());
    for (const Part& part : score.parts) {
      add_rule(bytes, kernel, static_cast<int32_t>(part.rule));
      exprs.add(bytes, part.shown);
      bytes.word(part.group);
    }
    bytes.count(score.groups.size());
    for (const Group& group : score.groups) exprs.add(bytes, group.shown);
  }
}

void add_outputs(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  bytes.count(kernel.outputs.size());
  for (const Output& output : kernel.outputs) {
    bytes.kind(output.kind);
    bytes.text(output.block);
    if (output.kind == artefact::OutputKind::Account) {  // which accounts there are is data
      exprs.add(bytes, output.expr);
      continue;
    }
    const std::vector<std::string>& names = kernel.schema.name_lists[output.names]->names;
    bytes.count(names.size());
    for (const std::string& name : names) bytes.text(name);
    exprs.add(bytes, output.expr);
    exprs.add(bytes, output.value);
  }
}

}  // namespace

Hash meaning_hash(const Kernel& kernel) {
  const ExprHashes exprs(kernel);
  CanonicalBytes bytes;
  bytes.word(kForm);
  add_policy(bytes, kernel.policy);
  add_schema(bytes, kernel.schema);
  add_ignores(bytes, kernel, exprs);
  add_bookings(bytes, kernel, exprs);
  add_lifecycles(bytes, kernel, exprs);
  add_clocks(bytes, kernel, exprs);
  add_routing(bytes, kernel, exprs);
  add_scores(bytes, kernel, exprs);
  add_outputs(bytes, kernel, exprs);
  return bytes.hash();
}

}  // namespace lead::kernel
