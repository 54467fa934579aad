// The wording of what the passes over missing values, ranges and coverage find: one function per code. All of
// it is in the words of the policy, with a witness where there is one. Never fails.
#pragma once
#include <optional>
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
[[nodiscard]] diagnostics::Diagnostic met_because_missing(const syntax::SyntaxTree& tree,
                                                          const Program& program, syntax::ExprId culprit,
                                                          Around around,
                                                          const std::vector<MissingRead>& reads);
// L0551
[[nodiscard]] diagnostics::Diagnostic points_may_be_missing(const syntax::SyntaxTree& tree,
                                                            const Program& program, const syntax::Rule& rule,
                                                            syntax::ExprId value,
                                                            const std::vector<MissingRead>& reads);

// --- ranges
struct BoundedInput {
  const syntax::Field* input;
  Type type;
  Interval declared;  // words
  bool is_declared;   // by the policy; otherwise the range that every input has
};
// What would make a proof go through: bounds from 0 to `top` units for every input that has none. top 0:
// nothing found.
struct Remedy {
  std::vector<BoundedInput> inputs;
  int64_t top = 0;
};

// L0560. `range` is what the expression might come to, in words of its type (or of the one it is compared
// in).
[[nodiscard]] diagnostics::Diagnostic might_not_fit(const syntax::SyntaxTree& tree, const Program& program,
                                                    syntax::ExprId id, const Interval& range,
                                                    const Remedy& remedy);
// L0561. `range` in millionths; `remedy` null for amounts that are written out.
[[nodiscard]] diagnostics::Diagnostic award_too_large(const syntax::Rule& rule, Span span,
                                                      const Interval& range, const Remedy* remedy,
                                                      const Program& program);
// L0601
[[nodiscard]] diagnostics::Diagnostic decided_by_range(const syntax::SyntaxTree& tree, const Program& program,
                                                       syntax::ExprId id, syntax::ExprId subject, bool met);

// --- coverage
// L0570 and L0571. `witness` is one value in words; `wider` is the later row.
[[nodiscard]] diagnostics::Diagnostic bucket_overlap(const syntax::SyntaxTree& tree, const Program& program,
                                                     const Bucket& bucket, size_t row, size_t later,
                                                     Wide witness);
[[nodiscard]] diagnostics::Diagnostic bucket_gap(const syntax::SyntaxTree& tree, const Program& program,
                                                 const Bucket& bucket, size_t row, size_t later,
                                                 Wide witness);
// L0605
[[nodiscard]] diagnostics::Diagnostic bucket_outside(const syntax::SyntaxTree& tree, const Program& program,
                                                     const Bucket& bucket, bool below, Wide witness,
                                                     Span declared);
// L0572: a row of bands (of a value or a score) that does not begin above the one before it, or ends before
// it begins.
[[nodiscard]] diagnostics::Diagnostic band_order(Span row, const std::string& name, const std::string& from,
                                                 Span before, const std::string& before_name,
                                                 const std::string& before_from);
[[nodiscard]] diagnostics::Diagnostic band_upside_down(Span row, const std::string& name,
                                                       const std::string& from, const std::string& to);
// L0573
[[nodiscard]] diagnostics::Diagnostic lowest_band(const syntax::ScoreBand& band, int64_t floor, Span range);
// L0574
[[nodiscard]] diagnostics::Diagnostic until_above_from(const syntax::ScoreBand& band);
[[nodiscard]] diagnostics::Diagnostic until_never(const syntax::ScoreBand& band, int64_t floor, Span range);
// L0602: `sum` is the arithmetic of the rules; empty where the score's range ends below the band.
[[nodiscard]] diagnostics::Diagnostic threshold_unattained(const syntax::ScoreBand& band, Wide most,
                                                           const std::string& sum, Span range);
// L0575: `witness` empty where nothing more is known than that the proof did not go through. Of a grade, with
// a name that a row for all others may take ("": none was found).
[[nodiscard]] diagnostics::Diagnostic list_not_total(Span name, const std::string& text, Span last_row,
                                                     const std::string& witness,
                                                     const std::optional<std::string>& grade_for_the_rest);
// L0603: `taken_by` is the earlier row that takes every such lead, where one alone does.
[[nodiscard]] diagnostics::Diagnostic row_never_reached(Span row, const std::string& name, Span taken_by,
                                                        const std::string& taken_name);
[[nodiscard]] diagnostics::Diagnostic row_never_wins(const syntax::Rule& rule,
                                                     const syntax::LadderAmount::Row& row,
                                                     const syntax::LadderAmount::Row& better);
[[nodiscard]] diagnostics::Diagnostic cap_never_matters(const syntax::GradeCap& cap, const std::string& best,
                                                        Span start);
// L0602 of grades: by steps, all of `names` lie beyond what `steps` from the start lead to; by points.
[[nodiscard]] diagnostics::Diagnostic steps_unattained(const syntax::Name& start, Span first,
                                                       const std::vector<std::string>& names, int64_t steps,
                                                       const std::string& end, bool above);
[[nodiscard]] diagnostics::Diagnostic points_unattained(const syntax::GradeThreshold& row, Wide most,
                                                        const std::string& sum);
// L0572 of grades by points: a worse grade that does not begin below the better one before it.
[[nodiscard]] diagnostics::Diagnostic threshold_order(const syntax::GradeThreshold& row,
                                                      const syntax::GradeThreshold& better);
// L0630
[[nodiscard]] diagnostics::Diagnostic weights_do_not_add_up(const syntax::ScoreDecl& decl, Wide sum);
// L0631: `op` of the comparison that asks for an exact number; none: there is no such word to repair.
struct Fewer {
  std::string event;
  int64_t events;
  int64_t now, then;  // points with so many, and with one more
};
[[nodiscard]] diagnostics::Diagnostic more_gives_fewer(const syntax::Rule& rule,
                                                       const syntax::LadderAmount::Row& row,
                                                       const syntax::LadderAmount::Row& wants_more,
                                                       const Fewer& fewer, Span op);
// L0604
[[nodiscard]] diagnostics::Diagnostic never_met(Span condition, const std::string& what);
// L0577
[[nodiscard]] diagnostics::Diagnostic table_not_total(const syntax::Rule& rule, Span subject, Span last_row,
                                                      const std::vector<std::string>& left_out,
                                                      const std::string& type);
// L0576: rows or columns left out, with one combination as the witness.
[[nodiscard]] diagnostics::Diagnostic matrix_not_total(const syntax::MatrixDecl& decl, Span span, bool rows,
                                                       const std::vector<std::string>& left_out,
                                                       const std::string& row, const std::string& column);

}  // namespace lead::semantics
