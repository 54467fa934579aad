// The engine: folds events into leads and emits decisions. Exact to the millisecond, deterministic to the
// byte.
//
//   Engine engine(artefact, options, observer);
//   engine.push(std::move(block));    // as often as there is input; any batching gives the same output
//   engine.finish(until);             // runs what is pending and fires timers up to `until`
//
// Order: events by (instant, source, seq, id, lead, arrival); an instant runs when the watermark (greatest
// instant seen minus lateness) has passed it. Within an instant: quiet bookings, events, wake-ups, then
// schedules; what comes to hold in an item follows it at once (docs/language.md, "Order"). Everything the
// engine refuses reaches `Observer::set_aside` with a reason; nothing is lost, nothing throws. The artefact
// must outlive the engine. One thread.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/clock_state.h"
#include "runtime/base/reason.h"
#include "runtime/value/event.h"
#include "runtime/vm/registers.h"

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

// Whom a row of a route looked at, in the order of its team, for `why`.
struct ConsideredPerson {
  std::string_view person;
  std::string_view bar;  // why not: "is away"; empty: eligible
  std::string standing;  // "3 turns of weight 2"
  uint32_t weight = 1;
};
struct Considered {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t row;
  std::vector<ConsideredPerson> people;
  std::string_view chosen;  // empty: nobody
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
  // Asked before a row's candidates are put into words, which takes time.
  [[nodiscard]] virtual bool wants_considered(std::string_view) const { return false; }
  virtual void considered(const Considered&) {}
};

struct Options {
  std::optional<std::string>
      only_lead;             // fold this lead alone (for `why`); order and set-aside rules stay the same
  uint32_t extra_wakes = 0;  // tests: this many needless wake-ups per search; output must not change
};

struct Counts {
  uint64_t events = 0, applied = 0, set_aside = 0, decisions = 0, leads = 0, wakes = 0, quiet_bookings = 0;
  uint64_t assignments = 0, refused_claims = 0;
  uint64_t cut_chains = 0;  // items whose follow-ups were cut off at limits::kMaxFollowUps
};

// How a clock stands at an instant, and what it does next if nothing happens: a step of artefact.steps.
struct ClockStanding {
  uint32_t clock;  // index into artefact.clocks
  artefact::ClockState state;
  ClockFigures figures;
  int32_t step = -1;  // -1: none is to come, or nobody knows when
  int64_t step_ms = INT64_MAX;
};

// Clocks of promises that have a step to come, and the bytes they take: of their state in the leads' records,
// and of the queue, as allocated, in which the timers of all kinds wait.
struct PendingTimers {
  uint64_t clocks = 0;
  size_t state_bytes = 0, queue_bytes = 0;
};

// A lead's state as it stands, for `--leads` and `why`: registers of `derived` at `at_ms`.
struct LeadSnapshot {
  std::string_view lead;
  int64_t at_ms = 0, born_ms = 0;
  std::vector<int64_t> attribute_words;  // by attribute; texts in attribute_texts
  std::vector<std::string_view> attribute_texts;
  std::vector<uint8_t> attribute_known;
  std::vector<int64_t> words;  // word registers of `derived`
  std::vector<uint8_t> words_known;
  std::vector<std::string_view> texts;  // text registers of `derived`
  std::vector<uint8_t> texts_known;
  std::vector<ClockStanding> clocks;  // all of them, in declared order
};

class Engine {
 public:
  Engine(const artefact::VerifiedArtefact& artefact, Options options, Observer& observer);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // The block comes back empty and may bring memory with it: fill it again for the next push.
  void push(value::EventBlock&& block);
  // Another roster from `instant_ms` on, before the events of that instant; to be told before the stream gets
  // there. Nothing, or what is wrong with it. `people` stand by the columns of the artefact's schema.
  [[nodiscard]] std::optional<std::string> change_roster(
      int64_t instant_ms, const std::vector<std::unique_ptr<artefact::PersonT>>& people);
  // Runs everything pending, then timers up to and including `until` (default: the greatest instant seen).
  void finish(std::optional<int64_t> until_ms);
  // Runs everything pending and timers up to and including `until_ms`, as `finish` does; the stream goes on.
  // What is pushed afterwards must lie behind `until_ms`, or what it should have changed has been told
  // already.
  void run_until(int64_t until_ms);
  // The instant everything has run up to.
  [[nodiscard]] int64_t now_ms() const;
  [[nodiscard]] const Counts& counts() const;
  // Bytes one lead takes: the fixed record, and what it holds besides on average.
  [[nodiscard]] size_t record_bytes() const;
  // Linear in the leads.
  [[nodiscard]] PendingTimers pending_timers() const;
  // Leads in order of their names (bytes).
  [[nodiscard]] std::vector<std::string_view> leads() const;
  [[nodiscard]] std::optional<LeadSnapshot> snapshot(std::string_view lead, int64_t at_ms) const;
  // Other pure code over a lead as it stands, into `registers`; `artefact::verify_code` (verify_code.h) has
  // accepted it. False where the lead is not born. Texts are views good until the engine runs on.
  [[nodiscard]] bool evaluate(std::string_view lead, int64_t at_ms, const artefact::CodeT& code,
                              vm::Registers& registers) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lead::engine
