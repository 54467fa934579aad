// The numbers that a policy compares counts in windows with: where a count will step below one of them is
// known to the millisecond, and between such steps scores fade evenly.
//
// For the search (search.h), which looks there first. Pure analysis of the artefact, once; linear in its
// code.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::engine {

// A read of a window, and the least count on the upper side of the comparison.
struct CountStep {
  uint32_t window;
  int64_t ms;
  int32_t months;
  int64_t least;
};

// Of `derived`; counts since birth never step.
[[nodiscard]] std::vector<CountStep> find_count_steps(const artefact::ArtefactT& artefact);

}  // namespace lead::engine
