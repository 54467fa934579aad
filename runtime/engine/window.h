// Instants of matching events, counted while they are recent: `count of page_view in last 7 days`.
//
// An instant t counts at now while now < t + period; a period is milliseconds or calendar months in the
// policy's zone. `words` is the window's part of a lead's record, all 0 when empty: a plain count since birth
// where the window has one, then a ring of instants where it keeps any. Counting is O(log instants); in
// months also O(instants of the months' slack).
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"
#include "runtime/engine/rings.h"

namespace lead::engine {

// Instants of a ring (stride 1, not descending) that still count. Bounded below and above by whole searches.
[[nodiscard]] size_t count_recent(const int64_t* ring, const RingStore& rings, int64_t now_ms,
                                  artefact::Period period, const artefact::ZoneT& zone);
// Drops instants at the front that count no more.
void drop_old(int64_t* ring, RingStore& rings, int64_t now_ms, artefact::Period period,
              const artefact::ZoneT& zone);

class Window {
 public:
  Window(const artefact::WindowT& window, const artefact::ZoneT& zone);

  [[nodiscard]] size_t size() const { return (counts_all_ ? 1u : 0u) + (keeps_ ? RingStore::kWords : 0u); }
  // False where more than limits::kMaxWindowEvents instants would be kept.
  [[nodiscard]] bool push(int64_t* words, RingStore& rings, int64_t now_ms) const;
  // Both 0: all since birth.
  [[nodiscard]] int64_t count(const int64_t* words, const RingStore& rings, int64_t now_ms, int64_t ms,
                              int32_t months) const;

 private:
  artefact::Period keep_;
  const artefact::ZoneT* zone_;
  bool counts_all_;
  bool keeps_;
};

}  // namespace lead::engine
