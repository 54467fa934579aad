// The column evaluator: many leads at once, one dispatch per instruction and chunk of 4,096 rows.
//
// For snapshot scoring, replays and what-if: pure code only, on the same verified code as the row evaluator
// and from the same lines of opcodes.def, so that both give the same bits.
//
//   vm::ColumnPlan plan(code, keep);             // keep: word registers wanted at the end, ascending
//   vm::Columns columns(plan);
//   for (size_t first = 0; first < rows; first += vm::kChunkRows) {
//     vm::execute_chunk(plan, source, first, std::min(rows - first, vm::kChunkRows), columns);
//     const int64_t* scores = columns.words(plan.column(keep[0]));   // kChunkRows of them; known(...) beside
//   }
//
// Shape: a word column is kChunkRows words and kChunkRows presence bytes (0 or 1); a missing word is 0. Loops
// always run the whole chunk, so that their trip count is a constant and the compiler vectorises them; rows
// past the last are computed from zeros and mean nothing. Columns are reused as soon as no later instruction
// reads them: memory follows the widest cut through the code, not its length (about 36 KiB a live word
// column, 72 KiB a live text column). Never fails. Reads no payload.
#pragma once
#include <algorithm>
#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/artefact/opcode.h"
#include "runtime/artefact/schema.h"
#include "runtime/vm/source.h"

namespace lead::vm {

inline constexpr size_t kChunkRows = 4096;

// Rows `first` up to `first + count` of a leaf, as the row source of each lead would answer. A missing word's
// value may be anything; the evaluator clears it. `months` belongs to WindowCount. Of Band the source is
// asked for the latch states.
template <class S>
concept ColumnSource =
    requires(const S& source, artefact::Opcode op, uint32_t ref, int64_t k, int32_t months, size_t first,
             size_t count, int64_t* words, std::string_view* texts, uint8_t* known, uint64_t* states) {
      source.load(op, ref, k, months, first, count, words, known);
      source.load_texts(op, ref, first, count, texts, known);
      source.load_latch_states(ref, first, count, states);
      { source.tables() } -> std::same_as<const Tables&>;
    };

// Where each register of a code lives: columns are handed out again after their last reader.
class ColumnPlan {
 public:
  ColumnPlan(const artefact::CodeT& code, std::span<const uint32_t> keep);
  // The instructions with columns instead of registers.
  [[nodiscard]] const std::vector<artefact::Instruction>& instructions() const { return instructions_; }
  [[nodiscard]] uint32_t word_columns() const { return word_columns_; }
  [[nodiscard]] uint32_t text_columns() const { return text_columns_; }
  // The column of a kept register at the end of a chunk.
  [[nodiscard]] uint32_t column(uint32_t kept_register) const;

 private:
  std::vector<artefact::Instruction> instructions_;
  std::vector<std::pair<uint32_t, uint32_t>> kept_;  // register, column; ascending
  uint32_t word_columns_ = 0, text_columns_ = 0;
};

class Columns {
 public:
  explicit Columns(const ColumnPlan& plan);
  [[nodiscard]] int64_t* words(uint32_t column) { return words_.data() + column * kChunkRows; }
  [[nodiscard]] uint8_t* known(uint32_t column) { return known_.data() + column * kChunkRows; }
  [[nodiscard]] std::string_view* texts(uint32_t column) { return texts_.data() + column * kChunkRows; }
  [[nodiscard]] uint8_t* texts_known(uint32_t column) { return texts_known_.data() + column * kChunkRows; }
  [[nodiscard]] uint64_t* latch_states() { return latch_states_.data(); }

 private:
  std::vector<int64_t> words_;
  std::vector<uint8_t> known_;
  std::vector<std::string_view> texts_;
  std::vector<uint8_t> texts_known_;
  std::vector<uint64_t> latch_states_;  // of the Band that runs
};

// Everything but the leaves that a source answers: one instruction over a chunk. `columns.latch_states()` for
// Band.
void execute_column(const artefact::Instruction& instruction, const Tables& tables, Columns& columns);

[[nodiscard]] constexpr bool is_word_leaf(artefact::Opcode op) {
  using artefact::Opcode;
  return op == Opcode::Attribute || op == Opcode::Now || op == Opcode::BornAt || op == Opcode::Ledger ||
         op == Opcode::Balance || op == Opcode::WindowCount || op == Opcode::MarkInstant;
}

// Missing words are 0, and rows that no lead stands in are missing.
void settle(size_t count, int64_t* words, uint8_t* known);
void settle(size_t count, std::string_view* texts, uint8_t* known);

template <ColumnSource Source>
void execute_chunk(const ColumnPlan& plan, const Source& source, size_t first, size_t count,
                   Columns& columns) {
  using artefact::Opcode;
  for (const artefact::Instruction& i : plan.instructions()) {
    const auto op = static_cast<Opcode>(i.op());
    if (is_word_leaf(op)) {
      source.load(op, i.ref(), i.k(), static_cast<int32_t>(i.c()), first, count, columns.words(i.dst()),
                  columns.known(i.dst()));
      settle(count, columns.words(i.dst()), columns.known(i.dst()));
    } else if (op == Opcode::AttributeText) {
      source.load_texts(op, i.ref(), first, count, columns.texts(i.dst()), columns.texts_known(i.dst()));
      settle(count, columns.texts(i.dst()), columns.texts_known(i.dst()));
    } else {
      if (op == Opcode::Band) {
        source.load_latch_states(i.ref(), first, count, columns.latch_states());
        std::fill(columns.latch_states() + count, columns.latch_states() + kChunkRows, uint64_t{0});
      }
      execute_column(i, source.tables(), columns);
    }
  }
}

}  // namespace lead::vm
