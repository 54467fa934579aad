// Items, one after the other: an event or a timer applied to its lead, from the duplicate check to the
// decisions.
//
// The caller hands items over in the global order (order.h, timers.h). Nothing here looks at a clock or at
// another lead.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/engine/decider.h"
#include "runtime/engine/dedupe.h"
#include "runtime/engine/desk.h"
#include "runtime/engine/effects.h"
#include "runtime/engine/schedules.h"
#include "runtime/engine/timers.h"
#include "runtime/engine/waiting.h"

namespace lead::engine {

class Fold {
 public:
  Fold(const artefact::VerifiedArtefact& artefact, Options options, Observer& observer);

  // `lead`: its number where it had one when the event came in, else kNoLead.
  void event(const value::Event& event, uint32_t lead);
  // Of an event to come soon: bring what it will touch closer, first its identity and the lead's record, then
  // what the record points at.
  void approach(const value::Event& event, uint32_t lead);
  void come_near(uint32_t lead);
  // An event that came `behind_ms` after the watermark had passed its instant.
  void late_event(const value::Event& event, int64_t behind_ms);
  // The timer that `timers().next()` gave.
  void timer(const Timer& timer);
  // When the desk has something to do of its own, before all else of that instant: rosters, absences, stays
  // in queues that end, those who wait.
  [[nodiscard]] int64_t desk_due_ms() const;
  void run_desk(int64_t now_ms);
  // Another roster from an instant on; rosters of one instant in the order in which they are given.
  void change_roster(int64_t instant_ms, routing::Roster roster);
  [[nodiscard]] Desk& desk() { return desk_; }
  // Events of leads that never were born are set aside.
  void end();

  [[nodiscard]] Timers& timers() { return timers_; }
  [[nodiscard]] Counts& counts() { return counts_; }
  [[nodiscard]] const Holdings& holdings() const { return holdings_; }
  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] Clocks& clocks() { return clocks_; }

 private:
  [[nodiscard]] bool is_observed(const value::Event& event) const;
  // Where leads share people, one of them cannot be folded alone.
  [[nodiscard]] bool is_folded(const value::Event& event) const {
    return !desk_.is_empty() || is_observed(event);
  }
  void set_aside(const value::Event& event, Reason reason, std::string detail);
  void set_aside(const value::Event& event, Refusal&& refusal) {
    set_aside(event, refusal.reason, std::move(refusal.detail));
  }
  void apply(uint32_t lead, const value::Event& event);
  void apply_unborn(const value::Event& event);
  // Of a person: they are away, or back.
  void presence(const value::Event& event);
  void wait_or_bear(const value::Event& event);
  void bear(uint32_t lead, const value::Event& event);
  [[nodiscard]] bool supplies_required(const value::Event& event) const;
  [[nodiscard]] bool knows_required(uint32_t lead) const;
  void tell_applied(const value::Event& event, const Cause& cause);
  // What was booked and reset since the item began.
  [[nodiscard]] std::string_view person_told(uint32_t telling) const;
  void tell_effects(std::string_view lead, int64_t now_ms, const Cause& cause);
  [[nodiscard]] bool is_ignored(const value::Event& event);
  // Derived values, lifecycles and decisions of one item.
  void close(ItemEnd& item);
  // Closes the item, and runs what has come to hold by it, each an item of its own.
  void end_item(ItemEnd item);
  void run_follows(uint32_t lead, int64_t now_ms);
  // Whether a transition or a clock waits for it.
  [[nodiscard]] bool is_heard(const Cause& cause) const;
  bool react_as_item(ItemEnd& item, std::span<const uint32_t> reactions);
  bool react(ItemEnd& item, std::span<const uint32_t> reactions, bool is_cause);
  // After the last item of an instant's cause: looks for the next wake-up and tells the timers.
  void finish(const ItemEnd& item);
  // Schedules that fall on the item's instant are still to come where the lead's turn at it is.
  void await_schedules(const ItemEnd& item);
  [[nodiscard]] bool has_had_its_turn(const ItemEnd& item) const;
  void finish_item(const ItemEnd& item) {
    end_item(item);
    finish(item);
  }
  // --- lifecycles (moves.cpp)
  [[nodiscard]] int64_t* stage_words(uint32_t lead, uint32_t lifecycle);
  void enter_first_stages(uint32_t lead, int64_t now_ms);
  void run_moves(ItemEnd& item);
  void run_after(ItemEnd& item);
  [[nodiscard]] bool run_when(ItemEnd& item);
  void run_doors(ItemEnd& item);
  void try_all(ItemEnd& item, const std::vector<uint32_t>& transitions);
  [[nodiscard]] bool is_open(const ItemEnd& item, const artefact::TransitionT& transition);
  [[nodiscard]] bool is_due(uint32_t lead);
  [[nodiscard]] bool may_wake_again(const ItemEnd& item);
  void fire(ItemEnd& item, uint32_t transition);
  void pass(ItemEnd& item, uint32_t lifecycle, uint32_t stage, bool leaving);

  void quiet(uint32_t lead, int64_t now_ms);
  // --- promises (promises.cpp)
  void run_clocks(const ItemEnd& item);
  void signal_all(const ItemEnd& item, const std::vector<uint32_t>& signals);
  void take_steps(uint32_t lead, int64_t now_ms);

  // --- routing (routing.cpp)
  // A request under way, with what made it.
  struct Asked {
    RoutingRequest request;
    Cause cause;
  };
  void take_requests(const ItemEnd& item);
  void note_requests(uint32_t lead, const std::vector<RoutingRequest>& requests);
  // The request on top; whether an item came of it.
  bool run_request(uint32_t lead, int64_t now_ms);
  bool claim(const Asked& asked, uint32_t lead, int64_t now_ms);
  // Tells it, and runs the item of it where the role has changed hands.
  bool change_hands(uint32_t lead, int64_t now_ms, const Outcome& outcome, const Cause& cause);
  // An outcome that no item of the lead has asked for, with all that follows.
  void finish_outcome(uint32_t lead, int64_t now_ms, const Outcome& outcome);
  bool serve_waiting(int64_t now_ms);
  void load_roster(routing::Roster roster, int64_t now_ms);
  void tell_roster(int64_t now_ms, bool is_first) const;

  void schedule(uint32_t lead, int64_t now_ms);
  struct RosterChange {
    int64_t instant_ms;
    routing::Roster roster;
  };

  Plan plan_;
  Holdings holdings_;
  Options options_;
  Observer* observer_;
  Counts counts_;
  Dedupe dedupe_;
  Effects effects_;
  Decider decider_;
  Timers timers_;
  Schedules schedules_;
  Clocks clocks_;
  Waiting waiting_;
  Desk desk_;
  std::vector<RosterChange> rosters_;     // to come, in their order
  std::vector<RoutingRequest> requests_;  // noted by the item under way
  std::vector<Asked> asked_;              // of it and its follow-ups, the next one last
  bool is_serving_ = false;
  Timer turn_{limits::kMinInstantMs - 1, Phase::Schedule, kNoLead};  // the last schedule or step
  uint32_t wakes_at_once_ = 0;  // of the lead that woke last, at the instant at which it did
  int64_t woke_ms_ = limits::kMinInstantMs;
  uint32_t woke_ = 0;
  std::vector<uint32_t> edges_;       // that have come to hold, in order; of the item under way
  std::vector<Move> moved_;           // of the item under way, in order
  std::vector<uint32_t> doors_;       // passed, what they cause still to come
  std::vector<uint32_t> passed_;      // doors of the item under way, in order
  std::vector<ClockChange> clocked_;  // clocks of the item under way that stand otherwise
  std::vector<uint64_t> visited_;     // by lifecycle: stages of this item
  vm::Registers ignore_registers_, move_registers_, signal_registers_;
};

}  // namespace lead::engine
