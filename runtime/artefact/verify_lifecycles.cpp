// Lifecycles, what moves a lead through them, and their doors.
#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

void check_lifecycle(const LifecycleT& lifecycle, const ArtefactT& artefact, const std::string& where,
                     Judge& judge) {
  const size_t count = lifecycle.stages.size();
  judge.require(is_utf8(lifecycle.name) && is_utf8(lifecycle.title), where, "its words are not UTF-8");
  judge.require_within(count >= 1 && count <= limits::kMaxStages, where, "it has no stages or too many");
  if (!judge.require(lifecycle.names < artefact.schema->name_lists.size() &&
                         artefact.schema->name_lists[lifecycle.names]->names.size() == count,
                     where, "its stages and their names do not pair up"))
    return;
  judge.require(lifecycle.first < count, where, "its first stage does not exist");
  judge.require(lifecycle.output < artefact.outputs.size() &&
                    artefact.outputs[lifecycle.output]->kind == OutputKind::Stage &&
                    artefact.outputs[lifecycle.output]->names == lifecycle.names,
                where, "its output does not show it");
  for (const auto& stage : lifecycle.stages) {
    judge.require(is_utf8(stage->title) && is_utf8(stage->owner), where, "its words are not UTF-8");
    judge.require(is_none_or_below(stage->reasons, artefact.schema->choices.size()), where,
                  "the reasons of a stage do not exist");
  }
}

void check_transition(const TransitionT& transition, const ArtefactT& artefact, const std::string& where,
                      Judge& judge) {
  if (!judge.require(transition.lifecycle < artefact.lifecycles.size(), where,
                     "its lifecycle does not exist"))
    return;
  if (!judge.require(transition.kind <= MoveKind::MAX && transition.cause <= CauseKind::MAX, where,
                     "an unknown kind"))
    return;
  const LifecycleT& lifecycle = *artefact.lifecycles[transition.lifecycle];
  const size_t count = lifecycle.stages.size();
  judge.require(transition.to < count && (count == 64 || transition.from >> count == 0), where,
                "a stage of it does not exist");
  judge.require(transition.to >= 64 || (transition.from >> transition.to & 1) == 0, where,
                "it leads to the stage it comes from");
  judge.require(is_utf8(transition.title) && is_utf8(transition.text), where, "its words are not UTF-8");
  const bool is_caused = transition.kind == MoveKind::Caused;
  judge.require(
      is_caused ? transition.condition == -1 : is_below(transition.condition, artefact.derived->words), where,
      "its condition does not exist");
  if (is_caused)
    judge.require(transition.source < count_of_causes(artefact, transition.cause) &&
                      transition.cause != CauseKind::Quiet,
                  where, "nothing causes it");
  if (!judge.fine()) return;
  const bool by_event = is_caused && transition.cause == CauseKind::Event;
  check_code(*transition.code, artefact, by_event ? static_cast<int32_t>(transition.source) : -1, where,
             judge);
  judge.require(is_none_or_below(transition.guard, transition.code->words), where,
                "its guard does not exist");
  judge.require(is_none_or_below(transition.reason, transition.code->words), where,
                "its reason does not exist");
  const int32_t reasons = transition.to < count ? lifecycle.stages[transition.to]->reasons : -1;
  const size_t items = reasons < 0 ? 0 : artefact.schema->choices[static_cast<size_t>(reasons)]->items.size();
  judge.require(is_none_or_below(transition.reason_item, items), where, "its reason is none of its stage's");
  judge.require(transition.reason < 0 || reasons >= 0, where, "it gives a reason to a stage without any");
}

}  // namespace

void check_lifecycles(const ArtefactT& artefact, Judge& judge) {
  judge.require_within(artefact.lifecycles.size() <= limits::kMaxLifecycles, "lifecycles",
                       "there are too many");
  for (size_t i = 0; i < artefact.lifecycles.size() && judge.fine(); ++i)
    check_lifecycle(*artefact.lifecycles[i], artefact, place("lifecycle", i), judge);
  std::vector<size_t> conditions(artefact.lifecycles.size(), 0);
  for (size_t i = 0; i < artefact.transitions.size() && judge.fine(); ++i) {
    check_transition(*artefact.transitions[i], artefact, place("transition", i), judge);
    if (!judge.fine() || artefact.transitions[i]->kind == MoveKind::Caused) continue;
    const size_t asked = ++conditions[artefact.transitions[i]->lifecycle];
    judge.require_within(asked <= limits::kMaxWaitingMoves, place("transition", i),
                         "its lifecycle waits for too many conditions");
  }
  for (size_t i = 0; i < artefact.tells.size() && judge.fine(); ++i) {
    const TellT& tell = *artefact.tells[i];
    judge.require(is_utf8(tell.whom) && is_utf8(tell.text) && is_utf8(tell.person), place("telling", i),
                  "its words are not UTF-8");
    judge.require(tell.role == -1 || is_below(tell.role, artefact.roles.size()), place("telling", i),
                  "its role does not exist");
  }
}

void check_doors(const ArtefactT& artefact, Judge& judge) {
  for (size_t i = 0; i < artefact.doors.size() && judge.fine(); ++i) {
    const DoorT& door = *artefact.doors[i];
    judge.require(door.lifecycle < artefact.lifecycles.size() &&
                      door.stage < artefact.lifecycles[door.lifecycle]->stages.size(),
                  place("door", i), "its stage does not exist");
  }
}

}  // namespace lead::artefact
