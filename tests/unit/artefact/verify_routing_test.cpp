// Each thing that `verify` looks at in people, teams, roles, queues and routes, broken once: refused, with a
// reason that names the place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <climits>
#include <functional>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/opcode.h"
#include "runtime/base/limits.h"
#include "tests/support/sample_artefact.h"

namespace lead::artefact {
namespace {

using lead::testing::sample_artefact;
using ::testing::HasSubstr;

constexpr int64_t kDay = 86'400'000;

std::string verdict(std::unique_ptr<ArtefactT> artefact) {
  auto result = verify(std::move(artefact));
  const auto* refusal = std::get_if<Refusal>(&result);
  return refusal == nullptr ? "" : refusal->reason;
}

template <class T>
T& add(std::vector<std::unique_ptr<T>>& list) {
  list.push_back(std::make_unique<T>());
  return *list.back();
}

AttributeT& add_attribute(std::vector<std::unique_ptr<AttributeT>>& list, const char* name, FieldKind kind,
                          Presence presence) {
  AttributeT& attribute = add(list);
  attribute.name = name;
  attribute.presence = presence;
  attribute.type = std::make_unique<FieldTypeT>();
  attribute.type->kind = kind;
  attribute.type->high = kind == FieldKind::YesNo ? 1 : 9;
  return attribute;
}

void add_person(ArtefactT& a, const char* id) {
  PersonT& person = add(a.people);
  person.id = id;
  person.away = {Absence(5 * kDay, 6 * kDay), Absence(6 * kDay, 7 * kDay)};
  person.words = {1, 5, 0, 6};
  person.known = {true, true, true, true};
  person.texts = {"", "", "Lund", ""};
}

// The runtime's payload is the person: a yes or no of a column.
std::unique_ptr<CodeT> asks_column(uint32_t column) {
  auto code = std::make_unique<CodeT>();
  code->instructions.emplace_back(static_cast<uint16_t>(Opcode::Payload), 0, 0, 0, 0, column, 0);
  code->words = 1;
  return code;
}

RouteRowT& add_row(ArtefactT& a, const char* name, DestinationKind kind, int32_t target = -1) {
  RouteRowT& row = add(a.route_rows);
  row.name = name;
  row.kind = kind;
  row.target = target;
  row.code = std::make_unique<CodeT>();
  return row;
}

CapT& add_cap(std::vector<std::unique_ptr<CapT>>& list, CapKind kind) {
  CapT& cap = add(list);
  cap.kind = kind;
  cap.count = 3;
  if (kind == CapKind::Rolling) cap.period = Period(7 * kDay, 0);
  return cap;
}

ReactionT& add_effect(ArtefactT& a, EffectKind effect) {
  ReactionT& reaction = add(a.reactions);
  reaction.effect = effect;
  reaction.target = 0;
  reaction.code = std::make_unique<CodeT>();
  return reaction;
}

// Two people who choose by column, a role with all that can be asked of it, and a route that ends in a queue.
std::unique_ptr<ArtefactT> sample() {
  auto artefact = sample_artefact();
  ArtefactT& a = *artefact;
  auto& columns = a.schema->person_columns;
  add_attribute(columns, "certified", FieldKind::YesNo, Presence::Default);
  add_attribute(columns, "quota", FieldKind::Number, Presence::Optional);
  add_attribute(columns, "site", FieldKind::Text, Presence::Optional);
  add_attribute(columns, "skills", FieldKind::Set, Presence::Optional);
  add_person(a, "anna");
  add_person(a, "ben");
  a.people[1]->cover = "anna";
  TeamT& certified = add(a.teams);
  certified.name = "certified";
  certified.code = asks_column(0);
  certified.guard = 0;
  TeamT& founders = add(a.teams);
  founders.name = "founders";
  founders.code = std::make_unique<CodeT>();
  founders.members = {"ben", "anna", "who left"};
  const auto attributes = static_cast<uint32_t>(a.schema->attributes.size());
  add_attribute(a.schema->attributes, "owner", FieldKind::Text, Presence::Optional);
  add_attribute(a.schema->attributes, "owner is away", FieldKind::YesNo, Presence::Default);
  RoleT& owner = add(a.roles);
  owner.name = "owner";
  owner.attribute = attributes;
  owner.away = static_cast<int32_t>(attributes) + 1;
  owner.load = 4;
  owner.history = 2;
  add(a.memories).period = Period(0, 4);
  QueueT& queue = add(a.queues);
  queue.name = "inbound";
  queue.team = 1;
  queue.ends = true;
  queue.stay = Period(7 * kDay, 0);
  add_cap(queue.caps, CapKind::Day);
  RouteT& route = add(a.routes);
  route.rows = 3;
  route.remember_key = 0;
  route.code = std::make_unique<CodeT>();
  route.code->instructions.emplace_back(static_cast<uint16_t>(Opcode::AttributeText), 0, 0, 0, 0, 1, 0);
  route.code->instructions.emplace_back(static_cast<uint16_t>(Opcode::Attribute), 0, 0, 0, 0, 5, 0);
  route.code->texts = route.code->words = 1;
  RouteRowT& team = add_row(a, "team", DestinationKind::Team, 0);
  team.guard = 0;
  team.key = 0;
  team.key_is_text = true;
  team.code = asks_column(0);
  team.eligible = 0;
  team.exclude = 2;
  team.look_ahead_ms = kDay;
  add_cap(team.caps, CapKind::Rolling);
  RouteRowT& person = add_row(a, "person", DestinationKind::Person);
  person.person = 0;
  add_row(a, "rest", DestinationKind::Queue, 0);
  add_effect(a, EffectKind::Route).exclude = 1;
  add_effect(a, EffectKind::Clear);
  add_effect(a, EffectKind::Spend);
  return artefact;
}

struct Case {
  const char* reason;
  std::function<void(ArtefactT&)> damage;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.reason;
}

class VerifyRouting : public ::testing::TestWithParam<Case> {};

TEST_P(VerifyRouting, RefusesWithAReason) {
  auto artefact = sample();
  GetParam().damage(*artefact);
  EXPECT_THAT(verdict(std::move(artefact)), HasSubstr(GetParam().reason));
}

TEST(VerifyArtefact, AcceptsRoutes) {
  EXPECT_EQ(verdict(sample()), "");
}

const Case kPeople[] = {
    {"people: an entry is missing", [](ArtefactT& a) { a.people[1] = nullptr; }},
    {"column of people 0: no type", [](ArtefactT& a) { a.schema->person_columns[0]->type = nullptr; }},
    {"person 0: its name is empty", [](ArtefactT& a) { a.people[0]->id.clear(); }},
    {"person 0: its name is empty", [](ArtefactT& a) { a.people[0]->id = "\xff"; }},
    {"person 0: its name is empty",
     [](ArtefactT& a) { a.people[0]->id.assign(limits::kMaxTextBytes + 1, 'a'); }},
    {"person 0: its title is too long", [](ArtefactT& a) { a.people[0]->title.assign(1u << 20, 'a'); }},
    {"person 1: it is there twice", [](ArtefactT& a) { a.people[1]->id = "anna"; }},
    {"person 0: its weight", [](ArtefactT& a) { a.people[0]->weight = 0; }},
    {"person 0: its weight", [](ArtefactT& a) { a.people[0]->weight = UINT32_MAX; }},
    {"person 0: its capacity", [](ArtefactT& a) { a.people[0]->capacity = -2; }},
    {"person 0: its capacity", [](ArtefactT& a) { a.people[0]->capacity = INT64_MAX; }},
    {"person 0: its hours", [](ArtefactT& a) { a.people[0]->hours = 3; }},
    {"person 0: its hours", [](ArtefactT& a) { a.people[0]->hours = INT32_MIN; }},
    {"person 0: its absences", [](ArtefactT& a) { std::swap(a.people[0]->away[0], a.people[0]->away[1]); }},
    {"person 0: its absences", [](ArtefactT& a) { a.people[0]->away[0] = Absence(5 * kDay, 5 * kDay); }},
    {"person 0: its absences", [](ArtefactT& a) { a.people[0]->away[1] = Absence(6 * kDay, INT64_MAX); }},
    {"person 0: its absences", [](ArtefactT& a) { a.people[0]->away[0] = Absence(-1, kDay); }},
    {"person 0: it has too many absences",
     [](ArtefactT& a) {
       a.people[0]->away.clear();
       for (int64_t i = 0; i <= limits::kMaxAbsences; ++i) a.people[0]->away.emplace_back(2 * i, 2 * i + 1);
     }},
    {"person 1: who covers", [](ArtefactT& a) { a.people[1]->cover = "zoe"; }},
    {"person 1: who covers", [](ArtefactT& a) { a.people[1]->cover = "ben"; }},
    {"person 0: its values and the columns", [](ArtefactT& a) { a.people[0]->words.pop_back(); }},
    {"person 0: its values and the columns",
     [](ArtefactT& a) { a.people[0]->known.assign(1'000'000, true); }},
    {"person 0: its values and the columns", [](ArtefactT& a) { a.people[0]->texts.clear(); }},
    {"person 0: a value that everybody has", [](ArtefactT& a) { a.people[0]->known[0] = false; }},
    {"person 0: a value is none", [](ArtefactT& a) { a.people[0]->words[0] = 2; }},
    {"person 0: a value is none", [](ArtefactT& a) { a.people[0]->words[1] = 10; }},
    {"person 0: a value is none", [](ArtefactT& a) { a.people[0]->texts[2] = "\xc0"; }},
    {"person 0: a value is none", [](ArtefactT& a) { a.people[0]->words[3] = 8; }},
    {"person 0: a value is none", [](ArtefactT& a) { a.people[0]->words[3] = INT64_MIN; }},
    {"people: there are too many",
     [](ArtefactT& a) {
       for (uint32_t i = 0; i < limits::kMaxRosterRows; ++i) add_person(a, "x");
     }},
};
INSTANTIATE_TEST_SUITE_P(People, VerifyRouting, ::testing::ValuesIn(kPeople));

const Case kParties[] = {
    {"teams: an entry is missing", [](ArtefactT& a) { a.teams[0] = nullptr; }},
    {"team 0: no code", [](ArtefactT& a) { a.teams[0]->code = nullptr; }},
    {"teams: a name is empty", [](ArtefactT& a) { a.teams[0]->name = "founders"; }},
    {"team 0: its guard", [](ArtefactT& a) { a.teams[0]->guard = 1; }},
    {"team 0: its guard", [](ArtefactT& a) { a.teams[0]->guard = -2; }},
    {"team 0: it has members and a guard", [](ArtefactT& a) { a.teams[0]->members = {"anna"}; }},
    {"team 1: a member", [](ArtefactT& a) { a.teams[1]->members[1] = "ben"; }},
    {"team 1: a member", [](ArtefactT& a) { a.teams[1]->members[1].clear(); }},
    {"team 1: it has too many members",
     [](ArtefactT& a) { a.teams[1]->members.assign(limits::kMaxRosterRows + 1, "ben"); }},
    {"team 0", [](ArtefactT& a) { a.teams[0]->code = asks_column(4); }},
    {"team 0", [](ArtefactT& a) { a.teams[0]->code = asks_column(2); }},
    {"roles: a name is empty", [](ArtefactT& a) { a.roles[0]->name.clear(); }},
    {"role 0: its attribute", [](ArtefactT& a) { a.roles[0]->attribute = UINT32_MAX; }},
    {"role 0: its attribute", [](ArtefactT& a) { a.roles[0]->attribute = 2; }},
    {"role 0: its absence does not exist", [](ArtefactT& a) { a.roles[0]->away = 99; }},
    {"role 0: its absence is no yes or no", [](ArtefactT& a) { a.roles[0]->away = 2; }},
    {"role 0: its load", [](ArtefactT& a) { a.roles[0]->load = 99; }},
    {"role 0: it keeps too many", [](ArtefactT& a) { a.roles[0]->history = UINT32_MAX; }},
    {"memory 0: it has no period", [](ArtefactT& a) { a.memories[0]->period = Period(0, 0); }},
    {"memory 0: it has no period", [](ArtefactT& a) { a.memories[0]->period = Period(INT64_MAX, 0); }},
    {"memory 0: its role does not exist", [](ArtefactT& a) { a.memories[0]->role = 1; }},
    {"memory 16: its role has too many",
     [](ArtefactT& a) {
       for (int i = 0; i < 16; ++i) add(a.memories).period = Period(1, 0);
     }},
    {"role 1: another role writes",
     [](ArtefactT& a) {
       a.roles.push_back(std::make_unique<RoleT>(*a.roles[0]));
       a.roles[1]->name = "helper";
     }},
    {"event 1: a field fills in a role",
     [](ArtefactT& a) {
       a.schema->events[1]->fields[0]->fills = static_cast<int32_t>(a.roles[0]->attribute);
     }},
    {"queue 0: an entry is missing", [](ArtefactT& a) { a.queues[0]->caps[0] = nullptr; }},
    {"queue 0: its team", [](ArtefactT& a) { a.queues[0]->team = 2; }},
    {"queue 0: a stay in it has no end", [](ArtefactT& a) { a.queues[0]->stay = Period(-1, 0); }},
    {"queue 0: a limit lets nobody through", [](ArtefactT& a) { a.queues[0]->caps[0]->count = 0; }},
    {"queue 0: an unknown kind of limit",
     [](ArtefactT& a) { a.queues[0]->caps[0]->kind = static_cast<CapKind>(77); }},
    {"queue 0: it has too many limits",
     [](ArtefactT& a) {
       for (uint32_t i = 0; i < limits::kMaxCaps; ++i) add_cap(a.queues[0]->caps, CapKind::Day);
     }},
};
INSTANTIATE_TEST_SUITE_P(Parties, VerifyRouting, ::testing::ValuesIn(kParties));

const Case kRoutes[] = {
    {"route 0: no code", [](ArtefactT& a) { a.routes[0]->code = nullptr; }},
    {"row of a route 1: no code", [](ArtefactT& a) { a.route_rows[1]->code = nullptr; }},
    {"row of a route 0: its route does not exist", [](ArtefactT& a) { a.route_rows[0]->route = 1; }},
    {"row of a route 0: its role does not exist", [](ArtefactT& a) { a.routes[0]->role = 7; }},
    {"row of a route 2: its route does not have it", [](ArtefactT& a) { a.routes[0]->rows = 2; }},
    {"route 0: its rows do not exist", [](ArtefactT& a) { a.routes[0]->rows = UINT32_MAX; }},
    {"row of a route 0: its route does not have it", [](ArtefactT& a) { a.routes[0]->first_row = 1; }},
    {"row of a route 0: an unknown kind",
     [](ArtefactT& a) { a.route_rows[0]->kind = static_cast<DestinationKind>(99); }},
    {"row of a route 0: an unknown kind",
     [](ArtefactT& a) { a.route_rows[0]->algorithm = static_cast<Algorithm>(99); }},
    {"row of a route 0: an unknown kind", [](ArtefactT& a) { a.route_rows[0]->period = CapKind::Rolling; }},
    {"row of a route 0: its words", [](ArtefactT& a) { a.route_rows[0]->name.clear(); }},
    {"row of a route 0: its guard", [](ArtefactT& a) { a.route_rows[0]->guard = 1; }},
    {"row of a route 0: its key", [](ArtefactT& a) { a.route_rows[0]->key = 9; }},
    {"row of a route 0: its team", [](ArtefactT& a) { a.route_rows[0]->target = 2; }},
    {"row of a route 0: its team", [](ArtefactT& a) { a.route_rows[0]->target = INT32_MIN; }},
    {"row of a route 2: its queue", [](ArtefactT& a) { a.route_rows[2]->target = 1; }},
    {"row of a route 1: its person", [](ArtefactT& a) { a.route_rows[1]->person = 1; }},
    {"row of a route 0: its person", [](ArtefactT& a) { a.route_rows[0]->person = 0; }},
    {"row of a route 1: it has a target", [](ArtefactT& a) { a.route_rows[1]->target = 0; }},
    {"row of a route 0: what it asks of a person", [](ArtefactT& a) { a.route_rows[0]->eligible = 1; }},
    {"row of a route 0", [](ArtefactT& a) { a.route_rows[0]->code = asks_column(9); }},
    {"row of a route 0: it looks ahead", [](ArtefactT& a) { a.route_rows[0]->look_ahead_ms = -1; }},
    {"row of a route 0: it looks ahead", [](ArtefactT& a) { a.route_rows[0]->look_ahead_ms = INT64_MAX; }},
    {"row of a route 0: it leaves out more", [](ArtefactT& a) { a.route_rows[0]->exclude = 3; }},
    {"row of a route 0: a limit has no period",
     [](ArtefactT& a) { a.route_rows[0]->caps[0]->period = Period(0, 0); }},
    {"row of a route 0: a rolling limit counts too much",
     [](ArtefactT& a) { a.route_rows[0]->caps[0]->count = UINT32_MAX; }},
    {"row of a route 1: it takes turns", [](ArtefactT& a) { a.route_rows[1]->spent_later = true; }},
    {"row of a route 2: it has options", [](ArtefactT& a) { a.route_rows[2]->wait = true; }},
    {"it asks for a former holder",
     [](ArtefactT& a) {
       a.roles[0]->history = 0;
       a.route_rows[0]->exclude = 0;
       a.route_rows[1]->kind = DestinationKind::LastHolder;
       a.route_rows[1]->person = -1;
     }},
    {"route 0: its key does not exist", [](ArtefactT& a) { a.routes[0]->remember_key = 1; }},
    {"route 0: it remembers for a role without memory", [](ArtefactT& a) { a.memories.clear(); }},
    {"row of a route 3: its queue is that of another role",
     [](ArtefactT& a) {
       RoleT& seller = add(a.roles);
       seller.name = "seller";
       seller.attribute = static_cast<uint32_t>(a.schema->attributes.size());
       add_attribute(a.schema->attributes, "seller", FieldKind::Text, Presence::Optional);
       RouteT& route = add(a.routes);
       route.role = 1;
       route.first_row = 3;
       route.rows = 1;
       route.remember_key = -1;
       route.code = std::make_unique<CodeT>();
       add_row(a, "rest", DestinationKind::Queue, 0).route = 1;
     }},
    {"route 0: its last row can fail", [](ArtefactT& a) { a.route_rows[2]->guard = 0; }},
    {"route 0", [](ArtefactT& a) { a.routes[0]->code = asks_column(0); }},
    {"its route does not exist", [](ArtefactT& a) { a.reactions[a.reactions.size() - 3]->target = 1; }},
    {"it leaves out more former holders",
     [](ArtefactT& a) { a.reactions[a.reactions.size() - 3]->exclude = 3; }},
    {"its role does not exist", [](ArtefactT& a) { a.reactions[a.reactions.size() - 2]->target = 1; }},
    {"its row does not exist", [](ArtefactT& a) { a.reactions.back()->target = 3; }},
};
INSTANTIATE_TEST_SUITE_P(Routes, VerifyRouting, ::testing::ValuesIn(kRoutes));

}  // namespace
}  // namespace lead::artefact
