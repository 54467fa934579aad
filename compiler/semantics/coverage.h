// Overlap and gaps: lists, bands and matrices answer for every lead exactly once, and every row can be
// reached. What does not is reported with a witness, a lead in the words of the policy.
//
//   bands size of employees { small from 1 to 10, mid from 11 to 1000, big from 1000 }
//     -> L0570  1000 is both `mid` and `big`              witness: a lead with `employees` 1000
//
// Buckets (gaps, overlaps), score bands (order, floor, thresholds that nobody attains), ladders and grades
// (`otherwise` or proved total; rows that are never reached), matrices (every band and grade, also
// `unrated`), tables of points (total over their choice), rules whose condition can never be met.
//
// In: the tree and the program after `check_ranges`, whose ranges are used. Out: diagnostics only. Reports
// nothing that it cannot prove: conditions are understood as far as they compare one attribute with
// constants, joined by `and` and `or`. BOUND: a condition that unfolds into more than 64 alternatives is
// taken as possible and not total.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void check_coverage(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
