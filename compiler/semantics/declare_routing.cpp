// Names of people, teams, posts, roles and queues.
#include <algorithm>
#include <array>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/check_routing.h"
#include "compiler/semantics/policy_sheet.h"
#include "compiler/semantics/problems.h"
#include "compiler/semantics/routing_problems.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/ingest/person_cells.h"

namespace lead::semantics {
namespace {

template <class T>
uint32_t size_of(const std::vector<T>& items) {
  return static_cast<uint32_t>(items.size());
}

void add_party(Context& context, std::string_view what, const std::string& name, Party party) {
  const auto [entry, is_new] = context.names.parties.emplace(name, party);
  if (!is_new) context.sink.add(problems::name_twice(what, {name, party.span}, entry->second.span));
}

bool is_column(const Context& context, std::string_view name) {
  constexpr std::array<std::string_view, 4> kStandard = {"hours", "weight", "capacity", "cover"};
  if (std::find(kStandard.begin(), kStandard.end(), name) != kStandard.end()) return true;
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* person = std::get_if<syntax::PersonDecl>(&decl.node);
    if (person == nullptr) continue;
    for (const syntax::Field& column : person->columns) {
      if (column.name.text == name) return true;
    }
  }
  return false;
}

// Says whether there was room for another person.
bool add_person(Context& context, const std::string& id, const std::optional<std::string>& title, Span span) {
  auto& people = context.program.people;
  if (people.size() == limits::kMaxRosterRows) {
    context.sink.add(problems::too_many(span, "people", limits::kMaxRosterRows));
    return false;
  }
  if (id.size() > limits::kMaxTextBytes) {
    context.sink.add(problems::person_name(span, "this name is too long"));
    return false;
  }
  if (const auto wrong = ingest::wrong_person(id); !wrong.empty())
    context.sink.add(problems::person_name(span, wrong));
  add_party(context, "person", id, {PartyKind::Person, size_of(people), span});
  Person made{{}, span};
  made.row.id = id;
  made.row.title = title.value_or("");
  people.push_back(std::move(made));
  return true;
}

void read_people(Context& context, FileId id, const syntax::PeopleFile& file) {
  std::vector<std::string_view> columns;
  for (const syntax::Decl& decl : context.tree.decls) {
    const auto* person = std::get_if<syntax::PersonDecl>(&decl.node);
    if (person == nullptr) continue;
    for (const syntax::Field& column : person->columns) columns.push_back(column.name.text);
  }
  const size_t first = context.program.people.size();
  ingest::SheetKind kind = ingest::sheet_of_people(columns);
  kind.refuse = [&](Span span, std::string_view why) { context.sink.add(problems::people_row(span, why)); };
  auto sheet = read_policy_sheet(context, id, file.span, std::move(kind), [&](const Cell& name) {
    return add_person(context, name.text, {}, name.span);
  });
  if (!sheet) return;
  sheet->first = first;
  context.sheets.push_back(std::move(*sheet));
}

}  // namespace

std::vector<bool> slips_of(Context& context, const std::vector<syntax::PersonRow>& rows, bool is_told) {
  std::vector<bool> slips(rows.size(), false);
  for (size_t i = 1; i < rows.size(); ++i) {
    const Span before = rows[i - 1].span, name = rows[i].name.span;
    const std::string_view text = context.sources[name.file].text();
    const bool is_same_line =
        text.substr(before.end_byte, name.begin_byte - before.end_byte).find('\n') == std::string_view::npos;
    if (!is_same_line) continue;
    slips[i] = slips[i - 1] || is_column(context, rows[i].name.text);
    if (slips[i] && !slips[i - 1] && is_told) context.sink.add(problems::comma_missing(rows[i].name, before));
  }
  return slips;
}

void declare_routing(Context&, uint32_t, const syntax::PersonDecl&) {}  // build_schema

void declare_routing(Context& context, uint32_t, const syntax::PeopleDecl& people) {
  if (const auto* rows = std::get_if<std::vector<syntax::PersonRow>>(&people.content)) {
    const std::vector<bool> slips = slips_of(context, *rows, true);
    for (size_t i = 0; i < rows->size(); ++i) {
      const syntax::PersonRow& row = (*rows)[i];
      if (!slips[i] && !add_person(context, row.name.text, row.title, row.name.span)) return;
    }
    return;
  }
  const auto& file = std::get<syntax::PeopleFile>(people.content);
  const auto path = source::path_beside(context.sources[file.span.file].path(), file.path);
  const auto id = path ? context.sources.find(*path) : std::nullopt;
  if (!id) return context.sink.add(problems::table_file(file.span, "it has not been read"));
  read_people(context, *id, file);
}

void declare_routing(Context& context, uint32_t decl, const syntax::TeamDecl& team) {
  auto& teams = context.program.teams;
  if (teams.size() == limits::kMaxTeams)
    return context.sink.add(problems::too_many(team.name.span, "teams", limits::kMaxTeams));
  add_party(context, "team", team.name.text, {PartyKind::Team, size_of(teams), team.name.span});
  teams.push_back({decl, team.name.text});
}

void declare_routing(Context& context, uint32_t decl, const syntax::RoleDecl& role) {
  auto& posts = context.program.posts;
  add_party(context, "role", role.name.text, {PartyKind::Post, size_of(posts), role.name.span});
  posts.push_back({decl, role.name.text, {}});
}

void declare_routing(Context& context, uint32_t decl, const syntax::QueueDecl& queue) {
  auto& queues = context.program.queues;
  if (queues.size() == limits::kMaxQueues)
    return context.sink.add(problems::too_many(queue.name.span, "queues", limits::kMaxQueues));
  add_party(context, "queue", queue.name.text, {PartyKind::Queue, size_of(queues), queue.name.span});
  queues.push_back({decl, queue.name.text});
}

// Its role is declared behind all attributes of the lead.
void declare_routing(Context& context, uint32_t decl, const syntax::RouteDecl& route) {
  if (context.program.routes.size() == limits::kMaxRoutes)
    return context.sink.add(problems::too_many(route.role.span, "routes", limits::kMaxRoutes));
  context.program.routes.push_back({decl});
}

void declare_roles(Context& context) {
  Program& program = context.program;
  for (Route& route : program.routes) {
    const syntax::Name& name = context.decl<syntax::RouteDecl>(route.decl).role;
    const auto known = std::find_if(program.roles.begin(), program.roles.end(),
                                    [&](const Role& role) { return role.name == name.text; });
    route.role = static_cast<uint32_t>(known - program.roles.begin());
    if (known != program.roles.end()) continue;
    if (program.roles.size() == limits::kMaxRoles) {
      context.sink.add(problems::too_many(name.span, "roles of the lead", limits::kMaxRoles));
      route.role = 0;
      return;
    }
    add_party(context, "role", name.text, {PartyKind::Role, route.role, name.span});
    const auto index = size_of(program.schema.attributes);
    const auto [entry, is_new] =
        context.names.values.emplace(name.text, Declared{SymbolKind::Attribute, index, name.span});
    if (!is_new) context.sink.add(problems::name_twice("role", name, entry->second.span));
    auto attribute = std::make_unique<artefact::AttributeT>();
    attribute->name = name.text;
    attribute->presence = artefact::Presence::Optional;
    attribute->type = std::make_unique<artefact::FieldTypeT>();
    attribute->type->names = kPersonText;
    program.schema.attributes.push_back(std::move(attribute));
    context.names.attributes.push_back(name.span);
    program.roles.push_back({.name = name.text, .span = name.span, .attribute = index});
  }
}

std::optional<uint32_t> role_of_attribute(const Program& program, uint32_t attribute) {
  for (uint32_t i = 0; i < program.roles.size(); ++i) {
    if (program.roles[i].attribute == attribute) return i;
  }
  return std::nullopt;
}

}  // namespace lead::semantics
