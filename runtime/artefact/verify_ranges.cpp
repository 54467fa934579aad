// What the code of verified sections proves of their registers.
#include <algorithm>
#include <optional>

#include "runtime/artefact/clock_state.h"
#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

WordRange join(WordRange a, WordRange b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

WordRange type_range(const FieldTypeT& type, const SchemaT& schema) {
  if (const auto names = name_count(type, schema)) return {0, static_cast<int64_t>(*names) - 1};
  if (type.kind == FieldKind::YesNo) return {0, 1};
  return {};  // the engine keeps declared ranges, but nothing below rests on them
}

// Whatever range is asked for besides the instruction.
struct Around {
  const ArtefactT& artefact;
  int32_t event;                                // whose payload is read; -1: none
  std::vector<WordRange> in_windows, in_marks;  // of the values that events leave there; empty: anything
};

WordRange one_of(const std::vector<WordRange>& all, uint32_t index) {
  return index < all.size() ? all[index] : WordRange{};
}

bool is_condition(Opcode op) {
  switch (op) {
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::Less:
    case Opcode::LessEqual:
    case Opcode::IsKnown:
    case Opcode::InSet:
    case Opcode::TextEqual:
    case Opcode::TextNotEqual:
    case Opcode::TextStartsWith:
    case Opcode::TextEndsWith:
    case Opcode::TextContains:
    case Opcode::TextMatches:
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
    case Opcode::TextSameName:
    case Opcode::TextIsKnown:
    case Opcode::HasItem:
    case Opcode::HasAny:
    case Opcode::HasAll:
      return true;
    default:
      return false;  // others compute values
  }
}

bool is_truth(WordRange range) {
  return range.low >= 0 && range.high <= 1;
}

WordRange range_of(const Instruction& i, const Around& around, const std::vector<WordRange>& ranges) {
  const ArtefactT& artefact = around.artefact;
  const auto op = static_cast<Opcode>(i.op());
  if (is_condition(op)) return {0, 1};
  switch (op) {
    case Opcode::Constant:
      return {i.k(), i.k()};
    case Opcode::Absent:
      return {0, 0};
    case Opcode::Attribute:
      return type_range(*artefact.schema->attributes[i.ref()]->type, *artefact.schema);
    case Opcode::Payload:
      return type_range(*artefact.schema->events[static_cast<size_t>(around.event)]->fields[i.ref()]->type,
                        *artefact.schema);
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
      return one_of(around.in_windows, i.ref());
    case Opcode::MarkValue:
      return one_of(around.in_marks, i.ref());
    case Opcode::ItemCount:
      return {0, limits::kMaxSetItems};
    case Opcode::Lookup:
    case Opcode::Find:
      return type_range(*artefact.lookups[i.ref()]->type, *artefact.schema);
    case Opcode::Clock:
      return {0, static_cast<int64_t>(kClockStates) - 1};
    case Opcode::Stage:
      return {0, static_cast<int64_t>(artefact.lifecycles[i.ref()]->stages.size()) - 1};
    case Opcode::Band:
      return {0, static_cast<int64_t>(artefact.latches[i.ref()]->from.size()) - 1};
    case Opcode::And:
    case Opcode::Or:
      return is_truth(ranges[i.a()]) && is_truth(ranges[i.b()]) ? WordRange{0, 1} : WordRange{};
    case Opcode::Not:
      return is_truth(ranges[i.a()]) ? WordRange{0, 1} : WordRange{};
    case Opcode::OrElse:
      return join(ranges[i.a()], ranges[i.b()]);
    case Opcode::Least:
      return {std::min(ranges[i.a()].low, ranges[i.b()].low),
              std::min(ranges[i.a()].high, ranges[i.b()].high)};
    case Opcode::Greatest:
      return {std::max(ranges[i.a()].low, ranges[i.b()].low),
              std::max(ranges[i.a()].high, ranges[i.b()].high)};
    case Opcode::Select:
      return join(ranges[i.b()], ranges[i.c()]);
    default:
      return {};  // anything
  }
}

std::vector<WordRange> ranges_of(const CodeT& code, const Around& around) {
  std::vector<WordRange> ranges;
  ranges.reserve(code.words);
  for (const Instruction& instruction : code.instructions) {
    const auto op = static_cast<Opcode>(instruction.op());
    if (info(op).result == Bank::Word) ranges.push_back(range_of(instruction, around, ranges));
  }
  return ranges;
}

// The values that reactions leave with each of `count` windows or marks.
std::vector<WordRange> kept_by(const ArtefactT& artefact, EffectKind effect, size_t count) {
  std::vector<std::optional<WordRange>> found(count);
  for (const auto& reaction : artefact.reactions) {
    if (reaction->effect != effect || reaction->amount < 0) continue;
    const bool has_event = reaction->cause == CauseKind::Event;
    const Around around{artefact, has_event ? static_cast<int32_t>(reaction->source) : -1, {}, {}};
    const WordRange range = reaction->amount_is_text
                                ? WordRange{}  // kept by its number
                                : ranges_of(*reaction->code, around)[static_cast<size_t>(reaction->amount)];
    std::optional<WordRange>& all = found[static_cast<size_t>(reaction->target)];
    all = all ? join(*all, range) : range;
  }
  std::vector<WordRange> out;
  for (const auto& range : found)
    out.push_back(range.value_or(WordRange{0, 0}));  // never there: missing is 0
  return out;
}

}  // namespace

std::vector<WordRange> word_ranges(const CodeT& code, const ArtefactT& artefact) {
  return ranges_of(code, {artefact, -1, kept_by(artefact, EffectKind::Push, artefact.windows.size()),
                          kept_by(artefact, EffectKind::Touch, artefact.marks.size())});
}

}  // namespace lead::artefact
