#include "runtime/engine/award.h"

#include <vector>

#include "runtime/engine/ledger.h"

namespace lead::engine {

int64_t award_at(const artefact::Decay& decay, int64_t millionths, int64_t awarded_ms, int64_t now_ms) {
  Fadings fadings;
  const Ledger ledger(decay, fadings);
  FadingPoints points(fadings);
  RingStore rings;
  std::vector<int64_t> words(ledger.size());
  points.move_to(awarded_ms);
  if (!ledger.book(words.data(), rings, points, millionths)) return 0;
  points.move_to(now_ms);
  return ledger.read(words.data(), rings, points);
}

}  // namespace lead::engine
