// Rows of an export, one lead each, into a LeadTable: a CSV row by its header, or a JSON object by its keys.
//
//   LeadReader reader(*artefact, {.mapping = {{"Company size", "employees"}}});
//   if (auto mistake = reader.take_header(row.cells)) …    // CSV: once, before any row
//   if (auto rejected = reader.read(row, table)) …         // set aside: column, reason, and what was wrong
//
// A column fills the attribute of its name, letter case, blanks and hyphens aside, or the one that `mapping`
// names. The column `lead` (or `key`) names the lead; where there is none, a lead is named by its row's
// number. A lead comes once: a second row of the same name is set aside. An empty cell and null are missing:
// the attribute's default counts, or the row is set aside where it is required. Every value is judged as in a
// stream (field_value.h). Columns that the policy does not know are left out and named. Never throws. Grows
// with the names of leads.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/base/reason.h"
#include "runtime/ingest/cell_value.h"
#include "runtime/ingest/csv.h"
#include "runtime/ingest/lines.h"
#include "runtime/value/lead_table.h"

namespace lead::ingest {

struct LeadReaderOptions {
  std::vector<std::pair<std::string, std::string>> mapping{};  // column to attribute
  std::string key{};                                           // the column that names leads; empty: `lead`
  CellOptions cells{};
};

struct RejectedRow {
  Reason reason;
  std::string column;  // as the file calls it; empty where the whole row is meant
  std::string detail;
};

class LeadReader {
 public:
  // The artefact must outlive the reader.
  LeadReader(const artefact::ArtefactT& artefact, LeadReaderOptions options);
  ~LeadReader();

  // What is wrong with the mapping, in words; to be asked before anything is read.
  [[nodiscard]] std::optional<std::string> check_mapping() const;
  // The columns of a CSV. Answers what is wrong: two columns for one attribute, none for a required one.
  [[nodiscard]] std::optional<std::string> take_header(std::span<const std::string_view> header);

  [[nodiscard]] std::optional<RejectedRow> read(const CsvRow& row, value::LeadTable& table);
  // A line of NDJSON, with LineReader::kPadding readable bytes behind it.
  [[nodiscard]] std::optional<RejectedRow> read(const Line& line, value::LeadTable& table);

  // Columns (or keys) that the policy does not know, as they came first; at most 1,000.
  [[nodiscard]] const std::vector<std::string>& unknown_columns() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lead::ingest
