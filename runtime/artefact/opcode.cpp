#include "runtime/artefact/opcode.h"

#include <array>
#include <cstddef>

namespace lead::artefact {

namespace {

constexpr std::array kInfos{
#define LEAD_WORD_OPCODE(name, operands, present, value, doc) OpcodeInfo{#name, Bank::Word, operands, 0, doc},
#define LEAD_LEAF_OPCODE(name, bank, doc) OpcodeInfo{#name, Bank::bank, 0, 0, doc},
#define LEAD_TABLE_OPCODE(name, operands, doc) OpcodeInfo{#name, Bank::Word, operands, 0, doc},
#define LEAD_TEXT_OPCODE(name, texts, words, bank, doc) OpcodeInfo{#name, Bank::bank, words, texts, doc},
#include "runtime/artefact/opcodes.def"
#undef LEAD_WORD_OPCODE
#undef LEAD_LEAF_OPCODE
#undef LEAD_TABLE_OPCODE
#undef LEAD_TEXT_OPCODE
};
static_assert(kInfos.size() == static_cast<size_t>(Opcode::kCount));

constexpr OpcodeInfo kNoOpcode{"?", Bank::Word, 0, 0, "no operation"};

}  // namespace

const OpcodeInfo& info(Opcode op) {
  const auto index = static_cast<size_t>(op);
  return index < kInfos.size() ? kInfos[index] : kNoOpcode;
}

}  // namespace lead::artefact
