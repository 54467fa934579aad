#include "workbench/why/routing_trace.h"

#include <fmt/format.h>

#include "runtime/artefact/algorithm_words.h"

namespace lead::why {
namespace {

std::string hex(const std::array<uint8_t, 32>& hash) {
  std::string out;
  for (size_t i = 0; i < 8; ++i) out += fmt::format("{:02x}", hash[i]);
  return out;
}

std::string somebody(std::string_view person) {
  return person.empty() ? "nobody" : std::string(person);
}

}  // namespace

void RoutingTrace::considered(const engine::Considered& considered) {
  LookedLine line{considered.row, {}};
  for (const engine::ConsideredPerson& person : considered.people)
    line.people.push_back({std::string(person.person), std::string(person.bar), person.standing,
                           person.person == considered.chosen});
  looked_.push_back(std::move(line));
}

void RoutingTrace::assigned(const engine::Assignment& assignment, size_t place) {
  const bool by_row = assignment.row >= 0;
  lines_.push_back({assignment.instant_ms,
                    place,
                    cause_text(assignment.cause, *artefact_),
                    static_cast<int32_t>(assignment.role),
                    assignment.kind,
                    assignment.queue,
                    std::string(assignment.to),
                    by_row ? artefact_->route_rows[static_cast<size_t>(assignment.row)]->name : std::string(),
                    {},
                    artefact_->roles[assignment.role]->name,
                    words_of(assignment),
                    way_of(assignment),
                    std::move(looked_),
                    hex(*assignment.roster)});
  looked_.clear();
}

void RoutingTrace::refused(const engine::RefusedClaim& claim, size_t place) {
  std::string words = fmt::format("claim of {} refused: {}", claim.person, claim.why);
  if (!claim.by.empty()) words += fmt::format(" by {}", claim.by);
  lines_.push_back({claim.instant_ms,
                    place,
                    cause_text(claim.cause, *artefact_),
                    -1,
                    {},
                    static_cast<int32_t>(claim.queue),
                    std::string(claim.person),
                    {},
                    std::string(claim.why),
                    artefact_->queues[claim.queue]->name,
                    std::move(words),
                    {},
                    {},
                    {}});
}

std::string RoutingTrace::words_of(const engine::Assignment& assignment) const {
  switch (assignment.kind) {
    case engine::RoutingKind::Queued:
      return "offered to " + artefact_->queues[static_cast<size_t>(assignment.queue)]->name;
    case engine::RoutingKind::Expired:
      return "not claimed in time";
    case engine::RoutingKind::Waiting:
      return "waits for somebody";
    case engine::RoutingKind::Kept:
      return "stays with " + somebody(assignment.to);
    case engine::RoutingKind::Given:
    case engine::RoutingKind::Claimed:
    case engine::RoutingKind::ByHand:
    case engine::RoutingKind::Cleared:
      break;
  }
  std::string words = somebody(assignment.from) + " → " + somebody(assignment.to);
  if (!assignment.turn_of.empty()) words += fmt::format(" for {}", assignment.turn_of);
  return words;
}

std::string RoutingTrace::way_of(const engine::Assignment& assignment) const {
  if (assignment.kind == engine::RoutingKind::Claimed)
    return "claimed from " + artefact_->queues[static_cast<size_t>(assignment.queue)]->name;
  if (assignment.kind == engine::RoutingKind::ByHand) return "by hand";
  if (assignment.row < 0) return {};
  const artefact::RouteRowT& row = *artefact_->route_rows[static_cast<size_t>(assignment.row)];
  const std::string name = row.title.empty() ? row.name : row.title;
  if (row.kind != artefact::DestinationKind::Team) return name;
  const bool in_order = row.algorithm == artefact::Algorithm::InOrder;
  return fmt::format("{}: {} {}{}", name, artefact_->teams[static_cast<size_t>(row.target)]->name,
                     in_order ? "" : "by ", artefact::words_of(row.algorithm));
}

}  // namespace lead::why
