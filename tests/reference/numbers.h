// Arithmetic and fading of the reference, written from their definitions (docs/language.md, "Numbers" and
// "Decay") and apart from the runtime's. Only the table of weights of a half-life is the runtime's: it is
// part of the definition.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/artefact/schema.h"
#include "tests/reference/lead.h"

namespace lead::reference {

__extension__ typedef __int128 Wide;

// n / d to the nearest whole number, ties to the even one. d > 0.
[[nodiscard]] Wide nearest_even(Wide n, Wide d);
// What the awards are worth together at `now_ms`, in millionths.
[[nodiscard]] int64_t worth(const std::vector<Award>& awards, const artefact::Decay& decay, int64_t now_ms);
// Awards that are still worth anything, or may be.
[[nodiscard]] size_t live_awards(const std::vector<Award>& awards, const artefact::Decay& decay,
                                 int64_t now_ms);
// Whether the sum of a ledger that halves can be held at all (64 bits).
[[nodiscard]] bool fits(const std::vector<Award>& awards, const artefact::Decay& decay);

}  // namespace lead::reference
