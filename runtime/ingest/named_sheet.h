// A sheet with one thing a row, each of which has a name: people, or accounts. Read alike for a file that a
// policy names and for one that a run is given.
//
//   read_named_sheet(text, id, {"person", columns, "nobody", add, refuse})
//
// The first row names the columns, compared as `loosely` does: whatever their capitals, `Job Title` for
// `job_title`. Names stand in the column `name_column`, or else in the first, where that is none of
// `columns`. A row that cannot be read is refused with its place, and the others are read all the same.
// BOUND: kMaxDiagnostics rows are refused. Linear.
#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/ingest/table_file.h"

namespace lead::ingest {

struct SheetHeader {
  std::vector<Cell> cells;  // spelled as `name_column` and `columns` are, where they are meant
  size_t name_column = 0;
};

struct SheetKind {
  std::string_view name_column;           // `person`
  std::vector<std::string_view> columns;  // with a meaning of their own, as they are written
  std::string_view nothing;               // "nobody", "no account": what a row without a name has
  // A row with a name and with as many cells as the header, which it may take; false: no more are wanted.
  std::function<bool(const SheetHeader&, std::vector<Cell>&)> add;
  std::function<void(Span, std::string_view)> refuse;
};

// Nothing where not even the header can be read. That has been refused: an empty file with a span of no
// bytes.
[[nodiscard]] std::optional<SheetHeader> read_named_sheet(std::string_view text, FileId id,
                                                          const SheetKind& kind);

// Why a text cannot be a name or a title, which go into what is told: they are texts as those of events are.
// "is too long"; empty: it can.
[[nodiscard]] std::string_view wrong_name(std::string_view text);

}  // namespace lead::ingest
