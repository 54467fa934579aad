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
// L0420; `target`: of the other kind. `is_mixed`: the targets count both, and no spelling of the step fits.
Diagnostic step_time(const syntax::SlaStep& step, Span target, bool is_mixed);
Diagnostic nothing_starts(const syntax::SlaDecl& sla);                                    // L0527
Diagnostic no_target(const syntax::SlaDecl& sla);                                         // L0528
Diagnostic no_last_target(const syntax::SlaDecl& sla);                                    // L0528
Diagnostic behind_the_last(const syntax::Target& target, const syntax::Target& last);     // L0528
Diagnostic wrong_step(Span span, std::string_view why);                                   // L0529
Diagnostic values_left_out(Span list, std::string_view what, const Strings& left_out);    // L0577
Diagnostic ends_where_it_starts(const syntax::Signal& start, const syntax::Signal& end);  // L0642
Diagnostic nobody_owes(const syntax::SlaDecl& sla, const Strings& owners);                // L0643
Diagnostic hours_unused(const syntax::SlaDecl& sla);                                      // L0644
Diagnostic never_ends(const syntax::SlaDecl& sla);                                        // L0645
// L0660, L0662; `leaves`: takes every lead out of the stage before.
Diagnostic never_broken(const syntax::SlaDecl& sla, Span target, std::string_view stage,
                        const syntax::Transition& leaves);
Diagnostic step_after_stage(const syntax::SlaStep& step, std::string_view stage,
                            const syntax::Transition& leaves);
Diagnostic longer_than_promise(const syntax::SlaStep& step, Span target);  // L0662
Diagnostic outlives_stage(const syntax::SlaDecl& sla, const syntax::Signal& start, std::string_view stage,
                          const syntax::Transition& leaves);                          // L0661
Diagnostic pause_in_vain(const syntax::Signal& pause, const syntax::Signal& resume);  // L0663
// L0664; each begins when the next one is broken, the last one when the first is.
Diagnostic start_each_other(const std::vector<const syntax::SlaDecl*>& circle);

}  // namespace lead::semantics::problems
