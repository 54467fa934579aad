// The wording of what is found out about teams, routes and queues by the roster: one function a case.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

// --- routes. `example`: a lead, as in "a lead with `region` west"; empty: none is known.
Diagnostic last_row_may_fail(const syntax::RouteRow& row, bool is_certain,
                             const std::string& example);                              // L0556
Diagnostic last_row_asks(const syntax::RouteRow& row, const std::string& example);     // L0556
Diagnostic row_behind(const syntax::RouteRow& row, const syntax::RouteRow* taken_by);  // L0603
// `reasons`: why each who could be meant is not.
Diagnostic nobody_eligible(const syntax::RouteRow& row, const Strings& reasons,
                           const std::string& example);  // L0651
// `why`: what is so for this lead.
Diagnostic waits_for_ever(const syntax::RouteRow& row, const std::string& example,
                          const std::string& why);  // L0655

// --- teams and people
Diagnostic team_of_nobody(const Name& team, size_t people, const std::string& condition,
                          const std::vector<Span>& rows);  // L0650
Diagnostic cover_is_away(Span person, std::string_view id, Span cover, std::string_view cover_id,
                         const std::string& from, const std::string& until);  // L0658

// --- queues
Diagnostic never_filled(const Name& queue);  // L0653
Diagnostic offered_to_nobody(const Name& team, const Name& queue, size_t people,
                             const std::string& condition);  // L0654

// --- names
Diagnostic never_named(const Name& name, std::string_view what, std::string_view how);  // L0656

// --- notices. `fix`: the cause that `on assignment of` takes the place of; none: more would have to change.
Diagnostic told_too_early(Span notice, const Name& role, Span route, Span fix);  // L0665

// --- options
Diagnostic at_work_without_hours(Span span, std::string_view whom);                               // L0657
Diagnostic cover_of_nobody(Span span, std::string_view whom);                                     // L0657
Diagnostic load_of_nobody(Span span, std::string_view role);                                      // L0657
Diagnostic cap_never_binds(const syntax::Cap& cap, const syntax::Cap& by, std::string_view why);  // L0657
Diagnostic excludes_all(const syntax::RouteRow& row, size_t members, std::string_view role);      // L0659

}  // namespace lead::semantics::problems
