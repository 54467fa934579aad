// The next instant at which time alone may change what is observed of a lead.
//
// A segment of time is *still* when interval evaluation (vm/bounds.h) proves every output, and every
// condition that is watched, to keep its value throughout. The search proves longer and longer prefixes of
// the time to come and halves where a proof fails. It answers with the first instant behind the proven
// prefix: never later than the true first change, and exact when it is near. Far changes are answered
// roughly, an early wake-up being invisible and the next search starting closer: what most leads need is only
// that nothing happens before their next event. Where a score crosses a band's threshold the search looks
// just before and just behind the instants at which counts step (count_steps.h) and at which a fading score
// would cross (crossing.h), before it halves: a guess decides where to look, never what is proven. Cost: at
// most limits::kMaxSearchBounds interval evaluations, usually three, and one where the pending wake-up still
// stands.
#pragma once
#include <cstdint>

#include "runtime/engine/count_steps.h"
#include "runtime/engine/crossing.h"
#include "runtime/engine/fading.h"
#include "runtime/engine/lead_view.h"
#include "runtime/vm/bounds.h"
#include "runtime/vm/registers.h"

namespace lead::engine {

struct Wake {
  int64_t instant_ms = kNever;
  int64_t hint_ms =
      kNever;  // a later instant by which the proof failed: where the next search should look first
};

class Search {
 public:
  explicit Search(const Plan& plan);

  // Whether time alone can ever change an output of this policy, or what one hangs on later.
  [[nodiscard]] bool is_needed() const {
    const Slices& slices = plan_->slices;
    return !slices.timed_outputs.empty() || !slices.timed_watches.empty() || !slices.timed_latches.empty();
  }

  // The next wake-up after now_ms and up to `horizon_ms`; `pending` is the one found before, by a search that
  // knew less, or (instant kNever) what is left of it at its own instant: the hint. `row` holds the derived
  // registers as of now, and the record the outputs that go with them.
  [[nodiscard]] Wake next(const LeadView& lead, const int64_t* record, const vm::Registers& row,
                          int64_t now_ms, int64_t horizon_ms, const Wake& pending);

 private:
  // (proven, failed]: still up to and with `proven_ms`; up to and with `failed_ms` that is not proven.
  struct Gap {
    int64_t proven_ms;
    int64_t failed_ms;
  };
  [[nodiscard]] bool is_still(int64_t first_ms, int64_t last_ms);
  [[nodiscard]] bool latches_stand();
  void note_descent(const artefact::OutputT& output, int64_t shown);
  // The one that crossings are judged by; null where nothing fades so.
  [[nodiscard]] const HalfLife* half_life() const {
    return plan_->fadings.size() > 0 ? &plan_->fadings[0] : nullptr;
  }
  bool find_steps(const Gap& gap);
  [[nodiscard]] Crossing expect(const Gap& gap) const;
  bool look(Gap& gap, int64_t at);
  [[nodiscard]] Wake narrow(int64_t first_ms, Gap gap);

  const Plan* plan_;
  FadingPoints first_, last_;
  vm::BoundsRegisters bounds_;
  uint32_t evaluations_ = 0;
  std::vector<CountStep> count_steps_;
  std::vector<int64_t> steps_ms_;   // of the lead, ascending; where counts step
  Descent descent_;                 // of the score on which the last proof failed
  uint32_t descending_ = 0;         // the register of that score
  const LeadView* lead_ = nullptr;  // of the search under way
  const int64_t* record_ = nullptr;
};

}  // namespace lead::engine
