// Grades: every lead has one, every name can be attained, every row can matter.
//
//   steps F < D < C < B < A   start at D   up 1 step when known        -> L0602 nobody attains B or A
//
// Part of check_coverage: reports into the sink and changes nothing. Linear in the rows, but for the cases of
// rows by first match (row_coverage.h).
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void cover_grade(const syntax::SyntaxTree& tree, const Program& program, const Grade& grade,
                 diagnostics::Sink& sink);

}  // namespace lead::semantics
