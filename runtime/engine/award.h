// One award on its own: what is left of it at an instant. For explanations; the engine itself keeps sums
// (ledger.h).
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"

namespace lead::engine {

// Millionths left at `now_ms` of an award made at `awarded_ms` (not later). Rounded as a ledger of this one
// award is.
[[nodiscard]] int64_t award_at(const artefact::Decay& decay, int64_t millionths, int64_t awarded_ms,
                               int64_t now_ms);

}  // namespace lead::engine
