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
#include "runtime/engine/desk_state.h"
#include "runtime/engine/observer.h"
#include "runtime/value/event.h"
#include "runtime/vm/registers.h"

namespace lead::engine {

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
  // Pools, queues, lines, caps and memories as they stand.
  [[nodiscard]] DeskState desk_state() const;
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
