// People, teams, roles, queues and routes: what they name exists, and every bound of a roster is kept.
#include <algorithm>
#include <set>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= limits::kMaxTextBytes && is_utf8(text);
}

template <class T>
void check_distinct(const std::vector<std::unique_ptr<T>>& list, std::string_view where, Judge& judge) {
  std::set<std::string_view> seen;
  for (const auto& each : list)
    judge.require(is_name(each->name) && seen.insert(each->name).second, where,
                  "a name is empty, too long, not UTF-8 or there twice");
}

// A period that something lasts: one of its two parts, and longer than nothing.
bool is_period(const Period& period) {
  const bool is_fixed = period.ms() > 0 && period.ms() <= limits::kEndInstantMs && period.months() == 0;
  const bool is_months =
      period.ms() == 0 && period.months() > 0 && period.months() <= limits::kMaxPeriodMonths;
  return is_fixed || is_months;
}

void check_caps(const std::vector<std::unique_ptr<CapT>>& caps, const std::string& where, Judge& judge) {
  judge.require_within(caps.size() <= limits::kMaxCaps, where, "it has too many limits");
  for (const auto& cap : caps) {
    if (!judge.require(cap->kind <= CapKind::MAX, where, "an unknown kind of limit")) return;
    judge.require(cap->count >= 1, where, "a limit lets nobody through");
    judge.require(cap->kind != CapKind::Rolling || is_period(cap->period), where, "a limit has no period");
    judge.require_within(cap->kind != CapKind::Rolling || cap->count <= limits::kMaxCapTurns, where,
                         "a rolling limit counts too much");
  }
}

// --- the roster
bool fits(const AttributeT& column, int64_t word, const SchemaT& schema) {
  if (const auto names = name_count(*column.type, schema))
    return word >= 0 && static_cast<uint64_t>(word) < *names;
  if (column.type->kind == FieldKind::Set) {
    const size_t items = schema.choices[column.type->names]->items.size();
    return items >= 64 || static_cast<uint64_t>(word) >> items == 0;
  }
  return word >= column.type->low && word <= column.type->high;
}

void check_columns(const PersonT& person, const SchemaT& schema, const std::string& where, Judge& judge) {
  const size_t count = schema.person_columns.size();
  if (!judge.require(
          person.words.size() == count && person.known.size() == count && person.texts.size() == count, where,
          "its values and the columns do not pair up"))
    return;
  for (size_t i = 0; i < count; ++i) {
    const AttributeT& column = *schema.person_columns[i];
    judge.require(person.known[i] || column.presence == Presence::Optional, where,
                  "a value that everybody has is missing");
    const bool is_text = is_text_kind(column.type->kind);
    judge.require(is_text ? person.texts[i].size() <= limits::kMaxTextBytes && is_utf8(person.texts[i])
                          : !person.known[i] || fits(column, person.words[i], schema),
                  where, "a value is none of its column");
  }
}

void check_absences(const PersonT& person, const std::string& where, Judge& judge) {
  judge.require_within(person.away.size() <= limits::kMaxAbsences, where, "it has too many absences");
  int64_t end = limits::kMinInstantMs;
  for (const Absence& absence : person.away) {
    judge.require(absence.from_ms() >= end && absence.until_ms() > absence.from_ms() &&
                      absence.until_ms() < limits::kEndInstantMs,
                  where, "its absences overlap, do not ascend or end before they begin");
    end = absence.until_ms();
  }
}

void check_person(const PersonT& person, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  judge.require(is_name(person.id), where, "its name is empty, too long or not UTF-8");
  judge.require(is_utf8(person.title) && person.title.size() <= limits::kMaxTextBytes, where,
                "its title is too long or not UTF-8");
  judge.require(1 <= person.weight && person.weight <= limits::kMaxWeight, where, "its weight is no weight");
  judge.require(-1 <= person.capacity && person.capacity <= limits::kMaxCapacity, where,
                "its capacity is negative or too large");
  judge.require(is_none_or_below(person.hours, artefact.calendars.size()), where, "its hours do not exist");
  check_absences(person, where, judge);
  check_columns(person, *artefact.schema, where, judge);
}

void check_people(const ArtefactT& artefact, Judge& judge) {
  judge.require_within(artefact.people.size() <= limits::kMaxRosterRows, "people", "there are too many");
  std::set<std::string_view> ids;
  for (size_t i = 0; i < artefact.people.size() && judge.fine(); ++i) {
    check_person(*artefact.people[i], artefact, place("person", i), judge);
    judge.require(ids.insert(artefact.people[i]->id).second, place("person", i), "it is there twice");
  }
  for (size_t i = 0; i < artefact.people.size() && judge.fine(); ++i) {
    const PersonT& person = *artefact.people[i];
    judge.require(person.cover.empty() || (person.cover != person.id && ids.contains(person.cover)),
                  place("person", i), "who covers for it does not exist");
  }
}

void check_team(const TeamT& team, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  judge.require(is_utf8(team.title), where, "its words are not UTF-8");
  check_code(*team.code, artefact, kPersonPayload, where, judge);
  judge.require(is_none_or_below(team.guard, team.code->words), where, "its guard does not exist");
  judge.require_within(team.members.size() <= limits::kMaxRosterRows, where, "it has too many members");
  judge.require(team.guard < 0 || team.members.empty(), where, "it has members and a guard");
  std::set<std::string_view> seen;
  for (const std::string& member : team.members)
    judge.require(is_name(member) && seen.insert(member).second, where, "a member is no name or there twice");
}

// --- roles and queues
bool is_of_role(const ArtefactT& artefact, int32_t attribute) {
  return std::any_of(artefact.roles.begin(), artefact.roles.end(), [&](const auto& role) {
    return attribute == static_cast<int32_t>(role->attribute) || (attribute >= 0 && attribute == role->away);
  });
}

void check_role(const RoleT& role, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  const auto& attributes = artefact.schema->attributes;
  judge.require(is_utf8(role.title), where, "its words are not UTF-8");
  judge.require(role.attribute < attributes.size() &&
                    attributes[role.attribute]->presence == Presence::Optional &&
                    attributes[role.attribute]->type->kind == FieldKind::Text,
                where, "its attribute is none that can hold a person");
  if (!judge.require(is_none_or_below(role.away, attributes.size()), where, "its absence does not exist"))
    return;
  if (role.away >= 0) {
    const AttributeT& away = *attributes[static_cast<size_t>(role.away)];
    judge.require(
        away.type->kind == FieldKind::YesNo && away.presence == Presence::Default && away.fallback == 0,
        where, "its absence is no yes or no");
  }
  judge.require(is_none_or_below(role.load, artefact.derived->words), where, "its load does not exist");
  judge.require_within(role.history <= limits::kMaxExcluded, where, "it keeps too many former holders");
}

void check_memories(const ArtefactT& artefact, Judge& judge) {
  std::vector<uint32_t> of_role(artefact.roles.size(), 0);
  for (size_t i = 0; i < artefact.memories.size() && judge.fine(); ++i) {
    const MemoryT& memory = *artefact.memories[i];
    const std::string where = place("memory", i);
    if (!judge.require(memory.role < artefact.roles.size(), where, "its role does not exist")) return;
    judge.require(i == 0 || artefact.memories[i - 1]->role <= memory.role, where, "its role is out of order");
    judge.require(is_period(memory.period), where, "it has no period");
    judge.require_within(++of_role[memory.role] <= limits::kMaxMemoriesOfRole, where,
                         "its role has too many");
  }
}

bool remembers(const ArtefactT& artefact, uint32_t role) {
  return std::any_of(artefact.memories.begin(), artefact.memories.end(),
                     [&](const auto& memory) { return memory->role == role; });
}

void check_roles(const ArtefactT& artefact, Judge& judge) {
  judge.require_within(artefact.roles.size() <= limits::kMaxRoles, "roles", "there are too many");
  check_distinct(artefact.roles, "roles", judge);
  std::set<int64_t> written;
  for (size_t i = 0; i < artefact.roles.size() && judge.fine(); ++i) {
    const RoleT& role = *artefact.roles[i];
    check_role(role, artefact, place("role", i), judge);
    judge.require(
        written.insert(role.attribute).second && (role.away < 0 || written.insert(role.away).second),
        place("role", i), "another role writes its attributes");
  }
  if (!judge.fine()) return;
  for (size_t i = 0; i < artefact.schema->events.size(); ++i) {
    for (const auto& field : artefact.schema->events[i]->fields)
      judge.require(field->fills < 0 || !is_of_role(artefact, field->fills), place("event", i),
                    "a field fills in a role");
  }
}

void check_queue(const QueueT& queue, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  judge.require(is_utf8(queue.title) && is_utf8(queue.watched_by), where, "its words are not UTF-8");
  judge.require(is_none_or_below(queue.team, artefact.teams.size()), where, "its team does not exist");
  check_caps(queue.caps, where, judge);
  judge.require(!queue.ends || is_period(queue.stay), where, "a stay in it has no end");
}

// --- routes
void check_target(const RouteRowT& row, const ArtefactT& artefact, const std::string& where, Judge& judge) {
  switch (row.kind) {
    case DestinationKind::Team:
      judge.require(is_below(row.target, artefact.teams.size()), where, "its team does not exist");
      return;
    case DestinationKind::Queue:
      judge.require(is_below(row.target, artefact.queues.size()), where, "its queue does not exist");
      return;
    case DestinationKind::Keep:
    case DestinationKind::Clear:
    case DestinationKind::Person:
    case DestinationKind::LastHolder:
    case DestinationKind::Remembered:
      judge.require(row.target == -1, where, "it has a target that it does not lead to");
      return;
  }
}

bool chooses(const RouteRowT& row) {
  return row.kind == DestinationKind::Team || row.kind == DestinationKind::Person ||
         row.kind == DestinationKind::LastHolder || row.kind == DestinationKind::Remembered;
}

void check_options(const RouteRowT& row, const RoleT& role, const std::string& where, Judge& judge) {
  check_caps(row.caps, where, judge);
  judge.require(0 <= row.look_ahead_ms && row.look_ahead_ms <= limits::kEndInstantMs, where,
                "it looks ahead further than time itself");
  judge.require(row.exclude <= role.history, where, "it leaves out more former holders than are kept");
  judge.require(row.kind != DestinationKind::LastHolder || role.history >= 1, where,
                "it asks for a former holder, and none is kept");
  judge.require(
      chooses(row) || (row.caps.empty() && !row.at_work && !row.cover && !row.wait && row.exclude == 0),
      where, "it has options where nobody is chosen");
  judge.require(row.kind == DestinationKind::Team || (!row.spent_later && !row.catching_up && row.key == -1),
                where, "it takes turns where there are none");
}

void check_row(const RouteRowT& row, size_t index, const ArtefactT& artefact, const std::string& where,
               Judge& judge) {
  if (!judge.require(row.kind <= DestinationKind::MAX && row.algorithm <= Algorithm::MAX &&
                         row.period <= CapKind::MAX && row.period != CapKind::Rolling,
                     where, "an unknown kind"))
    return;
  if (!judge.require(row.route < artefact.routes.size(), where, "its route does not exist")) return;
  const RouteT& route = *artefact.routes[row.route];
  judge.require(index >= route.first_row && index - route.first_row < route.rows, where,
                "its route does not have it");
  if (!judge.require(route.role < artefact.roles.size(), where, "its role does not exist")) return;
  judge.require(is_name(row.name) && is_utf8(row.title) && is_utf8(row.text), where,
                "its words are empty, too long or not UTF-8");
  judge.require(is_none_or_below(row.guard, route.code->words), where, "its guard does not exist");
  judge.require(
      row.kind == DestinationKind::Person ? is_below(row.person, route.code->texts) : row.person == -1, where,
      "its person does not exist");
  judge.require(is_none_or_below(row.key, row.key_is_text ? route.code->texts : route.code->words), where,
                "its key does not exist");
  check_target(row, artefact, where, judge);
  check_options(row, *artefact.roles[route.role], where, judge);
  check_code(*row.code, artefact, kPersonPayload, where, judge);
  judge.require(is_none_or_below(row.eligible, row.code->words), where,
                "what it asks of a person does not exist");
}

void check_route(const RouteT& route, size_t first_row, const ArtefactT& artefact, const std::string& where,
                 Judge& judge) {
  if (!judge.require(route.role < artefact.roles.size(), where, "its role does not exist")) return;
  judge.require(is_utf8(route.title) && is_utf8(route.text), where, "its words are not UTF-8");
  judge.require(route.first_row == first_row && route.rows >= 1 &&
                    uint64_t{route.first_row} + route.rows <= artefact.route_rows.size(),
                where, "its rows do not exist");
  check_code(*route.code, artefact, -1, where, judge);
  judge.require(is_none_or_below(route.remember_key, route.code->texts), where, "its key does not exist");
  judge.require(route.remember_key < 0 || remembers(artefact, route.role), where,
                "it remembers for a role without memory");
  if (!judge.fine()) return;
  // What stands behind a route is somebody, somewhere, or the wait for it.
  const RouteRowT& last = *artefact.route_rows[route.first_row + route.rows - 1];
  judge.require(last.guard == -1 && (last.wait || !chooses(last)), where, "its last row can fail");
}

// A lead in a queue waits for one role.
void check_roles_of_queues(const ArtefactT& artefact, Judge& judge) {
  std::vector<int64_t> role_of(artefact.queues.size(), -1);
  for (size_t i = 0; i < artefact.route_rows.size(); ++i) {
    const RouteRowT& row = *artefact.route_rows[i];
    if (row.kind != DestinationKind::Queue) continue;
    int64_t& role = role_of[static_cast<size_t>(row.target)];
    const int64_t own = artefact.routes[row.route]->role;
    judge.require(role == -1 || role == own, place("row of a route", i), "its queue is that of another role");
    role = own;
  }
}

}  // namespace

void check_routing(const ArtefactT& artefact, Judge& judge) {
  check_people(artefact, judge);
  judge.require_within(artefact.teams.size() <= limits::kMaxTeams, "teams", "there are too many");
  judge.require_within(artefact.queues.size() <= limits::kMaxQueues, "queues", "there are too many");
  judge.require_within(artefact.routes.size() <= limits::kMaxRoutes, "routes", "there are too many");
  judge.require_within(artefact.route_rows.size() <= limits::kMaxRouteRows, "rows of routes",
                       "there are too many");
  check_distinct(artefact.teams, "teams", judge);
  check_distinct(artefact.queues, "queues", judge);
  for (size_t i = 0; i < artefact.teams.size() && judge.fine(); ++i)
    check_team(*artefact.teams[i], artefact, place("team", i), judge);
  if (judge.fine()) check_roles(artefact, judge);
  if (judge.fine()) check_memories(artefact, judge);
  for (size_t i = 0; i < artefact.queues.size() && judge.fine(); ++i)
    check_queue(*artefact.queues[i], artefact, place("queue", i), judge);
  for (size_t i = 0; i < artefact.route_rows.size() && judge.fine(); ++i)
    check_row(*artefact.route_rows[i], i, artefact, place("row of a route", i), judge);
  size_t rows = 0;
  for (size_t i = 0; i < artefact.routes.size() && judge.fine(); ++i) {
    check_route(*artefact.routes[i], rows, artefact, place("route", i), judge);
    rows += artefact.routes[i]->rows;
  }
  judge.require(rows == artefact.route_rows.size(), "rows of routes", "one belongs to no route");
  if (judge.fine()) check_roles_of_queues(artefact, judge);
}

}  // namespace lead::artefact
