// Desk: what time does. Stays in queues end, absences begin and end, and those who wait are looked at again.
#include <algorithm>

#include "runtime/engine/desk.h"

namespace lead::engine {

using routing::kNobody;

// --- queues

std::optional<Desk::Expired> Desk::expire(int64_t now_ms) {
  const auto over = queues_.expire(now_ms);
  if (!over) return std::nullopt;
  Expired out{over->lead, over->queue, {RoutingKind::Expired, 0}};
  out.outcome.queue = static_cast<int32_t>(over->queue);
  for (uint32_t role = 0; role < plan_->artefact->roles.size(); ++role) {
    Tenure& held = tenure(over->lead, role);
    if (held.queue != out.outcome.queue) continue;
    held.queue = -1;
    out.outcome.role = role;
    out.outcome.from = out.outcome.to = held.holder;
  }
  return out;
}

// --- those who wait

void Desk::look_again(uint32_t lead) {
  for (uint32_t role = 0; role < plan_->artefact->roles.size() && !freed_; ++role) {
    const size_t at = place_of(lead, role);
    freed_ = at < tenures_.size() && tenures_[at].waiting >= 0;
  }
}

bool Desk::waits_by_time() const {
  const uint32_t roles = static_cast<uint32_t>(plan_->artefact->roles.size());
  for (auto place = line_.first(); place; place = line_.after(*place)) {
    const int32_t row = tenures_[*place].waiting;
    if (rows_[static_cast<size_t>(row)].is_timed) return roles > 0;
  }
  return false;
}

void Desk::begin_looking() {
  looked_until_ = joins_;
}

std::optional<Desk::Served> Desk::serve(int64_t now_ms) {
  const auto roles = static_cast<uint32_t>(plan_->artefact->roles.size());
  bool has_late = false;
  for (auto place = line_.first(); place; place = line_.after(*place)) {
    const Tenure& held = tenures_[*place];
    if (held.joined > looked_until_) {
      has_late = true;
      continue;
    }
    const auto row = static_cast<uint32_t>(held.waiting);
    const uint32_t lead = *place / roles;
    look_at_route(lead, row_of(row).route, now_ms);
    if (auto outcome = take_somebody({lead, row, held.exclude, now_ms})) return Served{lead, *outcome};
  }
  freed_ = has_late;
  find_next_retry(now_ms);
  return std::nullopt;
}

void Desk::find_next_retry(int64_t now_ms) {
  retry_ms_ = kNever;
  if (line_.size() == 0) return;
  if (waits_by_time())
    freed_ = true;  // what the row asks of the lead may change at any time: looked at always
  std::vector<uint8_t> is_asked(rows_.size(), 0);
  for (auto place = line_.first(); place; place = line_.after(*place))
    is_asked[static_cast<size_t>(tenures_[*place].waiting)] = 1;
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (is_asked[row] == 0) continue;
    const artefact::RouteRowT& made = row_of(row);
    // Whoever may be named by a person, or stand in, is somebody of the roster.
    for (const routing::Person& person : staff_.roster().persons()) {
      const int64_t change = made.at_work ? routing::next_change(person, now_ms, made.look_ahead_ms,
                                                                 routing::CalendarView(calendars_))
                                          : routing::next_absence_change(person, now_ms);
      retry_ms_ = std::min(retry_ms_, change);
      for (const routing::Cap& cap : rows_[row].caps)
        retry_ms_ = std::min(retry_ms_, cap.begins_afresh_at(person.number, now_ms));
    }
  }
}

// --- absences

void Desk::find_next_absence(int64_t now_ms) {
  absence_ms_ = kNever;
  if (!watches_absences_) return;
  for (const routing::Person& person : staff_.roster().persons())
    absence_ms_ = std::min(absence_ms_, routing::next_absence_change(person, now_ms));
}

std::vector<uint32_t> Desk::pass_absences(int64_t now_ms) {
  std::vector<uint32_t> changed;
  holdings_->points.move_to(now_ms);
  const size_t roles = plan_->artefact->roles.size();
  for (size_t at = 0; watches_absences_ && at < tenures_.size(); ++at) {
    Tenure& held = tenures_[at];
    const auto role = static_cast<uint32_t>(at % roles);
    if (held.holder == kNobody || plan_->artefact->roles[role]->away < 0) continue;
    const routing::Person* person = staff_.roster().find(held.holder);
    if ((person != nullptr && routing::is_away(*person, now_ms)) == held.is_away) continue;
    const auto lead = static_cast<uint32_t>(at / roles);
    set_holder(lead, role, held.holder);
    if (changed.empty() || changed.back() != lead) changed.push_back(lead);
  }
  std::sort(changed.begin(), changed.end(),
            [&](uint32_t a, uint32_t b) { return holdings_->leads.name(a) < holdings_->leads.name(b); });
  find_next_absence(now_ms);
  return changed;
}

void Desk::load(routing::Roster roster, int64_t now_ms) {
  staff_.load(std::move(roster));
  for (PoolOf& each : pools_) {
    const std::vector<routing::Member> members = members_of(each.row);
    const routing::PersonNumber last = each.pool.last_turn();
    each.pool.set_members(members, last == kNobody ? routing::Pool::kNoPlace
                                                   : routing::members_before(staff_.roster(), members, last));
  }
  for (Tenure& held : tenures_) {  // who leaves a pool is forgotten, and so are the turns they had of it
    OpenTurn& open = held.turn;
    const bool is_of_pool = open.is_spent && open.pool >= 0;
    if (is_of_pool && !pools_[static_cast<size_t>(open.pool)].pool.is_member(open.member)) open.pool = -1;
  }
  freed_ = true;
  absence_ms_ = now_ms;  // whoever is away under the new roster is seen at once
}

}  // namespace lead::engine
