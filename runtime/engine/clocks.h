// The clocks of promises: what acts on them within an item, how much of their time is used, and when they
// next take a step.
//
//   clocks.begin(item);                              // nothing has acted yet
//   clocks.act(SignalKind::Start, clock, since_ms);  // in any order
//   clocks.settle({lead, now_ms, false}, derived, changes);  // start, reset, stop, cancel, pause: in this order
//   while (auto step = clocks.take_due(lead, now_ms)) …
//
// A clock counts milliseconds of the calendar that it was started with, or of the wall clock. Used up to an
// instant is `elapsed` plus what lies between `since` and that instant; nothing accumulates rounding. Its
// target is fixed when it starts, in the milliseconds it counts, whatever form it was written in; so is its
// calendar, unless the promise says that targets change. A target that stands for a date (`until`) is
// measured again wherever the clock has not counted: the date does not move. Cost: constant a clock and a
// step, but for targets in business days, which are linear in the days.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/artefact/clock_state.h"
#include "runtime/engine/calendars.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/holdings.h"
#include "runtime/vm/registers.h"

namespace lead::engine {

// A clock that stands otherwise than before, or runs towards another deadline. `due_ms`: when the target will
// have passed, while it counts towards it; kNever otherwise.
struct ClockChange {
  uint32_t clock;
  artefact::ClockState from, to;
  int64_t elapsed_ms, target_ms, due_ms;
  bool is_business;
};

class Clocks {
 public:
  Clocks(const Plan& plan, Holdings& holdings);

  [[nodiscard]] bool is_empty() const { return plan_->artefact->clocks.empty(); }
  void begin();
  void act(artefact::SignalKind kind, uint32_t clock, int64_t since_ms);
  // What has acted takes effect. `derived`: the derived values of the item. Changes are added, clock by
  // clock.
  struct Item {
    uint32_t lead;
    int64_t now_ms;
    bool is_step;  // a step of a clock: what it starts with a target that has passed is breached, and takes
                   // no steps
  };
  void settle(const Item& item, const vm::Registers& derived, std::vector<ClockChange>& changes);
  // The first step that is due by now, taken note of; the breach has become the clock's state.
  std::optional<uint32_t> take_due(uint32_t lead, int64_t now_ms, std::vector<ClockChange>& changes);
  // How they stand, and the next step of each if nothing happens; nothing is changed.
  [[nodiscard]] std::vector<ClockStanding> standing(uint32_t lead, int64_t now_ms);
  // Steps due by now are never taken.
  void give_up(uint32_t lead, int64_t now_ms);

 private:
  struct View;          // a clock of a lead, by the words of its record
  struct Acted {        // in the item under way
    uint8_t kinds = 0;  // bit by SignalKind
    int64_t since_ms = 0;
  };
  [[nodiscard]] View view(uint32_t lead, uint32_t clock);
  [[nodiscard]] int64_t elapsed(const View& clock, int64_t now_ms) const;
  [[nodiscard]] int64_t counted(const View& clock, int64_t from_ms, int64_t to_ms) const;
  [[nodiscard]] int64_t instant_of(const View& clock, int64_t threshold, int64_t now_ms) const;
  [[nodiscard]] int64_t threshold(const View& clock, uint32_t step) const;
  [[nodiscard]] bool is_left(const View& clock, uint32_t step) const;
  [[nodiscard]] int64_t calendar_word(const artefact::ClockT& clock, const vm::Registers& derived) const;
  [[nodiscard]] int64_t until(const View& clock, const artefact::TargetT& target,
                              const vm::Registers& derived) const;
  void aim(View& clock, const vm::Registers& derived) const;
  void measure(View& clock, int64_t from_ms) const;
  [[nodiscard]] std::optional<uint32_t> next_of(const View& clock, int64_t now_ms, int64_t up_to_ms) const;
  void start(View& clock, int64_t since_ms, bool by_step, const vm::Registers& derived) const;
  void rewind(View& clock, int64_t from_ms) const;
  void reset(View& clock, int64_t now_ms) const;
  void hold(View& clock, int64_t now_ms) const;
  void retarget(View& clock, int64_t now_ms, const vm::Registers& derived) const;
  void find_due(View& clock, int64_t now_ms) const;
  [[nodiscard]] int64_t deadline(const View& clock, int64_t now_ms) const;
  [[nodiscard]] ClockChange change(const View& clock, artefact::ClockState from, int64_t now_ms) const;

  const Plan* plan_;
  Holdings* holdings_;
  Calendars calendars_;
  std::vector<Acted> acted_;  // by clock
};

// The next step of a lead's clocks: an instant, or kNever.
[[nodiscard]] int64_t next_step(const Plan& plan, const int64_t* record);

}  // namespace lead::engine
