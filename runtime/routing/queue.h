// A pick list: leads that nobody holds until somebody claims them.
//
//   queue.put_in({lead, now, now + 7 * kDayMs, order});    // kNever: no end
//   const ClaimAnswer answer = queue.claim(lead, claimant, {now, order});
//   answer.refusal                                        // None: the claimant holds the lead, it is out
//   queue.expired(now)                                    // the next lead whose stay is over; take it out
//
// The first claim wins. A claim is refused for the first of these that is so: the lead was taken (by whom and
// when), it is not in the queue, the claimant is not in the roster, the lead is not offered to them, they are
// at their limit. A stay ends at its instant: who claims at it is too late, as long as the caller takes
// expired leads out before it looks at claims of the same instant.
//
// BOUND: of leads taken, the last kMaxTakenRemembered are told apart from leads that never were in it.
// Grows with the leads that lie in it. Logarithmic.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "runtime/base/limits.h"
#include "runtime/routing/availability.h"
#include "runtime/routing/ordered.h"
#include "runtime/routing/people.h"
#include "runtime/routing/pool.h"

namespace lead::routing {

using LeadNumber = uint32_t;

// What the caller knows of who claims. `person` may be kNobody with `in_roster` false.
struct Claimant {
  PersonNumber person = kNobody;
  bool in_roster = false;
  bool is_offered = false;      // belongs to `offered to T`
  bool is_below_limit = false;  // below `at most n claims per day`
};

enum class Refusal : uint8_t { None, Taken, NotInQueue, NotInRoster, NotOffered, AtLimit };

// "was taken already", "is not in the queue": stable words for people; for None "".
[[nodiscard]] std::string_view text_of(Refusal refusal);

struct ClaimAnswer {
  Refusal refusal = Refusal::None;
  PersonNumber taken_by = kNobody;  // Taken: who was first, and when
  Assigned taken_at;
};

struct QueuedLead {
  LeadNumber lead = 0;
  int64_t since_ms = 0;
  int64_t expires_ms = kNever;
  uint64_t order = 0;  // of coming, among the leads of all queues
  friend bool operator==(const QueuedLead&, const QueuedLead&) = default;
};

struct TakenLead {
  LeadNumber lead = 0;
  PersonNumber person = kNobody;
  Assigned at;
};

struct QueueState {
  std::vector<QueuedLead> queued;  // in the order in which they came
  std::vector<TakenLead> taken;    // longest ago first
};

class Queue {
 public:
  explicit Queue(size_t most_taken = limits::kMaxTakenRemembered) : most_taken_(most_taken) {}

  // `stay.order` is greater than that of all before. Once more for a lead that is in it: its stay begins
  // anew, at the end. Who took it in an earlier stay is forgotten.
  void put_in(const QueuedLead& stay);
  // Whether it was in it.
  bool take_out(LeadNumber lead);
  ClaimAnswer claim(LeadNumber lead, const Claimant& claimant, const Assigned& now);

  [[nodiscard]] bool contains(LeadNumber lead) const;
  // When it was claimed since it was last put in; never: it was not.
  [[nodiscard]] Assigned taken_at(LeadNumber lead) const;
  [[nodiscard]] size_t size() const { return queued_.size(); }
  // The stay that ends next: the earliest end first, of equal ends the one that came first. Nothing where
  // none ends.
  [[nodiscard]] std::optional<QueuedLead> next_to_end() const;

  [[nodiscard]] QueueState state() const;
  // For an empty queue; false where a lead comes twice, too many were taken, or they stand in another order.
  [[nodiscard]] bool restore(const QueueState& state);

 private:
  struct Expiry {
    int64_t expires_ms;
    uint64_t order;
    LeadNumber lead;
    friend constexpr auto operator<=>(const Expiry&, const Expiry&) = default;
  };
  struct Taken {
    PersonNumber person = kNobody;
    Assigned at;
  };

  size_t most_taken_;
  Ordered<LeadNumber, QueuedLead> queued_;
  std::set<Expiry> expiries_;
  Ordered<LeadNumber, Taken> taken_;
};

}  // namespace lead::routing
