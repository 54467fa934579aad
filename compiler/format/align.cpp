// Columns: what stands at the same place of rows that follow each other begins at the same column.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "compiler/format/page.h"

namespace lead::format {
namespace {

using syntax::Begins;
using syntax::Shape;

// A row wider than the narrowest of its run by more than this moves nobody, and keeps one blank.
constexpr uint32_t kMostPadding = 32;

// Blocks whose rows are a name (or a key) and what belongs to it. Rows of other blocks are sentences, in
// which only labels, tables and guards line up.
constexpr std::array<std::string_view, 10> kColumnBlocks = {
    "policy", "lead", "event", "bands", "calendar", "fixture", "given", "person", "account", "accounts"};
// Keys of two words.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTwoWordKeys = {
    {{"time", "zone"},
     {"closed", "on"},
     {"unknown", "events"},
     {"unknown", "fields"},
     {"anonymous", "events"},
     {"anonymous", "event"}}};
// Rows of a promise that begin with the time of a step, or are a clause without a key.
constexpr std::array<std::string_view, 4> kNoKeys = {"at", "every", "by", "retarget"};
// What stands before a text that is compared with something: such a text is no title.
constexpr std::array<std::string_view, 11> kBeforeTexts = {
    "with", "contains", "matches", "becoming", "below", "above", "than", "least", "most", "else", "has"};
// Declarations that are often one line, and stand below each other.
constexpr std::array<std::string_view, 11> kLineDeclarations = {"calendar", "event",  "define",   "choice",
                                                                "bands",    "team",   "role",     "queue",
                                                                "purpose",  "report", "guarantee"};

// What a row is, as far as columns go; rows of one run are of one kind.
enum class Kind : uint8_t { Sentence, Labelled, Column, Table, Declaration, Transition };

// The places of a row that line up, in their order. Of a transition: arrow, move and title; of what is done
// at a cause: its brace, as the guard.
enum class Place : uint8_t { Head, Amount, Title, Means, Guard, kCount };
using Places = std::array<uint32_t, static_cast<size_t>(Place::kCount)>;  // a piece, or kNone

struct Row {
  Kind kind = Kind::Sentence;
  std::string_view word;  // of a declaration: rows of different words are of different runs
  Line* line = nullptr;
  Places places{};
  std::vector<uint32_t> bars;  // of a table
  bool leads_with_bar = false;
};

bool among(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
 public:
  explicit Reader(Page& page) : page_(page), pieces_(page.pieces) {}
  [[nodiscard]] std::optional<Row> read(Line& line) const;

 private:
  [[nodiscard]] bool is_word(uint32_t at, const Line& line) const {
    return at < line.last && (pieces_[at].shape == Shape::Word || pieces_[at].shape == Shape::Quoted);
  }
  [[nodiscard]] bool is_text(uint32_t at, const Line& line) const {
    return at < line.last && pieces_[at].shape == Shape::Text;
  }
  [[nodiscard]] uint32_t find(const Line& line, uint32_t from, auto wanted) const;
  void read_table(Row& row) const;
  void read_label(Row& row, uint32_t colon) const;
  void read_declaration(Row& row) const;
  void read_column(Row& row) const;
  void read_opening(Row& row) const;
  void read_guard(Row& row) const;
  void read_arrow(Row& row) const;
  void read_journey(Row& row) const;
  void read_promise(Row& row) const;
  void read_person(Row& row) const;
  void read_brace(Row& row) const;
  void read_row_of(std::string_view block, Row& row) const;
  [[nodiscard]] uint32_t title_of(const Line& line, uint32_t from) const;
  [[nodiscard]] uint32_t colon_of(const Line& line) const;

  Page& page_;
  std::vector<Piece>& pieces_;
};

// The first such piece of the line that stands in no bracket of its own.
uint32_t Reader::find(const Line& line, uint32_t from, auto wanted) const {
  const uint32_t parent = pieces_[line.first].parent;
  for (uint32_t i = from; i < line.last; ++i) {
    if (pieces_[i].parent == parent && wanted(pieces_[i])) return i;
  }
  return kNone;
}

uint32_t Reader::colon_of(const Line& line) const {
  if (!is_word(line.first, line)) return kNone;
  const uint32_t at = is_text(line.first + 1, line) ? line.first + 2 : line.first + 1;
  return at < line.last && pieces_[at].shape == Shape::Colon ? at : kNone;
}

void Reader::read_table(Row& row) const {
  row.kind = Kind::Table;
  const Line& line = *row.line;
  for (uint32_t i = line.first; i < line.last; ++i) {
    if (pieces_[i].is_bar() && pieces_[i].parent == pieces_[line.first].parent) row.bars.push_back(i);
  }
  const uint32_t colon = colon_of(line);
  row.leads_with_bar = row.bars.front() == (colon == kNone ? line.first : colon + 1);
}

void Reader::read_label(Row& row, uint32_t colon) const {
  row.kind = Kind::Labelled;
  const Line& line = *row.line;
  uint32_t at = colon + 1;
  if (at >= line.last) return;
  row.places[static_cast<size_t>(Place::Head)] = at;
  if (pieces_[at].text == "+" || pieces_[at].shape == Shape::Prefix) ++at;
  if (at + 1 < line.last && pieces_[at].shape == Shape::Number && is_word(at + 1, line))
    row.places[static_cast<size_t>(Place::Amount)] = at + 1;
  read_guard(row);
}

void Reader::read_declaration(Row& row) const {
  row.kind = Kind::Declaration;
  const Line& line = *row.line;
  row.word = pieces_[line.first].text;
  uint32_t at = line.first + 2;
  if (at >= line.last || pieces_[at].text == ".") return;
  const bool has_title = is_text(at, line);
  if (has_title) row.places[static_cast<size_t>(Place::Head)] = at++;
  if (at >= line.last) return;
  const uint32_t means = find(line, at, [](const Piece& piece) { return piece.text == "means"; });
  if (means != kNone) row.places[static_cast<size_t>(Place::Means)] = means;
  if (at != means) row.places[static_cast<size_t>(has_title ? Place::Title : Place::Head)] = at;
}

void Reader::read_column(Row& row) const {
  row.kind = Kind::Column;
  const Line& line = *row.line;
  uint32_t at = line.first + 1;
  for (const auto& [first, second] : kTwoWordKeys) {
    if (pieces_[line.first].text == first && at < line.last && pieces_[at].text == second) {
      ++at;
      break;
    }
  }
  if (at < line.last && pieces_[at].shape != Shape::Comma) row.places[static_cast<size_t>(Place::Head)] = at;
}

// Somebody, their title, and what is known of them.
void Reader::read_person(Row& row) const {
  row.kind = Kind::Column;
  uint32_t at = row.line->first + 1;
  if (is_text(at, *row.line)) row.places[static_cast<size_t>(Place::Head)] = at++;
  if (at < row.line->last) row.places[static_cast<size_t>(Place::Title)] = at;
}

// Weekdays and dates of a calendar are keys of several words: hours begin with the first time of day.
void Reader::read_opening(Row& row) const {
  const uint32_t hours =
      find(*row.line, row.line->first + 1, [](const Piece& piece) { return piece.is_clock(); });
  if (hours != kNone) row.places[static_cast<size_t>(Place::Head)] = hours;
}

void Reader::read_guard(Row& row) const {
  const uint32_t guard = find(*row.line, row.line->first + 1, [](const Piece& piece) {
    return piece.shape == Shape::Reserved && (piece.text == "when" || piece.text == "otherwise");
  });
  row.places[static_cast<size_t>(Place::Guard)] = guard;
}

// What a key of a table gives.
void Reader::read_arrow(Row& row) const {
  const uint32_t arrow =
      find(*row.line, row.line->first + 1, [](const Piece& piece) { return piece.text == "->"; });
  row.places[static_cast<size_t>(Place::Guard)] = arrow;
}

// `{ reset interest }` behind its cause, where it is no block.
void Reader::read_brace(Row& row) const {
  const uint32_t brace = find(*row.line, row.line->first + 1,
                              [](const Piece& piece) { return piece.shape == Shape::OpenBrace; });
  if (brace != kNone && !pieces_[brace].is_block) row.places[static_cast<size_t>(Place::Guard)] = brace;
}

// The text that ends a transition, or stands before its reason; nothing where the row goes on below.
uint32_t Reader::title_of(const Line& line, uint32_t from) const {
  const bool ends_here = line.last == pieces_.size() || pieces_[line.last].begins != Begins::Nothing ||
                         pieces_[line.last].closes();
  if (!ends_here) return kNone;
  uint32_t end = line.last;
  if (pieces_[end - 1].shape == Shape::Comma) --end;
  if (end >= from + 4 && pieces_[end - 3].shape == Shape::Comma && pieces_[end - 2].text == "reason")
    end -= 3;
  if (end < from + 2 || pieces_[end - 1].shape != Shape::Text) return kNone;
  const Piece& before = pieces_[end - 2];
  const bool is_compared = before.shape == Shape::Reserved || before.shape == Shape::Sign ||
                           before.shape == Shape::Prefix || among(kBeforeTexts, before.text);
  return is_compared ? kNone : end - 1;
}

// A stage, a transition, or what is done at a cause.
void Reader::read_journey(Row& row) const {
  const Line& line = *row.line;
  const uint32_t arrow = find(line, line.first + 1, [](const Piece& piece) { return piece.text == "->"; });
  if (arrow == kNone && pieces_[line.first].text == "stage") return read_declaration(row);
  row.kind = Kind::Transition;
  if (arrow == kNone) return read_brace(row);
  row.places[static_cast<size_t>(Place::Head)] = arrow;
  if (arrow + 2 >= line.last) return;
  row.places[static_cast<size_t>(Place::Amount)] = arrow + 2;
  row.places[static_cast<size_t>(Place::Title)] = title_of(line, arrow + 2);
}

void Reader::read_promise(Row& row) const {
  const std::string_view key = pieces_[row.line->first].text;
  if (!among(kNoKeys, key)) read_column(row);
  row.kind = Kind::Column;
  if (key == "at" || key == "every") read_brace(row);
  if (key == "within" || key == "by") read_guard(row);
}

void Reader::read_row_of(std::string_view block, Row& row) const {
  if (among(kColumnBlocks, block)) {
    read_column(row);
    if (block == "calendar") read_opening(row);
    return;
  }
  if (block == "people") return read_person(row);
  if (block == "table") return read_arrow(row);
  if (block == "lifecycle") return read_journey(row);
  if (block == "sla") return read_promise(row);
  read_guard(row);
}

std::optional<Row> Reader::read(Line& line) const {
  if (line.is_comment() || pieces_[line.first].begins == Begins::Nothing) return std::nullopt;
  const uint32_t parent = pieces_[line.first].parent;
  if (parent != kNone && !pieces_[parent].is_block) return std::nullopt;
  std::string_view block = page_.word_of_block(parent);
  const bool is_step = block == "given" || block == "at";
  if (is_step && pieces_[parent - 1].text == "people") block = "people";  // of a test
  Row row;
  row.line = &line;
  row.places.fill(kNone);
  if (parent == kNone) {
    const Piece& end = pieces_[line.last - 1];
    if (end.opens() || !among(kLineDeclarations, pieces_[line.first].text)) return std::nullopt;
    read_declaration(row);
  } else if (find(line, line.first, [](const Piece& piece) { return piece.is_bar(); }) != kNone) {
    read_table(row);
  } else if (const uint32_t colon = colon_of(line); colon != kNone) {
    read_label(row, colon);
  } else {
    read_row_of(block, row);
  }
  return row;
}

// Rows that follow each other in one block.
class Aligner {
 public:
  explicit Aligner(Page& page) : page_(page) {}
  void run();

 private:
  using Run = std::vector<Row>;
  void settle(Run& run);
  void settle_table(Run& run);
  void line_up(const std::vector<std::pair<Line*, uint32_t>>& places, uint32_t most_padding);
  void end_run(uint32_t parent) {
    settle(runs_[parent]);
    runs_[parent].clear();
  }

  Page& page_;
  std::map<uint32_t, Run> runs_;  // of the blocks that are open, by their bracket
};

// Moves each place, and what follows it on its line, to the column of the farthest.
void Aligner::line_up(const std::vector<std::pair<Line*, uint32_t>>& places, uint32_t most_padding) {
  if (places.size() < 2) return;
  const auto column = [this](const auto& place) { return page_.pieces[place.second].column; };
  uint32_t narrowest = UINT32_MAX, target = 0;
  for (const auto& place : places) narrowest = std::min(narrowest, column(place));
  for (const auto& place : places) {
    if (column(place) - narrowest <= most_padding) target = std::max(target, column(place));
  }
  for (const auto& place : places) {
    if (column(place) >= target) continue;
    const uint32_t shift = target - column(place);
    for (uint32_t i = place.second; i < place.first->last; ++i) page_.pieces[i].column += shift;
  }
}

void Aligner::settle_table(Run& run) {
  size_t most = 0;
  for (const Row& row : run) most = std::max(most, row.bars.size() + (row.leads_with_bar ? 0 : 1));
  for (size_t bar = 0; bar < most; ++bar) {
    std::vector<std::pair<Line*, uint32_t>> places;
    for (const Row& row : run) {
      const size_t skipped = row.leads_with_bar ? 0 : 1;
      if (bar >= skipped && bar - skipped < row.bars.size())
        places.emplace_back(row.line, row.bars[bar - skipped]);
    }
    line_up(places, UINT32_MAX);
  }
}

void Aligner::settle(Run& run) {
  if (run.size() < 2) return;
  if (run.front().kind == Kind::Table) return settle_table(run);
  for (size_t place = 0; place < static_cast<size_t>(Place::kCount); ++place) {
    std::vector<std::pair<Line*, uint32_t>> places;
    for (const Row& row : run) {
      if (row.places[place] != kNone) places.emplace_back(row.line, row.places[place]);
    }
    line_up(places, kMostPadding);
  }
}

void Aligner::run() {
  const Reader reader(page_);
  bool blank = false;
  for (Line& line : page_.lines) {
    blank = blank || line.blank_above;
    if (line.is_comment()) continue;
    const Piece& first = page_.pieces[line.first];
    if (first.closes() && first.partner != kNone) end_run(first.partner);
    if (first.begins != Begins::Nothing) {
      const std::optional<Row> row = reader.read(line);
      Run& run = runs_[first.parent];
      const bool goes_on =
          row && !blank && !run.empty() && run.front().kind == row->kind && run.front().word == row->word;
      if (!goes_on) end_run(first.parent);
      if (row) run.push_back(*row);
    }
    blank = false;
  }
  for (auto& [parent, run] : runs_) settle(run);
}

}  // namespace

void align(Page& page) {
  Aligner(page).run();
}

}  // namespace lead::format
