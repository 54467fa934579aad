// What can be shown of promises as they stand in the journey: one that cannot be broken, one that goes on
// when its lead is gone, steps that never come, pauses in vain, promises that only start each other.
//
//   check_promises(tree, program, sink);   // adds warnings L0660 to L0664
//
// A finding is only made where it holds for every lead and every order of events, and names the lead that
// shows it. Takes a program without errors. Linear in signals x transitions.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"

namespace lead::semantics {

void check_promises(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
