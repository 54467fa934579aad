// What the engine tells of a run: decisions, what was set aside, bookings, notices, who was given a lead.
//
//   struct Count final : Observer { void decided(const Decision&) override { ++decisions; } … };
//
// Views and pointers live during the call. All calls come from the thread that pushes events, in the one
// global order: by instant, then as the items of the instant run.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/reason.h"
#include "runtime/engine/considered.h"
#include "runtime/value/event.h"

namespace lead::engine {

enum class CauseKind : uint8_t {
  Event,
  Quiet,
  Wake,
  Edge,
  Schedule,
  Step,
  Assignment,
  Expiry,
  Release,
  Roster
};

// What made an item run. Views live during the call.
struct Cause {
  CauseKind kind = CauseKind::Event;
  const value::Event* event = nullptr;  // Event only
  int32_t rule = -1;                    // Quiet, Edge, Schedule: the rule that booked; -1: none did
  // Edge, Schedule, Step: index into artefact.edges, schedules, steps; Assignment, Release: the role that is
  // given to somebody, or is nobody's now; Expiry: the queue; Roster: who holds a role is away, or back.
  uint32_t source = 0;
};

// Of a decision about a clock: what it had used and how far it may run, in the milliseconds it counts, and
// when its target will have passed; INT64_MAX: it does not run towards it. `is_business`: milliseconds of its
// hours, and not of the wall clock.
struct ClockFigures {
  int64_t elapsed_ms, target_ms, due_ms;
  bool is_business = false;
};

// One observed value changed at the end of an item. Views live during the call.
struct Decision {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t output;               // index into artefact.outputs
  std::optional<uint32_t> from;  // index into its names; nothing: unrated, or (`birth`) not yet a lead
  std::optional<uint32_t> to;
  std::optional<int64_t> value;  // Band: the score in millionths
  bool birth = false;            // the first value of a new lead
  int32_t rule = -1;             // the last rule that booked in this item; -1: time or attributes alone
  uint32_t ordinal = 0;          // place within the item
  Cause cause;
  int32_t transition = -1;              // Stage: index into artefact.transitions; -1: the birth
  std::optional<uint32_t> reason = {};  // Stage: item of the choice of the new stage's reasons
  std::optional<ClockFigures> clock = {};
};

struct SetAside {
  Reason reason;
  const value::Event* event;  // views live during the call
  std::string detail;         // "its instant is 4 minutes before the watermark"; may be empty
};

// A booking, for `why`. `amount` as judged, before limits of showing.
struct Booking {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t rule;
  int64_t amount_millionths;
  Cause cause;
};

// Somebody is to be told, for `on entering S { notify … }`.
struct Telling {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t tell;  // index into artefact.tells
  Cause cause;
  std::string_view person;  // id of who that is; empty: a team, or a role that nobody holds
};

// A score started afresh, after all that its cause booked. For `why`.
struct ScoreReset {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t score;         // index into artefact.scores
  int64_t to_millionths;  // what a running score begins at; 0: it is the sum of its rules
  Cause cause;
};

// What has become of a role of a lead. Given, Claimed, ByHand: `to` holds it now. Cleared, Queued, Expired:
// nobody does. Waiting: whoever held it still does, until somebody of the row is eligible. Kept: a row left
// all as it was.
enum class RoutingKind : uint8_t { Given, Claimed, ByHand, Cleared, Queued, Expired, Waiting, Kept };
struct Assignment {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t role;  // index into artefact.roles
  RoutingKind kind;
  std::string_view from, to;                        // ids of people; empty: nobody
  std::string_view turn_of;                         // who is covered for; empty: it was the holder's own turn
  int32_t row = -1;                                 // index into artefact.route_rows; -1: no row did it
  int32_t queue = -1;                               // index into artefact.queues: Queued, Claimed, Expired
  const std::array<uint8_t, 32>* roster = nullptr;  // the hash of the roster in force
  Cause cause;
};

// A claim that came to nothing. `why`: "was taken already"; `by`: who was first, where somebody was.
struct RefusedClaim {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t queue;
  std::string_view person;
  std::string_view why;
  std::string_view by;
  Cause cause;
};

// From here on whom leads are given to is decided by this roster. The first is told before anything else.
struct RosterInForce {
  int64_t instant_ms;
  const std::array<uint8_t, 32>* hash;
  size_t people;
  bool is_first;  // that of the policy
};

// Somebody of the roster has said that they are away, or back, and is believed from here on.
struct PresenceChange {
  int64_t instant_ms;
  std::string_view person;
  bool is_away;
  int64_t until_ms;  // of who is away: INT64_MAX: until they are back
};

// What the engine tells. Called in the one global order. The default does nothing.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void decided(const Decision&) {}
  virtual void set_aside(const SetAside&) {}
  virtual void applied(const value::Event&) {}  // an event took effect (also one that changed nothing)
  virtual void booked(const Booking&) {}
  virtual void told(const Telling&) {}
  virtual void was_reset(const ScoreReset&) {}
  virtual void assigned(const Assignment&) {}
  virtual void refused(const RefusedClaim&) {}
  virtual void roster_changed(const RosterInForce&) {}
  virtual void presence_changed(const PresenceChange&) {}
  // Asked, of a lead, before rows are told: `considered` comes for Shares and Words, `asked` for Words alone.
  [[nodiscard]] virtual Detail wants_considered(std::string_view) const { return Detail::Nothing; }
  virtual void considered(const Considered&) {}
  virtual void asked(const AskedRow&) {}
};

}  // namespace lead::engine
