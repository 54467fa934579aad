// The column evaluator: many leads at once, one dispatch a step and chunk of 4,096 rows.
//
// For snapshot scoring, replays and what-if: pure code only, on the same verified code as the row evaluator
// and from the same lines of opcodes.def, so that both give the same bits.
//
//   vm::ColumnPlan plan(code, tables, leaves, keep);     // keep: word registers wanted at the end
//   vm::Columns columns(plan, tables);
//   for (size_t first = 0; first < rows; first += vm::kChunkRows) {
//     columns.run(source, first, std::min(rows - first, vm::kChunkRows));
//     if (columns.is_known(plan.place(keep[0]), row)) … columns.word(plan.place(keep[0]), row) …
//   }
//
// Loops always run the whole chunk, so that their trip count is a constant and the compiler vectorises them;
// rows past the last mean nothing. Memory follows the widest cut through the code, not its length: 4 to 32
// KiB a live column of words, 512 bytes a live condition or presence. Never fails. Reads no payload.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/vm/column_plan.h"

namespace lead::vm {

// Where a source puts the rows of a leaf, or says where it has them already. Columns are kChunkRows long; the
// presence of rows past the last is 0. `words` are in `lane`, and each fits it.
struct WordColumn {
  Lane lane;
  std::byte* room;         // may be filled
  uint64_t* known_room;    // may be filled
  const std::byte* words;  // `room`, or elsewhere for as long as the chunk is run
  const uint64_t* known;   // `known_room`, or elsewhere; not asked where the leaf is always there
};
struct TextColumn {
  std::string_view* room;
  uint64_t* known_room;
  const std::string_view* texts;
  const uint64_t* known;
};

// Rows `first` up to `first + count` of a leaf, as the row source of each lead would answer.
class ColumnSource {
 public:
  virtual ~ColumnSource() = default;
  virtual void load(const artefact::Instruction& leaf, size_t first, size_t count,
                    WordColumn& column) const = 0;
  virtual void load(const artefact::Instruction& leaf, size_t first, size_t count,
                    TextColumn& column) const = 0;
  // Of Band: bit i: band i of the latch was on. Not asked where `ColumnLeaves::are_new`.
  virtual uint64_t latch_state(uint32_t latch, size_t row) const = 0;
};

class Columns {
 public:
  // Plan and tables must outlive the columns.
  Columns(const ColumnPlan& plan, const Tables& tables);

  void run(const ColumnSource& source, size_t first, size_t count);

  // A place of the plan, after `run`; 0 where missing. `row` within the chunk.
  [[nodiscard]] bool is_known(const Place& place, size_t row) const {
    return (bit_views_[place.known][row / 64] >> (row % 64) & 1) != 0;
  }
  [[nodiscard]] int64_t word(const Place& place, size_t row) const {
    return is_known(place, row) ? held(place, row) : 0;
  }
  // What lies there, whether known or not.
  [[nodiscard]] int64_t held(const Place& place, size_t row) const;
  [[nodiscard]] Text text(const Place& place, size_t row) const;

  // The whole chunk of a place in a lane that its values fit, in units: points with `unit` 1,000,000 are
  // whole points. Rows that are missing may hold anything. `out` has room for kChunkRows values.
  void read(const Place& place, int64_t unit, Lane lane, std::byte* out) const;
  // Presence of a place, kChunkBits words.
  [[nodiscard]] const uint64_t* known(const Place& place) const { return bit_views_[place.known]; }

  // For the kernels (column_kernels.cpp).
  template <class T>
  [[nodiscard]] const T* rows(const Place& place) const {
    return reinterpret_cast<const T*>(views_[static_cast<size_t>(place.lane)][place.column]);
  }
  template <class T>
  [[nodiscard]] T* room(const Place& place) {
    return reinterpret_cast<T*>(room_of(place.lane, place.column));
  }
  [[nodiscard]] const uint64_t* bits(uint32_t column) const { return bit_views_[column]; }
  [[nodiscard]] uint64_t* bits_room(uint32_t column) { return bits_.data() + column * kChunkBits; }
  [[nodiscard]] std::string_view* texts_room(const Place& place) {
    return texts_.data() + place.column * kChunkRows;
  }
  [[nodiscard]] const Tables& tables() const { return *tables_; }
  // Of the chunk that runs.
  [[nodiscard]] const ColumnSource& source() const { return *source_; }
  [[nodiscard]] size_t first() const { return first_; }
  [[nodiscard]] size_t count() const { return count_; }

 private:
  const ColumnPlan* plan_;
  const Tables* tables_;
  const ColumnSource* source_ = nullptr;
  size_t first_ = 0, count_ = 0;
  std::vector<int64_t> words_[4];           // by lane; 64-bit for alignment
  std::vector<const std::byte*> views_[4];  // where each column lies now: its room, or with the source
  std::vector<uint64_t> bits_;
  std::vector<const uint64_t*> bit_views_;
  std::vector<std::string_view> texts_;
  std::vector<const std::string_view*> text_views_;

  [[nodiscard]] std::byte* room_of(Lane lane, uint32_t column) {
    return reinterpret_cast<std::byte*>(words_[static_cast<size_t>(lane)].data()) +
           column * kChunkRows * value::lane_bytes(lane);
  }
  void load_words(const Step& step);
  void load_texts(const Step& step);
  void run_texts(const Step& step);
  void run_wide(const Step& step);
};

// One step that neither loads nor goes row by row: straight loops over a chunk.
void run_lanes(const Step& step, Columns& columns);

// The body of a word operation on one row, as the row evaluator has it: value 0 where missing.
[[nodiscard]] Word word_operation(artefact::Opcode op, Word a, Word b, Word c, int64_t k);

}  // namespace lead::vm
