// The interval body of every operation. An operand that may be missing counts as 0 where the exact body
// ignores presence, because registers hold 0 where nothing is known (execute.h).
#include "runtime/vm/bounds.h"

#include <algorithm>
#include <array>

#include "runtime/base/arithmetic.h"
#include "runtime/vm/text_operations.h"

namespace lead::vm {

namespace {

using artefact::Opcode;

constexpr Interval kMissing = {0, 0, false, true};

Interval condition(bool may_hold, bool may_fail) {
  return {may_fail ? 0 : 1, may_hold ? 1 : 0, true, false};
}

// From exact ends. An end beyond 64 bits has wrapped somewhere in between: anything is possible.
Interval spanning(Wide low, Wide high, bool may_be_missing) {
  const bool fits = low >= INT64_MIN && high <= INT64_MAX;
  return {fits ? static_cast<int64_t>(low) : INT64_MIN, fits ? static_cast<int64_t>(high) : INT64_MAX, true,
          may_be_missing};
}

// What a word register can hold, presence aside.
Interval held(const Interval& a) {
  if (!a.may_be_known) return {0, 0, true, false};
  if (!a.may_be_missing) return a;
  return {std::min<int64_t>(a.low, 0), std::max<int64_t>(a.high, 0), true, false};
}

Interval hull(const Interval& a, const Interval& b) {
  const bool may_be_missing = a.may_be_missing || b.may_be_missing;
  if (!a.may_be_known) return {b.low, b.high, b.may_be_known, may_be_missing};
  if (!b.may_be_known) return {a.low, a.high, true, may_be_missing};
  return {std::min(a.low, b.low), std::max(a.high, b.high), true, may_be_missing};
}

bool is_truth(const Interval& a) {
  return a.low >= 0 && a.high <= 1;
}

template <size_t kCount>
Interval from_corners(const std::array<Wide, kCount>& corners, bool may_be_missing) {
  const auto [low, high] = std::minmax_element(corners.begin(), corners.end());
  return spanning(*low, *high, may_be_missing);
}

Interval multiply(const Interval& a, const Interval& b, int64_t k, bool may_be_missing) {
  if (k == 0) return {0, 0, true, may_be_missing};
  const auto at = [&](int64_t x, int64_t y) { return divide_half_even(static_cast<Wide>(x) * y, k); };
  return from_corners(std::array{at(a.low, b.low), at(a.low, b.high), at(a.high, b.low), at(a.high, b.high)},
                      may_be_missing);
}

// b of one sign: a * k / b has its extremes at the corners.
Interval divide_by_sign(const Interval& a, int64_t k, int64_t low, int64_t high) {
  const auto at = [&](int64_t x, int64_t y) { return divide_half_even(static_cast<Wide>(x) * k, y); };
  return from_corners(std::array{at(a.low, low), at(a.low, high), at(a.high, low), at(a.high, high)}, false);
}

Interval divide(const Interval& a, const Interval& b, int64_t k, bool may_be_missing) {
  Interval result = kMissing;
  if (b.low < 0) result = divide_by_sign(a, k, b.low, std::min<int64_t>(b.high, -1));
  if (b.high > 0) {
    const Interval positive = divide_by_sign(a, k, std::max<int64_t>(b.low, 1), b.high);
    result = b.low < 0 ? hull(result, positive) : positive;
  }
  result.may_be_missing = may_be_missing || (b.low <= 0 && b.high >= 0);
  return result;
}

// Operations that are missing where an operand is.
Interval sum(Opcode op, const Interval& a, const Interval& b) {
  if (!a.may_be_known || !b.may_be_known) return kMissing;
  const bool missing = a.may_be_missing || b.may_be_missing;
  const auto wide = [](int64_t value) { return static_cast<Wide>(value); };
  switch (op) {
    case Opcode::Add:
      return spanning(wide(a.low) + b.low, wide(a.high) + b.high, missing);
    case Opcode::Subtract:
      return spanning(wide(a.low) - b.high, wide(a.high) - b.low, missing);
    case Opcode::Negate:
      return spanning(-wide(a.high), -wide(a.low), missing);
    case Opcode::Least:
      return {std::min(a.low, b.low), std::min(a.high, b.high), true, missing};
    case Opcode::Greatest:
      return {std::max(a.low, b.low), std::max(a.high, b.high), true, missing};
    default:
      return anything();  // no other operation comes here
  }
}

Interval product(Opcode op, const Interval& a, const Interval& b, int64_t k) {
  if (!a.may_be_known || !b.may_be_known) return kMissing;
  const bool missing = a.may_be_missing || b.may_be_missing;
  switch (op) {
    case Opcode::Multiply:
      return multiply(a, b, k, missing);
    case Opcode::Divide:
      return divide(a, b, k, missing);
    case Opcode::Scale:
      return from_corners(std::array{static_cast<Wide>(a.low) * k, static_cast<Wide>(a.high) * k}, missing);
    case Opcode::Round:
      return multiply(a, {1, 1, true, false}, k, missing);
    default:
      return anything();  // no other operation comes here
  }
}

Interval comparison(Opcode op, const Interval& a, const Interval& b) {
  if (!a.may_be_known || !b.may_be_known) return condition(false, true);
  const bool missing = a.may_be_missing || b.may_be_missing;
  const bool may_meet = a.low <= b.high && b.low <= a.high;
  const bool same = a.low == a.high && b.low == b.high && a.low == b.low;
  switch (op) {
    case Opcode::Equal:
      return condition(may_meet, missing || !same);
    case Opcode::NotEqual:
      return condition(!same, missing || may_meet);
    case Opcode::Less:
      return condition(a.low < b.high, missing || a.high >= b.low);
    case Opcode::LessEqual:
      return condition(a.low <= b.high, missing || a.high > b.low);
    default:
      return condition(true, true);  // no other operation comes here
  }
}

Interval logic(Opcode op, const Interval& left, const Interval& right) {
  const Interval a = held(left), b = held(right);
  if (!is_truth(a) || !is_truth(b)) return {INT64_MIN, INT64_MAX, true, false};
  if (op == Opcode::And) return {a.low & b.low, a.high & b.high, true, false};
  if (op == Opcode::Or) return {a.low | b.low, a.high | b.high, true, false};
  return {1 - a.high, 1 - a.low, true, false};
}

Interval or_else(const Interval& a, const Interval& b) {
  if (!a.may_be_missing) return a;
  if (!a.may_be_known) return b;
  Interval result = hull({a.low, a.high, true, false}, b);
  result.may_be_missing = b.may_be_missing;
  return result;
}

enum class Side : uint8_t { First, Second, Either };
Side side_of(const Interval& chooser) {
  const Interval a = held(chooser);
  if (a.low > 0 || a.high < 0) return Side::First;
  return a.low == 0 && a.high == 0 ? Side::Second : Side::Either;
}

Interval select(const Interval& chooser, const Interval& first, const Interval& second) {
  const Side side = side_of(chooser);
  return side == Side::First ? first : side == Side::Second ? second : hull(first, second);
}

Interval in_set(const Interval& a, const Tables& tables, uint32_t ref) {
  if (!a.may_be_known) return condition(false, true);
  const uint64_t inside = tables.set_count(ref, a.low, a.high);
  const bool all = inside != 0 && inside - 1 == static_cast<uint64_t>(a.high) - static_cast<uint64_t>(a.low);
  return condition(inside != 0, a.may_be_missing || !all);
}

// A higher score never has a lower band while the latch stands.
Interval band(const Interval& a, const artefact::LatchT& latch, uint64_t state) {
  if (!a.may_be_known) return kMissing;
  const int64_t low = band_of(latch, state, a.low), high = band_of(latch, state, a.high);
  if (high < 0) return kMissing;
  return {std::max<int64_t>(low, 0), high, true, a.may_be_missing || low < 0};
}

Interval local_time(const Interval& a, Tables::Range range) {
  return {range.low, range.high, true, a.may_be_missing};
}

// A number that is not certain finds one of the words of the table, or nothing.
Interval found(const artefact::Instruction& i, const Tables& tables, const Interval& a) {
  if (is_exact(a)) return exactly(find_word({a.low, true}, tables, i.ref()));
  const auto [low, high] = tables.words_of(i.ref());
  return {low, high, true, true};
}

TextBounds found_text(const artefact::Instruction& i, const Tables& tables, const Interval& a) {
  if (!is_exact(a)) return {{}, false};
  return {find_text({a.low, a.may_be_known}, tables, i.ref()), true};
}

Interval table_operation(const artefact::Instruction& i, const Tables& tables, uint64_t latch_state,
                         const Interval& a) {
  const auto op = static_cast<Opcode>(i.op());
  if (op == Opcode::InSet) return in_set(a, tables, i.ref());
  if (op == Opcode::Band) return band(a, tables.latch(i.ref()), latch_state);
  if (!a.may_be_known) return kMissing;
  if (op == Opcode::Find) return found(i, tables, a);
  if (op == Opcode::DayOf) return local_time(a, tables.day_of({a.low, a.high}));
  if (op == Opcode::StartOf) return local_time(a, tables.start_of({a.low, a.high}));
  return local_time(a, tables.add_months({a.low, a.high}, i.k()));
}

// Of a set that time does not change; of any other, what its operation can give.
Interval of_set(const artefact::Instruction& i, const Interval& a, const Interval& b) {
  const auto op = static_cast<Opcode>(i.op());
  const bool is_count = op == Opcode::ItemCount;
  if (!a.may_be_known) return is_count ? kMissing : condition(false, true);
  if (!is_exact(a) || !is_exact(b))
    return is_count ? Interval{0, 64, true, a.may_be_missing} : condition(true, true);
  if (is_count) return exactly({count_bits(a.low), true});
  const bool met = op == Opcode::HasItem  ? b.may_be_known && has_bit(a.low, b.low)
                   : op == Opcode::HasAny ? (a.low & i.k()) != 0
                                          : (a.low & i.k()) == i.k();
  return condition(met, !met);
}

bool text_condition(const artefact::Instruction& i, const Tables& tables, Text a, Text b) {
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::TextEqual:
      return text_equal(a, b);
    case Opcode::TextNotEqual:
      return text_not_equal(a, b);
    case Opcode::TextStartsWith:
      return text_starts_with(a, b);
    case Opcode::TextEndsWith:
      return text_ends_with(a, b);
    case Opcode::TextContains:
      return text_contains(a, b);
    case Opcode::TextMatches:
      return text_matches(a, tables, i.ref());
    case Opcode::TextHasAnyWord:
      return text_has_any_word(a, tables, i.ref());
    case Opcode::TextInList:
      return text_in_list(a, tables, i.ref());
    case Opcode::TextSameName:
      return text_same_name(a, b);
    default:
      return a.known;  // TextIsKnown
  }
}

TextBounds text_select(const Interval& chooser, const TextBounds& a, const TextBounds& b) {
  const Side side = side_of(chooser);
  if (side == Side::First) return a;
  if (side == Side::Second) return b;
  const bool same = a.certain && b.certain && a.text.known == b.text.known && a.text.value == b.text.value;
  return same ? a : TextBounds{{}, false};
}

// A text that is not certain gives one of the words of the table, or nothing.
Interval looked_up(const artefact::Instruction& i, const Tables& tables, const TextBounds& a) {
  if (a.certain) return exactly(look_up(a.text, tables, i.ref()));
  const auto [low, high] = tables.words_of(i.ref());
  return {low, high, true, true};
}

TextBounds text_operation(const artefact::Instruction& i, const Tables& tables,
                          const BoundsRegisters& registers) {
  if (static_cast<Opcode>(i.op()) == Opcode::FindText) return found_text(i, tables, registers.words[i.a()]);
  const TextBounds& a = registers.texts[i.a()];
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::TextOrElse:
      return !a.certain ? TextBounds{{}, false} : a.text.known ? a : registers.texts[i.b()];
    case Opcode::TextSelect:
      return text_select(registers.words[i.c()], a, registers.texts[i.b()]);
    case Opcode::DomainOf:
      return a.certain ? TextBounds{domain_of(a.text), true} : a;
    case Opcode::LookupText:
      return a.certain ? TextBounds{look_up_text(a.text, tables, i.ref()), true} : a;
    default:
      return {{}, false};  // no other operation comes here
  }
}

bool reads_the_clock(const artefact::Instruction& i, const artefact::ArtefactT& artefact) {
  const auto op = static_cast<Opcode>(i.op());
  if (op == Opcode::Now) return true;
  if (op == Opcode::Ledger) return artefact.ledgers[i.ref()]->decay.kind() != artefact::DecayKind::None;
  const bool is_window = op == Opcode::WindowCount || op == Opcode::WindowSum || op == Opcode::WindowLeast ||
                         op == Opcode::WindowGreatest || op == Opcode::WindowDistinct;
  return is_window && (i.k() != 0 || i.c() != 0);
}

}  // namespace

void bounds_of_operation(const artefact::Instruction& i, const Tables& tables, uint64_t latch_state,
                         BoundsRegisters& registers) {
  const auto op = static_cast<Opcode>(i.op());
  const auto word = [&](uint32_t index) -> const Interval& { return registers.words[index]; };
  const auto put = [&](const Interval& interval) { registers.words[i.dst()] = interval; };
  switch (op) {
    case Opcode::Constant:
      return put({i.k(), i.k(), true, false});
    case Opcode::Absent:
      return put(kMissing);
    case Opcode::TextConstant:
      registers.texts[i.dst()] = {{tables.text_constant(i.ref()), true}, true};
      return;
    case Opcode::AbsentText:
      registers.texts[i.dst()] = {{}, true};
      return;
    case Opcode::MarkText:
    case Opcode::PayloadText:
      registers.texts[i.dst()] = {{}, false};
      return;
    case Opcode::Attribute:
    case Opcode::AttributeText:
    case Opcode::Payload:
    case Opcode::Now:
    case Opcode::BornAt:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::Stage:
    case Opcode::StageSince:
    case Opcode::Clock:
    case Opcode::WindowCount:
    case Opcode::WindowSum:
    case Opcode::WindowLeast:
    case Opcode::WindowGreatest:
    case Opcode::WindowDistinct:
    case Opcode::MarkInstant:
    case Opcode::MarkValue:
      return put(anything());  // the source knows better (execute_bounds_one); a payload: anything
    case Opcode::Negate:
      return put(sum(op, word(i.a()), {0, 0, true, false}));
    case Opcode::Add:
    case Opcode::Subtract:
    case Opcode::Least:
    case Opcode::Greatest:
      return put(sum(op, word(i.a()), word(i.b())));
    case Opcode::Scale:
    case Opcode::Round:
      return put(product(op, word(i.a()), {0, 0, true, false}, i.k()));
    case Opcode::Multiply:
    case Opcode::Divide:
      return put(product(op, word(i.a()), word(i.b()), i.k()));
    case Opcode::Equal:
    case Opcode::NotEqual:
    case Opcode::Less:
    case Opcode::LessEqual:
      return put(comparison(op, word(i.a()), word(i.b())));
    case Opcode::And:
    case Opcode::Or:
      return put(logic(op, word(i.a()), word(i.b())));
    case Opcode::Not:
      return put(logic(op, word(i.a()), {0, 0, true, false}));
    case Opcode::IsKnown:
      return put(condition(word(i.a()).may_be_known, word(i.a()).may_be_missing));
    case Opcode::OrElse:
      return put(or_else(word(i.a()), word(i.b())));
    case Opcode::Select:
      return put(select(word(i.a()), word(i.b()), word(i.c())));
    case Opcode::InSet:
    case Opcode::Band:
    case Opcode::DayOf:
    case Opcode::StartOf:
    case Opcode::Find:
    case Opcode::AddMonths:
      return put(table_operation(i, tables, latch_state, word(i.a())));
    case Opcode::TextEqual:
    case Opcode::TextNotEqual:
    case Opcode::TextStartsWith:
    case Opcode::TextEndsWith:
    case Opcode::TextContains:
    case Opcode::TextMatches:
    case Opcode::TextHasAnyWord:
    case Opcode::TextInList:
    case Opcode::TextSameName:
    case Opcode::TextIsKnown: {
      const TextBounds& a = registers.texts[i.a()];
      const TextBounds b = artefact::info(op).text_operands > 1 ? registers.texts[i.b()] : TextBounds{};
      if (!a.certain || !b.certain) return put(condition(true, true));
      const bool holds = text_condition(i, tables, a.text, b.text);
      return put(condition(holds, !holds));
    }
    case Opcode::TextOrElse:
    case Opcode::TextSelect:
    case Opcode::DomainOf:
    case Opcode::LookupText:
    case Opcode::FindText:
      registers.texts[i.dst()] = text_operation(i, tables, registers);
      return;
    case Opcode::Lookup:
      return put(looked_up(i, tables, registers.texts[i.a()]));
    case Opcode::HasItem:
      return put(of_set(i, word(i.a()), word(i.b())));
    case Opcode::HasAny:
    case Opcode::HasAll:
    case Opcode::ItemCount:
      return put(of_set(i, word(i.a()), {0, 0, true, false}));
    case Opcode::kCount:
      return;
  }
}

std::vector<uint8_t> time_dependent(const artefact::CodeT& code, const artefact::ArtefactT& artefact) {
  std::vector<uint8_t> flags, words(code.words, 0), texts(code.texts, 0);
  flags.reserve(code.instructions.size());
  for (const artefact::Instruction& i : code.instructions) {
    const artefact::OpcodeInfo& op = artefact::info(static_cast<Opcode>(i.op()));
    const std::array<uint32_t, 3> fields = {i.a(), i.b(), i.c()};
    bool timed = reads_the_clock(i, artefact);
    for (uint32_t n = 0; n < op.text_operands; ++n) timed = timed || texts[fields[n]] != 0;
    if (op.text_operands > 0 && op.word_operands > 0) timed = timed || words[i.c()] != 0;
    for (uint32_t n = 0; op.text_operands == 0 && n < op.word_operands; ++n)
      timed = timed || words[fields[n]] != 0;
    (op.result == artefact::Bank::Word ? words : texts)[i.dst()] = timed ? 1 : 0;
    flags.push_back(timed ? 1 : 0);
  }
  return flags;
}

std::vector<uint32_t> time_dependent_indices(const artefact::CodeT& code,
                                             const artefact::ArtefactT& artefact) {
  std::vector<uint32_t> indices;
  const std::vector<uint8_t> flags = time_dependent(code, artefact);
  for (uint32_t i = 0; i < flags.size(); ++i) {
    if (flags[i] != 0) indices.push_back(i);
  }
  return indices;
}

}  // namespace lead::vm
