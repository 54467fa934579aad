// What can be shown of teams, routes and queues from the roster of the policy: rows by which nobody ever gets
// a lead, leads that wait for ever, queues out of sight, options that change nothing, names that nothing asks
// for.
//
//   check_roster(tree, program, sink);   // L0556, and the warnings L0650 to L0659 and L0665 to L0668
//
// A finding holds for every lead and every order of events as long as the roster is that of the policy, and
// names the lead or the person that shows it. A policy without people gets its roster when it is run: nothing
// is said of who is in it. Takes a program without errors. BOUND: that of PersonReader; what is not looked at
// any more is taken as possible.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void check_roster(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

// Parts of it.
void check_options(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);
void check_notices(const syntax::SyntaxTree& tree, diagnostics::Sink& sink);
void check_circles(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);
void check_uses(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
