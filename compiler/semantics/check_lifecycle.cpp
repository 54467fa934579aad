// Lifecycles: stages, transitions, doors, and who asks about stages from elsewhere.
#include "compiler/semantics/check_lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/check_cause.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/lifecycle_problems.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/limits.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

using syntax::LifecycleDecl;
using syntax::Name;
using syntax::StageDecl;
using syntax::Transition;

std::optional<StageRef> resolve_stage(Context& context, const Name& name) {
  std::optional<StageRef> found;
  std::vector<std::string> all;
  for (uint32_t i = 0; i < context.program.lifecycles.size(); ++i) {
    const Lifecycle& lifecycle = context.program.lifecycles[i];
    all.insert(all.end(), lifecycle.stages.begin(), lifecycle.stages.end());
    const auto stage = std::find(lifecycle.stages.begin(), lifecycle.stages.end(), name.text);
    if (stage == lifecycle.stages.end()) continue;
    if (found) {
      context.sink.add(
          problems::stage_of_two(name, context.program.lifecycles[found->lifecycle].name, lifecycle.name));
      return std::nullopt;
    }
    found = StageRef{i, static_cast<uint32_t>(stage - lifecycle.stages.begin())};
  }
  if (!found) context.sink.add(problems::unknown_stage(name, diagnostics::suggest(name.text, all)));
  return found;
}

uint32_t add_door(Program& program, StageRef stage) {
  const auto found = std::find(program.doors.begin(), program.doors.end(), stage);
  const auto index = static_cast<uint32_t>(found - program.doors.begin());
  if (found == program.doors.end()) program.doors.push_back(stage);
  return index;
}

void infer_stage(Context& context, syntax::ExprId id) {
  const auto& node = std::get<syntax::StageExpr>(context.tree.exprs[id].node);
  const auto stage = resolve_stage(context, node.stage);
  if (!stage) return;
  context.program.stages.emplace(id.value, *stage);
  TypedExpr& out = context.program.exprs[id.value];
  const bool is_instant =
      node.asked == syntax::StageAsked::FirstEntering || node.asked == syntax::StageAsked::LastEntering;
  out.type = {is_instant                                  ? TypeKind::Instant
              : node.asked == syntax::StageAsked::Entries ? TypeKind::Number
                                                          : TypeKind::YesNo};
  out.may_be_missing = is_instant;
}

void check_owner(Context& context, const Name& name) {
  const auto& owners = context.program.policy.owners;
  if (std::find(owners.begin(), owners.end(), name.text) != owners.end()) return;
  if (is_party(context, name.text)) return;
  std::vector<std::string> all = names_of_parties(context);
  all.insert(all.end(), owners.begin(), owners.end());
  context.sink.add(problems::unknown_owner(name, owners, diagnostics::suggest(name.text, all)));
}

namespace {

void check_score(Context& context, const Name& name) {
  const auto found = context.names.values.find(name.text);
  if (found != context.names.values.end() && found->second.kind == SymbolKind::Score) return;
  std::vector<std::string> scores;
  for (const Score& score : context.program.scores) scores.push_back(score.name);
  context.sink.add(problems::unknown_name(name.span, name.text, diagnostics::suggest(name.text, scores)));
}

// As many former holders are kept as somebody leaves out.
void check_assign(Context& context, const syntax::AssignEffect& effect) {
  const auto role = check_role(context, effect.role);
  if (!role) return;
  Role& of = context.program.roles[*role];
  of.history = std::max(of.history, std::min(effect.exclude, limits::kMaxExcluded));
  if (effect.exclude > limits::kMaxExcluded)
    context.sink.add(problems::too_many_excluded(effect.role.span));
}

}  // namespace

void check_effects(Context& context, const std::vector<syntax::Effect>& effects) {
  for (const syntax::Effect& effect : effects) {
    std::visit(overloaded{
                   [&](const syntax::ResetEffect& node) { check_score(context, node.score); },
                   [&](const syntax::NotifyEffect& node) { check_owner(context, node.whom); },
                   [&](const syntax::ClearEffect& node) { (void)check_role(context, node.role); },
                   [&](const syntax::AssignEffect& node) { check_assign(context, node); },
               },
               effect.node);
  }
}

namespace {

class LifecycleCheck {
 public:
  LifecycleCheck(Context& context, uint32_t index)
      : context_(context),
        facts_(context.program.lifecycles[index]),
        decl_(context.decl<LifecycleDecl>(facts_.decl)) {}

  void run() {
    if (facts_.stages.size() > limits::kMaxStages) {  // stages are bits of a word
      context_.sink.add(diagnostics::policy_too_large(
          decl_.name.span, fmt::format("a lifecycle has at most {} stages", limits::kMaxStages)));
      return;
    }
    stages();
    for (const Transition& transition : decl_.transitions) this->transition(transition);
    for (const syntax::EffectRow& row : decl_.effects) effects(row);
    reach();
  }

 private:
  void stages() {
    const StageDecl* first = nullptr;
    for (const StageDecl& stage : decl_.stages) {
      if (stage.owner) check_owner(context_, *stage.owner);
      if (stage.reasons && !context_.names.choices.contains(stage.reasons->text)) {
        const auto close = diagnostics::suggest(stage.reasons->text, names_in(context_.names.choices));
        context_.sink.add(problems::unknown_type(stage.reasons->span, stage.reasons->text, close));
      }
      if (!stage.is_first) continue;
      if (first != nullptr) {
        context_.sink.add(problems::two_first_stages(stage, *first));
        continue;
      }
      first = &stage;
      facts_.first = *find(stage.name);
    }
    if (first == nullptr)
      context_.sink.add(
          problems::no_first_stage(decl_.name, decl_.stages.empty() ? nullptr : &decl_.stages.front()));
  }

  [[nodiscard]] std::optional<uint32_t> find(const Name& name) const {
    const auto found = std::find(facts_.stages.begin(), facts_.stages.end(), name.text);
    if (found == facts_.stages.end()) return std::nullopt;
    return static_cast<uint32_t>(found - facts_.stages.begin());
  }
  std::optional<uint32_t> stage(const Name& name) {
    const auto found = find(name);
    if (!found)
      context_.sink.add(problems::unknown_stage(name, diagnostics::suggest(name.text, facts_.stages)));
    return found;
  }
  // The declaration of a stage: names are told apart, so the first of that name is it.
  [[nodiscard]] const StageDecl& decl_of(uint32_t stage) const {
    return *std::find_if(decl_.stages.begin(), decl_.stages.end(),
                         [&](const StageDecl& each) { return each.name.text == facts_.stages[stage]; });
  }

  void transition(const Transition& transition) {
    TransitionFacts facts;
    const auto to = stage(transition.to);
    facts.to = to.value_or(0);
    facts.from = origin(transition, to);
    move(transition, facts);
    if (to) reason(transition, facts);
    facts_.transitions.push_back(facts);
  }

  uint64_t origin(const Transition& transition, std::optional<uint32_t> to) {
    uint64_t from = 0;
    if (transition.from.empty()) {
      for (uint32_t i = 0; i < facts_.stages.size(); ++i) {
        if (!decl_of(i).is_final && (!to || i != *to)) from |= uint64_t{1} << i;
      }
      return from;
    }
    for (const Name& name : transition.from) {
      const auto at = stage(name);
      if (!at) continue;
      if (decl_of(*at).is_final) context_.sink.add(problems::leaves_final(name.span, decl_of(*at)));
      if (to && *at == *to) context_.sink.add(problems::stays_in_stage(name.span, name));
      from |= uint64_t{1} << *at;
    }
    return from;
  }

  void move(const Transition& transition, TransitionFacts& facts) {
    const auto state = [&](syntax::ExprId when) {
      if (when) require_condition(context_, when, {}, transition.move_span);
    };
    std::visit(overloaded{
                   [&](const syntax::WhenMove& node) { state(node.condition); },
                   [&](const syntax::RestMove& node) {
                     check_period(context_, node.period, "`after`");
                     state(node.when);
                     const auto rests = stage(node.stage);
                     if (!rests) return;
                     facts.rests_in = *rests;
                     if ((facts.from >> *rests & 1) == 0)
                       context_.sink.add(problems::never_after(node.stage, transition.from_span));
                   },
                   [&](const syntax::SilenceMove& node) {
                     check_period(context_, node.period, "`after`");
                     state(node.when);
                     const auto events = resolve_events(context_, node.event, {});
                     if (!events) return;
                     facts.event_set = *events;
                     if (node.where)
                       require_condition(context_, node.where, Scope{std::nullopt, events}, node.event.span);
                   },
                   [&](const syntax::Cause& node) { (void)check_cause(context_, node, facts.event_set); },
               },
               transition.move);
  }

  // A stage with reasons is entered with one: written here, or said by the event in its field `reason`.
  void reason(const Transition& transition, TransitionFacts& facts) {
    const StageDecl& to = decl_of(facts.to);
    if (!to.reasons) {
      if (transition.reason) context_.sink.add(problems::reason_unasked(*transition.reason, to));
      return;
    }
    const auto choice = context_.names.choices.find(to.reasons->text);
    if (choice == context_.names.choices.end()) return;
    const std::vector<std::string>& items = context_.program.schema.choices[choice->second.index]->items;
    if (transition.reason) {
      const auto item = std::find(items.begin(), items.end(), transition.reason->text);
      if (item != items.end()) {
        facts.reason = static_cast<uint32_t>(item - items.begin());
        return;
      }
    } else if (says_reason(transition, facts, choice->second.index)) {
      return;
    }
    context_.sink.add(problems::reason_missing(transition, to, to.reasons->text, items));
  }
  [[nodiscard]] bool says_reason(const Transition& transition, const TransitionFacts& facts,
                                 uint32_t choice) const {
    const auto* cause = std::get_if<syntax::Cause>(&transition.move);
    if (cause == nullptr || !std::holds_alternative<syntax::EventCause>(cause->node)) return false;
    if (facts.event_set >= context_.program.event_sets.size()) return true;  // an unknown event, reported
    const auto& events = context_.program.event_sets[facts.event_set];
    return std::all_of(events.begin(), events.end(), [&](uint32_t event) {
      const auto& fields = context_.program.schema.events[event]->fields;
      return std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
        return field->name == "reason" && field->type &&
               type_of(*field->type) == Type{TypeKind::Choice, choice} &&
               field->presence == artefact::Presence::Required;
      });
    });
  }

  void effects(const syntax::EffectRow& row) {
    facts_.effects.emplace_back();
    (void)check_cause(context_, row.cause, facts_.effects.back().event_set);
    check_effects(context_, row.effects);
  }

  // Which stages are entered and left at all, and where a lead may stay for ever.
  void reach() {
    uint64_t entered = uint64_t{1} << facts_.first, timed = 0;
    for (size_t i = 0; i < facts_.transitions.size(); ++i) {
      const TransitionFacts& facts = facts_.transitions[i];
      if (facts.from != 0) entered |= uint64_t{1} << facts.to;
      const auto& move = decl_.transitions[i].move;
      if (std::holds_alternative<syntax::RestMove>(move)) timed |= uint64_t{1} << facts.rests_in;
      if (std::holds_alternative<syntax::SilenceMove>(move)) timed |= facts.from;
      const auto* cause = std::get_if<syntax::Cause>(&move);
      if (cause != nullptr && (std::holds_alternative<syntax::ScheduleCause>(cause->node) ||
                               std::holds_alternative<syntax::BreachCause>(cause->node)))
        timed |= facts.from;
    }
    for (const Sla& sla : context_.program.slas) {  // a promise that runs there: somebody has to act
      for (const syntax::Signal& signal : context_.decl<syntax::SlaDecl>(sla.decl).signals) {
        const auto* door = std::get_if<syntax::DoorCause>(&signal.cause.node);
        const bool starts =
            signal.word == syntax::SignalWord::Start || signal.word == syntax::SignalWord::Restart;
        if (door == nullptr || door->is_leaving || !starts || door->when) continue;
        if (const auto at = find(door->stage)) timed |= uint64_t{1} << *at;
      }
    }
    for (uint32_t i = 0; i < facts_.stages.size(); ++i) {
      const StageDecl& stage = decl_of(i);
      if ((entered >> i & 1) == 0) context_.sink.add(problems::never_entered(stage));
      if ((timed >> i & 1) == 0 && !stage.may_rest && !stage.is_final)
        context_.sink.add(problems::never_left(stage));
    }
  }

  Context& context_;
  Lifecycle& facts_;
  const LifecycleDecl& decl_;
};

}  // namespace

void check_lifecycles(Context& context) {
  for (uint32_t i = 0; i < context.program.lifecycles.size(); ++i) LifecycleCheck(context, i).run();
}

}  // namespace lead::semantics
