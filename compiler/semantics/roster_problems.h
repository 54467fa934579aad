// The wording of what is found out about teams, routes and queues by the roster: one function a case.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

// --- routes. `example`: a lead, as in "a lead with `region` west"; empty: none is known.
Diagnostic last_row_may_fail(const syntax::RouteRow& row, bool is_certain,
                             const std::string& example);                           // L0556
Diagnostic last_row_asks(const syntax::RouteRow& row, const std::string& example);  // L0556
// `there`: who is always there, of each row above that rests on the people of the policy.
Diagnostic row_behind(const syntax::RouteRow& row, const syntax::RouteRow* taken_by,
                      const Strings& there);  // L0603
// `by_people`: whom the row could choose stand in the team of the other.
Diagnostic row_outdone(const syntax::RouteRow& row, const syntax::RouteRow& by, bool by_people);  // L0603
// `reasons`: why each who could be meant is not.
Diagnostic nobody_eligible(const syntax::RouteRow& row, const Strings& reasons,
                           const std::string& example);  // L0651
// `why`: what is so for this lead.
Diagnostic waits_for_ever(const syntax::RouteRow& row, const std::string& example,
                          const std::string& why);  // L0655
// The last row is `keep` or `clear`. `why_nobody`: why a lead may come that nobody has; empty: it is cleared.
Diagnostic left_with_nobody(const syntax::RouteRow& row, std::string_view role, const std::string& why_nobody,
                            const std::string& example);  // L0666
struct Turn {                                             // a step of a circle
  Span span;
  std::string from, to;  // roles, or queues
};
Diagnostic assignment_circle(const std::vector<Turn>& turns, const std::string& example);  // L0667
Diagnostic queue_circle(const std::vector<Turn>& turns, const std::string& example);       // L0668

// --- teams and people
Diagnostic team_of_nobody(const Name& team, size_t people, const std::string& condition,
                          const std::vector<Span>& rows);  // L0650
Diagnostic cover_is_away(Span person, std::string_view id, Span cover, std::string_view cover_id,
                         const std::string& from, const std::string& until);  // L0658

// --- queues
Diagnostic never_filled(const Name& queue);  // L0653
Diagnostic offered_to_nobody(const Name& team, const Name& queue, size_t people,
                             const std::string& condition);  // L0654

Diagnostic watched_by_nobody(const Name& watcher, const Name& queue, size_t people,
                             const std::string& condition);  // L0652
// All that watch it are away then.
Diagnostic watchers_away(const Name& watcher, const Name& queue, Span person, bool is_team,
                         const std::string& from, const std::string& until);  // L0652

// --- names
Diagnostic never_named(const Name& name, std::string_view what, std::string_view how);  // L0656

// --- notices. `fix`: the cause that `on assignment of` takes the place of; none: more would have to change.
Diagnostic told_too_early(Span notice, const Name& role, Span route, Span fix);  // L0665

// --- options
Diagnostic at_work_without_hours(Span span, std::string_view whom);                               // L0657
Diagnostic cover_of_nobody(Span span, std::string_view whom);                                     // L0657
Diagnostic load_of_nobody(Span span, std::string_view role);                                      // L0657
Diagnostic memory_of_nobody(Span span, const std::string& role);                                  // L0657
Diagnostic cap_never_binds(const syntax::Cap& cap, const syntax::Cap& by, std::string_view why);  // L0657
Diagnostic excludes_all(const syntax::RouteRow& row, size_t members, std::string_view role);      // L0659

}  // namespace lead::semantics::problems
