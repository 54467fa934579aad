// How much a file's tables hold, counted before they are unpacked. Internal to the room.
//
// A FlatBuffer may point at the same bytes from many places: a small file would become a huge value. `encode`
// writes every table, list and text once, so in an honest file what is reached adds up to no more than the
// file itself.
#pragma once
#include "runtime/artefact/schema.h"

namespace lead::artefact {

// Whether the elements of every list are aligned, and everything reached from `artefact` fits into `limit`
// bytes. Stops counting once it does not. The buffer must have passed FlatBuffers' verifier.
[[nodiscard]] bool unpacks_within(const Artefact& artefact, size_t limit);

}  // namespace lead::artefact
