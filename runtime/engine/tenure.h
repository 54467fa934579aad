// What the desk (desk.h) keeps of one role of one lead, beside the lead's record: who holds it, whose turn
// that was, where it waits, who held it before.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/engine/observer.h"
#include "runtime/routing/kept_requests.h"
#include "runtime/routing/line.h"
#include "runtime/routing/pool.h"
#include "runtime/routing/queue.h"

namespace lead::engine {

// A turn that a lead's holder had, as long as it may be spent or given back.
struct OpenTurn {
  int32_t row = -1;
  int32_t pool = -1;  // -1: a person was named, and no pool asked
  routing::PersonNumber member = routing::kNobody;
  routing::Turn turn;
  routing::RequestId request = routing::kNoRequest;
  int64_t booked_ms = 0;
  bool is_spent = false;
};
// What the desk knows of one role of one lead.
struct Tenure {
  routing::PersonNumber holder = routing::kNobody;
  bool meets_load = true;   // whether the lead counts for whoever holds it, as of the end of its last item
  bool is_counted = false;  // it does, and somebody holds it
  bool is_away = false;
  int32_t queue = -1;                           // it stands in
  int32_t waiting = -1;                         // for this row
  routing::Ticket ticket = routing::kNoTicket;  // of its place in the line
  uint32_t exclude = 0;                         // of the request that waits
  OpenTurn turn;
  std::vector<routing::PersonNumber> holders;  // each once, the latest first; also who holds it now
  uint32_t held_at = 0;                        // place among all that its holder holds; see Desk::held_by_
};

// What has become of one role of one lead.
struct Outcome {
  RoutingKind kind = RoutingKind::Given;
  uint32_t role = 0;
  routing::PersonNumber from = routing::kNobody, to = routing::kNobody;
  routing::PersonNumber turn_of = routing::kNobody;  // whose turn it was, where they are covered for
  int32_t row = -1;                                  // by which row; -1: none
  int32_t queue = -1;
};

// A claim that came to nothing. `by`: who was first, where somebody was.
struct Refused {
  uint32_t queue;
  routing::Refusal refusal;
  routing::PersonNumber by = routing::kNobody;
  int64_t taken_ms = 0;
};

}  // namespace lead::engine
