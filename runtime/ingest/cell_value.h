// A cell of a spreadsheet as the JSON value a stream would carry for it: the habits of spreadsheets undone,
// the judging left to `read_field`.
//
//   normalise(plan, "1.234,5", {.decimal = ','}, scratch)      the number 1234.5
//   normalise(plan, "TRUE", {}, scratch)                       true
//   normalise(plan, "C level", {}, scratch)                    the item `c_level` of a choice
//   normalise(plan, "31.12.2026", {.date_format = "DD.MM.YYYY"}, scratch)    "2026-12-31"
//
// Numbers: blanks of every kind, apostrophes and the other decimal sign are read as separators of thousands
// where they stand in groups of three; a percent sign, the attribute's currency code and its common sign are
// dropped. Yes and no: yes, no, true, false, y, n, 1, 0, also as spreadsheets in other languages write them.
// Choices: an item whatever its case, blanks and hyphens as underscores. Sets: items with `;` between them,
// `[]` is the set of none. Dates: ISO, or the declared format; times of day may follow; local times are those
// of `zone`. An empty cell is null. A leading apostrophe before a digit or one of = + - @ is a spreadsheet's
// sign for text and is dropped. What fits none of this is handed on as it is, for `read_field` to refuse.
// Never fails.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/ingest/field_value.h"

namespace lead::ingest {

struct CellOptions {
  char decimal = '.';                     // or ','
  std::string date_format{};              // of YYYY YY MM M DD D and signs between; empty: ISO
  const artefact::ZoneT* zone = nullptr;  // of times without a zone; must be there for instants
};

// Whether a date format names a year, a month and a day once each, and nothing else.
[[nodiscard]] bool is_date_format(std::string_view format);

// Nothing but blanks of any kind, which `normalise` takes for null.
[[nodiscard]] bool is_empty_cell(std::string_view cell);

// Room for what is not written in the cell as it is read.
struct CellScratch {
  std::string text;
  std::vector<std::string_view> texts;
};

// The views in the answer live as long as `cell`, `scratch` and the plan.
[[nodiscard]] JsonField normalise(const FieldPlan& plan, std::string_view cell, const CellOptions& options,
                                  CellScratch& scratch);

// Small letters, blanks and hyphens as underscores: how headers and items are compared.
[[nodiscard]] std::string loosely(std::string_view text);

}  // namespace lead::ingest
