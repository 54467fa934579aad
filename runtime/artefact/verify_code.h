// Code that is no part of an artefact but runs on its slots and tables, outside of every event: the
// expectations of tests.
//
// Held to the same rules as the artefact's own code (registers, references, kinds). Linear in the code.
#pragma once
#include <optional>

#include "runtime/artefact/artefact.h"

namespace lead::artefact {

// Nothing, or why not.
[[nodiscard]] std::optional<Refusal> verify_code(const VerifiedArtefact& artefact, const CodeT& code);

}  // namespace lead::artefact
