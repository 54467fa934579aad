// What routing remembers, as one JSON object: for a run to be continued from, compared or looked at.
//
//   {"time":"…","roster":"…","holders":[…],"pools":[…],"caps":[…],"queued":[…],"waiting":[…],"remembered":[…]}
//
// People by their ids, rows by role and name, credits as exact fractions (`"2/3"`).
#pragma once
#include <string>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/desk_state.h"

namespace lead::emit {

void append_desk(std::string& out, const artefact::ArtefactT& artefact, const engine::DeskState& state,
                 int64_t now_ms);

}  // namespace lead::emit
