// Repairs that need the text around the guilty words: what is taken away with its comma or its line, and
// words that are put in each other's place.
//
// In: a diagnostic of this room, and the sources. It comes back with further fixes, behind those it has.
// Private to the room; called once for each diagnostic, when all are known. Never fails.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::semantics {

void offer_text_repairs(diagnostics::Diagnostic& diagnostic, const source::SourceMap& sources);

}  // namespace lead::semantics
