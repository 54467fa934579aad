// How often a booking may get through: `once`, `at most 10 times per day`, `once per title`, `once per 7
// days`.
//
// A limit's state is two words, all 0 before the first grant: a count, or (calendar) the stretch it counts in
// and a count, or (rolling) the last grant or a ring of grants. A limit without key keeps them in the lead's
// record, a keyed one has them once per key (keyed.h). `take` says whether a booking gets through and, if so,
// counts it.
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"
#include "runtime/calendar/zone.h"
#include "runtime/engine/rings.h"

namespace lead::engine {

class Limit {
 public:
  static constexpr size_t kWords = 2;

  Limit(const artefact::LimitT& limit, const artefact::ZoneT& zone);
  [[nodiscard]] bool is_keyed() const { return keyed_; }
  [[nodiscard]] bool has_text_key() const { return text_key_; }

  [[nodiscard]] bool take(int64_t* state, RingStore& rings, int64_t now_ms);
  // Whether the state allows as much as an empty one, now and later: then it need not be kept.
  [[nodiscard]] bool is_spent_state_over(const int64_t* state, const RingStore& rings, int64_t now_ms);
  // Gives back what the state holds outside its words.
  void release(int64_t* state, RingStore& rings) const;
  // Nothing was ever granted.
  void clear(int64_t* state, RingStore& rings) const;
  [[nodiscard]] bool is_empty(const int64_t* state) const;

 private:
  [[nodiscard]] const calendar::Stretch& stretch_at(int64_t now_ms);
  [[nodiscard]] bool take_rolling(int64_t* state, RingStore& rings, int64_t now_ms) const;

  artefact::LimitKind kind_;
  artefact::Period period_;
  uint32_t count_;
  bool keyed_;
  bool text_key_;
  const artefact::ZoneT* zone_;
  calendar::Stretch
      stretch_;  // CACHE: of the calendar; items come in order of time, so it changes once a stretch
};

}  // namespace lead::engine
