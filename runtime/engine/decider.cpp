#include "runtime/engine/decider.h"

#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/engine/timers.h"
#include "runtime/vm/execute.h"

namespace lead::engine {
namespace {

// Where nothing is to come, needless wake-ups are spread over this long.
constexpr int64_t kExtraWakeSpanMs = int64_t{40} * 86'400'000;

std::optional<uint32_t> name_of(int64_t word) {
  if (word == 0) return std::nullopt;
  return static_cast<uint32_t>(word - 1);
}

}  // namespace

Decider::Decider(Holdings& holdings, uint32_t extra_wakes, Observer& observer, Counts& counts)
    : holdings_(&holdings),
      extra_wakes_(extra_wakes),
      observer_(&observer),
      counts_(&counts),
      search_(holdings.plan) {
  const artefact::CodeT& code = *holdings.plan.artefact->derived;
  registers_.resize(code);
  for (const uint32_t constant : holdings.plan.slices.constants) {
    const artefact::Instruction& i = code.instructions[constant];
    registers_.words[i.dst()] = i.k();
    registers_.words_known[i.dst()] = 1;
  }
  is_checked_output_.assign(holdings.plan.artefact->outputs.size(), 0);
  is_checked_watch_.assign(holdings.plan.watches.size(), 0);
  for (const uint32_t output : holdings.plan.raising.outputs) is_checked_output_[output] = 1;
  for (const uint32_t watch : holdings.plan.raising.watches) is_checked_watch_[watch] = 1;
}

void Decider::commit_latches(int64_t* record) {
  const Plan& plan = holdings_->plan;
  const auto& latches = plan.artefact->latches;
  for (size_t i = 0; i < latches.size(); ++i) {
    if (registers_.words_known[latches[i]->score] == 0) continue;
    int64_t& state = record[plan.layout.latches + i];
    state = static_cast<int64_t>(
        vm::next_latch_state(*latches[i], static_cast<uint64_t>(state), registers_.words[latches[i]->score]));
  }
}

uint32_t Decider::compare_outputs(const ItemEnd& item, int64_t* record) {
  const Plan& plan = holdings_->plan;
  const auto& outputs = plan.artefact->outputs;
  uint32_t ordinal = 0;
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    const artefact::OutputT& output = *outputs[i];
    const bool is_told =
        output.kind == artefact::OutputKind::Stage || output.kind == artefact::OutputKind::Clock;
    if (is_told) continue;  // move by move, change by change
    int64_t& former = record[plan.layout.outputs + i];
    const int64_t word =
        registers_.words_known[output.register_] ? registers_.words[output.register_] + 1 : 0;
    if (word == former) continue;
    Decision decision{item.now_ms,
                      holdings_->leads.name(item.lead),
                      i,
                      name_of(former),
                      name_of(word),
                      std::nullopt,
                      item.birth,
                      item.rule,
                      ordinal++,
                      item.cause};
    if (output.value >= 0 && registers_.words_known[static_cast<size_t>(output.value)]) {
      decision.value = registers_.words[static_cast<size_t>(output.value)];
    }
    former = word;
    may_come_sooner_ = may_come_sooner_ || is_checked_output_[i] != 0;
    ++counts_->decisions;
    observer_->decided(decision);
  }
  return ordinal;
}

uint32_t Decider::tell_moves(const ItemEnd& item, const std::vector<Move>& moves, uint32_t ordinal,
                             int64_t* record) {
  const Plan& plan = holdings_->plan;
  for (const Move& move : moves) {
    const uint32_t output = plan.artefact->lifecycles[move.lifecycle]->output;
    record[plan.layout.outputs + output] = int64_t{move.to} + 1;
    ++counts_->decisions;
    observer_->decided({item.now_ms, holdings_->leads.name(item.lead), output, move.from, move.to,
                        std::nullopt, !move.from, item.rule, ordinal++, item.cause, move.transition,
                        move.reason});
  }
  return ordinal;
}

void Decider::tell_clocks(const ItemEnd& item, const std::vector<ClockChange>& clocks, uint32_t ordinal,
                          int64_t* record) {
  const Plan& plan = holdings_->plan;
  for (const ClockChange& change : clocks) {
    const uint32_t output = plan.artefact->clocks[change.clock]->output;
    const auto from = static_cast<uint32_t>(change.from), to = static_cast<uint32_t>(change.to);
    record[plan.layout.outputs + output] = int64_t{to} + 1;
    ++counts_->decisions;
    Decision decision{item.now_ms, holdings_->leads.name(item.lead),
                      output,      from,
                      to,          std::nullopt,
                      false,       item.rule,
                      ordinal++,   item.cause};
    decision.clock = ClockFigures{change.elapsed_ms, change.target_ms, change.due_ms, change.is_business};
    observer_->decided(decision);
  }
}

void Decider::compare_watches(int64_t* record, std::vector<uint32_t>& edges) {
  const Plan& plan = holdings_->plan;
  for (uint32_t i = 0; i < plan.watches.size(); ++i) {
    int64_t& former = record[plan.layout.watches + i];
    const uint32_t at = plan.watches[i];
    if (i >= plan.watched_conditions) {
      const int64_t value = registers_.words_known[at] != 0 ? registers_.words[at] : kMissingInstant;
      may_come_sooner_ = may_come_sooner_ || value != former;
      former = value;
      continue;
    }
    const int64_t met = registers_.words[at] != 0 ? 1 : 0;
    if (met == former) continue;
    former = met;
    may_come_sooner_ = may_come_sooner_ || is_checked_watch_[i] != 0;
    if (met != 0 && i < plan.artefact->edges.size()) edges.push_back(i);
  }
}

void Decider::evaluate(const ItemEnd& item) {
  const Plan& plan = holdings_->plan;
  holdings_->points.move_to(item.now_ms);
  vm::execute_some(*plan.artefact->derived, plan.slices.decisive,
                   RowView(holdings_->view(item.lead), holdings_->points, nullptr), registers_);
}

void Decider::settle(const ItemEnd& item, const std::vector<Move>& moves,
                     const std::vector<ClockChange>& clocks, std::vector<uint32_t>& edges) {
  int64_t* record = holdings_->leads.record(item.lead);
  commit_latches(record);
  const uint32_t ordinal = compare_outputs(item, record);
  tell_clocks(item, clocks, tell_moves(item, moves, ordinal, record), record);
  compare_watches(record, edges);
  const bool has_turned = !clocks.empty() && holdings_->plan.raising.reads_clocks;
  if (!moves.empty() || !edges.empty() || has_turned || !only_puts_off(item)) may_come_sooner_ = true;
}

// Of what the item did apart from moves, clocks and what has come to hold (raising.h).
bool Decider::only_puts_off(const ItemEnd& item) const {
  const Raising& raising = holdings_->plan.raising;
  if (item.birth) return false;
  if (item.cause.kind == CauseKind::Event) return raising.events[item.cause.event->type] != 0;
  return item.cause.kind == CauseKind::Step && raising.steps[item.cause.source] != 0;
}

// What was done can only have put the pending wake-up off. "Nothing to come" was proved up to the next quiet
// booking, which an event may move.
bool Decider::still_stands(const ItemEnd& item, const int64_t* record) const {
  const Plan& plan = holdings_->plan;
  if (may_come_sooner_ || extra_wakes_ != 0) return false;
  const int64_t wake = record[Layout::kWake];
  return wake == kNever ? record[Layout::kWakeHint] == kNever && plan.artefact->quiets.empty()
                        : wake > item.now_ms;
}

void Decider::find_wake(const ItemEnd& item) {
  if (!search_.is_needed()) return;
  int64_t* record = holdings_->leads.record(item.lead);
  const bool stands = still_stands(item, record);
  may_come_sooner_ = false;
  if (stands) return;
  const int64_t horizon = std::min(limits::kEndInstantMs, next_quiet(holdings_->plan, record)) - 1;
  const Wake pending{record[Layout::kWake], record[Layout::kWakeHint]};
  const Wake wake =
      search_.next(holdings_->view(item.lead), record, registers_, item.now_ms, horizon, pending);
  record[Layout::kWake] = wake.instant_ms;
  record[Layout::kWakeHint] = wake.hint_ms;
  if (extra_wakes_ == 0) return;
  int64_t& extra = record[Layout::kExtraWakes];
  extra = item.cause.kind == CauseKind::Wake ? extra - 1 : static_cast<int64_t>(extra_wakes_);
  if (extra <= 0) return;
  const int64_t end = std::min({wake.instant_ms, item.now_ms + kExtraWakeSpanMs, limits::kEndInstantMs});
  record[Layout::kWake] =
      std::min(wake.instant_ms, item.now_ms + std::max<int64_t>(1, (end - item.now_ms) / 2));
}

}  // namespace lead::engine
