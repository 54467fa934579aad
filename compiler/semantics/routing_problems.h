// The wording of what `check` reports about people, teams, queues and routes: one function a case.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/context.h"
#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

// --- names. `found`: what has that name instead; null: nothing.
Diagnostic unknown_party(const Name& name, PartyKind wanted, const PartyKind* found,
                         const Strings& close);                      // L0334 to L0337
Diagnostic person_not_here(const Name& name, const Strings& close);  // L0334
Diagnostic post_of_nobody(const Name& person, const PartyKind* found, const Strings& close);       // L0334
Diagnostic unknown_column(Span span, std::string_view column, const Strings& close);               // L0338
Diagnostic queue_of_other_role(const Name& queue, std::string_view role, std::string_view other);  // L0339
// L0339. `person_fix`: what `to person NAME` takes the place of; none: more than that would have to change.
Diagnostic unknown_destination(const Name& name, const PartyKind* found, Span person_fix,
                               const Strings& close);
Diagnostic standard_column(const Name& column);  // L0302
Diagnostic column_declared(const Name& column);  // L0302

// The text `name` stands where a person is wanted (L0401).
void offer_person(Diagnostic& d, Span span, const std::string& name, bool is_known);

// --- people
Diagnostic too_many(Span span, std::string_view what, size_t most);                    // L0701
Diagnostic person_name(Span span, std::string_view why);                               // L0552
Diagnostic people_row(Span span, std::string_view why);                                // L0552
Diagnostic comma_missing(const Name& column, Span before);                             // L0552
Diagnostic column_missing(Span person, std::string_view id, std::string_view column);  // L0552
Diagnostic column_names(Span span, std::string_view column, std::string_view wanted);  // L0552
Diagnostic covers_themselves(Span span, std::string_view id);                          // L0553
Diagnostic cover_not_here(Span span, std::string_view id, std::string_view cover);     // L0553
Diagnostic away_backwards(Span span);                                                  // L0554
Diagnostic away_twice(Span span, Span other);                                          // L0554
Diagnostic away_without_date(Span span);                                               // L0554
Diagnostic away_out_of_time(Span span);                                                // L0554

// --- teams and queues
Diagnostic team_of_the_lead(Span span);          // L0566
Diagnostic nobody_can_claim(const Name& queue);  // L0562
Diagnostic nobody_watches(const Name& queue);    // L0652
Diagnostic cap_of_nothing(Span span);            // L0558
Diagnostic rolling_cap_too_large(Span span);     // L0701
// `people`: the fields of the event that name a person.
Diagnostic no_person_field(const Name& field, std::string_view event, std::string_view type,
                           const Strings& close, const Strings& people);  // L0563

// --- routes
Diagnostic route_without_rows(const Name& role);                                                  // L0556
Diagnostic algorithm_missing(const syntax::RouteRow& row, const syntax::NamedDestination& node);  // L0557
Diagnostic algorithm_of_queue(const syntax::NamedDestination& node);                              // L0557
Diagnostic where_of_queue(Span where, const Name& queue);                                         // L0558
Diagnostic option_unfit(Span span, std::string_view option, Span destination, bool to_somebody);  // L0558
Diagnostic waits_for_time(Span row, std::string_view part);                                       // L0558
Diagnostic nothing_to_catch_up(Span span, Span algorithm);                                        // L0558
Diagnostic too_many_excluded(Span span);                                                          // L0569
Diagnostic wrong_key(Span span, std::string_view what, std::string_view type);                    // L0559
Diagnostic other_role(const Name& name, const Name& role);                                        // L0337
Diagnostic nothing_remembered(Span span, const Name& role);                                       // L0564
Diagnostic row_for_all(const syntax::RouteRow& row, Span unique);                                 // L0578
// `example`: a lead that meets both.
Diagnostic rows_overlap(const syntax::RouteRow& row, const syntax::RouteRow& other, Span unique,
                        const std::string& example);                             // L0578
Diagnostic too_many_times(Span span);                                            // L0701
Diagnostic remembered_twice(const syntax::MemoryTime& time, Span other);         // L0564
Diagnostic nothing_to_renew(const Name& event, const syntax::MemoryTime& time);  // L0564
Diagnostic said_by_two(Span span, std::string_view what, Span other);            // L0564
Diagnostic role_filled(const Name& name);                                        // L0565
Diagnostic role_given(const Name& name);                                         // L0565

// --- conditions
Diagnostic away_of_no_role(Span span, const Name& name);              // L0337
Diagnostic column_asked(Span span, const syntax::ColumnExpr& node);   // L0568
Diagnostic matches_nothing(Span span);                                // L0567
Diagnostic matches_no_attribute(Span span, std::string_view column);  // L0567
Diagnostic matches_other_type(Span span, std::string_view type, Span attribute,
                              std::string_view other);  // L0567

}  // namespace lead::semantics::problems
