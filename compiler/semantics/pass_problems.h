// The wording of what the passes over missing values, ranges and coverage find: one function per code. All of it is in
// the words of the policy, with a witness where there is one. Never fails.
#pragma once
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/polarity.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

// `a`, `b` and `c`
[[nodiscard]] std::string list_words(const std::vector<std::string>& words, const char* last = "and");

// --- missing values
// L0550. `reads` all stand under `culprit` and in one where-clause, or none.
[[nodiscard]] diagnostics::Diagnostic met_because_missing(const syntax::SyntaxTree& tree, const Program& program,
                                                          syntax::ExprId culprit, Around around, const std::vector<MissingRead>& reads);
// L0551
[[nodiscard]] diagnostics::Diagnostic points_may_be_missing(const syntax::SyntaxTree& tree, const Program& program,
                                                            const syntax::Rule& rule, syntax::ExprId value,
                                                            const std::vector<MissingRead>& reads);

}  // namespace lead::semantics
