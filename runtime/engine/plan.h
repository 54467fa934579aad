// What the engine works out once from an artefact: the layout of a lead, how its parts fade and count, what
// each event does, and which instructions decide. Read-only afterwards, but for the caches of calendar
// limits.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/by_cause.h"
#include "runtime/engine/fading.h"
#include "runtime/engine/layout.h"
#include "runtime/engine/raising.h"
#include "runtime/vm/tables.h"

namespace lead::engine {

// A field of an event that sets an attribute.
struct Fill {
  uint32_t field;
  uint32_t attribute;
  bool once;
};

struct EventPlan {
  std::vector<Fill> fills;
  std::vector<uint32_t> ignores;  // indices into artefact.ignores
};

// Instructions of `derived` by what they are needed for; ascending. Registers are written once, so a part can
// run alone.
struct Slices {
  std::vector<uint32_t> constants;  // they are the same for ever
  std::vector<uint32_t> decisive;  // all others for outputs, their scores, the latches and watched conditions
  std::vector<uint32_t> timed;     // of those that outputs depend on, the ones that time alone can change
  std::vector<uint32_t> timed_outputs;  // outputs among them
  std::vector<uint32_t> timed_watches;  // watched conditions among them
  // Latches that may turn while every output stays as it is: those that are no output's own. What they
  // remember decides later.
  std::vector<uint32_t> timed_latches;
  std::vector<uint32_t>
      still_words;  // registers that timed instructions read and that time alone cannot change
  std::vector<uint32_t> still_texts;
};

// Transitions by what brings them about; indices into artefact.transitions, in declared order.
struct Moves {
  ByCause caused;
  std::vector<std::vector<uint32_t>> when, after;  // by lifecycle
  std::vector<uint32_t> bits;                      // by transition: its bit among those that wait
};

struct Plan {
  explicit Plan(const artefact::VerifiedArtefact& verified);

  const artefact::ArtefactT* artefact;
  vm::Tables tables;
  Fadings fadings;
  std::vector<Ledger> ledgers;
  std::vector<Window> windows;
  std::vector<Limit> limits;
  Layout layout;
  std::vector<EventPlan> events;
  ByCause reactions;
  Moves moves;
  ByCause signals;
  // Registers of conditions that are compared with the end of the previous item: those of the edges, then
  // what schedules, transitions and clocks wait for. Behind `watched_conditions` of them stand values that
  // targets and hours follow.
  std::vector<uint32_t> watches;
  uint32_t watched_conditions = 0;
  std::vector<uint32_t> clock_reads;       // registers that clocks read when they start
  std::vector<int32_t> watch_of_schedule;  // -1: none, it always may do something
  std::vector<uint32_t> required;          // attributes
  std::vector<std::vector<uint32_t>> quiets_of_mark;
  std::vector<uint8_t> is_text_attribute;
  Slices slices;
  Raising raising;

  [[nodiscard]] const artefact::ZoneT& zone() const { return *artefact->zone; }
  // The door of a stage where anything happens; -1: nothing does.
  [[nodiscard]] int32_t door(uint32_t lifecycle, uint32_t stage, bool leaving) const {
    return doors_[lifecycle][2 * stage + (leaving ? 1 : 0)];
  }

 private:
  void plan_causes();
  void plan_moves();
  void plan_signals();

  std::vector<std::vector<int32_t>> doors_;  // by lifecycle: of each stage, entering and leaving
};

}  // namespace lead::engine
