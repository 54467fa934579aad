// The wording of what `check` reports about lifecycles: one function a code.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

Diagnostic unknown_stage(const Name& name, const Strings& close);                              // L0330
Diagnostic stage_of_two(const Name& name, std::string_view one, std::string_view other);       // L0331
Diagnostic no_first_stage(const Name& lifecycle, const syntax::StageDecl* candidate);          // L0520
Diagnostic two_first_stages(const syntax::StageDecl& second, const syntax::StageDecl& first);  // L0520
Diagnostic leaves_final(Span span, const syntax::StageDecl& stage);                            // L0521
Diagnostic stays_in_stage(Span span, const Name& stage);                                       // L0522
Diagnostic reason_missing(const syntax::Transition& transition, const syntax::StageDecl& to,
                          std::string_view choice, const Strings& items);    // L0523
Diagnostic reason_unasked(const Name& reason, const syntax::StageDecl& to);  // L0523
Diagnostic reason_of_no_stage(const Name& reason, const Name& value);        // likewise, in a test
Diagnostic never_after(const Name& stage, Span from);                        // L0524
struct Round {
  Span span;
  std::string from, to;
};
// `example`: a lead for whom all the conditions hold, or nothing. `may_change`: some of them ask for what
// changes on the way.
Diagnostic stage_loop(const std::vector<Round>& rounds, const std::string& example,
                      bool may_change);                                                   // L0525
Diagnostic too_many_circles(const Name& lifecycle);                                       // L0525
Diagnostic unknown_owner(const Name& name, const Strings& owners, const Strings& close);  // L0526
Diagnostic never_entered(const syntax::StageDecl& stage);                                 // L0640
Diagnostic never_left(const syntax::StageDecl& stage);                                    // L0641

}  // namespace lead::semantics::problems
