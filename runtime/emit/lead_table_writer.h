// Leads of a table with what a policy says of them, a row each: CSV as spreadsheets read it, NDJSON, or a
// table for a terminal.
//
//   LeadTableWriter writer(*artefact, columns, {.format = TableFormat::Csv, .delimiter = ';'});
//   writer.append_header(out);
//   writer.append_rows(out, table, first, snapshot, whys);
//
// Columns: `lead`, attributes, scores (`interest`), their bands (`interest_band`), grades and cells by the
// name of their block, definitions. A missing value is an empty cell, null, or `–`. Numbers have no
// separators of thousands; points lose trailing zeros in cells and keep six digits in JSON. CSV: a text that
// begins with one of = + - @, a tab or a carriage return gets an apostrophe before it, so that no spreadsheet
// takes it for a formula; ingest takes it off again. Lines end with CR LF in CSV, with LF elsewhere.
// Deterministic.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/value/lead_table.h"
#include "runtime/vm/snapshot.h"

namespace lead::emit {

enum class TableFormat : uint8_t { Csv, Ndjson, Table };

enum class LeadColumnKind : uint8_t { Key, Attribute, Score, Output, Definition };

struct LeadColumn {
  LeadColumnKind kind;
  uint32_t index;      // into attributes, scores, outputs or definitions
  std::string header;  // what the column is called
};

// All columns: the lead, its attributes, scores each with its band, grades, cells.
[[nodiscard]] std::vector<LeadColumn> usual_columns(const artefact::ArtefactT& artefact);
// The columns of these names; definitions can be named too. Or the first name that there is no column for.
[[nodiscard]] std::variant<std::vector<LeadColumn>, std::string> chosen_columns(
    const artefact::ArtefactT& artefact, std::span<const std::string> names);
// Word registers of `derived` that the columns show.
[[nodiscard]] std::vector<uint32_t> registers_of(const artefact::ArtefactT& artefact,
                                                 std::span<const LeadColumn> columns);

struct TableStyle {
  TableFormat format = TableFormat::Csv;
  char delimiter = ',';
  char decimal = '.';
  bool mark = false;  // CSV: begin with a byte-order mark
  bool why = false;   // a last column with reasons
};

// One cell of a CSV; `guard`: a text that could be taken for a formula gets an apostrophe.
void append_csv_cell(std::string& out, std::string_view text, char delimiter, bool guard);

class LeadTableWriter {
 public:
  // The artefact must outlive the writer.
  LeadTableWriter(const artefact::ArtefactT& artefact, std::vector<LeadColumn> columns, TableStyle style);

  void append_header(std::string& out);
  // The rows of the chunk at `first`, as `snapshot` judged them. `whys`: by row of the chunk, or empty.
  void append_rows(std::string& out, const value::LeadTable& table, size_t first, vm::Snapshot& snapshot,
                   std::span<const std::string> whys);

 private:
  struct Cell {
    std::string text;
    bool known = false, is_text = false;  // is_text: words, which a spreadsheet could take for a formula
  };
  void read_cell(const LeadColumn& column, const value::LeadTable& table, size_t row, size_t chunk_row,
                 vm::Snapshot& snapshot, Cell& cell) const;
  void append_json_row(std::string& out, const value::LeadTable& table, size_t row, size_t chunk_row,
                       vm::Snapshot& snapshot);
  void append_table(std::string& out, const value::LeadTable& table, size_t first, size_t count,
                    vm::Snapshot& snapshot, std::span<const std::string> whys);
  [[nodiscard]] std::string cell_text(int64_t word, const artefact::FieldTypeT& type) const;

  const artefact::ArtefactT& artefact_;
  std::vector<LeadColumn> columns_;
  TableStyle style_;
  std::vector<std::string> keys_;  // CACHE: `,"employees":` by column
  std::vector<size_t> widths_;     // Table: by column, of the first chunk
};

}  // namespace lead::emit
