// Rows in which a lead waits for something that time alone changes: L0558.
//
//   check_waits(kernel, artefact, sink);   // of one policy, lowered
//
// Who waits is tried again when somebody becomes free or the lead itself changes (docs/decisions/0013). What
// a row asks of the lead must not change in between, or the answer would hang on when it was asked last.
// Takes what is made of the kernel, so that a value that only seems to follow the clock passes. Linear in the
// code.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/kernel/kernel.h"
#include "runtime/artefact/artefact.h"

namespace lead::compile {

void check_waits(const kernel::Kernel& kernel, const artefact::ArtefactT& artefact, diagnostics::Sink& sink);

}  // namespace lead::compile
