// The wording of what `check` reports about promises: one function a code.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

Diagnostic unknown_calendar(const Name& name, const Strings& close);                       // L0332
Diagnostic unknown_sla(const Name& name, const Strings& close);                            // L0333
Diagnostic hours_wanted(Span span, const syntax::SlaDecl& sla, const Strings& calendars);  // L0415
Diagnostic clock_asked(Span span, std::string_view sla);                                   // L0419
Diagnostic nothing_starts(const syntax::SlaDecl& sla);                                     // L0527
Diagnostic no_target(const syntax::SlaDecl& sla);                                          // L0528
Diagnostic no_last_target(const syntax::SlaDecl& sla);                                     // L0528
Diagnostic behind_the_last(const syntax::Target& target, const syntax::Target& last);      // L0528
Diagnostic wrong_step(Span span, std::string_view why);                                    // L0529
Diagnostic values_left_out(Span list, std::string_view what, const Strings& left_out);     // L0577
Diagnostic ends_where_it_starts(const syntax::Signal& start, const syntax::Signal& end);   // L0642
Diagnostic nobody_owes(const syntax::SlaDecl& sla, const Strings& owners);                 // L0643
Diagnostic hours_unused(const syntax::SlaDecl& sla);                                       // L0644
Diagnostic never_ends(const syntax::SlaDecl& sla);                                         // L0645

}  // namespace lead::semantics::problems
