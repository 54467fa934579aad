// The row evaluator: one lead, one instant, every instruction once, in order.
//
//   vm::Registers registers;
//   registers.resize(code);
//   vm::execute(code, source, registers);                 // registers hold every value of the section
//   vm::execute_some(code, indices, source, registers);   // only these, ascending; the others keep theirs
//
// The bodies of the word operations come from opcodes.def; the column loop (columns.h) is made from the same
// lines. Missing results are normalised: value 0, text empty. Never fails; allocates for texts that are
// looked up folded, and for different values of a window. Cost: one switch per instruction. Code is verified.
#pragma once
#include <cstdint>
#include <span>

#include "runtime/artefact/opcode.h"
#include "runtime/base/arithmetic.h"
#include "runtime/vm/registers.h"
#include "runtime/vm/source.h"
#include "runtime/vm/text_operations.h"

namespace lead::vm {

namespace row {

// Where the registers are, taken once a run: a store of one presence byte could move the vectors, for all
// that the compiler knows.
struct Banks {
  int64_t* words;
  uint8_t* words_known;
  std::string_view* texts;
  uint8_t* texts_known;
  explicit Banks(Registers& registers)
      : words(registers.words.data()),
        words_known(registers.words_known.data()),
        texts(registers.texts.data()),
        texts_known(registers.texts_known.data()) {}
};

inline void put(const Banks& registers, uint32_t dst, Word word) {
  registers.words[dst] = word.known ? word.value : 0;
  registers.words_known[dst] = word.known ? 1 : 0;
}
inline void put(const Banks& registers, uint32_t dst, Text text) {
  registers.texts[dst] = text.known ? text.value : std::string_view();
  registers.texts_known[dst] = text.known ? 1 : 0;
}
inline Word condition(bool met) {
  return {met ? 1 : 0, true};
}
inline Text text_at(const Banks& registers, uint32_t index) {
  return {registers.texts[index], registers.texts_known[index] != 0};
}

// Operations on two words and an immediate, or one word and a table.
template <RowSource Source>
Word table_operation(artefact::Opcode op, const artefact::Instruction& instruction, const Source& source,
                     const Banks& registers) {
  const int64_t a = registers.words[instruction.a()];
  const bool known = registers.words_known[instruction.a()] != 0;
  const Tables& tables = source.tables();
  if (op == artefact::Opcode::InSet) return condition(known && tables.in_set(instruction.ref(), a));
  if (!known) return {};
  if (op == artefact::Opcode::Band) {
    const int64_t band = band_of(tables.latch(instruction.ref()), source.latch_state(instruction.ref()), a);
    return {band, band >= 0};
  }
  if (op == artefact::Opcode::DayOf) return {tables.day_of(a), true};
  if (op == artefact::Opcode::StartOf) return {tables.start_of(a), true};
  if (op == artefact::Opcode::Find) return find_word(Word{a, true}, tables, instruction.ref());
  return {tables.add_months(a, instruction.k()), true};
}

}  // namespace row

// One instruction, in the caller's loop: there the banks stay in machine registers.
// `INVARIANT(missing_is_zero)`: a register that is not known holds 0 or an empty text.
template <RowSource Source>
[[gnu::always_inline]] inline void execute_one(const artefact::Instruction& i, const Source& source,
                                               const row::Banks& registers) {
  using artefact::Opcode;
  using row::condition;
  using row::put;
  const auto op = static_cast<Opcode>(i.op());
  const auto a_text = [&] { return row::text_at(registers, i.a()); };
  const auto b_text = [&] { return row::text_at(registers, i.b()); };
  switch (op) {
    case Opcode::Constant:
      return put(registers, i.dst(), Word{i.k(), true});
    case Opcode::Absent:
      return put(registers, i.dst(), Word{});
    case Opcode::TextConstant:
      return put(registers, i.dst(), Text{source.tables().text_constant(i.ref()), true});
    case Opcode::AbsentText:
      return put(registers, i.dst(), Text{});
    case Opcode::Attribute:
      return put(registers, i.dst(), source.attribute(i.ref()));
    case Opcode::AttributeText:
      return put(registers, i.dst(), source.attribute_text(i.ref()));
    case Opcode::Payload:
      return put(registers, i.dst(), source.payload(i.ref()));
    case Opcode::PayloadText:
      return put(registers, i.dst(), source.payload_text(i.ref()));
    case Opcode::Now:
      return put(registers, i.dst(), Word{source.now_ms(), true});
    case Opcode::BornAt:
      return put(registers, i.dst(), Word{source.born_ms(), true});
    case Opcode::Ledger:
      return put(registers, i.dst(), Word{source.ledger(i.ref()), true});
    case Opcode::Balance:
      return put(registers, i.dst(), Word{source.balance(i.ref()), true});
    case Opcode::Stage:
      return put(registers, i.dst(), Word{source.stage(i.ref()), true});
    case Opcode::StageSince:
      return put(registers, i.dst(), Word{source.stage_since_ms(i.ref()), true});
    case Opcode::Clock:
      return put(registers, i.dst(), Word{source.clock(i.ref()), true});
    case Opcode::WindowCount:
      return put(registers, i.dst(),
                 Word{source.window_count(i.ref(), i.k(), static_cast<int32_t>(i.c())), true});
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
      return put(registers, i.dst(), source.window_value(op, i.ref(), i.k(), static_cast<int32_t>(i.c())));
    case Opcode::MarkInstant:
      return put(registers, i.dst(), source.mark(i.ref()));
    case Opcode::MarkValue:
      return put(registers, i.dst(), source.mark_value(i.ref()));
    case Opcode::MarkText:
      return put(registers, i.dst(), source.mark_text(i.ref()));

#define LEAD_WORD_OPCODE(name, operands, present, value, doc)                                      \
  case Opcode::name: {                                                                             \
    [[maybe_unused]] const int64_t a = registers.words[i.a()];                                     \
    [[maybe_unused]] const bool ha = registers.words_known[i.a()] != 0;                            \
    [[maybe_unused]] const int64_t b = (operands) > 1 ? registers.words[i.b()] : 0;                \
    [[maybe_unused]] const bool hb = (operands) > 1 ? registers.words_known[i.b()] != 0 : false;   \
    [[maybe_unused]] const int64_t c = (operands) > 2 ? registers.words[i.c()] : 0;                \
    [[maybe_unused]] const bool hc = (operands) > 2 ? registers.words_known[i.c()] != 0 : false;   \
    [[maybe_unused]] const int64_t k = i.k();                                                      \
    return put(registers, i.dst(), Word{static_cast<int64_t>(value), static_cast<bool>(present)}); \
  }
#define LEAD_LEAF_OPCODE(name, bank, doc)
#define LEAD_TABLE_OPCODE(name, operands, doc) \
  case Opcode::name:                           \
    return put(registers, i.dst(), row::table_operation(op, i, source, registers));
#define LEAD_TEXT_OPCODE(name, texts, words, bank, doc)
#include "runtime/artefact/opcodes.def"
#undef LEAD_WORD_OPCODE
#undef LEAD_LEAF_OPCODE
#undef LEAD_TABLE_OPCODE
#undef LEAD_TEXT_OPCODE

    case Opcode::TextEqual:
      return put(registers, i.dst(), condition(text_equal(a_text(), b_text())));
    case Opcode::TextNotEqual:
      return put(registers, i.dst(), condition(text_not_equal(a_text(), b_text())));
    case Opcode::TextStartsWith:
      return put(registers, i.dst(), condition(text_starts_with(a_text(), b_text())));
    case Opcode::TextEndsWith:
      return put(registers, i.dst(), condition(text_ends_with(a_text(), b_text())));
    case Opcode::TextContains:
      return put(registers, i.dst(), condition(text_contains(a_text(), b_text())));
    case Opcode::TextMatches:
      return put(registers, i.dst(), condition(text_matches(a_text(), source.tables(), i.ref())));
    case Opcode::TextHasAnyWord:
      return put(registers, i.dst(), condition(text_has_any_word(a_text(), source.tables(), i.ref())));
    case Opcode::TextInList:
      return put(registers, i.dst(), condition(text_in_list(a_text(), source.tables(), i.ref())));
    case Opcode::TextSameName:
      return put(registers, i.dst(), condition(text_same_name(a_text(), b_text())));
    case Opcode::TextIsKnown:
      return put(registers, i.dst(), condition(a_text().known));
    case Opcode::TextOrElse:
      return put(registers, i.dst(), a_text().known ? a_text() : b_text());
    case Opcode::TextSelect:
      return put(registers, i.dst(), registers.words[i.c()] != 0 ? a_text() : b_text());
    case Opcode::DomainOf:
      return put(registers, i.dst(), domain_of(a_text()));
    case Opcode::Lookup:
      return put(registers, i.dst(), look_up(a_text(), source.tables(), i.ref()));
    case Opcode::LookupText:
      return put(registers, i.dst(), look_up_text(a_text(), source.tables(), i.ref()));
    case Opcode::FindText:
      return put(registers, i.dst(),
                 find_text(Word{registers.words[i.a()], registers.words_known[i.a()] != 0}, source.tables(),
                           i.ref()));
    case Opcode::kCount:
      return;
  }
}

template <RowSource Source>
void execute(const artefact::CodeT& code, const Source& source, Registers& registers) {
  const row::Banks banks(registers);
  for (const artefact::Instruction& instruction : code.instructions) execute_one(instruction, source, banks);
}

template <RowSource Source>
void execute_some(const artefact::CodeT& code, std::span<const uint32_t> indices, const Source& source,
                  Registers& registers) {
  const row::Banks banks(registers);
  const artefact::Instruction* instructions = code.instructions.data();
  for (const uint32_t index : indices) execute_one(instructions[index], source, banks);
}

}  // namespace lead::vm
