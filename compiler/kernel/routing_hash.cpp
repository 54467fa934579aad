#include "compiler/kernel/routing_hash.h"

namespace lead::kernel {
namespace {

void add_caps(CanonicalBytes& bytes, const std::vector<artefact::CapT>& caps) {
  bytes.count(caps.size());
  for (const artefact::CapT& cap : caps) {
    bytes.word(cap.count);
    bytes.kind(cap.kind);
    add_period(bytes, cap.period);
    bytes.flag(cap.together);
  }
}

void add_row(CanonicalBytes& bytes, const RouteRow& row, const ExprHashes& exprs) {
  bytes.text(row.name);
  exprs.add(bytes, row.guard);
  bytes.kind(row.kind);
  bytes.word(row.target);
  exprs.add(bytes, row.person);
  bytes.kind(row.algorithm);
  bytes.kind(row.period);
  exprs.add(bytes, row.key);
  exprs.add(bytes, row.eligible);
  add_caps(bytes, row.caps);
  for (const bool flag : {row.at_work, row.cover, row.wait, row.spent_later, row.catching_up})
    bytes.flag(flag);
  bytes.word(row.look_ahead_ms);
  bytes.word(row.exclude);
}

}  // namespace

void add_routing(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs) {
  bytes.count(kernel.teams.size());
  for (const Team& team : kernel.teams) {
    bytes.text(team.name);
    exprs.add(bytes, team.guard);
    bytes.count(team.members.size());
    for (const std::string& member : team.members) bytes.text(member);
  }
  bytes.count(kernel.roles.size());
  for (const Role& role : kernel.roles) {
    bytes.text(role.name);
    exprs.add(bytes, role.load);
  }
  bytes.count(kernel.memories.size());
  for (const Memory& memory : kernel.memories) {
    bytes.count(memory.role);
    add_period(bytes, memory.period);
    bytes.flag(memory.from_assignment);
  }
  bytes.count(kernel.queues.size());
  for (const Queue& queue : kernel.queues) {
    bytes.text(queue.name);
    bytes.text(queue.watched_by);
    bytes.word(queue.team);
    add_caps(bytes, queue.caps);
    bytes.flag(queue.ends);
    add_period(bytes, queue.stay);
  }
  bytes.count(kernel.routes.size());
  for (const Route& route : kernel.routes) {
    bytes.count(route.role);
    exprs.add(bytes, route.remember_key);
    bytes.count(route.rows.size());
    for (const RouteRow& row : route.rows) add_row(bytes, row, exprs);
  }
}

}  // namespace lead::kernel
