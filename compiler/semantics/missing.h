// Missing values: refuses every condition that would be met *because* something is missing, unless the policy
// says so.
//
//   define small means not (employees >= 50)      # `employees` is optional: L0550
//     -> employees is known and not (employees >= 50)
//     or employees is missing or not (employees >= 50)
//
// Logic is two-valued: a comparison with a missing value (also `is not`) is not met. So a use is an error
// where "not met" makes the whole condition met: under `not`, in `no E where …` and `each D without E where
// …`, in counts that may not be exceeded or must be exact. Definitions and buckets are read through: the
// attribute is named, and the place that reads it. `is known` and `is missing` say it; a comparison that is
// met says so too; `or else` supplies a value. Rows of ladders, grades and amounts are read top-down, an
// earlier row that is not met narrows the later ones, `otherwise` is exempt. Also: `points from X` where X
// may be missing (L0551).
//
// In: the tree and the program that `check` has built from it, names and types known. Out: diagnostics only.
// Expressions with errors are passed over in silence. Linear in the tree, times the attributes read at once.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void check_missing(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink);

}  // namespace lead::semantics
