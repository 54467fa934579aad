// A sheet that a policy or a run is given whole: comma-separated values, read row by row, each cell with the
// place where it stands.
//
//   TableFile file(text, id);
//   std::vector<Cell> row;
//   while (file.next(row)) …        // the first row is the header
//
// What separates cells is said by a first line `sep=;`, or read off the first row: the one of `,`, `;`, tab
// and `|` that stands there most often outside quotes. Lines end with LF, CR or both. A cell in double quotes
// may hold separators, line breaks and doubled quotes. Blanks around a cell are no part of it, quoted or not.
// Lines without anything are passed over. A row that breaks these rules ends the file: `fault()` says why and
// where. BOUND: kMaxCells a row. Never fails otherwise; linear. The text must outlive it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/span.h"

namespace lead::ingest {

struct Cell {
  std::string text;
  Span span;  // with its quotes; empty where the cell is
};

class TableFile {
 public:
  static constexpr size_t kMaxCells = 1u << 14;  // of a row: as many as a spreadsheet has columns
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

}  // namespace lead::ingest
