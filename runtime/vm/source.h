// Where pure code reads a lead: what an evaluator asks of whoever holds the lead's state.
//
// The VM computes; it never stores a lead. The engine's view of a lead, a snapshot, a test's table of
// numbers: each is a `RowSource` (one lead, one instant) or a `BoundsSource` (one lead, a segment of time),
// and the evaluators are templates over it, so that a read is a plain call.
//
// Units: words as in artefact.fbs; instants and durations in milliseconds; ledgers and balances in
// millionths. A missing word's value counts as 0 for what ignores presence: evaluators take it as 0, a source
// need not clear it. Lifetime: texts must live as long as the registers that receive them.
#pragma once
#include <concepts>
#include <cstdint>
#include <string_view>

#include "runtime/artefact/opcode.h"
#include "runtime/vm/tables.h"

namespace lead::vm {

struct Word {
  int64_t value = 0;
  bool known = false;
};

struct Text {
  std::string_view value;
  bool known = false;
};

// What is the same over one instant and over a segment of time in which nothing happens to the lead.
template <class S>
concept LeadSource = requires(const S& source, uint32_t ref) {
  { source.attribute(ref) } -> std::same_as<Word>;
  { source.attribute_text(ref) } -> std::same_as<Text>;
  { source.born_ms() } -> std::same_as<int64_t>;
  { source.balance(ref) } -> std::same_as<int64_t>;
  { source.stage(ref) } -> std::same_as<int64_t>;
  { source.stage_since_ms(ref) } -> std::same_as<int64_t>;
  { source.clock(ref) } -> std::same_as<int64_t>;
  { source.mark(ref) } -> std::same_as<Word>;
  { source.mark_value(ref) } -> std::same_as<Word>;
  { source.mark_text(ref) } -> std::same_as<Text>;
  // Bit i: band i of latch `ref` was on at the end of the previous item.
  { source.latch_state(ref) } -> std::same_as<uint64_t>;
  { source.tables() } -> std::same_as<const Tables&>;
};

// One lead at one instant. `payload` is asked only by the code of a reaction.
template <class S>
concept RowSource = LeadSource<S> &&
                    requires(const S& source, uint32_t ref, int64_t ms, int32_t months, artefact::Opcode op) {
                      { source.payload(ref) } -> std::same_as<Word>;
                      { source.payload_text(ref) } -> std::same_as<Text>;
                      { source.now_ms() } -> std::same_as<int64_t>;
                      { source.ledger(ref) } -> std::same_as<int64_t>;
                      // Events of window `ref` with now < t + ms + months; both 0: all since birth.
                      { source.window_count(ref, ms, months) } -> std::same_as<int64_t>;
                      // What WindowSum, WindowLeast, WindowGreatest or WindowDistinct says of the values of
                      // the same events.
                      { source.window_value(op, ref, ms, months) } -> std::same_as<Word>;
                    };

// What a word may be over a segment: any value of [low, high] where known. At least one of the two flags is
// set; low <= high where `may_be_known`, both 0 otherwise.
struct Interval {
  int64_t low = 0;
  int64_t high = 0;
  bool may_be_known = true;
  bool may_be_missing = false;
  friend bool operator==(const Interval&, const Interval&) = default;
};

// One lead over a segment of time: every instant of the closed `now_bounds()`. The bounds need not be tight,
// only never wrong; where `now_bounds()` is a single instant they must be exact, or the search cannot end
// there.
template <class S>
concept BoundsSource = LeadSource<S> && requires(const S& source, uint32_t ref, int64_t ms, int32_t months,
                                                 artefact::Opcode op) {
  { source.now_bounds() } -> std::same_as<Interval>;
  { source.ledger_bounds(ref) } -> std::same_as<Interval>;
  { source.window_count_bounds(ref, ms, months) } -> std::same_as<Interval>;
  { source.window_value_bounds(op, ref, ms, months) } -> std::same_as<Interval>;
};

}  // namespace lead::vm
