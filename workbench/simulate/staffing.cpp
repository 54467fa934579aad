#include "workbench/simulate/staffing.h"

#include <set>

namespace lead::simulate {
namespace {

// The teams that rows of a role choose from, and those that claim from its queues, in the order of the rows.
std::vector<uint32_t> teams_of(const artefact::ArtefactT& artefact, uint32_t role) {
  std::vector<uint32_t> teams;
  for (const auto& row : artefact.route_rows) {
    if (artefact.routes[row->route]->role != role || row->target < 0) continue;
    const auto target = static_cast<size_t>(row->target);
    int32_t team = -1;
    if (row->kind == artefact::DestinationKind::Team) team = row->target;
    if (row->kind == artefact::DestinationKind::Queue) team = artefact.queues[target]->team;
    if (team >= 0) teams.push_back(static_cast<uint32_t>(team));
  }
  return teams;
}

// Adds people once each, in the order of the calls.
class Order {
 public:
  explicit Order(RoleLoad& role) : role_(role) {}
  void add(std::string_view person) {
    if (seen_.insert(std::string(person)).second) role_.order.emplace_back(person);
    role_.people.try_emplace(std::string(person));
  }

 private:
  RoleLoad& role_;
  std::set<std::string, std::less<>> seen_;
};

void add_teams(RoleLoad& load, Order& order, const std::vector<uint32_t>& teams,
               const artefact::ArtefactT& artefact, const engine::DeskState& desk) {
  for (const uint32_t team : teams) {
    for (const routing::Member& member : desk.teams[team]) order.add(desk.people->id_of(member.person));
    const auto listed = load.teams.find(artefact.teams[team]->name);
    if (listed != load.teams.end()) listed->second.members = desk.teams[team].size();
  }
  for (const routing::Person& person : desk.in_force->persons()) {
    const std::string_view id = desk.people->id_of(person.number);
    if (load.people.contains(id)) order.add(id);
  }
}

}  // namespace

void put_in_order(Figures& figures, const artefact::ArtefactT& artefact, const engine::DeskState* desk) {
  std::map<std::string, std::string, std::less<>> titles;
  std::set<std::string, std::less<>> there;
  for (const auto& person : artefact.people) titles[person->id] = person->title;
  if (desk != nullptr) {
    for (const routing::Person& person : desk->in_force->persons()) {
      const std::string id(desk->people->id_of(person.number));
      there.insert(id);
      if (!person.title.empty()) titles[id] = person.title;
    }
  }
  for (uint32_t role = 0; role < figures.roles.size(); ++role) {
    RoleLoad& load = figures.roles[role];
    Order order(load);
    if (desk != nullptr) add_teams(load, order, teams_of(artefact, role), artefact, *desk);
    std::vector<std::string> others;
    for (const auto& [name, person] : load.people) others.push_back(name);
    for (const std::string& name : others) order.add(name);
    for (auto& [name, person] : load.people) {
      person.has_left = desk != nullptr && !there.contains(name);
      if (const auto title = titles.find(name); title != titles.end()) person.title = title->second;
    }
  }
}

}  // namespace lead::simulate
