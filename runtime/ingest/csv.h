// Rows of a table written as text with separators: what spreadsheets call CSV. One door to libcsv.
//
//   auto opened = ingest::CsvReader::open("leads.csv", {});
//   while (reader.next(row)) …            // the first row is the header; then reader.trouble()
//
// What spreadsheets do is understood: a byte-order mark, UTF-16, a first line `sep=;`, separators other than
// the comma (found from the header where nobody says), both kinds of line ends, quoted cells with line ends
// and doubled quotes in them. Blanks around an unquoted cell are dropped. Rows are numbered as a spreadsheet
// shows them: from 1, the header included, empty rows counted, a `sep=` line not. Memory is bounded by one
// read buffer and the rows in it: of a cell longer than kMaxCellBytes nothing is kept but its beginning
// (`cut_cell`). A quote that is never closed makes the rest of the file one cell (`unclosed`). Not for
// several threads.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "runtime/ingest/bytes.h"

namespace lead::ingest {

struct CsvOptions {
  char delimiter = 0;    // 0: found from a `sep=` line or from the header
  std::string encoding;  // empty: by the byte-order mark, else UTF-8
};

struct CsvRow {
  uint64_t number = 0;                      // 1-based
  std::span<const std::string_view> cells;  // until the next call; empty for a row without any text
  bool unclosed = false;                    // its last cell has an opening quote only
  std::optional<size_t> cut_cell;           // the first cell that was too long to be kept
};

class CsvReader {
 public:
  static constexpr size_t kMaxCellBytes = 64u << 10;

  static std::variant<CsvReader, InputError> open(const std::string& path, const CsvOptions& options);
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  bool next(CsvRow& row);
  [[nodiscard]] char delimiter() const;
  [[nodiscard]] bool has_mark() const;  // the file began with a byte-order mark
  [[nodiscard]] const std::optional<InputError>& trouble() const;
  [[nodiscard]] uint64_t bytes_read() const;

 private:
  struct State;
  explicit CsvReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lead::ingest
