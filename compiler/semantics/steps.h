// The steps of `check`, in order (check.cpp calls them): each reads what the earlier ones have put into the
// context, reports what it finds, and fills in its part of the program. None fails; what is wrong gets
// TypeKind::Error.
#pragma once
#include "compiler/semantics/context.h"

namespace lead::semantics {

void declare(Context& context);  // names, doubles, modules; shells of everything; exprs of the right size
void build_schema(Context& context);       // choices, attributes, events with the fields of `fills in`
void check_policy(Context& context);       // the policy block and its settings
void check_tables(Context& context);       // tables that are looked up, with their rows
void check_definitions(Context& context);  // definitions, lists, groups of events
void check_buckets(Context& context);
void check_scores(Context& context);
void settle_ladders(Context& context);  // names and types of grades, which may be unrated
void check_grades(Context& context);
void check_matrices(Context& context);
void check_lifecycles(Context& context);
void check_calendars(Context& context);  // opening hours, files of holidays
void check_slas(Context& context);
void check_people(Context& context);   // rows of the roster
void check_parties(Context& context);  // teams, posts, queues
void check_routes(Context& context);
void check_ignores(Context& context);
void check_suspends(Context& context);
void order_derived(Context& context);  // Program::order; cycles
void check_tests(Context& context);    // fixtures and tests; reads everything, nothing reads them

// Thresholds by segment, into `Score::segments`: part of check_scores.
void check_segments(Context& context, uint32_t score);

// One definition, if that has not happened yet. Says whether its type is known now; it is not while a cycle
// is open.
[[nodiscard]] bool check_definition(Context& context, uint32_t index);

}  // namespace lead::semantics
