#include "tests/support/print_code.h"

#include <fmt/format.h>

#include "runtime/artefact/opcode.h"
#include "runtime/base/text.h"

namespace lead::testing {

namespace {

using artefact::Bank;
using artefact::Instruction;
using artefact::Opcode;

std::string quoted(const std::string& text) {
  std::string out;
  append_json(out, text);
  return out;
}

template <class T>
std::string name_at(const std::vector<std::unique_ptr<T>>& list, uint32_t ref) {
  return ref < list.size() ? list[ref]->name : fmt::format("?{}", ref);
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + quoted(item);
  return "{" + out + "}";
}

template <class Number>
std::string joined(const std::vector<Number>& items) {
  return fmt::format("{{{}}}", fmt::join(items, ", "));
}

std::string reference(const Instruction& i, const artefact::ArtefactT& artefact, int32_t event) {
  const uint32_t ref = i.ref();
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::Attribute:
    case Opcode::AttributeText:
      return name_at(artefact.schema->attributes, ref);
    case Opcode::Payload:
    case Opcode::PayloadText:
      return event < 0 ? fmt::format("?{}", ref)
                       : name_at(artefact.schema->events[static_cast<size_t>(event)]->fields, ref);
    case Opcode::TextConstant:
      return quoted(artefact.text_constants[ref]);
    case Opcode::Ledger:
      return fmt::format("ledger {}", ref);
    case Opcode::Balance:
      return fmt::format("balance {}", ref);
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
    case Opcode::MarkText:
      return fmt::format("mark {}", ref);
    case Opcode::Band:
      return fmt::format("latch {}", ref);
    case Opcode::InSet:
      return joined(artefact.int_sets[ref]->values);
    case Opcode::TextMatches:
      return quoted(artefact.patterns[ref]);
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
      return joined(artefact.text_lists[ref]->items);
    case Opcode::Lookup:
    case Opcode::LookupText:
    case Opcode::Find:
    case Opcode::FindText:
      return fmt::format("table {}", artefact.lookups[ref]->name);
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
    case Opcode::WindowCount:
      if (i.k() == 0 && i.c() == 0) return fmt::format("window {}, ever", ref);
      return i.c() != 0 ? fmt::format("window {}, {} months", ref, i.c())
                        : fmt::format("window {}, {} ms", ref, i.k());
    default:
      return {};  // no reference
  }
}

bool has_immediate(Opcode op) {
  return op == Opcode::Constant || op == Opcode::Multiply || op == Opcode::Divide || op == Opcode::Scale ||
         op == Opcode::Round || op == Opcode::AddMonths || op == Opcode::HasAny || op == Opcode::HasAll;
}

std::string print_instruction(const Instruction& i, const artefact::ArtefactT& artefact, int32_t event) {
  const artefact::OpcodeInfo& op = artefact::info(static_cast<Opcode>(i.op()));
  const std::array<uint32_t, 3> fields = {i.a(), i.b(), i.c()};
  std::string line = fmt::format("  {}{} = {}", op.result == Bank::Word ? 'w' : 't', i.dst(), op.name);
  for (uint32_t n = 0; n < op.text_operands; ++n) line += fmt::format(" t{}", fields[n]);
  if (op.text_operands == 0) {
    for (uint32_t n = 0; n < op.word_operands; ++n) line += fmt::format(" w{}", fields[n]);
  } else if (op.word_operands > 0) {
    line += fmt::format(" w{}", i.c());
  }
  if (has_immediate(static_cast<Opcode>(i.op()))) line += fmt::format(" {}", i.k());
  if (const std::string ref = reference(i, artefact, event); !ref.empty()) line += " " + ref;
  return line + "\n";
}

std::string print_period(const artefact::Period& period) {
  return period.months() != 0 ? fmt::format("{} months", period.months()) : fmt::format("{} ms", period.ms());
}

std::string print_slots(const artefact::ArtefactT& artefact) {
  std::string out;
  for (size_t i = 0; i < artefact.ledgers.size(); ++i) {
    const artefact::LedgerT& ledger = *artefact.ledgers[i];
    out += fmt::format("ledger {}: {}{}, {} {} ms, rule {}\n", i, ledger.minus ? "minus, " : "",
                       artefact::EnumNameDecayKind(ledger.decay.kind()), ledger.decay.amount(),
                       ledger.decay.period_ms(), ledger.rule);
  }
  for (size_t i = 0; i < artefact.balances.size(); ++i) {
    out += fmt::format("balance {}: {} to {}\n", i, artefact.balances[i]->low, artefact.balances[i]->high);
  }
  for (size_t i = 0; i < artefact.windows.size(); ++i) {
    const artefact::WindowT& window = *artefact.windows[i];
    out += fmt::format("window {}: {}{}\n", i, window.unbounded ? "all, " : "", print_period(window.keep));
  }
  for (size_t i = 0; i < artefact.marks.size(); ++i) {
    out += fmt::format("mark {}: {}\n", i, artefact.marks[i]->first ? "first" : "last");
  }
  for (size_t i = 0; i < artefact.limits.size(); ++i) {
    const artefact::LimitT& limit = *artefact.limits[i];
    out += fmt::format("limit {}: {} {} {}{}\n", i, limit.count, artefact::EnumNameLimitKind(limit.kind),
                       print_period(limit.period),
                       limit.keyed ? (limit.key_is_text ? ", by text" : ", by word") : "");
  }
  for (size_t i = 0; i < artefact.latches.size(); ++i) {
    const artefact::LatchT& latch = *artefact.latches[i];
    out += fmt::format("latch {}: w{} from {} until {}\n", i, latch.score, joined(latch.from),
                       joined(latch.until));
  }
  for (size_t i = 0; i < artefact.quiets.size(); ++i) {
    const artefact::QuietT& quiet = *artefact.quiets[i];
    out += fmt::format("quiet {}: mark {}, {}, reaction {}\n", i, quiet.mark, print_period(quiet.period),
                       quiet.reaction);
  }
  return out;
}

std::string print_cause(const artefact::ReactionT& reaction, const artefact::ArtefactT& artefact) {
  switch (reaction.cause) {
    case artefact::CauseKind::Event:
      return artefact.schema->events[reaction.source]->name;
    case artefact::CauseKind::Quiet:
      break;
    case artefact::CauseKind::Edge:
      return fmt::format("edge {}", reaction.source);
    case artefact::CauseKind::Schedule:
      return fmt::format("schedule {}", reaction.source);
    case artefact::CauseKind::Door:
      return fmt::format("door {}", reaction.source);
    case artefact::CauseKind::Step:
      return fmt::format("step {}", reaction.source);
    case artefact::CauseKind::Assignment:
      return fmt::format("assignment {}", reaction.source);
    case artefact::CauseKind::Expiry:
      return fmt::format("expiry {}", reaction.source);
  }
  return "quiet";
}

std::string print_causes(const artefact::ArtefactT& artefact) {
  std::string out;
  for (size_t i = 0; i < artefact.edges.size(); ++i)
    out += fmt::format("edge {}: w{}\n", i, artefact.edges[i]->condition);
  for (size_t i = 0; i < artefact.schedules.size(); ++i) {
    const artefact::ScheduleT& schedule = *artefact.schedules[i];
    out += fmt::format("schedule {}: every {} {} at {} ms, armed w{}\n", i,
                       artefact::EnumNameEvery(schedule.every), schedule.day, schedule.at_ms, schedule.armed);
  }
  for (size_t i = 0; i < artefact.resets.size(); ++i) {
    const artefact::ResetT& reset = *artefact.resets[i];
    out += fmt::format("reset {}: ledgers {}, balance {} to {}, windows {}, marks {}, limits {}, quiets {}\n",
                       i, joined(reset.ledgers), reset.balance, reset.to, joined(reset.windows),
                       joined(reset.marks), joined(reset.limits), joined(reset.quiets));
  }
  for (const auto& ignore : artefact.ignores) {
    out += fmt::format("ignore {} `{}`, guard w{}\n", artefact.schema->events[ignore->event]->name,
                       ignore->title, ignore->guard);
    out += print_code(*ignore->code, artefact, static_cast<int32_t>(ignore->event));
  }
  return out;
}

std::string print_reaction(const artefact::ReactionT& reaction, size_t index,
                           const artefact::ArtefactT& artefact) {
  std::string out = fmt::format("reaction {}: on {}, {} {}", index, print_cause(reaction, artefact),
                                artefact::EnumNameEffectKind(reaction.effect), reaction.target);
  if (reaction.target_minus >= 0) out += fmt::format(" or {}", reaction.target_minus);
  if (reaction.guard >= 0) out += fmt::format(", guard w{}", reaction.guard);
  if (reaction.amount >= 0)
    out += fmt::format(", amount {}{}", reaction.amount_is_text ? 't' : 'w', reaction.amount);
  if (reaction.limit >= 0) out += fmt::format(", limit {}", reaction.limit);
  if (reaction.key >= 0) {
    const bool is_text = artefact.limits[static_cast<size_t>(reaction.limit)]->key_is_text;
    out += fmt::format(", key {}{}", is_text ? 't' : 'w', reaction.key);
  }
  if (reaction.rule >= 0)
    out += fmt::format(", rule {}", artefact.rules[static_cast<size_t>(reaction.rule)]->name);
  return out + "\n" +
         print_code(
             *reaction.code, artefact,
             reaction.cause == artefact::CauseKind::Event ? static_cast<int32_t>(reaction.source) : -1);
}

}  // namespace

std::string print_code(const artefact::CodeT& code, const artefact::ArtefactT& artefact, int32_t event) {
  std::string out;
  for (const Instruction& instruction : code.instructions)
    out += print_instruction(instruction, artefact, event);
  return out;
}

std::string print_artefact(const artefact::ArtefactT& artefact) {
  std::string out = print_slots(artefact) + print_causes(artefact);
  out += fmt::format("derived: {} words, {} texts\n", artefact.derived->words, artefact.derived->texts);
  out += print_code(*artefact.derived, artefact, -1);
  for (size_t i = 0; i < artefact.reactions.size(); ++i)
    out += print_reaction(*artefact.reactions[i], i, artefact);
  for (const auto& output : artefact.outputs) {
    out += fmt::format("output {} {}: w{} of {}", artefact::EnumNameOutputKind(output->kind), output->block,
                       output->register_, joined(artefact.schema->name_lists[output->names]->names));
    if (output->value >= 0) out += fmt::format(", value w{}", output->value);
    if (output->latch >= 0) out += fmt::format(", latch {}", output->latch);
    out += "\n";
  }
  return out;
}

namespace {

std::string operand_words(const artefact::OpcodeInfo& op) {
  std::string out;
  const auto add = [&](std::string_view bank, std::string_view field) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", bank, field);
  };
  constexpr std::array<std::string_view, 3> kFields = {"a", "b", "c"};
  for (uint32_t n = 0; n < op.text_operands; ++n) add("text", kFields[n]);
  if (op.text_operands == 0) {
    for (uint32_t n = 0; n < op.word_operands; ++n) add("word", kFields[n]);
  } else if (op.word_operands > 0) {
    add("word", "c");
  }
  return out;
}

constexpr std::string_view kPageHead = R"(# Bytecode

<!-- Made from runtime/artefact/opcodes.def: `ninja bytecode_page` writes this page, a unit test of `artefact` holds it
to the table. -->

What a policy computes is straight-line code: no jumps, no loops. A section (the derived values, or one reaction) is a
list of instructions `dst = op a b c ref k`. There are two banks of registers, words (64-bit integers) and texts, each
register with a mark whether it is known. The form is canonical: the n-th instruction with a word result writes word
register n, the n-th with a text result text register n, a register is written once, and fields that an operation does
not use are 0. The verifier holds artefacts to that; see [artefact.md](artefact.md).

A condition is the word 0 or 1 and always known. A word that is not known reads as 0 where presence is not asked for.
Arithmetic wraps at 64 bits and never traps; the compiler proves that it does not come to that.

| number | operation | operands | result | meaning |
|---:|---|---|---|---|
)";

}  // namespace

std::string bytecode_page() {
  std::string page(kPageHead);
  for (uint16_t number = 0; number < static_cast<uint16_t>(Opcode::kCount); ++number) {
    const artefact::OpcodeInfo& op = artefact::info(static_cast<Opcode>(number));
    page += fmt::format("| {} | `{}` | {} | {} | {} |\n", number, op.name, operand_words(op),
                        op.result == Bank::Word ? "word" : "text", op.doc);
  }
  return page;
}

}  // namespace lead::testing
