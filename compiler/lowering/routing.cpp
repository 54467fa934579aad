// People, teams, roles, queues and routes: their tables, and the code that chooses.
#include "compiler/lowering/lowering.h"
#include "compiler/lowering/words.h"

namespace lead::lowering {
namespace {

bool is_text(const Lowering& lowering, kernel::ExprId id) {
  return id && artefact::info(lowering.kernel.exprs[id].op).result == artefact::Bank::Text;
}

void copy_caps(const std::vector<artefact::CapT>& from, std::vector<std::unique_ptr<artefact::CapT>>& to) {
  for (const artefact::CapT& cap : from) to.push_back(std::make_unique<artefact::CapT>(cap));
}

std::unique_ptr<artefact::TeamT> team_of(const Lowering& lowering, const Nodes& nodes,
                                         const kernel::Team& team) {
  const NodeId guard = lowering.node(team.guard);
  Section section(nodes);
  section.want(guard);
  auto out = std::make_unique<artefact::TeamT>();
  out->name = team.name;
  out->title = team.title;
  out->code = std::make_unique<artefact::CodeT>(section.finish());
  out->guard = section.place_or_none(guard);
  out->members = team.members;
  return out;
}

std::unique_ptr<artefact::RoleT> role_of(const Lowering& lowering, const kernel::Role& role) {
  auto out = std::make_unique<artefact::RoleT>();
  out->name = role.name;
  out->title = role.title;
  out->attribute = role.attribute;
  out->away = role.away;
  out->load = lowering.derived.place_or_none(lowering.node(role.load));
  out->history = role.history;
  return out;
}

std::unique_ptr<artefact::MemoryT> memory_of(const kernel::Memory& memory) {
  auto out = std::make_unique<artefact::MemoryT>();
  out->role = memory.role;
  out->period = memory.period;
  out->from_assignment = memory.from_assignment;
  return out;
}

std::unique_ptr<artefact::QueueT> queue_of(const kernel::Queue& queue) {
  auto out = std::make_unique<artefact::QueueT>();
  out->name = queue.name;
  out->title = queue.title;
  out->team = queue.team;
  copy_caps(queue.caps, out->caps);
  out->ends = queue.ends;
  out->stay = queue.stay;
  out->watched_by = queue.watched_by;
  return out;
}

// `section`: the code of the route, which has its guard, person and key.
std::unique_ptr<artefact::RouteRowT> row_of(const Lowering& lowering, const Nodes& nodes,
                                            const kernel::RouteRow& row, uint32_t route,
                                            const Section& section) {
  const NodeId eligible = lowering.node(row.eligible);
  Section own(nodes);
  own.want(eligible);
  auto out = std::make_unique<artefact::RouteRowT>();
  out->route = route;
  out->name = row.name;
  out->title = row.title;
  out->text = folded(lowering.sources.text(row.span));
  out->guard = section.place_or_none(lowering.node(row.guard));
  out->kind = row.kind;
  out->target = row.target;
  out->person = section.place_or_none(lowering.node(row.person));
  out->algorithm = row.algorithm;
  out->period = row.period;
  out->key = section.place_or_none(lowering.node(row.key));
  out->key_is_text = is_text(lowering, row.key);
  out->code = std::make_unique<artefact::CodeT>(own.finish());
  out->eligible = own.place_or_none(eligible);
  copy_caps(row.caps, out->caps);
  out->at_work = row.at_work;
  out->look_ahead_ms = row.look_ahead_ms;
  out->cover = row.cover;
  out->wait = row.wait;
  out->exclude = row.exclude;
  out->spent_later = row.spent_later;
  out->catching_up = row.catching_up;
  return out;
}

void lower_route(const Lowering& lowering, const Nodes& nodes, uint32_t index) {
  const kernel::Route& route = lowering.kernel.routes[index];
  Section section(nodes);
  for (const kernel::RouteRow& row : route.rows) {
    section.want(lowering.node(row.guard));
    section.want(lowering.node(row.person));
    section.want(lowering.node(row.key));
  }
  section.want(lowering.node(route.remember_key));
  auto out = std::make_unique<artefact::RouteT>();
  out->role = route.role;
  out->title = route.title;
  out->text = "route " + folded(lowering.sources.text(route.span));
  out->code = std::make_unique<artefact::CodeT>(section.finish());
  out->first_row = static_cast<uint32_t>(lowering.out.route_rows.size());
  out->rows = static_cast<uint32_t>(route.rows.size());
  out->remember_key = section.place_or_none(lowering.node(route.remember_key));
  lowering.out.routes.push_back(std::move(out));
  for (const kernel::RouteRow& row : route.rows)
    lowering.out.route_rows.push_back(row_of(lowering, nodes, row, index, section));
}

}  // namespace

void lower_people(const Lowering& lowering) {
  for (const artefact::PersonT& person : lowering.kernel.people)
    lowering.out.people.push_back(std::make_unique<artefact::PersonT>(person));
}

void want_routing(Lowering& lowering) {
  for (const kernel::Role& role : lowering.kernel.roles) lowering.derived.want(lowering.node(role.load));
}

void lower_routing(const Lowering& lowering, const Nodes& nodes) {
  const kernel::Kernel& kernel = lowering.kernel;
  for (const kernel::Team& team : kernel.teams) lowering.out.teams.push_back(team_of(lowering, nodes, team));
  for (const kernel::Role& role : kernel.roles) lowering.out.roles.push_back(role_of(lowering, role));
  for (const kernel::Memory& memory : kernel.memories) lowering.out.memories.push_back(memory_of(memory));
  for (const kernel::Queue& queue : kernel.queues) lowering.out.queues.push_back(queue_of(queue));
  for (uint32_t i = 0; i < kernel.routes.size(); ++i) lower_route(lowering, nodes, i);
}

}  // namespace lead::lowering
