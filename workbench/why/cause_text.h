// What caused a line of a lead's story, in words: "demo_request", "assignment of owner".
#pragma once
#include <string>

#include "runtime/engine/engine.h"

namespace lead::why {

struct CauseText {
  engine::CauseKind kind;
  std::string event;  // Event: its type; others: the words of the policy, or empty
  std::string id;     // Event: its id, may be empty
};

[[nodiscard]] CauseText cause_text(const engine::Cause& cause, const artefact::ArtefactT& artefact);

}  // namespace lead::why
