// Desk: what time does. Stays in queues end, absences begin and end, and those who wait are looked at again.
#include <algorithm>

#include "runtime/engine/desk.h"

namespace lead::engine {

using routing::kNobody;
using routing::PersonNumber;

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
  if (line_.size() == 0) return;
  for (uint32_t role = 0; role < plan_->artefact->roles.size(); ++role) {
    const size_t at = place_of(lead, role);
    if (at < tenures_.size() && tenures_[at].waiting >= 0) line_.look_again(tenures_[at].ticket);
  }
}

void Desk::begin_looking(int64_t now_ms) {
  if (next_retry_ms() <= now_ms) line_.free();
  line_.begin_look();
}

std::optional<Desk::Served> Desk::serve(int64_t now_ms) {
  const auto roles = static_cast<uint32_t>(plan_->artefact->roles.size());
  while (const auto next = line_.next()) {
    const uint32_t row = next->waits.row;
    if (!next->is_changed && !is_anybody_free(row, now_ms)) {
      line_.block(row);
      continue;
    }
    const uint32_t lead = next->waits.place / roles;
    look_at_route(lead, row_of(row).route, now_ms);
    if (auto outcome = take_somebody({lead, row, tenures_[next->waits.place].exclude, now_ms}))
      return Served{lead, *outcome};
  }
  if (retry_ms_ <= now_ms) find_next_retry(now_ms);
  return std::nullopt;
}

void Desk::find_next_retry(int64_t now_ms) {
  retry_ms_ = kNever;
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (line_.waiting_for(row) == 0) continue;
    if (rows_[row].retry_ms <= now_ms) rows_[row].retry_ms = next_retry_of(row, now_ms);
    retry_ms_ = std::min(retry_ms_, rows_[row].retry_ms);
  }
}

// Whoever may be named by a person, or stand in, is somebody of the roster.
int64_t Desk::next_retry_of(uint32_t row, int64_t now_ms) const {
  const artefact::RouteRowT& made = row_of(row);
  const routing::CalendarView calendars(calendars_);
  int64_t next = kNever;
  for (const routing::Person& person : staff_.roster().persons()) {
    next = std::min(next, made.at_work ? routing::next_change(person, now_ms, made.look_ahead_ms, calendars)
                                       : routing::next_absence_change(person, now_ms));
    for (const routing::Cap& cap : rows_[row].caps)
      next = std::min(next, cap.begins_afresh_at(person.number, now_ms));
  }
  return next;
}

// --- absences

void Desk::await_absence(PersonNumber number, int64_t after_ms) {
  const routing::Person* person = watches_absences_ ? staff_.roster().find(number) : nullptr;
  if (person == nullptr) return;
  const int64_t change = routing::next_absence_change(*person, after_ms);
  if (change != kNever) absences_.emplace(change, number);
}

// All that somebody holds says the same of them.
std::vector<uint32_t> Desk::pass_absences(int64_t now_ms) {
  std::vector<uint32_t> changed;
  holdings_->points.move_to(now_ms);
  const size_t roles = plan_->artefact->roles.size();
  while (next_absence_ms() <= now_ms) {
    const PersonNumber number = absences_.begin()->second;
    absences_.erase(absences_.begin());
    await_absence(number, now_ms);
    if (number >= held_by_.size() || held_by_[number].empty()) continue;
    const routing::Person* person = staff_.roster().find(number);
    const bool is_away = person != nullptr && routing::is_away(*person, now_ms);
    if (tenures_[held_by_[number].front()].is_away == is_away) continue;
    for (const uint32_t place : held_by_[number]) {
      const auto lead = static_cast<uint32_t>(place / roles);
      set_holder(lead, static_cast<uint32_t>(place % roles), number);
      changed.push_back(lead);
    }
  }
  std::sort(changed.begin(), changed.end(),
            [&](uint32_t a, uint32_t b) { return holdings_->leads.name(a) < holdings_->leads.name(b); });
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  return changed;
}

bool Desk::hear_presence(std::string_view id, bool is_away, int64_t now_ms, int64_t until_ms) {
  const PersonNumber number = staff_.people().find(id);
  const routing::Person* person = number == kNobody ? nullptr : staff_.roster().find(number);
  if (person == nullptr) return false;
  // The instants at which it would have been looked at: one a person stands in the list.
  absences_.erase({routing::next_absence_change(*person, now_ms), number});
  staff_.hear(number, is_away, now_ms, until_ms);
  if (watches_absences_) absences_.emplace(now_ms, number);
  look_at_all(now_ms);
  return true;
}

// Whoever waits may get through, by another roster or by who is back.
void Desk::look_at_all(int64_t now_ms) {
  line_.free();
  for (RowState& row : rows_) row.retry_ms = now_ms;
  retry_ms_ = now_ms;
}

void Desk::load(routing::Roster roster, int64_t now_ms) {
  staff_.load(std::move(roster));
  for (PoolOfRow& each : pools_) {
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
  look_at_all(now_ms);
  absences_.clear();
  for (PersonNumber number = 0; watches_absences_ && number < staff_.people().size(); ++number)
    absences_.emplace(now_ms, number);  // whoever is away under the new roster is seen at once
}

}  // namespace lead::engine
