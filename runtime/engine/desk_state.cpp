#include "runtime/engine/desk_state.h"

#include <algorithm>

#include "runtime/engine/desk.h"

namespace lead::engine {

DeskState Desk::state() const {
  DeskState state;
  state.roster = staff_.roster().hash();
  state.people = &staff_.people();
  state.in_force = &staff_.roster();
  for (uint32_t team = 0; team < plan_->artefact->teams.size(); ++team)
    state.teams.push_back(staff_.team(team));
  const auto roles = static_cast<uint32_t>(plan_->artefact->roles.size());
  for (uint32_t role = 0; role < roles; ++role) {
    for (routing::PersonNumber person = 0; person < staff_.people().size(); ++person) {
      const HolderState holder{person, role, staff_.held(role, person), staff_.last_assigned(role, person)};
      if (holder.holds > 0 || !holder.assigned.is_never()) state.holders.push_back(holder);
    }
  }
  for (const PoolOfRow& each : pools_) state.pools.push_back({each.row, each.key, &each.pool.state()});
  std::stable_sort(state.pools.begin(), state.pools.end(),
                   [](const PoolOfKey& a, const PoolOfKey& b) { return a.row < b.row; });
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    for (const routing::Cap& cap : rows_[row].caps) state.caps.push_back({row, &cap});
  }
  for (uint32_t queue = 0; queue < queues_.size(); ++queue) {
    for (const routing::Cap& cap : claim_caps_[queue]) state.claims.push_back({queue, &cap});
    for (const routing::QueuedLead& lead : queues_[queue].state().queued)
      state.queued.push_back({queue, holdings_->leads.name(lead.lead), lead.since_ms, lead.expires_ms});
  }
  for (const auto& [ticket, waits] : line_.waiting())
    state.waiting.push_back({waits.row, holdings_->leads.name(waits.place / roles), waits.since_ms});
  for (size_t place = 0; place < tenures_.size(); ++place) {
    const Tenure& held = tenures_[place];
    if (held.holders.empty() && (held.turn.row < 0 || held.turn.is_spent)) continue;
    const std::string_view lead = holdings_->leads.name(static_cast<uint32_t>(place / roles));
    const auto role = static_cast<uint32_t>(place % roles);
    if (held.turn.row >= 0 && !held.turn.is_spent)
      state.open_turns.push_back({lead, static_cast<uint32_t>(held.turn.row), held.turn.member});
    std::span<const routing::PersonNumber> former(held.holders);
    if (!former.empty() && former.front() == held.holder) former = former.subspan(1);
    if (!former.empty()) state.former.push_back({lead, role, former});
  }
  state.remembered = memories_.state();
  return state;
}

}  // namespace lead::engine
