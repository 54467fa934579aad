#include "workbench/simulate/load_report.h"

#include <algorithm>

#include "runtime/base/arithmetic.h"
#include "workbench/simulate/staffing.h"

namespace lead::simulate {
namespace {

bool goes_by_weight(artefact::Algorithm algorithm) {
  using artefact::Algorithm;
  return algorithm == Algorithm::SmoothTurns || algorithm == Algorithm::LowestPointer ||
         algorithm == Algorithm::FairShare;
}

bool aims_at_shares(artefact::Algorithm algorithm) {
  return algorithm != artefact::Algorithm::InOrder && algorithm != artefact::Algorithm::LeastLoaded;
}

}  // namespace

using engine::RoutingKind;

LoadReport::LoadReport(const artefact::ArtefactT& artefact) : artefact_(artefact) {
  figures_.roles.resize(artefact.roles.size());
  figures_.by_row.resize(artefact.route_rows.size());
  figures_.capped.resize(artefact.route_rows.size());
}

Waiting& LoadReport::waiting(Figures& figures, const Place& place) const {
  return place.where == Where::Queue ? figures.queues[place.name] : figures.rows[place.name];
}

void LoadReport::leave(const engine::Assignment& assignment) {
  const auto found = places_.find({assignment.role, std::string(assignment.lead)});
  if (found == places_.end()) return;
  const Place place = found->second;
  places_.erase(found);
  RoleLoad& role = figures_.roles[assignment.role];
  if (place.where == Where::Unclaimed) --role.unclaimed;
  if (place.where == Where::Cleared) --role.cleared;
  if (place.where != Where::Queue && place.where != Where::Line) return;
  Waiting& at = waiting(figures_, place);
  --at.now;
  if (!place.is_held) --at.unheld;
  const int64_t waited_ms = assignment.instant_ms - place.since_ms;
  at.waited_ms += waited_ms;
  at.longest_ms = std::max(at.longest_ms, waited_ms);
  const RoutingKind wanted = place.where == Where::Queue ? RoutingKind::Claimed : RoutingKind::Given;
  ++(assignment.kind == RoutingKind::Expired ? at.expired
     : assignment.kind == wanted             ? at.left
                                             : at.otherwise);
}

void LoadReport::enter(const engine::Assignment& assignment) {
  const bool is_held = !assignment.to.empty();
  Place place{{}, Where::Cleared, assignment.instant_ms, is_held};
  switch (assignment.kind) {
    case RoutingKind::Queued:
      place.where = Where::Queue;
      place.name = artefact_.queues[static_cast<size_t>(assignment.queue)]->name;
      break;
    case RoutingKind::Waiting:
      place.where = Where::Line;
      place.name = artefact_.route_rows[static_cast<size_t>(assignment.row)]->name;
      break;
    case RoutingKind::Expired:
      place.where = Where::Unclaimed;
      break;
    default:
      if (is_held) return;
  }
  RoleLoad& role = figures_.roles[assignment.role];
  if (place.where == Where::Unclaimed) ++role.unclaimed;
  if (place.where == Where::Cleared) ++role.cleared;
  if (place.where == Where::Queue || place.where == Where::Line) {
    Waiting& at = waiting(figures_, place);
    at.role = assignment.role;
    ++at.came;
    at.most = std::max(at.most, ++at.now);
    if (!is_held) ++at.unheld;
  }
  places_.insert_or_assign({assignment.role, std::string(assignment.lead)}, std::move(place));
}

void LoadReport::count_row(const engine::Assignment& assignment) {
  RoleLoad& role = figures_.roles[assignment.role];
  if (assignment.kind == RoutingKind::ByHand) ++role.by_hand;
  if (!assignment.turn_of.empty()) ++role.covered;
  if (assignment.row >= 0 && assignment.kind != RoutingKind::Waiting)
    ++figures_.by_row[static_cast<size_t>(assignment.row)];
}

void LoadReport::assigned(const engine::Assignment& assignment) {
  count_row(assignment);
  if (assignment.kind == RoutingKind::Kept) return;
  RoleLoad& role = figures_.roles[assignment.role];
  leave(assignment);
  enter(assignment);
  if (assignment.kind == RoutingKind::Waiting) return;
  if (!assignment.from.empty()) --role.people[std::string(assignment.from)].holds;
  if (assignment.to.empty()) return;
  ++figures_.assignments;
  PersonLoad& person = role.people[std::string(assignment.to)];
  ++person.given;
  person.most_held = std::max(person.most_held, ++person.holds);
  if (assignment.row < 0) return;
  const artefact::RouteRowT& row = *artefact_.route_rows[static_cast<size_t>(assignment.row)];
  if (row.kind != artefact::DestinationKind::Team) return;
  TeamLoad& team = role.teams[artefact_.teams[static_cast<size_t>(row.target)]->name];
  ++team.given;
  ++team.people[std::string(assignment.to)];
}

void LoadReport::considered(const engine::Considered& considered) {
  const artefact::RouteRowT& row = *artefact_.route_rows[considered.row];
  if (considered.chosen.empty() || !aims_at_shares(row.algorithm)) return;
  const auto share_of = [&](const engine::ConsideredPerson& person) {
    return goes_by_weight(row.algorithm) ? person.weight : 1;
  };
  const auto competes = [](const engine::ConsideredPerson& person) {
    return person.bar == engine::Bar::None || person.bar == engine::Bar::Cap;
  };
  int64_t shares = 0;
  bool is_capped = false;
  for (const engine::ConsideredPerson& person : considered.people) {
    if (competes(person)) shares += share_of(person);
    is_capped = is_capped || person.bar == engine::Bar::Cap;
  }
  if (is_capped) ++figures_.capped[considered.row];
  const uint32_t index = artefact_.routes[row.route]->role;
  RoleLoad& role = figures_.roles[index];
  for (const engine::ConsideredPerson& person : considered.people) {
    if (!competes(person)) continue;
    PersonLoad& load = role.people[std::string(person.person)];
    load.expected_millionths += multiply_divide(share_of(person), 1'000'000, shares);
    if (person.person == considered.chosen) ++load.by_row;
  }
}

void LoadReport::refused(const engine::RefusedClaim& claim) {
  ++figures_.refused_claims[std::string(claim.why)];
}

Figures LoadReport::figures(int64_t now_ms, uint64_t leads, uint64_t set_aside,
                            const engine::DeskState* desk) const {
  Figures figures = figures_;
  figures.leads = leads;
  figures.set_aside = set_aside;
  for (const auto& [of, place] : places_) {
    if (place.where != Where::Queue && place.where != Where::Line) continue;
    Waiting& at = waiting(figures, place);
    at.longest_ms = std::max(at.longest_ms, now_ms - place.since_ms);
  }
  put_in_order(figures, artefact_, desk);
  return figures;
}

uint64_t never_given(const Figures& figures, uint32_t role) {
  const RoleLoad& load = figures.roles[role];
  uint64_t elsewhere = load.unclaimed + load.cleared;
  for (const auto& [name, person] : load.people) elsewhere += person.holds;
  for (const auto& [name, at] : figures.queues) elsewhere += at.role == role ? at.unheld : 0;
  for (const auto& [name, at] : figures.rows) elsewhere += at.role == role ? at.unheld : 0;
  return figures.leads - std::min(figures.leads, elsewhere);
}

}  // namespace lead::simulate
