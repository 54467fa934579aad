// Where each part of a lead stands in its record: a flat run of 64-bit words, fixed by the artefact.
//
//   header · attributes and what is known of them · ledgers · balances · stages · marks and their values ·
//   latches · outputs · watched conditions · windows · limits · quiet timers · clocks · lists of keyed limits
//
// All words 0 is a lead of which nothing is known, but for marks and timers (`blank` fills them). Everything
// before `rolled_back` returns to its former state when an event is set aside in the middle; the lists behind
// it have their own undoing (keyed.h). Positions are in words from the start of the record.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/engine/ledger.h"
#include "runtime/engine/limit.h"
#include "runtime/engine/window.h"

namespace lead::engine {

inline constexpr int64_t kNever = INT64_MAX;           // of an instant to come
inline constexpr int64_t kMissingInstant = INT64_MIN;  // of a mark, of a birth

struct Layout {
  // Header.
  static constexpr uint32_t kBorn = 0;  // instant, or kMissingInstant
  static constexpr uint32_t kWake = 1;  // the next instant at which an output may change
  static constexpr uint32_t kWakeHint =
      2;  // no later than this something may change; narrows the next search
  static constexpr uint32_t kWakeQueued = 3;  // earliest entry of the timer queue for this lead
  static constexpr uint32_t kQuietQueued = 4;
  static constexpr uint32_t kExtraWakes = 5;  // needless wake-ups still to be made (Options::extra_wakes)
  static constexpr uint32_t kSchedule = 6;    // the next instant of a schedule that may do anything
  static constexpr uint32_t kScheduleQueued = 7;
  static constexpr uint32_t kStepQueued = 8;
  static constexpr uint32_t kKnown = 9;  // one bit an attribute, 64 a word
  // Of a quiet timer.
  static constexpr uint32_t kQuietWords = 3;  // bookings since the mark, instant of the next, counted from

  uint32_t attributes = 0;
  std::vector<uint32_t> ledgers;
  uint32_t balances = 0;
  // Of a lifecycle: the stage, the instant of its entry, and one bit a transition that waits for a condition:
  // held back until that has not been met or the stage is left.
  static constexpr uint32_t kStageWords = 3;
  uint32_t stages = 0;
  uint32_t marks = 0;
  std::vector<uint32_t> mark_values;  // value, whether it is known; only of marks that keep one
  uint32_t latches = 0;
  uint32_t outputs = 0;  // index into the names + 1; 0: missing
  uint32_t watches = 0;  // 1: met at the end of the last item; of a watched value itself, or kMissingInstant
  std::vector<uint32_t> windows;
  std::vector<uint32_t> limits;  // state, or the list of a keyed limit
  uint32_t quiets = 0;
  // Of a clock: how it stands (the lowest byte; above it whether a signal has paused it, and the calendar it
  // counts in + 1, 0 being the wall clock); when it was started, how far it may run, what it had used at
  // `since`, the instant from which it counts on (kNever: it does not), the instant of its next step, and the
  // date that its target stands for (kNever: an amount of time). Behind them how often each step was taken,
  // two steps a word.
  static constexpr uint32_t kClockStand = 0, kClockStarted = 1, kClockTarget = 2, kClockElapsed = 3,
                            kClockSince = 4, kClockDue = 5, kClockUntil = 6, kClockTaken = 7;
  static constexpr int64_t kClockStateMask = 0xff, kClockPausedBit = 0x100;
  static constexpr int kClockCalendarShift = 32;
  [[nodiscard]] static constexpr uint32_t clock_words(uint32_t steps) {
    return kClockTaken + (steps + 1) / 2;
  }
  std::vector<uint32_t> clocks;
  uint32_t rolled_back = 0;
  uint32_t words = 0;  // of the whole record
};

[[nodiscard]] Layout lay_out(const artefact::ArtefactT& artefact, const std::vector<Ledger>& ledgers,
                             const std::vector<Window>& windows, const std::vector<Limit>& limits,
                             size_t watches);

// Writes the state of a lead of which nothing is known.
void blank(const Layout& layout, const artefact::ArtefactT& artefact, int64_t* record);

}  // namespace lead::engine
