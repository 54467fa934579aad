// Interval evaluation: what every value of straight-line code can be while time passes and nothing happens to
// the lead.
//
// For the search of the next instant at which something changes. The source bounds its leaves over a segment
// of time; this evaluator carries the bounds through the same code that rows run. Sound: for every instant of
// the segment the exact value (and whether it is there) lies in its interval. Exact where every leaf is
// exact, so a search that narrows its segment to one instant ends.
//
//   vm::BoundsRegisters bounds;  bounds.resize(code);
//   vm::execute_bounds(code, source, bounds);
//   const auto timed = vm::time_dependent(code, artefact);       // one flag per instruction
//   vm::execute_bounds_some(code, indices, source, bounds);      // only these; the others keep what they had
//
// The segment is whatever the source says; both ends closed. Band takes the latch state of the source as it
// is. Never fails; allocates where execute.h does. Code must be verified, and must not read a payload (such a
// leaf is taken as "anything").
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/artefact/opcode.h"
#include "runtime/artefact/schema.h"
#include "runtime/vm/source.h"

namespace lead::vm {

// A text over a segment: exactly this one, or (not `certain`) any text or none.
struct TextBounds {
  Text text;
  bool certain = true;
};

struct BoundsRegisters {
  std::vector<Interval> words;
  std::vector<TextBounds> texts;
  void resize(const artefact::CodeT& code) {
    if (words.size() < code.words) words.resize(code.words);
    if (texts.size() < code.texts) texts.resize(code.texts);
  }
};

[[nodiscard]] inline Interval exactly(Word word) {
  return {word.known ? word.value : 0, word.known ? word.value : 0, word.known, !word.known};
}
[[nodiscard]] inline Interval anything() {
  return {INT64_MIN, INT64_MAX, true, true};
}
[[nodiscard]] inline bool is_exact(const Interval& interval) {
  return interval.may_be_known != interval.may_be_missing && interval.low == interval.high;
}
[[nodiscard]] inline bool contains(const Interval& interval, Word word) {
  if (!word.known) return interval.may_be_missing;
  return interval.may_be_known && interval.low <= word.value && word.value <= interval.high;
}

// Which instructions can change their value by time alone: those that read Now, a ledger that fades, a window
// with a period, and everything above them. One flag per instruction of `code`.
[[nodiscard]] std::vector<uint8_t> time_dependent(const artefact::CodeT& code,
                                                  const artefact::ArtefactT& artefact);
// The same as ascending indices, for `execute_some` and `execute_bounds_some`.
[[nodiscard]] std::vector<uint32_t> time_dependent_indices(const artefact::CodeT& code,
                                                           const artefact::ArtefactT& artefact);

// Everything but the leaves and Band. `latch_state` is read by Band only.
void bounds_of_operation(const artefact::Instruction& instruction, const Tables& tables, uint64_t latch_state,
                         BoundsRegisters& registers);

template <BoundsSource Source>
void execute_bounds_one(const artefact::Instruction& i, const Source& source, BoundsRegisters& registers) {
  using artefact::Opcode;
  const auto put = [&](const Interval& interval) { registers.words[i.dst()] = interval; };
  const auto put_text = [&](Text text) { registers.texts[i.dst()] = {text, true}; };
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::Attribute:
      return put(exactly(source.attribute(i.ref())));
    case Opcode::AttributeText:
      return put_text(source.attribute_text(i.ref()));
    case Opcode::Now:
      return put(source.now_bounds());
    case Opcode::BornAt:
      return put(exactly({source.born_ms(), true}));
    case Opcode::Ledger:
      return put(source.ledger_bounds(i.ref()));
    case Opcode::Balance:
      return put(exactly({source.balance(i.ref()), true}));
    case Opcode::Stage:
      return put(exactly({source.stage(i.ref()), true}));
    case Opcode::StageSince:
      return put(exactly({source.stage_since_ms(i.ref()), true}));
    case Opcode::Clock:
      return put(exactly({source.clock(i.ref()), true}));
    case Opcode::WindowCount:
      return put(source.window_count_bounds(i.ref(), i.k(), static_cast<int32_t>(i.c())));
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
      return put(source.window_value_bounds(static_cast<Opcode>(i.op()), i.ref(), i.k(),
                                            static_cast<int32_t>(i.c())));
    case Opcode::MarkInstant:
      return put(exactly(source.mark(i.ref())));
    case Opcode::MarkValue:
      return put(exactly(source.mark_value(i.ref())));
    case Opcode::MarkText:
      return put_text(source.mark_text(i.ref()));
    case Opcode::Band:
      return bounds_of_operation(i, source.tables(), source.latch_state(i.ref()), registers);
    default:
      return bounds_of_operation(i, source.tables(), 0, registers);
  }
}

template <BoundsSource Source>
void execute_bounds(const artefact::CodeT& code, const Source& source, BoundsRegisters& registers) {
  for (const artefact::Instruction& instruction : code.instructions) {
    execute_bounds_one(instruction, source, registers);
  }
}

template <BoundsSource Source>
void execute_bounds_some(const artefact::CodeT& code, std::span<const uint32_t> indices, const Source& source,
                         BoundsRegisters& registers) {
  for (const uint32_t index : indices) execute_bounds_one(code.instructions[index], source, registers);
}

}  // namespace lead::vm
