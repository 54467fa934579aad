// People, teams, queues and routes: who they name, and whether every route ends with somebody.
//
//   declare_routing   names, in one space of parties; files with people are read here, since their rows are names
//   check_people      the rows of the roster: columns, absences, covers
//   check_parties     teams, posts (`role manager is maria`) and queues
//   check_routes      destinations, options, keys, memories
//
// Parts of `check` (steps.h): each reports what it finds and fills in its lists of the program (routing.h).
#pragma once
#include "compiler/semantics/context.h"

namespace lead::semantics {

void declare_routing(Context& context, uint32_t decl, const syntax::PersonDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::PeopleDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::TeamDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::RoleDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::QueueDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::RouteDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::AccountDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::AccountsDecl& node);
void declare_routing(Context& context, uint32_t decl, const syntax::MatchDecl& node);
// Rows of people that are none: the name of a column behind another person in one line, where the comma
// before it is missing, and what follows it in the line. By row; the first slip of a line is told with
// `is_told`.
std::vector<bool> slips_of(Context& context, const std::vector<syntax::PersonRow>& rows, bool is_told);
void declare_roles(Context& context);  // behind all attributes of the lead

// `owner` where a role of the lead is wanted: its index; nothing, and a report (L0337), where it is none.
std::optional<uint32_t> check_role(Context& context, const syntax::Name& name);
std::optional<uint32_t> check_queue(Context& context, const syntax::Name& name);  // L0336
std::optional<uint32_t> check_team(Context& context, const syntax::Name& name);   // L0335
// The id of a person, or of whom a post names (L0334).
std::optional<std::string> check_person(Context& context, const syntax::Name& name);
// The field of a claim that names a person (L0563).
void check_person_field(Context& context, uint32_t event_set, const syntax::Name& field);
void check_caps(Context& context, const std::vector<syntax::Cap>& caps);
// The role whose attribute that is; none: it is one of the lead's own.
[[nodiscard]] std::optional<uint32_t> role_of_attribute(const Program& program, uint32_t attribute);
[[nodiscard]] bool is_party(const Context& context, std::string_view name);
[[nodiscard]] std::vector<std::string> names_of_parties(const Context& context);

void infer_column(Context& context, syntax::ExprId id, const Scope& scope);
void infer_matches(Context& context, syntax::ExprId id, const Scope& scope);
// A person or a post by name, where a person is wanted. Says whether it was one.
bool infer_person(Context& context, syntax::ExprId id, const std::string& name);
// `owner is away`. Says whether that was asked.
bool infer_away(Context& context, syntax::ExprId id, const syntax::BinaryExpr& node, const Scope& scope);

// The people of a test, by rows that are written in it.
[[nodiscard]] std::vector<TestPerson> read_people(Context& context,
                                                  const std::vector<syntax::PersonRow>& rows);

// The column of that name, and its place in schema.person_columns; null where there is none.
[[nodiscard]] const artefact::AttributeT* find_column(const Program& program, std::string_view name,
                                                      uint32_t* place = nullptr);

}  // namespace lead::semantics
