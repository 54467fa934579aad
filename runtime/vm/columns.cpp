// The loops over a chunk. Bodies of word operations come from opcodes.def; every loop is straight, over
// pointers that do not alias: a result never shares a column with an operand (ColumnPlan frees operands after
// the result has its column).
#include "runtime/vm/columns.h"

#include "runtime/base/arithmetic.h"
#include "runtime/vm/text_operations.h"

namespace lead::vm {

namespace {

using artefact::Instruction;
using artefact::Opcode;

template <class Body>
void each_row(const Body& body) {
  for (size_t row = 0; row < kChunkRows; ++row) body(row);
}

void fill_words(Columns& columns, uint32_t dst, Word word) {
  std::fill_n(columns.words(dst), kChunkRows, word.known ? word.value : 0);
  std::fill_n(columns.known(dst), kChunkRows, uint8_t{word.known});
}

void fill_texts(Columns& columns, uint32_t dst, Text text) {
  std::fill_n(columns.texts(dst), kChunkRows, text.known ? text.value : std::string_view());
  std::fill_n(columns.texts_known(dst), kChunkRows, uint8_t{text.known});
}

// --- word operations: one function each, made from the table. `mask` is all ones where the result is there.
struct Lane {
  const int64_t* __restrict words = nullptr;
  const uint8_t* __restrict known = nullptr;
};
struct Result {
  int64_t* __restrict words = nullptr;
  uint8_t* __restrict known = nullptr;
};

#define LEAD_WORD_OPCODE(name, operands, present, value, doc)                                              \
  void column_##name([[maybe_unused]] Lane left, [[maybe_unused]] Lane right, [[maybe_unused]] Lane third, \
                     [[maybe_unused]] int64_t k, Result out) {                                             \
    const int64_t* __restrict a_words = left.words;                                                        \
    const uint8_t* __restrict a_known = left.known;                                                        \
    [[maybe_unused]] const int64_t* __restrict b_words = right.words;                                      \
    [[maybe_unused]] const uint8_t* __restrict b_known = right.known;                                      \
    [[maybe_unused]] const int64_t* __restrict c_words = third.words;                                      \
    [[maybe_unused]] const uint8_t* __restrict c_known = third.known;                                      \
    int64_t* __restrict out_words = out.words;                                                             \
    uint8_t* __restrict out_known = out.known;                                                             \
    for (size_t row = 0; row < kChunkRows; ++row) {                                                        \
      [[maybe_unused]] const int64_t a = a_words[row];                                                     \
      [[maybe_unused]] const bool ha = a_known[row] != 0;                                                  \
      [[maybe_unused]] const int64_t b = (operands) > 1 ? b_words[row] : 0;                                \
      [[maybe_unused]] const bool hb = (operands) > 1 ? b_known[row] != 0 : false;                         \
      [[maybe_unused]] const int64_t c = (operands) > 2 ? c_words[row] : 0;                                \
      [[maybe_unused]] const bool hc = (operands) > 2 ? c_known[row] != 0 : false;                         \
      const bool known = static_cast<bool>(present);                                                       \
      out_words[row] = static_cast<int64_t>(value) & -static_cast<int64_t>(known);                         \
      out_known[row] = static_cast<uint8_t>(known);                                                        \
    }                                                                                                      \
  }
#define LEAD_LEAF_OPCODE(name, bank, doc)
#define LEAD_TABLE_OPCODE(name, operands, doc)
#define LEAD_TEXT_OPCODE(name, texts, words, bank, doc)
#include "runtime/artefact/opcodes.def"
#undef LEAD_WORD_OPCODE
#undef LEAD_LEAF_OPCODE
#undef LEAD_TABLE_OPCODE
#undef LEAD_TEXT_OPCODE

Lane lane(Columns& columns, uint32_t column) {
  return {columns.words(column), columns.known(column)};
}

// --- tables: one question a row
void table_column(const Instruction& i, const Tables& tables, Columns& columns) {
  const int64_t* a = columns.words(i.a());
  const uint8_t* known = columns.known(i.a());
  int64_t* out = columns.words(i.dst());
  uint8_t* out_known = columns.known(i.dst());
  const auto put = [&](size_t row, int64_t value, bool is_known) {
    out[row] = is_known ? value : 0;
    out_known[row] = is_known ? 1 : 0;
  };
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::InSet:
      return each_row(
          [&](size_t row) { put(row, known[row] != 0 && tables.in_set(i.ref(), a[row]) ? 1 : 0, true); });
    case Opcode::Band: {
      const artefact::LatchT& latch = tables.latch(i.ref());
      const uint64_t* states = columns.latch_states();
      return each_row([&](size_t row) {
        const int64_t band = band_of(latch, states[row], a[row]);
        put(row, band, known[row] != 0 && band >= 0);
      });
    }
    case Opcode::DayOf:
      return each_row([&](size_t row) { put(row, tables.day_of(a[row]), known[row] != 0); });
    case Opcode::StartOf:
      return each_row([&](size_t row) { put(row, tables.start_of(a[row]), known[row] != 0); });
    default:  // AddMonths
      return each_row([&](size_t row) { put(row, tables.add_months(a[row], i.k()), known[row] != 0); });
  }
}

// --- texts
class TextColumns {
 public:
  TextColumns(const Instruction& i, Columns& columns) : i_(i), columns_(columns) {}

  // A condition over one text or two.
  template <class Condition>
  void one(const Condition& condition) {
    const auto [texts, known] = operand(i_.a());
    int64_t* out = columns_.words(i_.dst());
    std::fill_n(columns_.known(i_.dst()), kChunkRows, uint8_t{1});
    each_row([&, texts = texts, known = known](size_t row) {
      out[row] = condition(Text{texts[row], known[row] != 0}) ? 1 : 0;
    });
  }
  template <class Condition>
  void two(const Condition& condition) {
    const auto [texts, known] = operand(i_.b());
    const auto [a_texts, a_known] = operand(i_.a());
    int64_t* out = columns_.words(i_.dst());
    std::fill_n(columns_.known(i_.dst()), kChunkRows, uint8_t{1});
    each_row([&, texts = texts, known = known, a_texts = a_texts, a_known = a_known](size_t row) {
      out[row] = condition(Text{a_texts[row], a_known[row] != 0}, Text{texts[row], known[row] != 0}) ? 1 : 0;
    });
  }
  // A text a row, out of the row's number.
  template <class Make>
  void make(const Make& text_of_row) {
    std::string_view* out = columns_.texts(i_.dst());
    uint8_t* out_known = columns_.texts_known(i_.dst());
    each_row([&](size_t row) {
      const Text text = text_of_row(row);
      out[row] = text.known ? text.value : std::string_view();
      out_known[row] = text.known ? 1 : 0;
    });
  }
  [[nodiscard]] Text at(uint32_t column, size_t row) {
    return {columns_.texts(column)[row], columns_.texts_known(column)[row] != 0};
  }

 private:
  [[nodiscard]] std::pair<const std::string_view*, const uint8_t*> operand(uint32_t column) {
    return {columns_.texts(column), columns_.texts_known(column)};
  }
  const Instruction& i_;
  Columns& columns_;
};

void text_column(const Instruction& i, const Tables& tables, Columns& columns) {
  TextColumns texts(i, columns);
  const uint32_t ref = i.ref();
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::TextEqual:
      return texts.two(text_equal);
    case Opcode::TextNotEqual:
      return texts.two(text_not_equal);
    case Opcode::TextStartsWith:
      return texts.two(text_starts_with);
    case Opcode::TextEndsWith:
      return texts.two(text_ends_with);
    case Opcode::TextContains:
      return texts.two(text_contains);
    case Opcode::TextMatches:
      return texts.one([&](Text a) { return text_matches(a, tables, ref); });
    case Opcode::TextHasAnyWord:
      return texts.one([&](Text a) { return text_has_any_word(a, tables, ref); });
    case Opcode::TextInList:
      return texts.one([&](Text a) { return text_in_list(a, tables, ref); });
    case Opcode::TextIsKnown:
      return texts.one([](Text a) { return a.known; });
    case Opcode::TextOrElse:
      return texts.make([&](size_t row) {
        const Text a = texts.at(i.a(), row);
        return a.known ? a : texts.at(i.b(), row);
      });
    case Opcode::TextSelect: {
      const int64_t* chooser = columns.words(i.c());
      return texts.make([&](size_t row) { return texts.at(chooser[row] != 0 ? i.a() : i.b(), row); });
    }
    default:  // DomainOf
      return texts.make([&](size_t row) { return domain_of(texts.at(i.a(), row)); });
  }
}

}  // namespace

void execute_column(const Instruction& i, const Tables& tables, Columns& columns) {
  switch (static_cast<Opcode>(i.op())) {
    case Opcode::Constant:
      return fill_words(columns, i.dst(), {i.k(), true});
    case Opcode::TextConstant:
      return fill_texts(columns, i.dst(), {tables.text_constant(i.ref()), true});
    case Opcode::AbsentText:
    case Opcode::AttributeText:  // loaded by the source
    case Opcode::PayloadText:
      return fill_texts(columns, i.dst(), {});
    case Opcode::Absent:
    case Opcode::Attribute:  // these are loaded by the source; no code for columns reads a payload
    case Opcode::Payload:
    case Opcode::Now:
    case Opcode::BornAt:
    case Opcode::Ledger:
    case Opcode::Balance:
    case Opcode::WindowCount:
    case Opcode::MarkInstant:
      return fill_words(columns, i.dst(), {});
#define LEAD_WORD_OPCODE(name, operands, present, value, doc)                                  \
  case Opcode::name:                                                                           \
    return column_##name(lane(columns, i.a()), (operands) > 1 ? lane(columns, i.b()) : Lane{}, \
                         (operands) > 2 ? lane(columns, i.c()) : Lane{}, i.k(),                \
                         Result{columns.words(i.dst()), columns.known(i.dst())});
#define LEAD_LEAF_OPCODE(name, bank, doc)
#define LEAD_TABLE_OPCODE(name, operands, doc) \
  case Opcode::name:                           \
    return table_column(i, tables, columns);
#define LEAD_TEXT_OPCODE(name, texts, words, bank, doc) \
  case Opcode::name:                                    \
    return text_column(i, tables, columns);
#include "runtime/artefact/opcodes.def"
#undef LEAD_WORD_OPCODE
#undef LEAD_LEAF_OPCODE
#undef LEAD_TABLE_OPCODE
#undef LEAD_TEXT_OPCODE
    case Opcode::kCount:
      return;
  }
}

void settle(size_t count, int64_t* words, uint8_t* known) {
  std::fill(words + count, words + kChunkRows, 0);
  std::fill(known + count, known + kChunkRows, uint8_t{0});
  for (size_t row = 0; row < kChunkRows; ++row) words[row] &= -int64_t{known[row]};
}

void settle(size_t count, std::string_view* texts, uint8_t* known) {
  std::fill(known + count, known + kChunkRows, uint8_t{0});
  for (size_t row = 0; row < kChunkRows; ++row) {
    if (known[row] == 0) texts[row] = {};
  }
}

}  // namespace lead::vm
