// Random event streams over the schema of generate_policy: a handful of leads, ties, duplicates, differing
// copies, missing, null and out-of-order events within and beyond the lateness.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/value/event.h"

namespace lead::testing {

struct StreamShape {
  int events = 60;
  int leads = 3;
  int span_ms = 300;  // events fall within this many milliseconds
  bool copies =
      true;  // duplicates and differing copies; without them no two events share the keys that order them
  int shuffle_ms = 0;  // arrival may stray by this much; up to the policy's lateness nothing may change
};

// In order of arrival. The same seed gives the same events; the shuffle changes their order alone.
[[nodiscard]] value::EventBlock generate_events(uint64_t seed, const StreamShape& shape,
                                                const artefact::ArtefactT& artefact);

}  // namespace lead::testing
