// The operations of pure code, as an enumeration, with what the verifier and the lowering must know of each.
// Made from opcodes.def; nothing is retyped.
#pragma once
#include <cstdint>
#include <string_view>

namespace lead::artefact {

enum class Opcode : uint16_t {
#define LEAD_WORD_OPCODE(name, operands, present, value, doc) name,
#define LEAD_LEAF_OPCODE(name, bank, doc) name,
#define LEAD_TABLE_OPCODE(name, operands, doc) name,
#define LEAD_TEXT_OPCODE(name, texts, words, bank, doc) name,
#include "runtime/artefact/opcodes.def"
#undef LEAD_WORD_OPCODE
#undef LEAD_LEAF_OPCODE
#undef LEAD_TABLE_OPCODE
#undef LEAD_TEXT_OPCODE
  kCount,
};

enum class Bank : uint8_t { Word, Text };

// What an operation reads and writes. Text operands stand in a, then b; word operands of a text operation
// stand in c; word operands of the others stand in a, b, c.
struct OpcodeInfo {
  std::string_view name;
  Bank result = Bank::Word;
  uint8_t word_operands = 0;
  uint8_t text_operands = 0;
  std::string_view doc;
};

[[nodiscard]] const OpcodeInfo& info(Opcode op);

// Calls visit(Bank, register) for every operand of an instruction (artefact::Instruction).
template <class AnyInstruction, class Visit>
void visit_operands(const AnyInstruction& i, Visit visit) {
  const OpcodeInfo& op = info(static_cast<Opcode>(i.op()));
  const uint32_t fields[] = {i.a(), i.b(), i.c()};
  for (uint32_t n = 0; n < op.text_operands; ++n) visit(Bank::Text, fields[n]);
  for (uint32_t n = 0; n < op.word_operands; ++n) visit(Bank::Word, op.text_operands > 0 ? i.c() : fields[n]);
}

}  // namespace lead::artefact
