#include "runtime/routing/queue.h"

#include <utility>

namespace lead::routing {

std::string_view text_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::None:
      return "";
    case Refusal::Taken:
      return "was taken already";
    case Refusal::NotInQueue:
      return "is not in the queue";
    case Refusal::NotInRoster:
      return "claimed by somebody who is not in the roster";
    case Refusal::NotOffered:
      return "is not offered to them";
    case Refusal::AtLimit:
      return "claimed by somebody who is at their limit";
  }
  return {};
}

void Queue::put_in(const QueuedLead& stay) {
  take_out(stay.lead);
  queued_.push_back(stay.lead, stay);
  if (stay.expires_ms != kNever) expiries_.insert({stay.expires_ms, stay.order, stay.lead});
  const auto taken = taken_.find(stay.lead);
  if (taken != taken_.kEnd) taken_.erase(taken);  // that was another stay
}

bool Queue::take_out(LeadNumber lead) {
  const auto place = queued_.find(lead);
  if (place == queued_.kEnd) return false;
  const QueuedLead& stay = queued_.value(place);
  if (stay.expires_ms != kNever) expiries_.erase({stay.expires_ms, stay.order, lead});
  queued_.erase(place);
  return true;
}

bool Queue::contains(LeadNumber lead) const {
  return queued_.find(lead) != queued_.kEnd;
}

Assigned Queue::taken_at(LeadNumber lead) const {
  const auto place = taken_.find(lead);
  return place == taken_.kEnd ? Assigned{} : taken_.value(place).at;
}

ClaimAnswer Queue::claim(LeadNumber lead, const Claimant& claimant, const Assigned& now) {
  if (!contains(lead)) {
    const auto place = taken_.find(lead);
    if (place == taken_.kEnd) return {Refusal::NotInQueue, kNobody, {}};
    const Taken& first = taken_.value(place);
    return {Refusal::Taken, first.person, first.at};
  }
  if (!claimant.in_roster) return {Refusal::NotInRoster, kNobody, {}};
  if (!claimant.is_offered) return {Refusal::NotOffered, kNobody, {}};
  if (!claimant.is_below_limit) return {Refusal::AtLimit, kNobody, {}};
  take_out(lead);
  if (taken_.size() > 0 && taken_.size() >= most_taken_) taken_.erase(taken_.first());
  if (most_taken_ > 0) taken_.push_back(lead, {claimant.person, now});
  return {};
}

std::optional<QueuedLead> Queue::next_to_end() const {
  if (expiries_.empty()) return std::nullopt;
  return queued_.value(queued_.find(expiries_.begin()->lead));
}

QueueState Queue::state() const {
  QueueState out;
  for (auto at = queued_.first(); at != queued_.kEnd; at = queued_.after(at))
    out.queued.push_back(queued_.value(at));
  for (auto at = taken_.first(); at != taken_.kEnd; at = taken_.after(at))
    out.taken.push_back({taken_.key(at), taken_.value(at).person, taken_.value(at).at});
  return out;
}

bool Queue::restore(const QueueState& state) {
  if (state.taken.size() > most_taken_) return false;
  Queue made(most_taken_);
  const QueuedLead* before = nullptr;
  for (const QueuedLead& stay : state.queued) {
    if (before != nullptr && stay.order <= before->order) return false;
    if (made.contains(stay.lead)) return false;
    made.put_in(stay);
    before = &stay;
  }
  for (const TakenLead& taken : state.taken) {
    if (made.contains(taken.lead) || !made.taken_.push_back(taken.lead, {taken.person, taken.at}))
      return false;
  }
  *this = std::move(made);
  return true;
}

}  // namespace lead::routing
