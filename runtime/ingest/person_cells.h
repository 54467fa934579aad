// What the cells of a roster mean: of the file of `people from "people.csv"` and of one given as `--roster`.
// Both are read by this and by nothing else, so that a file means the same wherever it is given.
//
//   PersonCells cells({&schema, calendars, zone_of});
//   cells.header(header);                   // problems of the columns
//   cells.row(row, person);                 // the person, and problems of its cells
//
// Columns are those of a person (`title`, `hours`, `weight`, `capacity`, `cover`, `away`) and those of the
// policy. Cells are read as those of leads are (cell_value.h), absences are `2026-12-01/2026-12-08; …`: dates
// and times of the zone of the person's hours, else of the policy, or instants. An empty cell is the column's
// default, or missing. Who covers and who else is named is left to the caller, who knows the whole roster.
// Problems say where and what in the words of the policy; the person is as far read as it can be. Linear.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/ingest/cell_value.h"
#include "runtime/ingest/field_value.h"
#include "runtime/ingest/named_sheet.h"

namespace lead::ingest {

// What a policy says of people. All of it must outlive the reader.
struct PersonFrame {
  const artefact::SchemaT* schema = nullptr;
  std::vector<std::string_view> calendars;                       // by their place
  std::function<const artefact::ZoneT&(int32_t hours)> zone_of;  // of a calendar; of the policy: -1
};

struct PersonProblem {
  enum class Kind : uint8_t {
    Cell,
    UnknownColumn,
    ColumnTwice,
    UnknownCalendar,
    Missing,
    AwayBackwards,
    AwayOutOfTime,
    AwayTwice,
    AwayTooOften
  };
  Kind kind = Kind::Cell;
  Span span{};
  std::string words{};  // "`weight` is a whole number from 1 to 1000, not `0`", safe to print
  std::string name{};   // of the column (Unknown…, …Twice, Missing) or of the calendar
  Span first{};         // ColumnTwice: where it is first
};
using PersonProblems = std::vector<PersonProblem>;

// The policy's own columns beside those that everybody has, as a sheet of people asks for them.
[[nodiscard]] SheetKind sheet_of_people(const std::vector<std::string_view>& own_columns);
// Why nobody can be called so; empty: somebody can.
[[nodiscard]] std::string_view wrong_person(std::string_view id);

class PersonCells {
 public:
  explicit PersonCells(PersonFrame frame);

  [[nodiscard]] PersonProblems header(const SheetHeader& header);
  // A row of the sheet with that header. Sets all of the person, the id too.
  [[nodiscard]] PersonProblems row(const std::vector<Cell>& row, artefact::PersonT& person);
  // Which cells of a row name somebody of the roster, if they are not empty: ascending.
  [[nodiscard]] const std::vector<size_t>& people_named() const { return people_named_; }

 private:
  enum class Part : uint8_t { Person, Title, Hours, Weight, Capacity, Cover, Away, Column, Unknown };
  struct Heading {
    Part part = Part::Unknown;
    size_t column = 0;  // of the policy's own
  };

  [[nodiscard]] Heading heading_of(std::string_view name) const;
  void cell(const Heading& heading, const Cell& cell, artefact::PersonT& person, PersonProblems& problems);
  void own_column(size_t column, const Cell& cell, artefact::PersonT& person, PersonProblems& problems);
  std::optional<int64_t> whole_number(std::string_view name, const Cell& cell, int64_t low, int64_t high,
                                      PersonProblems& problems);
  void absences(const Cell& cell, artefact::PersonT& person, PersonProblems& problems);
  [[nodiscard]] std::optional<int64_t> instant(const artefact::PersonT& person, std::string_view text);

  PersonFrame frame_;
  std::vector<std::optional<FieldPlan>> plans_;  // by the policy's own columns; nothing: of no known type
  std::vector<Heading> headings_;                // by cell of a row
  std::vector<size_t> people_named_;
  value::EventBlock block_;
  CellScratch scratch_;
};

}  // namespace lead::ingest
