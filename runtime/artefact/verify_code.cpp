// Straight-line code: every operation known, every register written once and in order, every reference in
// range.
//
// The form is canonical: the n-th instruction with a word (text) result writes word (text) register n, and
// fields that an operation does not use are 0. So "defined before read" is one comparison, and a register has
// one value for ever.
#include <algorithm>
#include <array>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {

namespace {

struct Context {
  const CodeT& code;
  const ArtefactT& artefact;
  int32_t event;
  std::string_view where;
  Judge& judge;
};

// Which of the fields besides the operands an operation uses.
struct Uses {
  bool ref = false, k = false, c = false;
};

Uses uses_of(Opcode op) {
  switch (op) {
    case Opcode::Constant:
    case Opcode::Multiply:
    case Opcode::Divide:
    case Opcode::Scale:
    case Opcode::Round:
    case Opcode::AddMonths:
    case Opcode::HasAny:
    case Opcode::HasAll:
      return {.k = true};
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
      return {.ref = true, .k = true, .c = true};
    case Opcode::TextConstant:
    case Opcode::Attribute:
    case Opcode::AttributeText:
    case Opcode::Payload:
    case Opcode::PayloadText:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::Stage:
    case Opcode::StageSince:
    case Opcode::Clock:
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
    case Opcode::MarkText:
    case Opcode::InSet:
    case Opcode::Band:
    case Opcode::TextMatches:
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
    case Opcode::Lookup:
    case Opcode::LookupText:
    case Opcode::Find:
    case Opcode::FindText:
      return {.ref = true};
    default:
      return {};  // operations on registers alone
  }
}

bool payload_is(const Context& context, uint32_t ref, bool text) {
  if (context.event == kPersonPayload) {
    const auto& columns = context.artefact.schema->person_columns;
    return ref < columns.size() && is_text_kind(columns[ref]->type->kind) == text;
  }
  if (context.event < 0) return false;
  const auto& fields = context.artefact.schema->events[static_cast<size_t>(context.event)]->fields;
  return ref < fields.size() && is_text_kind(fields[ref]->type->kind) == text;
}

bool attribute_is(const Context& context, uint32_t ref, bool text) {
  const auto& attributes = context.artefact.schema->attributes;
  return ref < attributes.size() && is_text_kind(attributes[ref]->type->kind) == text;
}

// A table of the policy that is asked about a number or a text, and gives words or texts.
bool lookup_is(const Context& context, uint32_t ref, bool by_number, bool text) {
  const auto& lookups = context.artefact.lookups;
  return ref < lookups.size() && (lookups[ref]->key == LookupKey::Number) == by_number &&
         is_text_kind(lookups[ref]->type->kind) == text;
}

// The window keeps what the count asks for: comparable only where both are fixed or both are months.
bool window_serves(const Context& context, const Instruction& i) {
  if (i.ref() >= context.artefact.windows.size()) return false;
  const WindowT& window = *context.artefact.windows[i.ref()];
  if (i.k() == 0 && i.c() == 0) return window.unbounded;
  if (i.k() < 0 || i.k() > limits::kEndInstantMs || i.c() > static_cast<uint32_t>(limits::kMaxPeriodMonths))
    return false;
  if (i.k() != 0 && i.c() != 0) return false;
  const Period& keep = window.keep;
  if (keep.ms() != 0 && i.c() == 0) return i.k() <= keep.ms();
  if (keep.months() != 0 && i.k() == 0) return static_cast<int32_t>(i.c()) <= keep.months();
  return keep.ms() != 0 || keep.months() != 0;
}

bool reference_holds(const Context& context, Opcode op, const Instruction& i) {
  const ArtefactT& artefact = context.artefact;
  switch (op) {
    case Opcode::TextConstant:
      return i.ref() < artefact.text_constants.size();
    case Opcode::Attribute:
      return attribute_is(context, i.ref(), false);
    case Opcode::AttributeText:
      return attribute_is(context, i.ref(), true);
    case Opcode::Payload:
      return payload_is(context, i.ref(), false);
    case Opcode::PayloadText:
      return payload_is(context, i.ref(), true);
    case Opcode::Ledger:
      return i.ref() < artefact.ledgers.size();
    case Opcode::Balance:
      return i.ref() < artefact.balances.size();
    case Opcode::Stage:
    case Opcode::StageSince:
      return i.ref() < artefact.lifecycles.size();
    case Opcode::Clock:
      return i.ref() < artefact.clocks.size();
    case Opcode::WindowCount:
      return window_serves(context, i);
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
      return window_serves(context, i) && artefact.windows[i.ref()]->values;
    case Opcode::MarkInstant:
      return i.ref() < artefact.marks.size();
    case Opcode::MarkValue:
      return i.ref() < artefact.marks.size() && artefact.marks[i.ref()]->value == MarkValue::Word;
    case Opcode::MarkText:
      return i.ref() < artefact.marks.size() && artefact.marks[i.ref()]->value == MarkValue::Text;
    case Opcode::InSet:
      return i.ref() < artefact.int_sets.size();
    case Opcode::Band:
      return i.ref() < artefact.latches.size();
    case Opcode::TextMatches:
      return i.ref() < artefact.patterns.size();
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
      return i.ref() < artefact.text_lists.size();
    case Opcode::Lookup:
      return lookup_is(context, i.ref(), false, false);
    case Opcode::LookupText:
      return lookup_is(context, i.ref(), false, true);
    case Opcode::Find:
      return lookup_is(context, i.ref(), true, false);
    case Opcode::FindText:
      return lookup_is(context, i.ref(), true, true);
    default:
      return true;  // no reference
  }
}

bool immediate_holds(Opcode op, int64_t k) {
  if (op == Opcode::Multiply || op == Opcode::Divide || op == Opcode::Round) return k >= 1;
  if (op == Opcode::AddMonths) return -limits::kMaxPeriodMonths <= k && k <= limits::kMaxPeriodMonths;
  return true;
}

// Operands are registers written before; what is no operand is 0.
bool operands_hold(const Instruction& i, const OpcodeInfo& op, const Uses& uses, uint32_t words,
                   uint32_t texts) {
  const std::array<uint32_t, 3> fields = {i.a(), i.b(), i.c()};
  for (uint32_t n = 0; n < fields.size(); ++n) {
    const bool is_text = n < op.text_operands;
    const bool is_word = op.text_operands == 0 ? n < op.word_operands : n == 2 && op.word_operands > 0;
    const bool is_months = n == 2 && uses.c;
    if (is_text ? fields[n] >= texts : is_word ? fields[n] >= words : !is_months && fields[n] != 0)
      return false;
  }
  return true;
}

bool check_instruction(const Context& context, const Instruction& i, uint32_t& words, uint32_t& texts) {
  Judge& judge = context.judge;
  const std::string_view where = context.where;
  if (!judge.require(i.op() < static_cast<uint16_t>(Opcode::kCount), where, "an unknown operation"))
    return false;
  const auto op = static_cast<Opcode>(i.op());
  const OpcodeInfo& described = info(op);
  const Uses uses = uses_of(op);
  uint32_t& defined = described.result == Bank::Word ? words : texts;
  const std::string name(described.name);
  judge.require(operands_hold(i, described, uses, words, texts), where,
                name + " reads a register before it is written");
  judge.require((uses.ref || i.ref() == 0) && (uses.k || i.k() == 0), where,
                name + " has a field it does not use");
  judge.require(reference_holds(context, op, i), where,
                name + " refers to what does not exist or has another type");
  judge.require(immediate_holds(op, i.k()), where, name + " has a number out of its range");
  judge.require(i.dst() == defined, where, name + " writes a register out of order");
  ++defined;
  return judge.fine();
}

}  // namespace

void check_code(const CodeT& code, const ArtefactT& artefact, int32_t event, std::string_view where,
                Judge& judge) {
  const bool fits = code.instructions.size() <= limits::kMaxRegisters &&
                    code.words <= limits::kMaxRegisters && code.texts <= limits::kMaxRegisters;
  if (!judge.require_within(fits, where, "more registers than there may be")) return;
  const Context context{code, artefact, event, where, judge};
  uint32_t words = 0, texts = 0;
  for (const Instruction& instruction : code.instructions) {
    if (!check_instruction(context, instruction, words, texts)) return;
  }
  judge.require(words == code.words && texts == code.texts, where,
                "it declares other registers than it writes");
}

}  // namespace lead::artefact
