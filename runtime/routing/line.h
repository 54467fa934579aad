// Leads that wait until somebody is eligible, first come, first served: one line a row.
//
//   line.join(lead, now);
//   for (auto lead = line.first(); lead; lead = line.after(*lead)) …      // look at each, in order
//   line.leave(lead);
//
// A lead that joins again keeps its place. While walking, the lead that is looked at may leave only after
// `after` was asked. BOUND: kMaxQueuedLeads; a lead that does not fit is refused, and the caller says so.
// Constant time.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/base/limits.h"
#include "runtime/routing/ordered.h"
#include "runtime/routing/queue.h"

namespace lead::routing {

struct WaitingLead {
  LeadNumber lead = 0;
  int64_t since_ms = 0;
};

class Line {
 public:
  explicit Line(size_t most_leads = limits::kMaxQueuedLeads) : most_leads_(most_leads) {}

  // False: the line is full.
  [[nodiscard]] bool join(LeadNumber lead, int64_t now_ms);
  // Whether it waited.
  bool leave(LeadNumber lead);
  // Since when; nothing where it does not wait.
  [[nodiscard]] std::optional<int64_t> waits_since(LeadNumber lead) const;
  [[nodiscard]] size_t size() const { return waiting_.size(); }

  [[nodiscard]] std::optional<LeadNumber> first() const;
  // `lead` waits.
  [[nodiscard]] std::optional<LeadNumber> after(LeadNumber lead) const;

  // For a snapshot; `restore` is for an empty line, false where a lead comes twice or there are too many.
  [[nodiscard]] std::vector<WaitingLead> waiting() const;
  [[nodiscard]] bool restore(const std::vector<WaitingLead>& waiting);

 private:
  size_t most_leads_;
  Ordered<LeadNumber, int64_t> waiting_;
};

}  // namespace lead::routing
