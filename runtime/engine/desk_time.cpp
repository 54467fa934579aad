// Desk: what time does. Stays in queues end, absences begin and end, and those who wait are looked at again.
#include <algorithm>

#include "runtime/engine/desk.h"

namespace lead::engine {

using routing::kNobody;

// --- queues

int64_t Desk::next_expiry_ms() const {
  int64_t next = kNever;
  for (const Pick& pick : queues_) next = std::min(next, pick.queue.next_expiry_ms());
  return next;
}

// The earliest end first; of equal ends, by queue and then by who came first.
std::optional<Desk::Expired> Desk::expire(int64_t now_ms) {
  const int64_t next = next_expiry_ms();
  if (next > now_ms) return std::nullopt;
  for (uint32_t queue = 0; queue < queues_.size(); ++queue) {
    if (queues_[queue].queue.next_expiry_ms() != next) continue;
    const auto expired = queues_[queue].queue.expired(now_ms);
    queues_[queue].queue.take_out(expired->lead);
    Expired out{expired->lead, queue, {RoutingKind::Expired, 0}};
    out.outcome.queue = static_cast<int32_t>(queue);
    for (uint32_t role = 0; role < plan_->artefact->roles.size(); ++role) {
      Tenure& held = tenure(expired->lead, role);
      if (held.queue != static_cast<int32_t>(queue)) continue;
      held.queue = -1;
      out.outcome.role = role;
    }
    return out;
  }
  return std::nullopt;
}

// --- those who wait

// The first lead, of the rows in declared order, that somebody may have.
std::optional<Desk::Served> Desk::serve(int64_t now_ms) {
  holdings_->points.move_to(now_ms);
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    routing::Line& line = rows_[row].line;
    for (auto lead = line.first(); lead; lead = line.after(*lead)) {
      const uint32_t exclude = tenure(*lead, role_of(row)).exclude;
      look_at_route(*lead, row_of(row).route, now_ms);
      bool has_taken = false;
      auto outcome = take_row({*lead, row, exclude, now_ms}, has_taken);
      if (outcome) return Served{*lead, *outcome};
    }
  }
  freed_ = false;
  find_next_retry(now_ms);
  return std::nullopt;
}

void Desk::find_next_retry(int64_t now_ms) {
  retry_ms_ = kNever;
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].line.size() == 0) continue;
    const artefact::RouteRowT& made = row_of(row);
    // Whoever may be named by a person, or stand in, is somebody of the roster.
    for (const routing::Person& person : staff_.roster().persons()) {
      const int64_t change = made.at_work
                                 ? routing::next_change(person, now_ms, made.look_ahead_ms,
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
  std::sort(changed.begin(), changed.end(), [&](uint32_t a, uint32_t b) {
    return holdings_->leads.name(a) < holdings_->leads.name(b);
  });
  find_next_absence(now_ms);
  return changed;
}

void Desk::load(routing::Roster roster, int64_t now_ms) {
  staff_.load(std::move(roster));
  for (PoolOf& each : pools_) {
    const std::vector<routing::Member> members = members_of(each.row);
    const routing::PersonNumber last = each.pool.last_turn();
    each.pool.set_members(members, last == kNobody
                                       ? routing::Pool::kNoPlace
                                       : routing::members_before(staff_.roster(), members, last));
  }
  freed_ = true;
  absence_ms_ = now_ms;  // whoever is away under the new roster is seen at once
}

}  // namespace lead::engine
