// The wording of what the passes over missing values, ranges and coverage find: one function per code. All of it is in
// the words of the policy, with a witness where there is one. Never fails.
#pragma once
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/interval.h"
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

// --- ranges
struct BoundedInput {
  const syntax::Field* input;
  Type type;
  Interval declared;   // words
  bool is_declared;    // by the policy; otherwise the range that every input has
};
// What would make a proof go through: bounds from 0 to `top` units for every input that has none. top 0: nothing found.
struct Remedy { std::vector<BoundedInput> inputs; int64_t top = 0; };

// L0560. `range` is what the expression might come to, in words of its type (or of the one it is compared in).
[[nodiscard]] diagnostics::Diagnostic might_not_fit(const syntax::SyntaxTree& tree, const Program& program, syntax::ExprId id,
                                                    const Interval& range, const Remedy& remedy);
// L0561. `range` in millionths; `remedy` null for amounts that are written out.
[[nodiscard]] diagnostics::Diagnostic award_too_large(const syntax::Rule& rule, Span span, const Interval& range, const Remedy* remedy,
                                                      const Program& program);
// L0601
[[nodiscard]] diagnostics::Diagnostic decided_by_range(const syntax::SyntaxTree& tree, const Program& program, syntax::ExprId id,
                                                       syntax::ExprId subject, bool met);

}  // namespace lead::semantics
