#include "runtime/engine/search.h"

#include <algorithm>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"

namespace lead::engine {
namespace {

constexpr int64_t kFirstLookMs = int64_t{1}
                                 << 30;  // about 12 days: where a search without a hint looks first
constexpr int64_t kRoughly = 16;         // a change is known well enough within this part of its distance
constexpr int64_t kSliver = 64;          // how near a guess is tried, in parts of the segment

}  // namespace

Search::Search(const Plan& plan) : plan_(&plan), first_(plan.fadings), last_(plan.fadings) {
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
    crossing_ms_ = crossing(*artefact.outputs[output], now);
    return false;
  }
  for (const uint32_t watch : plan_->slices.timed_watches) {
    const vm::Interval& found = bounds_.words[plan_->watches[watch]];
    const bool met = record_[plan_->layout.watches + watch] != 0;
    const bool always_met = !found.may_be_missing && (found.low > 0 || found.high < 0);
    const bool never_met = !found.may_be_known || (found.low == 0 && found.high == 0);
    if (met ? always_met : never_met) continue;
    crossing_ms_ = kNever;
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
    crossing_ms_ = kNever;
    return false;
  }
  return true;
}

// Where a straight line through the score's values at the ends of the segment crosses the threshold that ends
// the band.
int64_t Search::crossing(const artefact::OutputT& output, int64_t shown) const {
  if (output.latch < 0 || output.value < 0) return kNever;
  const artefact::LatchT& latch = *plan_->artefact->latches[static_cast<size_t>(output.latch)];
  const vm::Interval& score = bounds_.words[static_cast<size_t>(output.value)];
  const auto bands = static_cast<int64_t>(latch.from.size());
  Wide part = -1;
  if (shown > 0 && shown <= bands && score.low < latch.until[static_cast<size_t>(shown - 1)]) {
    part = static_cast<Wide>(score.high) - latch.until[static_cast<size_t>(shown - 1)];
  } else if (shown < bands && score.high >= latch.from[static_cast<size_t>(shown)]) {
    part = static_cast<Wide>(latch.from[static_cast<size_t>(shown)]) - score.low;
  }
  const Wide whole = static_cast<Wide>(score.high) - score.low;
  if (part < 0 || whole <= 0 || part > whole || whole > INT64_MAX) return kNever;
  return first_.now_ms() + static_cast<int64_t>(part * (last_.now_ms() - first_.now_ms()) / whole);
}

// Something may change in (proven, failed]; closes in on it until the rest is short beside what is proven.
Wake Search::narrow(int64_t first_ms, int64_t proven_ms, int64_t failed_ms) {
  for (int step = 0; failed_ms > proven_ms + 1 && evaluations_ < limits::kMaxSearchBounds;
       step = (step + 1) % 3) {
    const int64_t length = failed_ms - proven_ms;
    if (length * kRoughly <= proven_ms - first_ms) break;
    // Just before the crossing expected, just behind it, and halfway: a good guess shrinks the rest to a
    // sliver in two looks.
    int64_t look = proven_ms + length / 2;
    if (step < 2 && crossing_ms_ > proven_ms && crossing_ms_ <= failed_ms) {
      look = std::clamp(crossing_ms_ + (step == 0 ? -1 - length / kSliver : length / kSliver), proven_ms + 1,
                        failed_ms - 1);
    }
    if (is_still(proven_ms + 1, look)) {
      proven_ms = look;
    } else {
      failed_ms = look;
    }
  }
  return {proven_ms + 1, failed_ms};
}

Wake Search::next(const LeadView& lead, const int64_t* record, const vm::Registers& row, int64_t now_ms,
                  int64_t horizon_ms, const Wake& pending) {
  const int64_t first = now_ms + 1;
  if (first > horizon_ms) return {};
  lead_ = &lead;
  record_ = record;
  evaluations_ = 0;
  crossing_ms_ = kNever;
  for (const uint32_t at : plan_->slices.still_words)
    bounds_.words[at] = vm::exactly({row.words[at], row.words_known[at] != 0});
  for (const uint32_t at : plan_->slices.still_texts)
    bounds_.texts[at] = {{row.texts[at], row.texts_known[at] != 0}, true};

  // The last search's wake-up itself: what failed then is where to look on.
  if (pending.instant_ms == kNever && pending.hint_ms != kNever && pending.hint_ms > first &&
      pending.hint_ms < horizon_ms) {
    if (!is_still(first, pending.hint_ms)) return narrow(first, first - 1, pending.hint_ms);
  }
  // Does the pending wake-up still stand? One proof, and nothing else to do, for most events.
  const int64_t pending_end = pending.instant_ms > horizon_ms ? horizon_ms : pending.instant_ms - 1;
  if (pending_end >= first) {
    if (is_still(first, pending_end)) return pending.instant_ms > horizon_ms ? Wake{} : pending;
    if (pending_end < horizon_ms) return narrow(first, first - 1, pending_end);
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
  return narrow(first, proven, end);
}

}  // namespace lead::engine
