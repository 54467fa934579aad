// Stages, transitions, and what happens at the doors.
#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/overloaded.h"

namespace lead::kernel {
namespace {

using artefact::CauseKind;
using artefact::EffectKind;
using artefact::MoveKind;
using artefact::Opcode;

// A period behind an instant, months in the policy's zone.
ExprId later(Desugaring& d, ExprId from, const syntax::Duration& period) {
  const Length length = length_of(period);
  return length.months != 0 ? d.builder.scaled(Opcode::AddMonths, from, length.months)
                            : d.builder.node(Opcode::Add, from, d.builder.constant(length.ms));
}

ExprId both(Desugaring& d, ExprId a, ExprId b) {
  if (!a || !b) return a ? a : b;
  return d.builder.node(Opcode::And, a, b);
}

// `after 7 days in mql`, `after 30 days without touch`: counted from the entry into the stage, or from the
// later event.
ExprId due(Desugaring& d, ExprId since, const syntax::Duration& period) {
  return d.builder.node(Opcode::LessEqual, later(d, since, period), d.builder.node(Opcode::Now));
}

struct Made {
  Desugaring& d;
  uint32_t lifecycle;
  const syntax::Transition& written;
  const semantics::TransitionFacts& facts;

  [[nodiscard]] Transition plain() const {
    return {.lifecycle = lifecycle,
            .from = facts.from,
            .to = facts.to,
            .guard = {},
            .condition = {},
            .reason_item = facts.reason ? static_cast<int32_t>(*facts.reason) : -1,
            .reason = {},
            .title = written.title.value_or(""),
            .span = written.span};
  }
  void add_when(ExprId condition, MoveKind kind, uint64_t from) const {
    Transition made = plain();
    made.kind = kind;
    made.from = from;
    made.condition = both(d, in_stage(d, lifecycle, from), condition);
    d.kernel.transitions.push_back(std::move(made));
  }

  void operator()(const syntax::WhenMove& node) const {
    add_when(condition(d, node.condition, {}), MoveKind::When, facts.from);
  }
  void operator()(const syntax::RestMove& node) const {
    const ExprId since = d.builder.leaf(Opcode::StageSince, lifecycle);
    const ExprId met = both(d, due(d, since, node.period), guard(d, node.when, {}));
    add_when(met, MoveKind::After, uint64_t{1} << facts.rests_in);
  }
  void operator()(const syntax::SilenceMove& node) const {
    const ExprId since = d.builder.leaf(Opcode::StageSince, lifecycle);
    const ExprId last =
        d.builder.leaf(Opcode::MarkInstant, mark(d, facts.event_set, node.where, false, node.event.span));
    const ExprId silent =
        d.builder.node(Opcode::Greatest, since, d.builder.node(Opcode::OrElse, last, since));
    add_when(both(d, due(d, silent, node.period), guard(d, node.when, {})), MoveKind::After, facts.from);
  }
  void operator()(const syntax::Cause& node) const {
    for (const CauseOf& cause : causes(d, node, facts.event_set)) {
      Transition made = plain();
      made.cause = cause.kind;
      made.source = cause.source;
      made.guard = cause.guard;
      if (cause.kind == CauseKind::Event && !facts.reason) made.reason = said_reason(cause.source);
      d.kernel.transitions.push_back(std::move(made));
    }
  }
  // The field `reason` of the event, where the stage has reasons: `check` has seen its type.
  [[nodiscard]] ExprId said_reason(uint32_t event) const {
    const auto& decl = d.decl<syntax::LifecycleDecl>(d.program.lifecycles[lifecycle].decl);
    const std::string& to = d.program.lifecycles[lifecycle].stages[facts.to];
    const auto stage = std::find_if(decl.stages.begin(), decl.stages.end(),
                                    [&](const syntax::StageDecl& each) { return each.name.text == to; });
    if (!stage->reasons) return {};
    const auto& fields = d.kernel.schema.events[event]->fields;
    for (uint32_t field = 0; field < fields.size(); ++field) {
      if (fields[field]->name == "reason") return d.builder.leaf(Opcode::Payload, field);
    }
    return {};
  }
};

int32_t choice_index(const Desugaring& d, const std::string& name) {
  const auto& choices = d.program.schema.choices;
  const auto found =
      std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice->name == name; });
  return found == choices.end() ? -1 : static_cast<int32_t>(found - choices.begin());
}

// A reaction that records at a door, made once for each slot.
Reaction recorded(EffectKind effect, uint32_t door, size_t slot) {
  return {.cause = CauseKind::Door,
          .source = door,
          .guard = {},
          .effect = effect,
          .target = static_cast<int32_t>(slot),
          .amount = {},
          .key = {}};
}

}  // namespace

ExprId in_stage(Desugaring& d, uint32_t lifecycle, uint64_t from) {
  std::vector<int64_t> stages;
  for (int64_t i = 0; i < 64; ++i) {
    if ((from >> i & 1) != 0) stages.push_back(i);
  }
  return d.builder.table(Opcode::InSet, d.builder.leaf(Opcode::Stage, lifecycle),
                         d.builder.int_set(std::move(stages)));
}

uint32_t door_of(Desugaring& d, semantics::StageRef stage, bool is_leaving) {
  const Door door{stage.lifecycle, stage.stage, is_leaving};
  const auto found = std::find(d.kernel.doors.begin(), d.kernel.doors.end(), door);
  const auto index = static_cast<uint32_t>(found - d.kernel.doors.begin());
  if (found == d.kernel.doors.end()) d.kernel.doors.push_back(door);
  return index;
}

ExprId stage_asked(Desugaring& d, syntax::ExprId id, const syntax::StageExpr& expr) {
  using syntax::StageAsked;
  const semantics::StageRef stage = d.program.stages.at(id.value);
  const bool is_instant = expr.asked == StageAsked::FirstEntering || expr.asked == StageAsked::LastEntering;
  const int variant = is_instant ? static_cast<int>(expr.asked) : 0;
  const auto key = std::tuple{stage, variant};
  auto at = d.stage_records.find(key);
  if (at == d.stage_records.end()) {
    const uint32_t door = door_of(d, stage, false);
    size_t slot = 0;
    if (is_instant) {
      slot = d.kernel.marks.size();
      artefact::MarkT made;
      made.first = expr.asked == StageAsked::FirstEntering;
      d.kernel.marks.push_back(made);
    } else {
      slot = d.kernel.windows.size();
      artefact::WindowT made;
      made.unbounded = true;
      d.kernel.windows.push_back(made);
    }
    d.door_recordings.push_back(recorded(is_instant ? EffectKind::Touch : EffectKind::Push, door, slot));
    at = d.stage_records.emplace(key, static_cast<uint32_t>(slot)).first;
  }
  if (is_instant) return d.builder.leaf(Opcode::MarkInstant, at->second);
  const ExprId count = d.builder.window_read(Opcode::WindowCount, at->second, 0, 0);
  return expr.asked == StageAsked::Entries ? count
                                           : d.builder.node(Opcode::LessEqual, d.builder.constant(1), count);
}

void desugar_lifecycle(Desugaring& d, uint32_t index) {
  const semantics::Lifecycle& facts = d.program.lifecycles[index];
  const auto& decl = d.decl<syntax::LifecycleDecl>(facts.decl);
  d.builder.at(decl.name.span);
  Lifecycle made{.name = decl.name.text,
                 .title = decl.title.value_or(""),
                 .names = d.stage_names[index],
                 .first = facts.first,
                 .stages = {},
                 .expr = d.builder.leaf(Opcode::Stage, index)};
  for (const syntax::StageDecl& stage : decl.stages) {
    made.stages.push_back({stage.title.value_or(""), stage.owner ? stage.owner->text : "", stage.is_final,
                           stage.may_rest, stage.reasons ? choice_index(d, stage.reasons->text) : -1});
  }
  d.kernel.lifecycles.push_back(std::move(made));
  for (size_t i = 0; i < decl.transitions.size(); ++i) {
    d.builder.at(decl.transitions[i].span);
    std::visit(Made{d, index, decl.transitions[i], facts.transitions[i]}, decl.transitions[i].move);
  }
}

void effect(Desugaring& d, const syntax::Effect& effect, const CauseOf& cause) {
  Reaction reaction{.cause = cause.kind,
                    .source = cause.source,
                    .guard = cause.guard,
                    .effect = EffectKind::Reset,
                    .amount = {},
                    .key = {}};
  std::visit(overloaded{
                 [&](const syntax::ResetEffect& node) {
                   const auto& scores = d.program.scores;
                   const auto score = std::find_if(scores.begin(), scores.end(), [&](const auto& each) {
                     return each.name == node.score.text;
                   });
                   reaction.target = reset_of(d, static_cast<uint32_t>(score - scores.begin()));
                 },
                 [&](const syntax::ClearEffect& node) {
                   reaction.effect = EffectKind::Clear;
                   reaction.target = static_cast<int32_t>(role_named(d, node.role.text));
                 },
                 [&](const syntax::AssignEffect& node) {
                   reaction.effect = EffectKind::Route;
                   reaction.target = static_cast<int32_t>(first_route_of(d, role_named(d, node.role.text)));
                   reaction.exclude = node.exclude;
                 },
                 [&](const syntax::NotifyEffect& node) {
                   reaction.effect = EffectKind::Tell;
                   reaction.target = static_cast<int32_t>(d.kernel.tells.size());
                   d.kernel.tells.push_back(telling_of(d, node));
                 },
             },
             effect.node);
  d.reset_reactions.push_back(reaction);
}

// When all rules have been read: what a reset clears is known then.
void desugar_effects(Desugaring& d, uint32_t index) {
  const semantics::Lifecycle& facts = d.program.lifecycles[index];
  const auto& decl = d.decl<syntax::LifecycleDecl>(facts.decl);
  for (size_t i = 0; i < decl.effects.size(); ++i) {
    for (const CauseOf& cause : causes(d, decl.effects[i].cause, facts.effects[i].event_set)) {
      for (const syntax::Effect& each : decl.effects[i].effects) effect(d, each, cause);
    }
  }
}

}  // namespace lead::kernel
