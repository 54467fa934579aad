#include "runtime/ingest/roster_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "runtime/base/limits.h"
#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/ingest/cell_value.h"
#include "runtime/ingest/csv.h"
#include "runtime/ingest/encoding.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;

enum class Part : uint8_t { Person, Title, Hours, Weight, Capacity, Cover, Away, Column };
struct Heading {
  Part part = Part::Column;
  size_t column = 0;  // of the policy's own
};

class RosterReader {
 public:
  explicit RosterReader(const artefact::ArtefactT& artefact) : artefact_(artefact) {
    const artefact::SchemaT& schema = *artefact.schema;
    for (const auto& column : schema.person_columns)
      plans_.push_back(plan_of_field(column->name, *column->type, column->presence, column->fallback,
                                     column->fallback_text, schema));
    instant_.kind = FieldKind::Instant;
    instant_.low = limits::kMinInstantMs;
    instant_.high = limits::kEndInstantMs - 1;
    instant_plan_ = plan_of_field("away", instant_, artefact::Presence::Optional, 0, {}, schema);
  }

  // What is wrong, or nothing.
  [[nodiscard]] std::string header(const CsvRow& row);
  [[nodiscard]] std::string person(const CsvRow& row);
  // When all are read: who covers is one of them. Sets `line` to the row that is wrong.
  [[nodiscard]] std::string covers(uint64_t& line) const;
  [[nodiscard]] RosterRows take() { return std::move(people_); }

 private:
  [[nodiscard]] std::string cell(artefact::PersonT& person, const Heading& heading, std::string_view text);
  [[nodiscard]] std::string column(artefact::PersonT& person, size_t column, std::string_view text);
  [[nodiscard]] std::string absences(artefact::PersonT& person, std::string_view text);
  [[nodiscard]] std::optional<int64_t> instant(const artefact::PersonT& person, std::string_view text);

  const artefact::ArtefactT& artefact_;
  std::vector<FieldPlan> plans_;
  artefact::FieldTypeT instant_;
  FieldPlan instant_plan_;
  std::vector<Heading> headings_;
  value::EventBlock block_;
  CellScratch scratch_;
  RosterRows people_;
  std::vector<uint64_t> lines_;                       // by person
  std::map<std::string, size_t, std::less<>> names_;  // into people_
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<int64_t> whole_number(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string RosterReader::header(const CsvRow& row) {
  constexpr std::pair<std::string_view, Part> kParts[] = {
      {"person", Part::Person}, {"title", Part::Title}, {"hours", Part::Hours},
      {"weight", Part::Weight}, {"cover", Part::Cover}, {"capacity", Part::Capacity},
      {"away", Part::Away}};
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const std::string name = loosely(row.cells[i]);
    const auto part = std::find_if(std::begin(kParts), std::end(kParts),
                                   [&](const auto& each) { return each.first == name; });
    const auto own = std::find_if(plans_.begin(), plans_.end(),
                                  [&](const FieldPlan& plan) { return loosely(plan.name) == name; });
    if (part != std::end(kParts)) {
      headings_.push_back({part->second, 0});
    } else if (own != plans_.end()) {
      headings_.push_back({Part::Column, static_cast<size_t>(own - plans_.begin())});
    } else if (i == 0) {
      headings_.push_back({Part::Person, 0});
    } else {
      return fmt::format("the policy knows no column `{}` of a person", harmless(row.cells[i]));
    }
  }
  for (size_t i = 0; i < headings_.size(); ++i) {
    const auto again = std::find_if(
        headings_.begin(), headings_.begin() + static_cast<std::ptrdiff_t>(i), [&](const Heading& each) {
          return each.part == headings_[i].part && each.column == headings_[i].column;
        });
    if (again != headings_.begin() + static_cast<std::ptrdiff_t>(i))
      return fmt::format("the column `{}` is there twice", harmless(row.cells[i]));
  }
  const auto persons = std::count_if(headings_.begin(), headings_.end(),
                                     [](const Heading& each) { return each.part == Part::Person; });
  return persons == 1 ? "" : "one column is called `person` and has the names";
}

std::string RosterReader::person(const CsvRow& row) {
  auto person = std::make_unique<artefact::PersonT>();
  person->words.assign(plans_.size(), 0);
  person->known.assign(plans_.size(), false);
  person->texts.assign(plans_.size(), {});
  if (row.cells.size() != headings_.size())
    return fmt::format("it has {} cells, and the header {}; a cell with a comma in it stands in quotes",
                       row.cells.size(), headings_.size());
  // Absences last: their days are those of the person's hours.
  for (const bool is_away : {false, true}) {
    for (size_t i = 0; i < headings_.size(); ++i) {
      if ((headings_[i].part == Part::Away) != is_away) continue;
      if (std::string wrong = cell(*person, headings_[i], trimmed(row.cells[i])); !wrong.empty())
        return wrong;
    }
  }
  for (size_t c = 0; c < plans_.size(); ++c) {
    const bool is_said = std::any_of(headings_.begin(), headings_.end(), [&](const Heading& each) {
      return each.part == Part::Column && each.column == c;
    });
    if (is_said) continue;
    if (std::string wrong = column(*person, c, {}); !wrong.empty()) return wrong;
  }
  if (person->id.empty()) return "it names nobody";
  const auto [named, is_new] = names_.emplace(person->id, people_.size());
  if (!is_new)
    return fmt::format("`{}` is there for the second time; the first is line {}", harmless(person->id),
                       lines_[named->second]);
  people_.push_back(std::move(person));
  lines_.push_back(row.number);
  return people_.size() > limits::kMaxRosterRows
             ? fmt::format("a roster has at most {} people", limits::kMaxRosterRows)
             : "";
}

std::string RosterReader::covers(uint64_t& line) const {
  for (size_t i = 0; i < people_.size(); ++i) {
    const artefact::PersonT& person = *people_[i];
    if (person.cover.empty()) continue;
    line = lines_[i];
    if (person.cover == person.id)
      return fmt::format("`{}` cannot cover for themselves", harmless(person.id));
    if (!names_.contains(person.cover))
      return fmt::format("`{}` covers for `{}` and is not in this roster", harmless(person.cover),
                         harmless(person.id));
  }
  return {};
}

// Names and titles go into what is told: they are texts as those of events are.
std::string_view wrong_text(std::string_view text) {
  if (text.size() > limits::kMaxTextBytes) return "is too long";
  if (!is_utf8(text)) return "is not UTF-8";
  const bool has_control = std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return has_control ? "has a sign in it that cannot be read" : "";
}

std::string RosterReader::cell(artefact::PersonT& person, const Heading& heading, std::string_view text) {
  if (heading.part == Part::Column) return column(person, heading.column, text);
  if (text.empty()) return {};
  if (heading.part == Part::Person || heading.part == Part::Title) {
    if (const auto wrong = wrong_text(text); !wrong.empty())
      return fmt::format("`{}` {}: `{}`", heading.part == Part::Person ? "person" : "title", wrong,
                         harmless(shortened(text)));
  }
  switch (heading.part) {
    case Part::Person:
      person.id = text;
      return {};
    case Part::Title:
      person.title = text;
      return {};
    case Part::Cover:
      person.cover = text;
      return {};
    case Part::Away:
      return absences(person, text);
    case Part::Hours: {
      const auto& calendars = artefact_.calendars;
      const auto found = std::find_if(calendars.begin(), calendars.end(),
                                      [&](const auto& calendar) { return calendar->name == text; });
      if (found == calendars.end()) return fmt::format("the policy has no calendar `{}`", harmless(text));
      person.hours = static_cast<int32_t>(found - calendars.begin());
      return {};
    }
    case Part::Weight:
    case Part::Capacity: {
      const bool is_weight = heading.part == Part::Weight;
      const auto number = whole_number(text);
      const int64_t low = is_weight ? 1 : 0;
      const int64_t high = is_weight ? int64_t{limits::kMaxWeight} : int64_t{limits::kMaxCapacity};
      if (!number || *number < low || *number > high)
        return fmt::format("`{}` is a whole number from {} to {}, not `{}`",
                           is_weight ? "weight" : "capacity", low, high, harmless(text));
      if (is_weight)
        person.weight = static_cast<uint32_t>(*number);
      else
        person.capacity = *number;
      return {};
    }
    case Part::Column:
      break;
  }
  return {};
}

std::string RosterReader::column(artefact::PersonT& person, size_t column, std::string_view text) {
  const FieldPlan& plan = plans_[column];
  CellOptions options;
  options.zone = artefact_.zone.get();
  value::FieldValue value;
  JsonField json = normalise(plan, text, options, scratch_);
  if (text.empty() && plan.presence == artefact::Presence::Required)
    return fmt::format("`{}` is not given", plan.name);
  if (auto problem = read_field(plan, json, block_, value)) return std::move(problem->detail);
  const bool falls_back =
      value.state != value::FieldState::Value && plan.presence == artefact::Presence::Default;
  person.known[column] = falls_back || value.state == value::FieldState::Value;
  person.words[column] = falls_back ? plan.fallback : value.word;
  person.texts[column] = falls_back ? plan.fallback_text : value.text;
  return {};
}

std::optional<int64_t> RosterReader::instant(const artefact::PersonT& person, std::string_view text) {
  CellOptions options;
  options.zone = person.hours < 0 ? artefact_.zone.get()
                                  : artefact_.calendars[static_cast<size_t>(person.hours)]->zone.get();
  value::FieldValue value;
  if (read_field(instant_plan_, normalise(instant_plan_, text, options, scratch_), block_, value) ||
      value.state != value::FieldState::Value)
    return std::nullopt;
  return value.word;
}

std::string RosterReader::absences(artefact::PersonT& person, std::string_view text) {
  while (!text.empty()) {
    const size_t end = std::min(text.find(';'), text.size());
    const std::string_view one = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t slash = one.find('/');
    const auto from =
        slash == std::string_view::npos ? std::nullopt : instant(person, trimmed(one.substr(0, slash)));
    const auto until =
        slash == std::string_view::npos ? std::nullopt : instant(person, trimmed(one.substr(slash + 1)));
    if (from && until && *from >= *until)
      return fmt::format("the absence `{}` ends before it begins; the end is not part of it", harmless(one));
    if (!from || !until)
      return fmt::format("`away` is written `2026-12-01/2026-12-08`, with `;` between several, not `{}`",
                         harmless(one));
    person.away.emplace_back(*from, *until);
  }
  if (person.away.size() > limits::kMaxAbsences)
    return fmt::format("a person has at most {} absences", limits::kMaxAbsences);
  std::sort(person.away.begin(), person.away.end(),
            [](const auto& a, const auto& b) { return a.from_ms() < b.from_ms(); });
  for (size_t i = 1; i < person.away.size(); ++i) {
    if (person.away[i].from_ms() < person.away[i - 1].until_ms()) return "two of its absences overlap";
  }
  return {};
}

}  // namespace

std::variant<RosterRows, InputError> read_roster(const std::string& path,
                                                 const artefact::ArtefactT& artefact) {
  CsvOptions options;
  options.most_bytes = kMaxRosterFileBytes;
  auto opened = CsvReader::open(path, options);
  if (auto* error = std::get_if<InputError>(&opened)) return std::move(*error);
  auto& csv = std::get<CsvReader>(opened);
  RosterReader reader(artefact);
  CsvRow row;
  bool has_header = false;
  while (csv.next(row)) {
    if (row.cells.empty()) continue;
    std::string wrong;
    if (row.unclosed) wrong = "a quote is never closed";
    if (row.cut_cell) wrong = "a cell is too long";
    if (wrong.empty()) wrong = has_header ? reader.person(row) : reader.header(row);
    if (!wrong.empty()) return InputError{fmt::format("`{}`, line {}: {}", path, row.number, wrong)};
    has_header = true;
  }
  if (csv.trouble()) return *csv.trouble();
  if (csv.bytes_read() > kMaxRosterFileBytes)
    return InputError{
        fmt::format("`{}` is larger than {} MiB, which no roster is", path, kMaxRosterFileBytes >> 20)};
  if (!has_header) return InputError{fmt::format("`{}` is empty: its first line names the columns", path)};
  uint64_t line = 0;
  if (const std::string wrong = reader.covers(line); !wrong.empty())
    return InputError{fmt::format("`{}`, line {}: {}", path, line, wrong)};
  RosterRows people = reader.take();
  if (people.empty()) return InputError{fmt::format("`{}` has a header and nobody in it", path)};
  return people;
}

}  // namespace lead::ingest
