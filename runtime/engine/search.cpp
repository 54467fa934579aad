#include "runtime/engine/search.h"

#include <algorithm>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"

namespace lead::engine {
namespace {

constexpr int64_t kFirstLookMs = int64_t{1}
                                 << 30;  // about 12 days: where a search without a hint looks first
constexpr int64_t kRoughly = 16;         // a change is known well enough within this part of its distance
constexpr int64_t kNearMs = 4096;        // a change within this is found to the millisecond

}  // namespace

Search::Search(const Plan& plan)
    : plan_(&plan),
      first_(plan.fadings),
      last_(plan.fadings),
      count_steps_(find_count_steps(*plan.artefact)) {
  bounds_.resize(*plan.artefact->derived);
}

bool Search::is_still(int64_t first_ms, int64_t last_ms) {
  ++evaluations_;
  first_.move_to(first_ms);
  last_.move_to(last_ms);
  const artefact::ArtefactT& artefact = *plan_->artefact;
  vm::execute_bounds_some(*artefact.derived, plan_->slices.timed, SegmentView(*lead_, first_, last_),
                          bounds_);
  for (const uint32_t output : plan_->slices.timed_outputs) {
    const vm::Interval& found = bounds_.words[artefact.outputs[output]->register_];
    const int64_t now = record_[plan_->layout.outputs + output];
    const bool still = now == 0 ? !found.may_be_known
                                : !found.may_be_missing && found.low == now - 1 && found.high == now - 1;
    if (still) continue;
    note_descent(*artefact.outputs[output], now);
    return false;
  }
  for (const uint32_t watch : plan_->slices.timed_watches) {
    const vm::Interval& found = bounds_.words[plan_->watches[watch]];
    const int64_t former = record_[plan_->layout.watches + watch];
    if (watch >= plan_->watched_conditions) {
      const bool still = former == kMissingInstant
                             ? !found.may_be_known
                             : !found.may_be_missing && found.low == former && found.high == former;
      if (still) continue;
      descent_ = {};
      return false;
    }
    const bool met = former != 0;
    const bool always_met = !found.may_be_missing && (found.low > 0 || found.high < 0);
    const bool never_met = !found.may_be_known || (found.low == 0 && found.high == 0);
    if (met ? always_met : never_met) continue;
    descent_ = {};
    return false;
  }
  return latches_stand();
}

// A band of a segment may turn below one that is on, with no output changing; which it was, is asked when the
// segment changes.
bool Search::latches_stand() {
  for (const uint32_t i : plan_->slices.timed_latches) {
    const artefact::LatchT& latch = *plan_->artefact->latches[i];
    const vm::Interval& score = bounds_.words[latch.score];
    const auto state = static_cast<uint64_t>(record_[plan_->layout.latches + i]);
    if (!score.may_be_known || (vm::next_latch_state(latch, state, score.low) == state &&
                                vm::next_latch_state(latch, state, score.high) == state))
      continue;
    descent_ = {};
    return false;
  }
  return true;
}

// Takes down how the score whose band may end moves over the segment.
void Search::note_descent(const artefact::OutputT& output, int64_t shown) {
  descent_ = {};
  if (output.latch < 0 || output.value < 0) return;
  const artefact::LatchT& latch = *plan_->artefact->latches[static_cast<size_t>(output.latch)];
  const vm::Interval& score = bounds_.words[static_cast<size_t>(output.value)];
  const auto bands = static_cast<int64_t>(latch.from.size());
  const int64_t first = first_.now_ms(), last = last_.now_ms();
  descending_ = static_cast<uint32_t>(output.value);
  if (shown > 0 && shown <= bands && score.low < latch.until[static_cast<size_t>(shown - 1)]) {
    descent_ = {first, score.high, last, score.low, latch.until[static_cast<size_t>(shown - 1)]};
  } else if (shown < bands && score.high >= latch.from[static_cast<size_t>(shown)]) {
    descent_ = {first, score.low, last, score.high, latch.from[static_cast<size_t>(shown)]};
  }
}

bool Search::find_steps(const Gap& gap) {
  steps_ms_.clear();
  for (const CountStep& step : count_steps_) {
    const int64_t at = lead_->step_ms(step);
    if (at > gap.proven_ms && at <= gap.failed_ms) steps_ms_.push_back(at);
  }
  std::sort(steps_ms_.begin(), steps_ms_.end());
  return !steps_ms_.empty();
}

// The middle one of the steps in the gap; where there are none, the crossing.
Crossing Search::expect(const Gap& gap) const {
  const auto begin = std::upper_bound(steps_ms_.begin(), steps_ms_.end(), gap.proven_ms);
  const auto end = std::upper_bound(begin, steps_ms_.end(), gap.failed_ms);
  if (begin != end) return {begin[(end - begin) / 2], 0};
  return expect_crossing(descent_, half_life());
}

// Tries to prove the gap up to and with `at`, and moves one of its ends there.
bool Search::look(Gap& gap, int64_t at) {
  if (!is_still(gap.proven_ms + 1, at)) {
    gap.failed_ms = at;
    return false;
  }
  gap.proven_ms = at;
  const vm::Interval& score = bounds_.words[descending_];
  descent_.first_ms = at;
  descent_.first = descent_.first > descent_.last ? score.low : score.high;
  return true;
}

// Something may change in the gap; closes it until it is short beside what is proven.
Wake Search::narrow(int64_t first_ms, Gap gap) {
  const bool is_near = gap.failed_ms - first_ms <= kNearMs;
  bool was_wrong = false;  // the crossing expected last: then halve once
  find_steps(gap);
  while (gap.failed_ms > gap.proven_ms + 1 && evaluations_ < limits::kMaxSearchBounds) {
    const int64_t length = gap.failed_ms - gap.proven_ms;
    if (!is_near && length * kRoughly <= gap.proven_ms - first_ms) break;
    const Crossing expected = is_near || was_wrong ? Crossing{} : expect(gap);
    const bool is_useful = expected.margin_ms * 4 <= length;
    const int64_t before = expected.instant_ms - expected.margin_ms - 1;
    const int64_t behind = expected.instant_ms + expected.margin_ms;
    if (is_useful && before > gap.proven_ms + expected.margin_ms && before < gap.failed_ms) {
      was_wrong = !look(gap, before) && expected.margin_ms > 0;
    } else if (is_useful && behind > gap.proven_ms && behind < gap.failed_ms) {
      was_wrong = look(gap, behind) && expected.margin_ms > 0;
    } else {
      was_wrong = false;
      look(gap, gap.proven_ms + length / 2);
    }
  }
  return {gap.proven_ms + 1, gap.failed_ms};
}

Wake Search::next(const LeadView& lead, const int64_t* record, const vm::Registers& row, int64_t now_ms,
                  int64_t horizon_ms, const Wake& pending) {
  const int64_t first = now_ms + 1;
  if (first > horizon_ms) return {};
  lead_ = &lead;
  record_ = record;
  evaluations_ = 0;
  descent_ = {};
  for (const uint32_t at : plan_->slices.still_words)
    bounds_.words[at] = vm::exactly({row.words[at], row.words_known[at] != 0});
  for (const uint32_t at : plan_->slices.still_texts)
    bounds_.texts[at] = {{row.texts[at], row.texts_known[at] != 0}, true};

  // The last search's wake-up itself: what failed then is where to look on.
  if (pending.instant_ms == kNever && pending.hint_ms != kNever && pending.hint_ms > first &&
      pending.hint_ms < horizon_ms) {
    if (!is_still(first, pending.hint_ms)) return narrow(first, {first - 1, pending.hint_ms});
  }
  // Does the pending wake-up still stand? One proof, and nothing else to do, for most events.
  const int64_t pending_end = pending.instant_ms > horizon_ms ? horizon_ms : pending.instant_ms - 1;
  if (pending_end >= first) {
    if (is_still(first, pending_end)) return pending.instant_ms > horizon_ms ? Wake{} : pending;
    const Gap gap{first - 1, pending_end};
    // A half-life bends a curve over all time to come; a straight line over so long is no guess.
    const bool has_guess = half_life() != nullptr && (descent_.is_known() || find_steps(gap));
    if (pending_end < horizon_ms || has_guess) return narrow(first, gap);
  }
  // Looks as far as the hint, or some days, then ever further.
  const bool hinted = pending.hint_ms != kNever && pending.hint_ms >= first;
  int64_t proven = first - 1;
  int64_t end = hinted ? pending.hint_ms : first + kFirstLookMs;
  while (end < horizon_ms && is_still(proven + 1, end)) {
    const int64_t length = end - proven;
    proven = end;
    end = length > (horizon_ms - end) / 8 ? horizon_ms : end + length * 8;
  }
  if (end >= horizon_ms) {
    end = horizon_ms;
    if (is_still(proven + 1, end)) return {};
  }
  return narrow(first, {proven, end});
}

}  // namespace lead::engine
