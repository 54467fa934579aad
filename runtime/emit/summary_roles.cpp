// Summary: who was given leads and holds them, and the leads that nobody holds; for machines.
#include <fmt/format.h>

#include "runtime/base/text.h"
#include "runtime/emit/summary.h"

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
