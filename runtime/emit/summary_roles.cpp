// Summary: who was given leads and holds them, and the leads that nobody holds.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/emit/summary.h"
#include "runtime/emit/summary_page.h"

namespace lead::emit {

void Summary::assigned(const engine::Assignment& assignment) {
  RoleFigures& role = roles_[assignment.role];
  if (assignment.kind == engine::RoutingKind::Kept) return;
  if (assignment.kind == engine::RoutingKind::Waiting) {
    ++role.waited;
    return;
  }
  if (!assignment.from.empty()) --role.people.find(assignment.from)->second.holds;
  if (!assignment.to.empty()) {
    Held& held = role.people.try_emplace(std::string(assignment.to)).first->second;
    ++held.given;
    ++held.holds;
  }
  if (assignment.kind == engine::RoutingKind::Cleared) ++role.cleared;
  if (assignment.queue < 0) return;
  const auto queue = static_cast<size_t>(assignment.queue);
  if (assignment.kind == engine::RoutingKind::Queued) ++role.queued[queue];
  if (assignment.kind == engine::RoutingKind::Expired) ++role.expired[queue];
}

void Summary::refused(const engine::RefusedClaim& claim) {
  ++refused_claims_[std::string(claim.why)];
}

void Summary::print_role(Page& page, size_t index) const {
  const RoleFigures& role = roles_[index];
  const artefact::RoleT& made = *artefact_.roles[index];
  uint64_t most = 0;
  size_t width = 18;
  for (const auto& [person, held] : role.people) {
    most = std::max(most, held.given);
    width = std::max<size_t>(width, width_of(person) + 1);
  }
  page.heading(made.name, made.title.empty() ? "" : "  " + made.title);
  page.line(page.dim(fmt::format("  {}{:>12}{:>12}", left("", width), "leads now", "given")));
  for (const auto& [person, held] : role.people) {
    page.line(fmt::format("  {}{:>12}{:>12}  {}", left(harmless(person), width), grouped(held.holds),
                          grouped(held.given), page.blue(bar(held.given, most))));
  }
  for (size_t queue = 0; queue < role.queued.size(); ++queue) {
    if (role.queued[queue] == 0) continue;
    page.line(fmt::format("  {}{:>12}{:>12}  came in; {} not claimed in time",
                          left(artefact_.queues[queue]->name, width), "", grouped(role.queued[queue]),
                          grouped(role.expired[queue])));
  }
  if (role.waited > 0) page.figure("waited", role.waited, "for somebody to be free");
  if (role.cleared > 0) page.figure("cleared", role.cleared, "nobody's any more");
}

void Summary::append_roles(std::string& out) const {
  if (roles_.empty()) return;
  out += ",\"roles\":{";
  for (size_t index = 0; index < roles_.size(); ++index) {
    const RoleFigures& role = roles_[index];
    if (index > 0) out += ",";
    append_json(out, artefact_.roles[index]->name);
    out += ":{\"people\":{";
    bool first = true;
    for (const auto& [person, held] : role.people) {
      if (!first) out += ",";
      first = false;
      append_json(out, person);
      out += fmt::format(":{{\"leads\":{},\"given\":{}}}", held.holds, held.given);
    }
    out += "},\"queues\":{";
    for (size_t queue = 0; queue < role.queued.size(); ++queue) {
      if (queue > 0) out += ",";
      append_json(out, artefact_.queues[queue]->name);
      out += fmt::format(":{{\"came\":{},\"expired\":{}}}", role.queued[queue], role.expired[queue]);
    }
    out += fmt::format("}},\"waited\":{},\"cleared\":{}}}", role.waited, role.cleared);
  }
  out += "}";
}

}  // namespace lead::emit
