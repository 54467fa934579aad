#include "runtime/routing/line.h"

#include <algorithm>

namespace lead::routing {

Ticket Line::join(uint32_t row, uint32_t place, int64_t now_ms) {
  waiting_.emplace_hint(waiting_.end(), ++last_, WaitingPlace{place, row, now_ms});
  changed_.insert(last_);
  ++rows_[row].waiting;
  return last_;
}

void Line::leave(Ticket ticket) {
  const auto at = waiting_.find(ticket);
  --rows_[at->second.row].waiting;
  changed_.erase(ticket);
  waiting_.erase(at);
}

void Line::begin_walk() {
  is_freed_ = false;
  is_walking_ = true;
  walked_ = kNoTicket;
  for (Row& row : rows_) row.is_blocked = false;
}

std::optional<Line::Next> Line::next() {
  if (is_freed_) begin_walk();
  while (true) {
    const auto walked = is_walking_ ? waiting_.upper_bound(walked_) : waiting_.end();
    const Ticket of_walk = walked == waiting_.end() ? UINT64_MAX : walked->first;
    const Ticket of_changed = changed_.empty() ? UINT64_MAX : *changed_.begin();
    const Ticket ticket = std::min(of_walk, of_changed);
    if (ticket > looked_until_) break;  // also where there is none
    if (ticket == of_walk) walked_ = ticket;
    const bool is_changed = changed_.erase(ticket) > 0;
    const WaitingPlace& waits = waiting_.find(ticket)->second;
    if (!is_changed && rows_[waits.row].is_blocked) continue;
    return Next{ticket, waits, is_changed};
  }
  is_walking_ = false;
  return std::nullopt;
}

}  // namespace lead::routing
