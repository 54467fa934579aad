// What one thing of a case says about another: a cell about the band and the grade it lies between, a band
// about the points.
//
//   matrix treatment (interest, fit) { hot: | contact | nurture |   cold: | nurture | ignore | }
//   { treatment: ignore; interest: hot }      -> not possible: `ignore` stands in the row `cold` only
//   { interest: hot; interest: below 20 }     -> not possible where `hot` is kept until below 40
//
// A case that is not possible is one no lead is ever in; of one that is called possible nothing is proved.
// Links are followed until nothing more is excluded. BOUND: kMaxLinkRounds times over the matrices and
// scores. Never fails.
#pragma once
#include "compiler/semantics/cases.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

[[nodiscard]] bool is_possible(const syntax::SyntaxTree& tree, const Program& program, const Case& one);

}  // namespace lead::semantics
