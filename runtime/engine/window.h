// Instants of matching events, counted while they are recent: `count of page_view in last 7 days`. A window
// may keep a value beside each instant, for sums and their like.
//
// An instant t counts at now while now < t + period; a period is milliseconds or calendar months in the
// policy's zone. `words` is the window's part of a lead's record, all 0 when empty: a plain count since birth
// where the window has one, then a ring of instants where it keeps any. Counting is O(log instants); in
// months also O(instants of the months' slack).
#pragma once
#include <cstdint>

#include "runtime/artefact/opcode.h"
#include "runtime/artefact/schema.h"
#include "runtime/engine/rings.h"
#include "runtime/vm/source.h"

namespace lead::engine {

// Instants of a ring (the first word of an entry, not descending) that still count. Bounded below and above
// by whole searches.
[[nodiscard]] size_t count_recent(const int64_t* ring, const RingStore& rings, int64_t now_ms,
                                  artefact::Period period, const artefact::ZoneT& zone, size_t stride = 1);
// Drops instants at the front that count no more.
void drop_old(int64_t* ring, RingStore& rings, int64_t now_ms, artefact::Period period,
              const artefact::ZoneT& zone, size_t stride = 1);

class Window {
 public:
  Window(const artefact::WindowT& window, const artefact::ZoneT& zone);

  [[nodiscard]] size_t size() const { return (counts_all_ ? 1u : 0u) + (keeps_ ? RingStore::kWords : 0u); }
  // False where more than limits::kMaxWindowEvents instants would be kept.
  [[nodiscard]] bool push(int64_t* words, RingStore& rings, int64_t now_ms, int64_t value) const;
  void clear(int64_t* words, RingStore& rings) const;
  [[nodiscard]] bool is_empty(const int64_t* words) const;
  [[nodiscard]] bool keeps_values() const { return stride_ > 1; }
  // Both 0: all since birth.
  [[nodiscard]] int64_t count(const int64_t* words, const RingStore& rings, int64_t now_ms, int64_t ms,
                              int32_t months) const;
  // WindowSum, WindowLeast, WindowGreatest or WindowDistinct over the values of the events that count.
  // O(instants kept), for different ones times their logarithm.
  [[nodiscard]] vm::Word value(artefact::Opcode op, const int64_t* words, const RingStore& rings,
                               int64_t now_ms, artefact::Period period) const;
  // Bounds of the same from `first_ms` to `last_ms`: events only ever leave a window.
  [[nodiscard]] vm::Interval value_bounds(artefact::Opcode op, const int64_t* words, const RingStore& rings,
                                          int64_t first_ms, int64_t last_ms, artefact::Period period) const;
  // Brings what the ring holds closer.
  void prefetch(const int64_t* words, const RingStore& rings) const {
    if (keeps_) rings.prefetch(words + (counts_all_ ? 1 : 0), 1);
  }
  // The first instant at which fewer than `least` count, if nothing more comes: a guess where clocks were set
  // back. INT64_MIN: there are not so many. Not both 0.
  [[nodiscard]] int64_t falls_below(const int64_t* words, const RingStore& rings, int64_t least, int64_t ms,
                                    int32_t months) const;

 private:
  template <class Visit>
  void visit_values(const int64_t* words, const RingStore& rings, int64_t now_ms, artefact::Period period,
                    Visit visit) const;

  artefact::Period keep_;
  const artefact::ZoneT* zone_;
  bool counts_all_;
  bool keeps_;
  size_t stride_;  // instant, and the value where one is kept
};

}  // namespace lead::engine
