#include "runtime/routing/line.h"

#include <utility>

namespace lead::routing {

bool Line::join(LeadNumber lead, int64_t now_ms) {
  if (waiting_.find(lead) != waiting_.kEnd) return true;
  return waiting_.size() < most_leads_ && waiting_.push_back(lead, now_ms);
}

bool Line::leave(LeadNumber lead) {
  const auto place = waiting_.find(lead);
  if (place == waiting_.kEnd) return false;
  waiting_.erase(place);
  return true;
}

std::optional<int64_t> Line::waits_since(LeadNumber lead) const {
  const auto place = waiting_.find(lead);
  if (place == waiting_.kEnd) return std::nullopt;
  return waiting_.value(place);
}

std::optional<LeadNumber> Line::first() const {
  if (waiting_.first() == waiting_.kEnd) return std::nullopt;
  return waiting_.key(waiting_.first());
}

std::optional<LeadNumber> Line::after(LeadNumber lead) const {
  const auto place = waiting_.find(lead);
  if (place == waiting_.kEnd || waiting_.after(place) == waiting_.kEnd) return std::nullopt;
  return waiting_.key(waiting_.after(place));
}

std::vector<WaitingLead> Line::waiting() const {
  std::vector<WaitingLead> out;
  out.reserve(waiting_.size());
  for (auto at = waiting_.first(); at != waiting_.kEnd; at = waiting_.after(at))
    out.push_back({waiting_.key(at), waiting_.value(at)});
  return out;
}

bool Line::restore(const std::vector<WaitingLead>& waiting) {
  if (waiting.size() > most_leads_) return false;
  Line made(most_leads_);
  for (const WaitingLead& one : waiting) {
    if (!made.waiting_.push_back(one.lead, one.since_ms)) return false;
  }
  *this = std::move(made);
  return true;
}

}  // namespace lead::routing
