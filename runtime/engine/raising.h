// Which events can only put off what time is going to do, so that a pending wake-up still stands after them.
//
// A value *falls* when time alone never makes it larger and more plus points or more counted events never
// make it smaller: a faded sum of plus points, a count in a window, what is added up, capped, compared and
// banded of these. It *climbs* where neither time makes it smaller nor an event larger: a time that is over,
// counted from a stage or from the last of some events. Let w be the wake-up found for a lead, and let an
// event do nothing but add to such parts. A falling value that is the same after the event as before then
// stays it until w: it was proved to stay up to w, it is no lower now than it was to be then, and no higher
// than it is now; a climbing one in mirror image. What hangs on such values alone (a cell on a band, a
// transition on a cell) stays while these do. And whatever reads nothing that the event touches goes on as it
// was to go. Who holds a role changes in an item of its own, which is no event's: after it the search
// decides.
//
// Pure analysis of the artefact, once; linear in its code. What it does not know it takes for "not so", and
// the search (search.h) decides.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::engine {

// By event type, and by step of a clock: nothing that it does can bring a change by time alone nearer,
// provided that it moves the lead through no lifecycle, that no condition comes to hold with it, and that
// none of the outputs and watched conditions named here changes. `reads_clocks`: nor may a clock change.
struct Raising {
  std::vector<uint8_t> events, steps;
  std::vector<uint32_t> outputs;  // indices into artefact.outputs
  std::vector<uint32_t> watches;  // indices into `watches`
  bool reads_clocks = false;
};

// `watches`: registers of `derived` that are observed beside the outputs. `timed`: one flag per instruction
// of `derived` (vm::time_dependent).
[[nodiscard]] Raising find_raising(const artefact::ArtefactT& artefact, const std::vector<uint32_t>& watches,
                                   const std::vector<uint8_t>& timed);

}  // namespace lead::engine
