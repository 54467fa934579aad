// Rows of `best of`: those that never win, and those where more of something gives fewer points.
//
//   best of { 30 when count of open in last 30 days at least 3
//             15 when count of open in last 7 days at least 3 }       -> L0603 15 never wins
//   best of { 75 when count of open in last 30 days at least 3
//             50 when count of open in last 14 days is 1 }            -> L0631 a second open takes the 50
//             away
//
// Part of check_coverage: reports into the sink and changes nothing. Looks at pairs of rows. BOUND: rules
// with more than kMaxRows rows are passed over.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void cover_best_of(const syntax::SyntaxTree& tree, const Program& program, const syntax::Rule& rule,
                   diagnostics::Sink& sink);

}  // namespace lead::semantics
