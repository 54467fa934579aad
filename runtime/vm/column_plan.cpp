// Columns for registers: each is free again after the last instruction that reads it.
#include <array>

#include "runtime/vm/columns.h"

namespace lead::vm {

namespace {

using artefact::Bank;
using artefact::Instruction;

constexpr size_t kAtTheEnd = SIZE_MAX;

// Which fields of an instruction are registers, and of which bank.
struct Operand {
  Bank bank;
  uint32_t field;  // 0, 1, 2: a, b, c
};
std::vector<Operand> operands_of(const Instruction& instruction) {
  const artefact::OpcodeInfo& op = artefact::info(static_cast<artefact::Opcode>(instruction.op()));
  std::vector<Operand> operands;
  for (uint32_t n = 0; n < op.text_operands; ++n) operands.push_back({Bank::Text, n});
  if (op.text_operands == 0) {
    for (uint32_t n = 0; n < op.word_operands; ++n) operands.push_back({Bank::Word, n});
  } else if (op.word_operands > 0) {
    operands.push_back({Bank::Word, 2});
  }
  return operands;
}

std::array<uint32_t, 3> fields_of(const Instruction& i) {
  return {i.a(), i.b(), i.c()};
}

// The registers of one bank and the columns they are given.
class Allocation {
 public:
  explicit Allocation(uint32_t registers) : last_read(registers, 0), column(registers, 0) {}

  uint32_t take() {
    if (free_.empty()) return count++;
    const uint32_t taken = free_.back();
    free_.pop_back();
    return taken;
  }
  // Gives a column back after its last reader; an operand that stands twice in an instruction is given back
  // once.
  void release(uint32_t reg, size_t reader) {
    if (last_read[reg] != reader) return;
    last_read[reg] = kAtTheEnd;
    free_.push_back(column[reg]);
  }

  std::vector<size_t> last_read;  // by register: index of the last instruction that reads it
  std::vector<uint32_t> column;   // by register
  uint32_t count = 0;

 private:
  std::vector<uint32_t> free_;
};

}  // namespace

ColumnPlan::ColumnPlan(const artefact::CodeT& code, std::span<const uint32_t> keep) {
  Allocation words(code.words), texts(code.texts);
  const auto of = [&](Bank bank) -> Allocation& { return bank == Bank::Word ? words : texts; };
  const auto result = [](const Instruction& i) {
    return artefact::info(static_cast<artefact::Opcode>(i.op())).result;
  };
  for (size_t n = 0; n < code.instructions.size(); ++n) {
    const Instruction& i = code.instructions[n];
    of(result(i)).last_read[i.dst()] = n;  // never read at all: free at once
    for (const Operand operand : operands_of(i)) of(operand.bank).last_read[fields_of(i)[operand.field]] = n;
  }
  for (const uint32_t kept : keep) words.last_read[kept] = kAtTheEnd;

  instructions_.reserve(code.instructions.size());
  for (size_t n = 0; n < code.instructions.size(); ++n) {
    const Instruction& i = code.instructions[n];
    Allocation& target = of(result(i));
    std::array<uint32_t, 3> fields = fields_of(i);
    target.column[i.dst()] = target.take();
    for (const Operand operand : operands_of(i)) {
      uint32_t& field = fields[operand.field];
      Allocation& bank = of(operand.bank);
      const uint32_t reg = field;
      field = bank.column[reg];
      bank.release(reg, n);
    }
    target.release(i.dst(), n);
    instructions_.emplace_back(i.op(), target.column[i.dst()], fields[0], fields[1], fields[2], i.ref(),
                               i.k());
  }
  for (const uint32_t kept : keep) kept_.emplace_back(kept, words.column[kept]);
  std::sort(kept_.begin(), kept_.end());
  word_columns_ = words.count;
  text_columns_ = texts.count;
}

uint32_t ColumnPlan::column(uint32_t kept_register) const {
  const auto found = std::lower_bound(kept_.begin(), kept_.end(), std::pair{kept_register, uint32_t{0}});
  return found->second;
}

Columns::Columns(const ColumnPlan& plan)
    : words_(plan.word_columns() * kChunkRows),
      known_(plan.word_columns() * kChunkRows),
      texts_(plan.text_columns() * kChunkRows),
      texts_known_(plan.text_columns() * kChunkRows),
      latch_states_(kChunkRows) {}

}  // namespace lead::vm
