// Many leads at once, a column an attribute: how a spreadsheet or an export travels from ingest to the column
// evaluator.
//
//   LeadTable table(*artefact->schema);
//   const size_t row = table.add_row("a1");
//   table.set_word(0, row, 250);  table.set_text(1, row, "anna@firm.example");   // whatever is not set is
//   missing
//
// Shape: a word column is kept in the narrowest lane (1, 2, 4 or 8 bytes, signed) that holds the declared
// range of its attribute; a word outside that range may not be set. Presence is one bit a row beside it, and
// a missing word is 0. Columns are as long as a whole number of chunks; rows past the last are missing. Texts
// are copied; views live until `clear` or the end of the table. Grows with its rows; nothing is shared.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/value/event.h"

namespace lead::value {

inline constexpr size_t kChunkRows = 4096;
inline constexpr size_t kChunkBits = kChunkRows / 64;  // presence words of a chunk

// How a column keeps its values. Text: a view a row.
enum class Lane : uint8_t { Byte, Short, Half, Word, Text };

[[nodiscard]] constexpr size_t lane_bytes(Lane lane) {
  return lane == Lane::Text ? sizeof(std::string_view) : size_t{1} << static_cast<uint8_t>(lane);
}
// The narrowest lane of words that holds `low` and `high`.
[[nodiscard]] Lane lane_of(int64_t low, int64_t high);

// The words an attribute can have, as ingest lets them in: its declared range and its default.
struct WordRange {
  int64_t low, high;
};
[[nodiscard]] WordRange range_of(const artefact::AttributeT& attribute);
[[nodiscard]] bool is_text(const artefact::FieldTypeT& type);

class LeadTable {
 public:
  explicit LeadTable(const artefact::SchemaT& schema);

  // A lead of which nothing is known yet; its row.
  size_t add_row(std::string_view lead);
  void set_word(size_t attribute, size_t row, int64_t word);
  void set_text(size_t attribute, size_t row, std::string_view text);
  void clear();  // no rows; keeps the memory

  [[nodiscard]] size_t rows() const { return leads_.size(); }
  [[nodiscard]] std::string_view lead(size_t row) const { return leads_[row]; }
  [[nodiscard]] bool is_known(size_t attribute, size_t row) const {
    return (columns_[attribute].known[row / 64] >> (row % 64) & 1) != 0;
  }
  [[nodiscard]] int64_t word(size_t attribute, size_t row) const;
  [[nodiscard]] std::string_view text(size_t attribute, size_t row) const {
    return columns_[attribute].texts[row];
  }

  // Columns as they lie: from row 0, a whole number of chunks long.
  [[nodiscard]] Lane lane(size_t attribute) const { return columns_[attribute].lane; }
  [[nodiscard]] const std::byte* words(size_t attribute) const { return columns_[attribute].words.data(); }
  [[nodiscard]] const std::string_view* texts(size_t attribute) const {
    return columns_[attribute].texts.data();
  }
  [[nodiscard]] const uint64_t* known(size_t attribute) const { return columns_[attribute].known.data(); }

 private:
  struct Column {
    Lane lane;
    std::vector<std::byte> words;
    std::vector<std::string_view> texts;
    std::vector<uint64_t> known;
  };
  std::vector<Column> columns_;  // by attribute
  std::vector<std::string_view> leads_;
  size_t capacity_ = 0;  // rows there is room for
  EventBlock characters_;
};

}  // namespace lead::value
