#include "runtime/ingest/person_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/base/limits.h"
#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/value/person_text.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;
using artefact::FieldTypeT;
using artefact::PersonT;
using artefact::Presence;
using Kind = PersonProblem::Kind;

// Read by plans of their own, as the policy's columns are; their ranges are asked here.
FieldTypeT type_without_range(FieldKind kind) {
  FieldTypeT type;
  type.kind = kind;
  type.low = INT64_MIN;
  type.high = INT64_MAX;
  return type;
}
FieldPlan plan_of(std::string_view name, const FieldTypeT& type) {
  return {name, &type, Presence::Optional, 0, {}, {}, {}};
}

std::string shown(std::string_view text) {
  return harmless(shortened(text));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_person(const FieldTypeT& type) {
  return type.kind == FieldKind::Text && type.names == value::kPersonText;
}

// What stands where nothing is given.
void begin(PersonT& person, const artefact::SchemaT& schema) {
  const auto& columns = schema.person_columns;
  person.words.assign(columns.size(), 0);
  person.known.assign(columns.size(), false);
  person.texts.assign(columns.size(), {});
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i]->presence != Presence::Default) continue;
    person.words[i] = columns[i]->fallback;
    person.texts[i] = columns[i]->fallback_text;
    person.known[i] = true;
  }
}

}  // namespace

SheetKind sheet_of_people(const std::vector<std::string_view>& own_columns) {
  SheetKind kind{.name_column = "person",
                 .columns = {"title", "hours", "weight", "capacity", "cover", "away"},
                 .nothing = "nobody",
                 .add = {},
                 .refuse = {}};
  kind.columns.insert(kind.columns.end(), own_columns.begin(), own_columns.end());
  return kind;
}

std::string_view wrong_person(std::string_view id) {
  return id == "away" ? "`away` is what `owner is away` asks" : "";
}

PersonCells::PersonCells(PersonFrame frame) : frame_(std::move(frame)) {
  for (const auto& column : frame_.schema->person_columns) {
    if (column->type)
      plans_.emplace_back(plan_of_field(column->name, *column->type, column->presence, column->fallback,
                                        column->fallback_text, *frame_.schema));
    else
      plans_.emplace_back();
  }
}

PersonCells::Heading PersonCells::heading_of(std::string_view name) const {
  constexpr std::pair<std::string_view, Part> kParts[] = {
      {"person", Part::Person},     {"title", Part::Title}, {"hours", Part::Hours}, {"weight", Part::Weight},
      {"capacity", Part::Capacity}, {"cover", Part::Cover}, {"away", Part::Away}};
  for (const auto& [known, part] : kParts) {
    if (known == name) return {part, 0};
  }
  const auto& columns = frame_.schema->person_columns;
  const auto own =
      std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column->name == name; });
  return own == columns.end() ? Heading{} : Heading{Part::Column, static_cast<size_t>(own - columns.begin())};
}

PersonProblems PersonCells::header(const SheetHeader& header) {
  PersonProblems problems;
  std::map<std::string_view, Span> seen;
  headings_.clear();
  people_named_.clear();
  for (size_t i = 0; i < header.cells.size(); ++i) {
    const Cell& cell = header.cells[i];
    const Heading heading = i == header.name_column ? Heading{Part::Person, 0} : heading_of(cell.text);
    headings_.push_back(heading);
    const auto [entry, is_new] = seen.emplace(cell.text, cell.span);
    if (!is_new)
      problems.push_back({Kind::ColumnTwice, cell.span,
                          fmt::format("the file has two columns `{}`", shown(cell.text)), cell.text,
                          entry->second});
    if (heading.part == Part::Unknown)
      problems.push_back({.kind = Kind::UnknownColumn,
                          .span = cell.span,
                          .words = fmt::format("people have no column `{}`", shown(cell.text)),
                          .name = cell.text});
    const bool is_named =
        heading.part == Part::Cover ||
        (heading.part == Part::Column && plans_[heading.column] && is_person(*plans_[heading.column]->type));
    if (is_named) people_named_.push_back(i);
  }
  return problems;
}

PersonProblems PersonCells::row(const std::vector<Cell>& row, PersonT& person) {
  PersonProblems problems;
  const auto& columns = frame_.schema->person_columns;
  block_.clear();
  begin(person, *frame_.schema);
  std::vector<bool> is_given(columns.size(), false);
  Span name{};
  // Absences last: their days are those of the person's hours.
  for (const bool is_away : {false, true}) {
    for (size_t i = 0; i < row.size(); ++i) {
      const Heading& heading = headings_[i];
      if ((heading.part == Part::Away) != is_away || is_empty_cell(row[i].text)) continue;
      if (heading.part == Part::Person) name = row[i].span;
      if (heading.part == Part::Column) is_given[heading.column] = true;
      cell(heading, row[i], person, problems);
    }
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i]->presence == Presence::Required && !is_given[i])
      problems.push_back(
          {.kind = Kind::Missing,
           .span = name,
           .words = fmt::format("`{}` has no `{}`, which everybody has", shown(person.id), columns[i]->name),
           .name = columns[i]->name});
  }
  return problems;
}

void PersonCells::cell(const Heading& heading, const Cell& cell, PersonT& person, PersonProblems& problems) {
  switch (heading.part) {
    case Part::Person:
      person.id = cell.text;
      return;
    case Part::Title:
      if (const auto wrong = wrong_name(cell.text); wrong.empty())
        person.title = cell.text;
      else
        problems.push_back({Kind::Cell, cell.span, fmt::format("`title` {}: `{}`", wrong, shown(cell.text))});
      return;
    case Part::Cover:
      person.cover = cell.text;
      return;
    case Part::Hours: {
      const auto found = std::find(frame_.calendars.begin(), frame_.calendars.end(), cell.text);
      if (found != frame_.calendars.end())
        person.hours = static_cast<int32_t>(found - frame_.calendars.begin());
      else
        problems.push_back({.kind = Kind::UnknownCalendar,
                            .span = cell.span,
                            .words = fmt::format("no calendar is called `{}`", shown(cell.text)),
                            .name = cell.text});
      return;
    }
    case Part::Weight:
      person.weight =
          static_cast<uint32_t>(whole_number("weight", cell, 1, limits::kMaxWeight, problems).value_or(1));
      return;
    case Part::Capacity:
      person.capacity = whole_number("capacity", cell, 0, limits::kMaxCapacity, problems).value_or(-1);
      return;
    case Part::Away:
      return absences(cell, person, problems);
    case Part::Column:
      return own_column(heading.column, cell, person, problems);
    case Part::Unknown:
      return;  // told of the header
  }
}

std::optional<int64_t> PersonCells::whole_number(std::string_view name, const Cell& cell, int64_t low,
                                                 int64_t high, PersonProblems& problems) {
  const FieldTypeT type = type_without_range(FieldKind::Number);
  const FieldPlan plan = plan_of(name, type);
  value::FieldValue value;
  const bool is_number = !read_field(plan, normalise(plan, cell.text, {}, scratch_), block_, value);
  if (is_number && value.word >= low && value.word <= high) return value.word;
  problems.push_back(
      {Kind::Cell, cell.span,
       fmt::format("`{}` is a whole number from {} to {}, not `{}`", name, low, high, shown(cell.text))});
  return std::nullopt;
}

void PersonCells::own_column(size_t column, const Cell& cell, PersonT& person, PersonProblems& problems) {
  if (!plans_[column]) return;  // of no known type, which is told where it is declared
  const FieldPlan& plan = *plans_[column];
  value::FieldValue value;
  std::string wrong;
  if (is_person(*plan.type)) {
    value.text = cell.text;
  } else {
    CellOptions options;
    options.zone = &frame_.zone_of(-1);
    if (auto problem = read_field(plan, normalise(plan, cell.text, options, scratch_), block_, value))
      wrong = harmless(problem->detail);
  }
  if (!wrong.empty()) return problems.push_back({Kind::Cell, cell.span, std::move(wrong)});
  person.known[column] = true;
  person.words[column] = value.word;
  person.texts[column] = value.text;
}

std::optional<int64_t> PersonCells::instant(const PersonT& person, std::string_view text) {
  const FieldTypeT type = type_without_range(FieldKind::Instant);
  const FieldPlan plan = plan_of("away", type);
  CellOptions options;
  options.zone = &frame_.zone_of(person.hours);
  value::FieldValue value;
  const bool is_wrong = read_field(plan, normalise(plan, text, options, scratch_), block_, value).has_value();
  return is_wrong || value.state != value::FieldState::Value ? std::nullopt : std::optional(value.word);
}

// `2026-12-01/2026-12-08; 2026-12-20 12:00/2027-01-02`. The first that is wrong is told.
void PersonCells::absences(const Cell& cell, PersonT& person, PersonProblems& problems) {
  const auto refuse = [&](Kind kind, std::string words) {
    person.away.clear();
    problems.push_back({kind, cell.span, std::move(words)});
  };
  const auto is_outside = [](int64_t at_ms) {
    return at_ms < limits::kMinInstantMs || at_ms >= limits::kEndInstantMs;
  };
  std::string_view text = cell.text;
  while (!text.empty()) {
    const size_t end = std::min(text.find(';'), text.size());
    const std::string_view one = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t slash = std::min(one.find('/'), one.size());
    const auto from = instant(person, trimmed(one.substr(0, slash)));
    const auto until = slash == one.size() ? std::nullopt : instant(person, trimmed(one.substr(slash + 1)));
    if (!from || !until)
      return refuse(
          Kind::Cell,
          fmt::format("`away` is written `2026-12-01/2026-12-08`, with `;` between several, not `{}`",
                      shown(one)));
    if (is_outside(*from) || is_outside(*until))
      return refuse(Kind::AwayOutOfTime,
                    fmt::format("an absence lies between 1970 and 2200, not `{}`", shown(one)));
    if (*from >= *until)
      return refuse(
          Kind::AwayBackwards,
          fmt::format("the absence `{}` ends before it begins; the end is not part of it", shown(one)));
    if (person.away.size() == limits::kMaxAbsences)
      return refuse(Kind::AwayTooOften,
                    fmt::format("a person has at most {} absences", limits::kMaxAbsences));
    person.away.emplace_back(*from, *until);
  }
  std::sort(person.away.begin(), person.away.end(),
            [](const auto& a, const auto& b) { return a.from_ms() < b.from_ms(); });
  const auto overlap =
      std::adjacent_find(person.away.begin(), person.away.end(),
                         [](const auto& a, const auto& b) { return b.from_ms() < a.until_ms(); });
  if (overlap != person.away.end())
    refuse(Kind::AwayTwice, fmt::format("two absences of `{}` overlap", shown(person.id)));
}

}  // namespace lead::ingest
