#include "runtime/engine/timers.h"

#include <algorithm>

#include "runtime/engine/clocks.h"

namespace lead::engine {
namespace {

constexpr uint32_t queued_word(Phase phase) {
  if (phase == Phase::Schedule) return Layout::kScheduleQueued;
  if (phase == Phase::Step) return Layout::kStepQueued;
  return phase == Phase::Quiet ? Layout::kQuietQueued : Layout::kWakeQueued;
}

}  // namespace

int64_t next_quiet(const Plan& plan, const int64_t* record) {
  int64_t next = kNever;
  const int64_t* quiet = record + plan.layout.quiets;
  for (size_t q = 0; q < plan.artefact->quiets.size(); ++q, quiet += Layout::kQuietWords)
    next = std::min(next, quiet[1]);
  return next;
}

int64_t Timers::due(uint32_t lead, Phase phase) const {
  const int64_t* record = leads_->record(lead);
  if (phase == Phase::Schedule) return record[Layout::kSchedule];
  if (phase == Phase::Step) return next_step(*plan_, record);
  return phase == Phase::Quiet ? next_quiet(*plan_, record) : record[Layout::kWake];
}

void Timers::queue(uint32_t lead, Phase phase, int64_t due_ms) {
  int64_t& queued = leads_->record(lead)[queued_word(phase)];
  if (due_ms >= queued) return;  // also: nothing due
  queued = due_ms;
  queue_.push({due_ms, phase, lead});
}

void Timers::wake_changed(uint32_t lead) {
  queue(lead, Phase::Wake, due(lead, Phase::Wake));
}

void Timers::quiet_changed(uint32_t lead) {
  queue(lead, Phase::Quiet, due(lead, Phase::Quiet));
}

void Timers::schedule_changed(uint32_t lead) {
  queue(lead, Phase::Schedule, due(lead, Phase::Schedule));
}

void Timers::step_changed(uint32_t lead) {
  queue(lead, Phase::Step, due(lead, Phase::Step));
}

std::optional<Timer> Timers::next() {
  while (!queue_.empty()) {
    const Timer timer = queue_.top();
    int64_t& queued = leads_->record(timer.lead)[queued_word(timer.phase)];
    const int64_t due_ms = due(timer.lead, timer.phase);
    if (queued == timer.instant_ms && due_ms == timer.instant_ms) return timer;
    queue_.pop();
    if (queued != timer.instant_ms) continue;  // an earlier entry took its place
    queued = kNever;
    queue(timer.lead, timer.phase, due_ms);
  }
  return std::nullopt;
}

void Timers::take() {
  const Timer timer = queue_.top();
  leads_->record(timer.lead)[queued_word(timer.phase)] = kNever;
  queue_.pop();
}

}  // namespace lead::engine
