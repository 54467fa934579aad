// `route owner unique on …`: rows of which no lead meets two, so that their order decides nothing.
//
//   large: to desk_a by turns when employees >= 500
//   dach:  to desk_b by turns when country is DE        # L0578: a lead with `country` DE and `employees` 500
//
// Part of check_coverage. It has to be proved that two rows exclude each other; what is not understood counts
// as an overlap. BOUND: kMaxOverlaps are told; that of cases.h a pair. Never fails.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void check_unique_rows(const syntax::SyntaxTree& tree, const Program& program, const Route& route,
                       diagnostics::Sink& sink);

}  // namespace lead::semantics
