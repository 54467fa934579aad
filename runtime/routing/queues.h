// All queues of a run, and which stay of all of them ends next.
//
//   Queues queues(artefact.queues.size());
//   queues.put_in(queue, lead, now, now + 7 * kDayMs);     // kNever: no end
//   while (const auto over = queues.expire(now)) …         // out of their queues, one by one
//
// Stays that end at one instant end in the order in which the leads came, whatever their queues. BOUND: of
// each queue, as routing/queue.h says; some hundred queues, which every change looks through for the next
// end.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/routing/queue.h"

namespace lead::routing {

class Queues {
 public:
  explicit Queues(size_t count) : queues_(count) {}

  [[nodiscard]] const Queue& operator[](uint32_t queue) const { return queues_[queue]; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(queues_.size()); }

  void put_in(uint32_t queue, LeadNumber lead, int64_t now_ms, int64_t expires_ms);
  void take_out(uint32_t queue, LeadNumber lead);
  ClaimAnswer claim(uint32_t queue, LeadNumber lead, const Claimant& claimant, const Assigned& now);

  // kNever: no stay ends.
  [[nodiscard]] int64_t next_expiry_ms() const { return next_.expires_ms; }
  struct Expired {
    uint32_t queue;
    LeadNumber lead;
    friend bool operator==(const Expired&, const Expired&) = default;
  };
  // Takes out the lead whose stay ended first.
  std::optional<Expired> expire(int64_t now_ms);

 private:
  struct Next {
    int64_t expires_ms = kNever;
    uint64_t order = UINT64_MAX;
    uint32_t queue = 0;
    LeadNumber lead = 0;
    friend constexpr auto operator<=>(const Next&, const Next&) = default;
  };
  void find_next();

  std::vector<Queue> queues_;
  Next next_;
  uint64_t stays_ = 0;  // begun so far
};

}  // namespace lead::routing
