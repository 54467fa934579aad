// Fold: the clocks of an item. What its cause and the doors it has passed say to them takes effect when the
// lifecycles have come to rest; steps that are due are items of their own.
#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/engine/fold.h"
#include "runtime/vm/execute.h"

namespace lead::engine {

void Fold::run_clocks(const ItemEnd& item) {
  if (clocks_.is_empty()) return;
  clocks_.begin();
  signal_all(item, plan_.signals.of(item.cause));
  for (const uint32_t door : passed_) signal_all(item, plan_.signals.of(artefact::CauseKind::Door, door));
  clocks_.settle({item.lead, item.now_ms, item.cause.kind == CauseKind::Step}, decider_.derived(), clocked_);
}

// A start that counts from an instant to come counts from now.
void Fold::signal_all(const ItemEnd& item, const std::vector<uint32_t>& signals) {
  for (const uint32_t index : signals) {
    const artefact::SignalT& signal = *plan_.artefact->signals[index];
    vm::execute(*signal.code, RowView(holdings_.view(item.lead), holdings_.points, item.cause.event),
                signal_registers_);
    if (signal.guard >= 0 && signal_registers_.words[static_cast<size_t>(signal.guard)] == 0) continue;
    int64_t since_ms = item.now_ms;
    if (signal.since >= 0 && signal_registers_.words_known[static_cast<size_t>(signal.since)] != 0)
      since_ms = std::min(since_ms, signal_registers_.words[static_cast<size_t>(signal.since)]);
    clocks_.act(signal.kind, signal.clock, since_ms);
  }
}

void Fold::take_steps(uint32_t lead, int64_t now_ms) {
  ItemEnd item{lead, now_ms, {CauseKind::Step, nullptr, -1, 0}, -1, false};
  for (uint32_t taken = 0; taken < limits::kMaxFollowUps; ++taken) {
    const auto step = clocks_.take_due(lead, now_ms, clocked_);
    if (!step) return finish(item);
    item.cause.source = *step;
    (void)react_as_item(item, plan_.reactions.of(item.cause));
    end_item(item);
  }
  // BOUND: steps taken at one instant. What is left is given up, and counted.
  clocks_.give_up(lead, now_ms);
  ++counts_.cut_chains;
  finish(item);
}

}  // namespace lead::engine
