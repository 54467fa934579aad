// Rows that nothing reaches, lists that leave leads without an answer, and conditions that nothing can meet.
//
//   grade fit { A when employees >= 100   B when employees >= 200   C otherwise }    # L0603: B is never reached
//
// Part of check_coverage: each function reports into the sink and changes nothing. What cannot be proved
// within the bounds of cases.h is taken as possible; only a list without `otherwise` has to be proved, not
// disproved.
#pragma once
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/semantics/staffing.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

void cover_definition(const syntax::SyntaxTree& tree, const Program& program, const Definition& definition,
                      diagnostics::Sink& sink);
// Grades that are made by rows. `rated`: what must hold for the rows to be asked at all; none: nothing.
void cover_grade_rows(const syntax::SyntaxTree& tree, const Program& program, const syntax::Name& name,
                      const syntax::RowsGrade& body, syntax::ExprId rated, diagnostics::Sink& sink);
// Segments of thresholds, of which the first that holds is taken.
void cover_segments(const syntax::SyntaxTree& tree, const Program& program, const Score& score,
                    diagnostics::Sink& sink);
// `staffing`: of this program.
void cover_route(const syntax::SyntaxTree& tree, const Program& program, const Route& route,
                 Staffing& staffing, diagnostics::Sink& sink);
// A condition that contradicts itself; `what` it belongs to.
void cover_condition(const syntax::SyntaxTree& tree, const Program& program, syntax::ExprId condition,
                     const std::string& what, diagnostics::Sink& sink);
void cover_rule(const syntax::SyntaxTree& tree, const Program& program, const syntax::Rule& rule,
                diagnostics::Sink& sink);

}  // namespace lead::semantics
