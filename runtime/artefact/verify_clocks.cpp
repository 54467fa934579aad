// Clocks, what acts on them, and their steps.
#include "runtime/artefact/clock_state.h"
#include "runtime/artefact/verify_parts.h"
#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

void check_target(const TargetT& target, const ClockT& clock, const ArtefactT& artefact,
                  const std::string& where, Judge& judge) {
  judge.require(is_none_or_below(target.when, artefact.derived->words), where,
                "a target's condition does not exist");
  if (!judge.require(target.kind <= TargetKind::MAX, where, "an unknown kind of target")) return;
  const bool is_until = target.kind == TargetKind::UntilDate || target.kind == TargetKind::UntilInstant;
  judge.require(is_until ? is_below(target.until, artefact.derived->words) : target.until == -1, where,
                "a target's date does not exist");
  const int64_t most = target.kind == TargetKind::BusinessDays || target.kind == TargetKind::EndOfBusinessDay
                           ? limits::kEndInstantMs / 86'400'000
                           : limits::kEndInstantMs;
  judge.require(0 <= target.amount && target.amount <= most, where,
                "a target is negative or longer than time itself");
  const bool is_business = target.kind == TargetKind::Business || target.kind == TargetKind::BusinessDays ||
                           target.kind == TargetKind::EndOfBusinessDay;
  judge.require(!is_business || !clock.calendars.empty(), where,
                "a target counts business time without hours");
}

void check_clock(const ClockT& clock, size_t index, const ArtefactT& artefact, const std::string& where,
                 Judge& judge) {
  judge.require(is_utf8(clock.name) && is_utf8(clock.title) && is_utf8(clock.owed_by), where,
                "its words are not UTF-8");
  for (const uint32_t calendar : clock.calendars)
    judge.require(calendar < artefact.calendars.size(), where, "its hours do not exist");
  judge.require(clock.calendars.size() <= 1 || is_below(clock.by, artefact.derived->words), where,
                "nothing chooses among its hours");
  judge.require(is_none_or_below(clock.by, artefact.derived->words) &&
                    is_none_or_below(clock.pause, artefact.derived->words),
                where, "what it reads does not exist");
  judge.require(clock.retarget <= Retarget::MAX, where, "an unknown way to change its target");
  judge.require_within(clock.targets.size() >= 1 && clock.targets.size() <= limits::kMaxItems, where,
                       "it has no target");
  for (const auto& target : clock.targets) check_target(*target, clock, artefact, where, judge);
  if (!judge.fine()) return;
  judge.require(clock.targets.back()->when == -1, where, "its last target is not for every lead");
  judge.require_within(clock.steps >= 1 && clock.steps <= limits::kMaxClockSteps, where,
                       "it has no steps or too many");
  const uint64_t end = uint64_t{clock.first_step} + clock.steps;
  judge.require(end <= artefact.steps.size() && clock.first_step <= clock.breach && clock.breach < end, where,
                "its steps do not exist");
  if (!judge.fine()) return;
  judge.require(artefact.steps[clock.breach]->kind == StepKind::Breach, where, "its breach is none");
  for (uint64_t step = clock.first_step; step < end; ++step)
    judge.require(artefact.steps[step]->clock == index, where, "a step of it belongs to another");
  judge.require(
      clock.output < artefact.outputs.size() && artefact.outputs[clock.output]->kind == OutputKind::Clock &&
          artefact.outputs[clock.output]->names < artefact.schema->name_lists.size() &&
          artefact.schema->name_lists[artefact.outputs[clock.output]->names]->names.size() == kClockStates,
      where, "its output does not show it");
}

void check_step(const StepT& step, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  judge.require(step.clock < artefact.clocks.size(), where, "its clock does not exist");
  judge.require(is_utf8(step.text), where, "its words are not UTF-8");
  if (!judge.require(step.kind <= StepKind::MAX, where, "an unknown kind")) return;
  if (step.kind == StepKind::Share)
    judge.require(0 < step.amount && step.amount < kMillion, where, "its share is none");
  else if (step.kind != StepKind::Breach)
    judge.require(0 < step.amount && step.amount <= limits::kEndInstantMs, where,
                  "its time is negative or longer than time itself");
  if (step.kind == StepKind::Every)
    judge.require_within(step.count >= 1 && step.count <= limits::kMaxStepRepeats, where,
                         "it is repeated never or too often");
}

void check_signal(const SignalT& signal, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  if (!judge.require(signal.kind <= SignalKind::MAX && signal.cause <= CauseKind::MAX, where,
                     "an unknown kind"))
    return;
  judge.require(signal.clock < artefact.clocks.size(), where, "its clock does not exist");
  if (!judge.require(
          signal.cause != CauseKind::Quiet && signal.source < count_of_causes(artefact, signal.cause), where,
          "nothing causes it"))
    return;
  const bool by_event = signal.cause == CauseKind::Event;
  check_code(*signal.code, artefact, by_event ? static_cast<int32_t>(signal.source) : -1, where, judge);
  judge.require(is_none_or_below(signal.guard, signal.code->words) &&
                    is_none_or_below(signal.since, signal.code->words),
                where, "what it reads does not exist");
}

}  // namespace

void check_clocks(const ArtefactT& artefact, Judge& judge) {
  judge.require_within(artefact.clocks.size() <= limits::kMaxClocks, "clocks", "there are too many");
  for (size_t i = 0; i < artefact.steps.size() && judge.fine(); ++i)
    check_step(*artefact.steps[i], artefact, place("step", i), judge);
  for (size_t i = 0; i < artefact.clocks.size() && judge.fine(); ++i)
    check_clock(*artefact.clocks[i], i, artefact, place("clock", i), judge);
  for (size_t i = 0; i < artefact.signals.size() && judge.fine(); ++i)
    check_signal(*artefact.signals[i], artefact, place("signal", i), judge);
}

}  // namespace lead::artefact
