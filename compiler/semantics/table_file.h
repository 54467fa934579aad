// The file behind a table: comma-separated values, read row by row, each cell with the place where it stands.
//
//   TableFile file(sources[id].text(), id);
//   std::vector<Cell> row;
//   while (file.next(row)) …        // the first row is the header
//
// What separates cells is read off the first row: the first `,`, `;` or tab that stands outside quotes. A
// cell in double quotes may hold separators, line breaks and doubled quotes. Blanks around a cell are no part
// of it, quoted or not. Lines without anything are passed over. A row that breaks these rules ends the file:
// `fault()` says why and where. Bytes are those of the source file. Never fails otherwise; linear.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/span.h"

namespace lead::semantics {

struct Cell {
  std::string text;
  Span span;  // with its quotes; empty where the cell is
};

class TableFile {
 public:
  struct Fault {
    Span span;
    std::string_view what;  // "this quotation mark is never closed"
  };

  TableFile(std::string_view text, FileId file);
  // The next row that has anything in it; at least one cell.
  [[nodiscard]] bool next(std::vector<Cell>& row);
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

 private:
  bool read_row(std::vector<Cell>& row);
  bool read_quoted(Cell& cell);
  void read_plain(Cell& cell);
  void skip_blanks();
  [[nodiscard]] bool at_end_of_line() const;
  [[nodiscard]] Span from(size_t begin) const;

  std::string_view text_;
  FileId file_;
  size_t at_ = 0;
  char separator_ = ',';
  std::optional<Fault> fault_;
};

// A number such as `-1200.5` in units of 10^-digits; nothing where it is none, has more digits or outgrows a
// word.
[[nodiscard]] std::optional<int64_t> read_scaled(std::string_view text, uint32_t digits);

}  // namespace lead::semantics
