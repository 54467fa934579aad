#include "workbench/simulate/load_report.h"

#include <algorithm>

#include "runtime/base/arithmetic.h"

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
}

Waiting& LoadReport::waiting(Figures& figures, const Place& place) const {
  return place.is_queue ? figures.queues[place.name] : figures.rows[place.name];
}

void LoadReport::leave(const engine::Assignment& assignment) {
  const auto place = places_.find({assignment.role, std::string(assignment.lead)});
  if (place == places_.end()) return;
  Waiting& at = waiting(figures_, place->second);
  --at.now;
  const int64_t waited_ms = assignment.instant_ms - place->second.since_ms;
  at.waited_ms += waited_ms;
  at.longest_ms = std::max(at.longest_ms, waited_ms);
  const RoutingKind wanted = place->second.is_queue ? RoutingKind::Claimed : RoutingKind::Given;
  ++(assignment.kind == RoutingKind::Expired ? at.expired
     : assignment.kind == wanted             ? at.left
                                             : at.otherwise);
  places_.erase(place);
}

void LoadReport::assigned(const engine::Assignment& assignment) {
  if (assignment.kind == RoutingKind::Kept) return;
  RoleLoad& role = figures_.roles[assignment.role];
  leave(assignment);
  if (assignment.kind == RoutingKind::Waiting || assignment.kind == RoutingKind::Queued) {
    const bool is_queue = assignment.kind == RoutingKind::Queued;
    const std::string& name = is_queue ? artefact_.queues[static_cast<size_t>(assignment.queue)]->name
                                       : artefact_.route_rows[static_cast<size_t>(assignment.row)]->name;
    const Place place{name, is_queue, assignment.instant_ms};
    Waiting& at = waiting(figures_, place);
    ++at.came;
    at.most = std::max(at.most, ++at.now);
    places_.insert_or_assign({assignment.role, std::string(assignment.lead)}, place);
  }
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
  int64_t shares = 0;
  for (const engine::ConsideredPerson& person : considered.people) {
    if (person.bar.empty()) shares += share_of(person);
  }
  const uint32_t index = artefact_.routes[row.route]->role;
  RoleLoad& role = figures_.roles[index];
  for (const engine::ConsideredPerson& person : considered.people) {
    if (!person.bar.empty()) continue;
    PersonLoad& load = role.people[std::string(person.person)];
    load.expected_millionths += multiply_divide(share_of(person), 1'000'000, shares);
    if (person.person == considered.chosen) ++load.by_row;
  }
}

void LoadReport::refused(const engine::RefusedClaim& claim) {
  ++figures_.refused_claims[std::string(claim.why)];
}

Figures LoadReport::figures(int64_t now_ms) const {
  Figures figures = figures_;
  for (const auto& [of, place] : places_) {
    Waiting& at = waiting(figures, place);
    at.longest_ms = std::max(at.longest_ms, now_ms - place.since_ms);
  }
  return figures;
}

}  // namespace lead::simulate
