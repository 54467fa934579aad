#include "runtime/engine/schedules.h"

#include <algorithm>

#include "runtime/base/limits.h"

namespace lead::engine {

Schedules::Schedules(const Holdings& holdings) : holdings_(&holdings) {
  const artefact::ArtefactT& artefact = *holdings.plan.artefact;
  for (uint32_t s = 0; s < artefact.schedules.size(); ++s) {
    const artefact::ScheduleT& schedule = *artefact.schedules[s];
    Clock clock;
    clock.recurrence = {schedule.every, schedule.day, schedule.at_ms};
    const auto kind = artefact::CauseKind::Schedule;
    const Plan& plan = holdings.plan;
    clock.only_resets = plan.moves.caused.of(kind, s).empty() && plan.signals.of(kind, s).empty();
    for (const uint32_t r : plan.reactions.of(kind, s)) {
      const artefact::ReactionT& reaction = *artefact.reactions[r];
      clock.only_resets = clock.only_resets && reaction.effect == artefact::EffectKind::Reset;
      if (reaction.effect == artefact::EffectKind::Reset)
        clock.resets.push_back(static_cast<uint32_t>(reaction.target));
    }
    clocks_.push_back(std::move(clock));
  }
}

bool Schedules::is_blank(uint32_t lead, const artefact::ResetT& reset) const {
  if (!reset.quiets.empty()) return false;  // silence would be counted afresh
  const Plan& plan = holdings_->plan;
  const Layout& layout = plan.layout;
  const int64_t* record = holdings_->leads.record(lead);
  const auto none = [](const std::vector<uint32_t>& slots, auto holds) {
    return std::none_of(slots.begin(), slots.end(), holds);
  };
  if (reset.balance >= 0 && record[layout.balances + static_cast<uint32_t>(reset.balance)] != reset.to)
    return false;
  return none(reset.ledgers,
              [&](uint32_t i) { return !plan.ledgers[i].is_empty(record + layout.ledgers[i]); }) &&
         none(reset.windows,
              [&](uint32_t i) { return !plan.windows[i].is_empty(record + layout.windows[i]); }) &&
         none(reset.marks, [&](uint32_t i) { return record[layout.marks + i] != kMissingInstant; }) &&
         none(reset.limits, [&](uint32_t i) {
           const int64_t* state = record + layout.limits[i];
           const Limit& limit = plan.limits[i];
           return limit.is_keyed() ? !holdings_->keyed.is_empty(state, limit) : !limit.is_empty(state);
         });
}

bool Schedules::can_act(uint32_t lead, uint32_t schedule) const {
  const Plan& plan = holdings_->plan;
  const int32_t watch = plan.watch_of_schedule[schedule];
  if (watch >= 0 && holdings_->leads.record(lead)[plan.layout.watches + static_cast<uint32_t>(watch)] == 0) {
    return false;
  }
  const Clock& clock = clocks_[schedule];
  return !clock.only_resets || std::any_of(clock.resets.begin(), clock.resets.end(), [&](uint32_t reset) {
    return !is_blank(lead, *plan.artefact->resets[reset]);
  });
}

int64_t Schedules::next_instant(uint32_t schedule, int64_t after_ms) {
  Clock& clock = clocks_[schedule];
  if (clock.from_ms <= after_ms && after_ms < clock.next_ms) return clock.next_ms;
  clock.from_ms = after_ms;
  clock.next_ms = calendar::next_instant(holdings_->plan.zone(), clock.recurrence, after_ms);
  return clock.next_ms;
}

int64_t Schedules::next(uint32_t lead, int64_t after_ms) {
  int64_t next = kNever;
  for (uint32_t s = 0; s < clocks_.size(); ++s) {
    if (can_act(lead, s)) next = std::min(next, next_instant(s, after_ms));
  }
  return next < limits::kEndInstantMs ? next : kNever;
}

bool Schedules::is_due(uint32_t lead, uint32_t schedule, int64_t now_ms) {
  return next_instant(schedule, now_ms - 1) == now_ms && can_act(lead, schedule);
}

}  // namespace lead::engine
