// Indents, remarks at the ends of lines, and lines that are too long.
#include <algorithm>
#include <array>
#include <map>

#include "compiler/format/page.h"

namespace lead::format {
namespace {

using syntax::Begins;
using syntax::Shape;

constexpr uint32_t kLevel = 2;           // columns a level of braces
constexpr uint32_t kGoesOn = 4;          // columns what goes on with a row is set in
constexpr uint32_t kMostRemarkPad = 40;  // a line longer than the shortest by more moves no remark

// Parts of a declaration that read as lines of their own: set in one level, not as what goes on.
constexpr std::array<std::string_view, 6> kClauses = {"means", "because", "since", "owned", "fills", "by"};

class Indenter {
 public:
  explicit Indenter(Page& page) : page_(page) {}
  void run();

 private:
  struct Open {
    uint32_t content = 0;  // columns of what stands in the bracket
    uint32_t close = 0;    // of the bracket that closes it
    bool has_rows = false;
  };
  [[nodiscard]] uint32_t indent_at(uint32_t piece) const;
  void read(const Line& line);

  Page& page_;
  std::vector<Open> open_;
};

uint32_t Indenter::indent_at(uint32_t at) const {
  const Piece& piece = page_.pieces[at];
  if (open_.empty()) {
    if (piece.begins == Begins::Declaration) return 0;
    const bool is_clause = piece.shape == Shape::Word && page_.pieces[at - 1].shape != Shape::Comma &&
                           std::find(kClauses.begin(), kClauses.end(), piece.text) != kClauses.end();
    return is_clause ? kLevel : kGoesOn;
  }
  const Open& open = open_.back();
  if (piece.closes()) return open.close;
  return piece.begins == Begins::Row || !open.has_rows ? open.content : open.content + kGoesOn;
}

void Indenter::read(const Line& line) {
  for (uint32_t i = line.first; i < line.last; ++i) {
    const Piece& piece = page_.pieces[i];
    if (piece.closes() && !open_.empty()) open_.pop_back();
    if (piece.begins == Begins::Row && !open_.empty()) open_.back().has_rows = true;
    if (!piece.opens()) continue;
    const bool hangs = !piece.is_block && i + 1 < line.last;
    open_.push_back(
        {hangs ? line.indent + page_.pieces[i + 1].column : line.indent + kLevel, line.indent, false});
  }
}

void Indenter::run() {
  for (size_t i = 0; i < page_.lines.size(); ++i) {
    Line& line = page_.lines[i];
    if (!line.is_comment()) {
      line.indent = indent_at(line.first);
      read(line);
      continue;
    }
    // A comment stands as what it stands above; the last ones of a block as its rows.
    if (line.first >= page_.pieces.size()) {
      line.indent = 0;
    } else {
      const bool at_end = page_.pieces[line.first].closes() && !open_.empty();
      line.indent = at_end ? open_.back().content : indent_at(line.first);
    }
  }
}

// A line to break: the piece that begins the new line, or kNone. Of the commas that fit, one outside brackets
// before one inside, unless that would leave more than half of the line empty.
uint32_t choose_break(const Page& page, const Line& line, uint32_t from, uint32_t indent, uint32_t columns) {
  const uint32_t begin = page.pieces[from].column;
  uint32_t best = kNone;
  uint32_t best_depth = UINT32_MAX;
  uint32_t depth = 0;
  for (uint32_t i = from; i + 1 < line.last; ++i) {
    const Piece& piece = page.pieces[i];
    if (piece.opens()) ++depth;
    if (piece.closes() && depth > 0) --depth;
    if (piece.shape != Shape::Comma) continue;
    const uint32_t end = indent + piece.column - begin + 1;
    if (end > columns) return best == kNone ? i + 1 : best;
    const bool is_far = end * 2 > columns;
    if (best == kNone || depth <= best_depth || (is_far && best_depth == UINT32_MAX)) {
      best = i + 1;
      best_depth = is_far ? depth : UINT32_MAX;
    }
  }
  return best;
}

// Where the new line will begin, as far as this line tells.
uint32_t indent_behind(const Page& page, const Line& line, uint32_t at, uint32_t from, uint32_t indent) {
  const Piece& piece = page.pieces[at];
  if (piece.parent != kNone && piece.parent >= from && !page.pieces[piece.parent].is_block)
    return indent + page.pieces[piece.parent + 1].column - page.pieces[from].column;
  if (piece.begins == Begins::Row || page.pieces[line.first].begins == Begins::Nothing) return line.indent;
  return line.indent + kGoesOn;
}

}  // namespace

void indent(Page& page) {
  Indenter(page).run();
}

// Remarks line up within a paragraph, those of each level for themselves.
void place_remarks(Page& page) {
  struct Column {
    uint32_t shortest = UINT32_MAX, column = 0;
  };
  for (size_t begin = 0; begin < page.lines.size();) {
    size_t end = begin + 1;
    while (end < page.lines.size() && !page.lines[end].blank_above) ++end;
    std::map<uint32_t, Column> levels;
    const auto has_remark = [](const Line& line) { return !line.is_comment() && !line.comment.empty(); };
    for (size_t i = begin; i < end; ++i) {
      const Line& line = page.lines[i];
      uint32_t& shortest = levels[line.indent].shortest;
      if (has_remark(line)) shortest = std::min(shortest, page.end_of(line));
    }
    for (size_t i = begin; i < end; ++i) {
      const Line& line = page.lines[i];
      Column& level = levels[line.indent];
      const uint32_t line_end = page.end_of(line);
      if (has_remark(line) && line_end - level.shortest <= kMostRemarkPad)
        level.column = std::max(level.column, line_end + 2);
    }
    for (size_t i = begin; i < end; ++i) {
      Line& line = page.lines[i];
      if (has_remark(line)) line.comment_column = std::max(levels[line.indent].column, page.end_of(line) + 2);
      if (line.goes_on) line.indent = page.lines[i - 1].comment_column;
      if (line.is_comment()) line.comment_column = line.indent;
    }
    begin = end;
  }
}

bool break_lines(Page& page, uint32_t columns) {
  bool any = false;
  std::vector<Line> lines;
  for (const Line& line : page.lines) {
    lines.push_back(line);
    if (line.is_comment() || page.end_of(line) <= columns) continue;
    uint32_t from = line.first;
    uint32_t begin = line.indent;
    const Piece& end = page.pieces[line.last - 1];
    while (begin + end.column + end.width - page.pieces[from].column > columns) {
      const uint32_t at = choose_break(page, line, from, begin, columns);
      if (at == kNone) break;
      any = true;
      begin = indent_behind(page, line, at, from, begin);
      Line rest = lines.back();
      lines.back().last = at;
      lines.back().comment = {};
      rest.first = from = at;
      rest.blank_above = false;
      lines.push_back(rest);
    }
  }
  page.lines = std::move(lines);
  return any;
}

}  // namespace lead::format
