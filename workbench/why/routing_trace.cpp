#include "workbench/why/routing_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "runtime/artefact/algorithm_words.h"

namespace lead::why {
namespace {

std::string hex(const std::array<uint8_t, 32>& hash) {
  std::string out;
  for (size_t i = 0; i < 8; ++i) out += fmt::format("{:02x}", hash[i]);
  return out;
}

// Of `by count per day`.
std::string_view period_of(artefact::CapKind period) {
  if (period == artefact::CapKind::Week) return " per week";
  return period == artefact::CapKind::Month ? " per month" : " per day";
}

std::string somebody(std::string_view person) {
  return person.empty() ? "nobody" : std::string(person);
}

}  // namespace

void RoutingTrace::considered(const engine::Considered& considered) {
  keep(looked_line(considered, *artefact_));
}

void RoutingTrace::asked(const engine::AskedRow& asked) {
  keep(looked_line(asked, *artefact_));
}

void RoutingTrace::keep(LookedLine line) {
  const auto earlier = std::find_if(looked_.begin(), looked_.end(),
                                    [&](const LookedLine& looked) { return looked.row == line.row; });
  if (earlier != looked_.end()) {
    line.times += earlier->times;
    line.first_ms = earlier->first_ms;
    looked_.erase(earlier);
  }
  looked_.push_back(std::move(line));
}

uint32_t RoutingTrace::role_of(const LookedLine& looked) const {
  return artefact_->routes[artefact_->route_rows[looked.row]->route]->role;
}

std::vector<RoutedLine> RoutingTrace::still_waiting() const {
  std::vector<RoutedLine> lines;
  for (uint32_t role = 0; role < artefact_->roles.size(); ++role) {
    const auto last = std::find_if(lines_.rbegin(), lines_.rend(), [&](const RoutedLine& line) {
      return line.role == static_cast<int32_t>(role) && line.kind != engine::RoutingKind::Kept;
    });
    if (last == lines_.rend() || last->kind != engine::RoutingKind::Waiting) continue;
    RoutedLine line = *last;
    line.looked.clear();
    for (const LookedLine& looked : looked_) {
      if (role_of(looked) != role) continue;
      line.instant_ms = looked.last_ms;
      line.looked.push_back(looked);
    }
    line.words = "still waits";
    if (!line.looked.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

void RoutingTrace::assigned(const engine::Assignment& assignment, size_t place) {
  const bool by_row = assignment.row >= 0;
  const auto own = std::stable_partition(looked_.begin(), looked_.end(), [&](const LookedLine& looked) {
    return role_of(looked) != assignment.role;
  });
  std::vector<LookedLine> looked(std::make_move_iterator(own), std::make_move_iterator(looked_.end()));
  looked_.erase(own, looked_.end());
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
                    std::move(looked),
                    hex(*assignment.roster)});
}

void RoutingTrace::refused(const engine::RefusedClaim& claim, size_t place) {
  // "was taken already" says it of the lead; "claimed by somebody who …" of who claims.
  std::string words = fmt::format("claim of {} refused: {}{}", claim.person,
                                  claim.why.starts_with("claimed") ? "" : "the lead ", claim.why);
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
      return assignment.to.empty() ? "stays nobody's" : "stays with " + std::string(assignment.to);
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
  return assignment.row < 0 ? std::string()
                            : way_of(*artefact_->route_rows[static_cast<size_t>(assignment.row)]);
}

std::string RoutingTrace::way_of(const artefact::RouteRowT& row) const {
  const std::string name = row.title.empty() ? row.name : fmt::format("{} \"{}\"", row.name, row.title);
  if (row.kind != artefact::DestinationKind::Team) return name;
  const bool in_order = row.algorithm == artefact::Algorithm::InOrder;
  return fmt::format("{}: {} {}{}{}", name, artefact_->teams[static_cast<size_t>(row.target)]->name,
                     in_order ? "" : "by ", artefact::words_of(row.algorithm),
                     row.algorithm == artefact::Algorithm::CountInPeriod ? period_of(row.period) : "");
}

}  // namespace lead::why
