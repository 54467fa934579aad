#include "runtime/routing/queues.h"

#include <algorithm>

namespace lead::routing {

void Queues::put_in(uint32_t queue, LeadNumber lead, int64_t now_ms, int64_t expires_ms) {
  queues_[queue].put_in({lead, now_ms, expires_ms, ++stays_});
  find_next();
}

void Queues::take_out(uint32_t queue, LeadNumber lead) {
  queues_[queue].take_out(lead);
  find_next();
}

ClaimAnswer Queues::claim(uint32_t queue, LeadNumber lead, const Claimant& claimant, const Assigned& now) {
  const ClaimAnswer answer = queues_[queue].claim(lead, claimant, now);
  find_next();
  return answer;
}

std::optional<Queues::Expired> Queues::expire(int64_t now_ms) {
  if (next_.expires_ms == kNever || next_.expires_ms > now_ms) return std::nullopt;
  const Expired over{next_.queue, next_.lead};
  take_out(over.queue, over.lead);
  return over;
}

void Queues::find_next() {
  next_ = {};
  for (uint32_t queue = 0; queue < size(); ++queue) {
    if (const auto stay = queues_[queue].next_to_end())
      next_ = std::min(next_, Next{stay->expires_ms, stay->order, queue, stay->lead});
  }
}

}  // namespace lead::routing
