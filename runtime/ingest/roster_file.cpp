#include "runtime/ingest/roster_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "runtime/base/limits.h"
#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/ingest/encoding.h"
#include "runtime/ingest/named_sheet.h"
#include "runtime/ingest/person_cells.h"

namespace lead::ingest {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

// What is wrong with a path; empty: it can be read.
std::string_view wrong_path(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  using Type = std::filesystem::file_type;
  if (type == Type::not_found || error) return "does not exist or cannot be reached";
  if (type == Type::directory) return "is a folder, not a file";
  return type == Type::regular ? "" : "is not a plain file";  // reading a pipe might never end
}

// The text of the file as the compiler would have it, or what is wrong.
std::variant<std::string, InputError> text_of(const std::string& path) {
  const auto refuse = [&](std::string_view why) { return InputError{fmt::format("`{}` {}", path, why)}; };
  const bool is_standard_input = path == "-";
  if (!is_standard_input) {
    if (const auto wrong = wrong_path(path); !wrong.empty()) return refuse(wrong);
  }
  const std::unique_ptr<std::FILE, FileCloser> file(is_standard_input ? stdin
                                                                      : std::fopen(path.c_str(), "rb"));
  if (!file) return refuse("cannot be opened for reading");
  constexpr size_t kPieceBytes = 1u << 16;
  std::string text;
  for (size_t got = kPieceBytes; got == kPieceBytes && text.size() <= limits::kMaxSourceBytes;) {
    const size_t begin = text.size();
    text.resize(begin + kPieceBytes);
    got = std::fread(text.data() + begin, 1, kPieceBytes, file.get());
    text.resize(begin + got);
  }
  if (std::ferror(file.get()) != 0) return refuse("could not be read to its end");
  if (text.size() > limits::kMaxSourceBytes)
    return refuse(fmt::format("is larger than {} MiB, which no roster is", limits::kMaxSourceBytes >> 20));
  if (!is_utf8(text)) return refuse("is not UTF-8 text: save it as CSV UTF-8");
  if (encoding_by_mark(text) == "utf-8") text.erase(0, 3);
  return text;
}

size_t line_of(std::string_view text, size_t byte) {
  size_t line = 1;
  for (size_t i = 0; i < std::min(byte, text.size()); ++i) {
    const bool is_pair = text[i] == '\r' && text.substr(i + 1).starts_with('\n');
    if (text[i] == '\n' || (text[i] == '\r' && !is_pair)) ++line;
  }
  return line;
}

class RosterReader {
 public:
  RosterReader(const artefact::ArtefactT& artefact, std::string_view text)
      : text_(text), artefact_(artefact), cells_(frame_of(artefact)) {
    for (const auto& team : artefact.teams) taken_.emplace(team->name, "team");
    for (const auto& queue : artefact.queues) taken_.emplace(queue->name, "queue");
    for (const auto& role : artefact.roles) taken_.emplace(role->name, "role");
  }

  // The first mistake, or nothing.
  [[nodiscard]] const std::optional<std::pair<Span, std::string>>& read() {
    std::vector<std::string_view> columns;
    for (const auto& column : artefact_.schema->person_columns) columns.push_back(column->name);
    SheetKind kind = sheet_of_people(columns);
    kind.refuse = [&](Span span, std::string_view why) { refuse(span, why); };
    kind.add = [&](const SheetHeader& header, std::vector<Cell>& row) {
      add(header, row);
      return !wrong_;
    };
    (void)read_named_sheet(text_, FileId{0}, kind);
    if (!wrong_) check_names();
    return wrong_;
  }
  [[nodiscard]] RosterRows take() { return std::move(people_); }

 private:
  // Somebody whom a cell names: they are in the roster, too.
  struct Named {
    size_t person;  // whose cell it is
    std::string column, id;
    Span span;
  };

  static PersonFrame frame_of(const artefact::ArtefactT& artefact) {
    PersonFrame frame{.schema = artefact.schema.get(), .calendars = {}, .zone_of = {}};
    for (const auto& calendar : artefact.calendars) frame.calendars.push_back(calendar->name);
    frame.zone_of = [&artefact](int32_t hours) -> const artefact::ZoneT& {
      return hours < 0 ? *artefact.zone : *artefact.calendars[static_cast<size_t>(hours)]->zone;
    };
    return frame;
  }

  void refuse(Span span, std::string_view why) {
    if (!wrong_) wrong_ = {span, harmless(why)};
  }
  void add(const SheetHeader& header, const std::vector<Cell>& row);
  void check_names();

  std::string_view text_;
  const artefact::ArtefactT& artefact_;
  PersonCells cells_;
  bool has_header_ = false;
  std::optional<std::pair<Span, std::string>> wrong_;
  RosterRows people_;
  std::map<std::string, std::string_view, std::less<>> taken_;  // names of the policy, and what they are of
  std::map<std::string, Span, std::less<>> ids_;
  std::vector<Named> named_;
};

void RosterReader::add(const SheetHeader& header, const std::vector<Cell>& row) {
  if (!has_header_) {
    for (const PersonProblem& problem : cells_.header(header)) refuse(problem.span, problem.words);
    has_header_ = true;
    if (wrong_) return;
  }
  const Cell& name = row[header.name_column];
  if (people_.size() == limits::kMaxRosterRows)
    return refuse(name.span, fmt::format("a roster has at most {} people", limits::kMaxRosterRows));
  if (const auto wrong = wrong_person(name.text); !wrong.empty()) return refuse(name.span, wrong);
  if (const auto taken = taken_.find(name.text); taken != taken_.end())
    return refuse(name.span, fmt::format("`{}` is a {} of the policy", shortened(name.text), taken->second));
  const auto [entry, is_new] = ids_.emplace(name.text, name.span);
  if (!is_new)
    return refuse(name.span, fmt::format("`{}` is there for the second time; the first is line {}",
                                         shortened(name.text), line_of(text_, entry->second.begin_byte)));
  auto person = std::make_unique<artefact::PersonT>();
  for (const PersonProblem& problem : cells_.row(row, *person)) refuse(problem.span, problem.words);
  for (const size_t i : cells_.people_named()) {
    if (!row[i].text.empty())
      named_.push_back({people_.size(), header.cells[i].text, row[i].text, row[i].span});
  }
  people_.push_back(std::move(person));
}

void RosterReader::check_names() {
  for (const Named& named : named_) {
    const std::string& id = people_[named.person]->id;
    const bool is_cover = named.column == "cover";
    if (is_cover && named.id == id)
      return refuse(named.span, fmt::format("`{}` cannot cover for themselves", shortened(id)));
    if (ids_.contains(named.id)) continue;
    return refuse(named.span, is_cover ? fmt::format("`{}` covers for `{}` and is not in this roster",
                                                     shortened(named.id), shortened(id))
                                       : fmt::format("`{}`, the `{}` of `{}`, is not in this roster",
                                                     shortened(named.id), named.column, shortened(id)));
  }
}

}  // namespace

std::variant<RosterRows, InputError> read_roster(const std::string& path,
                                                 const artefact::ArtefactT& artefact) {
  auto read = text_of(path);
  if (auto* error = std::get_if<InputError>(&read)) return std::move(*error);
  const std::string& text = std::get<std::string>(read);
  RosterReader reader(artefact, text);
  const auto& wrong = reader.read();
  if (!wrong) return reader.take();
  return InputError{
      fmt::format("`{}`, line {}: {}", path, line_of(text, wrong->first.begin_byte), wrong->second)};
}

}  // namespace lead::ingest
