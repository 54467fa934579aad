#include "runtime/engine/search.h"

#include "runtime/base/limits.h"

namespace lead::engine {
namespace {

constexpr int64_t kFirstLookMs = int64_t{1} << 30;  // about 12 days: where a search without a hint looks first

}  // namespace

Search::Search(const Plan& plan) : plan_(&plan), first_(plan.fadings), last_(plan.fadings) {
  bounds_.resize(*plan.artefact->derived);
}

bool Search::is_still(int64_t first_ms, int64_t last_ms) {
  ++evaluations_;
  first_.move_to(first_ms);
  last_.move_to(last_ms);
  const artefact::ArtefactT& artefact = *plan_->artefact;
  vm::execute_bounds_some(*artefact.derived, plan_->slices.timed, SegmentView(*lead_, first_, last_), bounds_);
  for (const uint32_t output : plan_->slices.timed_outputs) {
    const vm::Interval& found = bounds_.words[artefact.outputs[output]->register_];
    const int64_t now = record_[plan_->layout.outputs + output];
    const bool still = now == 0 ? !found.may_be_known : !found.may_be_missing && found.low == now - 1 && found.high == now - 1;
    if (!still) return false;
  }
  return true;
}

// Something may change in (proven, failed]; closes in on it until the rest is short beside what is proven.
Wake Search::narrow(int64_t first_ms, int64_t proven_ms, int64_t failed_ms) {
  while (failed_ms > proven_ms + 1 && evaluations_ < limits::kMaxSearchBounds) {
    if ((failed_ms - proven_ms) * 4 <= proven_ms - first_ms) break;
    const int64_t middle = proven_ms + (failed_ms - proven_ms) / 2;
    if (is_still(proven_ms + 1, middle)) {
      proven_ms = middle;
    } else {
      failed_ms = middle;
    }
  }
  return {proven_ms + 1, failed_ms};
}

Wake Search::next(const LeadView& lead, const int64_t* record, const vm::Registers& row, int64_t now_ms, int64_t horizon_ms,
                  const Wake& pending) {
  const int64_t first = now_ms + 1;
  if (first > horizon_ms) return {};
  lead_ = &lead;
  record_ = record;
  evaluations_ = 0;
  for (const uint32_t at : plan_->slices.still_words) bounds_.words[at] = vm::exactly({row.words[at], row.words_known[at] != 0});
  for (const uint32_t at : plan_->slices.still_texts) bounds_.texts[at] = {{row.texts[at], row.texts_known[at] != 0}, true};

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
