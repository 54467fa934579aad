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
constexpr std::array<std::string_view, 8> kColumnBlocks = {"policy", "lead",     "event",   "bands",
                                                           "sla",    "calendar", "fixture", "given"};
// Keys of two words.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTwoWordKeys = {
    {{"time", "zone"},
     {"unknown", "events"},
     {"unknown", "fields"},
     {"anonymous", "events"},
     {"anonymous", "event"}}};
// Declarations that are often one line, and stand below each other.
constexpr std::array<std::string_view, 10> kLineDeclarations = {
    "event", "define", "choice", "bands", "team", "role", "queue", "purpose", "report", "guarantee"};

// What a row is, as far as columns go; rows of one run are of one kind.
enum class Kind : uint8_t { Sentence, Labelled, Column, Table, Declaration };

// The places of a row that line up, in their order.
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
  void read_guard(Row& row) const;
  void read_arrow(Row& row) const;
  [[nodiscard]] uint32_t colon_of(const Line& line) const;
  [[nodiscard]] std::string_view opener_word(uint32_t bracket) const;

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

// The word that says what stands in the braces: that of the row they belong to.
std::string_view Reader::opener_word(uint32_t bracket) const {
  if (bracket == kNone) return {};
  for (uint32_t i = bracket; i-- > 0;) {
    if (pieces_[i].parent == pieces_[bracket].parent && pieces_[i].begins != Begins::Nothing)
      return pieces_[i].text;
  }
  return {};
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

std::optional<Row> Reader::read(Line& line) const {
  if (line.is_comment() || pieces_[line.first].begins == Begins::Nothing) return std::nullopt;
  const uint32_t parent = pieces_[line.first].parent;
  if (parent != kNone && !pieces_[parent].is_block) return std::nullopt;
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
  } else if (among(kColumnBlocks, opener_word(parent))) {
    read_column(row);
  } else if (opener_word(parent) == "table") {
    read_arrow(row);
  } else {
    read_guard(row);
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
