// Which events can only put off what time is going to do, so that a pending wake-up still stands after them.
//
// A value *falls* when time alone never makes it larger and more plus points or more counted events never
// make it smaller: a faded sum of plus points, a count in a window, what is added up, capped, compared and
// banded of these. Let w be the wake-up found for a lead, and let an event do nothing but add to such parts.
// A falling output that shows the same after the event as before then shows it until w: it was proved to stay
// up to w, it is no lower now than it was to be then, and no higher than it is now. An output that does not
// fall itself may still hang on falling outputs alone (a cell on a band); it stays while these do.
//
// Pure analysis of the artefact, once; linear in its code. What it does not know it takes for "not so", and
// the search (search.h) decides.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::engine {

// By event type: nothing that the event does can bring a change by time alone nearer, provided no output of
// `falling_outputs` changes with it. All 0 where some output changes with time in another way, and where
// conditions coming to hold or times of the calendar cause anything: what these watch is no output.
struct Raising {
  std::vector<uint8_t> events;
  std::vector<uint32_t> falling_outputs;
};

// `timed`: one flag per instruction of `derived` (vm::time_dependent).
[[nodiscard]] Raising find_raising(const artefact::ArtefactT& artefact, const std::vector<uint8_t>& timed);

}  // namespace lead::engine
