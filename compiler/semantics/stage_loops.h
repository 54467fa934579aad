// Endless journeys: stages between which a lead would go round within one instant.
//
//   raw -> mql when interest is hot
//   mql -> raw when employees < 10        -> L0525: a hot lead of a small company goes to and fro
//   mql -> raw when interest is cold      -> nothing: the score is in one band only
//
// A circle of `when` transitions goes on for ever only where all its conditions hold together, so it is
// refuted where their cases exclude each other (cases.h, case_links.h). What the lifecycle itself moves
// (moved.h) may be different at each step and excludes nothing, but for the stage the lead is in. Circles are
// looked for from the shortest on; of those with a step in common only the first is reported. Where the
// search comes to its end before the circles do, that is reported too: what cannot be refuted is an error.
// BOUND: kMostCircleSteps steps a lifecycle, each as costly as Cases::both. Never fails.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

// After the ranges of values are known.
void check_stage_loops(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
