// Gaps and overlaps of bands over a value, each with a value that is in none or in two of them.
//
//   bands size of employees { small from 1 to 10, mid from 11 to 1000, big from 1000 }   # L0570: 1000
//
// Part of check_coverage. A value below the first or above the last row has no band; that is a warning
// (L0605) where the policy itself declares that the value may lie there, and otherwise counts as missing.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void cover_bucket(const syntax::SyntaxTree& tree, const Program& program, const Bucket& bucket,
                  diagnostics::Sink& sink);

}  // namespace lead::semantics
