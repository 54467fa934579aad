#include "runtime/engine/count_steps.h"

#include "runtime/artefact/opcode.h"

namespace lead::engine {
namespace {

using artefact::Instruction;
using artefact::Opcode;

bool is(const Instruction* instruction, Opcode op) {
  return instruction != nullptr && static_cast<Opcode>(instruction->op()) == op;
}

bool is_recent_count(const Instruction* instruction) {
  return is(instruction, Opcode::WindowCount) && (instruction->k() != 0 || instruction->c() != 0);
}

}  // namespace

std::vector<CountStep> find_count_steps(const artefact::ArtefactT& artefact) {
  const artefact::CodeT& code = *artefact.derived;
  std::vector<const Instruction*> made_by(code.words, nullptr);  // by word register
  std::vector<CountStep> steps;
  const auto add = [&](const Instruction& count, int64_t least) {
    steps.push_back({count.ref(), count.k(), static_cast<int32_t>(count.c()), least});
  };
  for (const Instruction& i : code.instructions) {
    const auto op = static_cast<Opcode>(i.op());
    if (op == Opcode::Less || op == Opcode::LessEqual || op == Opcode::Equal || op == Opcode::NotEqual) {
      const Instruction* a = made_by[i.a()];
      const Instruction* b = made_by[i.b()];
      const bool count_first = is_recent_count(a) && is(b, Opcode::Constant);
      const bool count_second = is_recent_count(b) && is(a, Opcode::Constant);
      if (count_first || count_second) {
        const Instruction& count = count_first ? *a : *b;
        const int64_t number = (count_first ? *b : *a).k();
        const bool is_order = op == Opcode::Less || op == Opcode::LessEqual;
        // n <= count and count < n part at n, n < count and count <= n at n + 1.
        const bool at_number = (op == Opcode::Less) == count_first;
        if (!is_order || at_number) add(count, number);
        if (!is_order || !at_number) add(count, number + 1);
      }
    }
    if (artefact::info(op).result == artefact::Bank::Word) made_by[i.dst()] = &i;
  }
  return steps;
}

}  // namespace lead::engine
