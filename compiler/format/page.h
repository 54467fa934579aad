// A policy as lines of pieces: what the passes of the formatter work on. Private to the room.
//
// `read_page` cuts the text: it decides where lines begin, and keeps words, comments and blank lines. Later
// passes only move pieces sideways (columns, indents) and break lines that are too long; none joins lines.
//
// Shape: `lines` in order; each takes the next pieces, first to last (half-open); a line of none is a
// comment. Texts point into the source, which outlives the page.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/syntax/layout.h"

namespace lead::format {

inline constexpr uint32_t kNone = UINT32_MAX;

struct Piece {
  std::string_view text;
  syntax::Shape shape = syntax::Shape::Bad;
  syntax::Begins begins = syntax::Begins::Nothing;
  uint32_t width = 0;        // columns on a terminal
  uint32_t parent = kNone;   // the bracket it stands in, as a piece
  uint32_t partner = kNone;  // of a bracket: the other one
  uint32_t column = 0;       // within its line, without the indent
  bool touches = false;      // nothing stood between it and the piece before
  bool is_block = false;     // of an opening bracket: it ends its line, and its partner opens one

  [[nodiscard]] bool opens() const {
    return shape == syntax::Shape::OpenBrace || shape == syntax::Shape::OpenParen;
  }
  [[nodiscard]] bool closes() const {
    return shape == syntax::Shape::CloseBrace || shape == syntax::Shape::CloseParen;
  }
  [[nodiscard]] bool is_bar() const { return text == "|"; }
  [[nodiscard]] bool is_clock() const {  // `09:00`
    return shape == syntax::Shape::Number && text.find(':') != std::string_view::npos;
  }
};

struct Line {
  uint32_t first = 0, last = 0;
  std::string_view comment;  // with its `#`; empty: none
  bool blank_above = false;
  bool goes_on = false;  // a comment below the remark of the line above, and part of it
  uint32_t indent = 0;
  uint32_t comment_column = 0;  // of the remark, from the edge

  [[nodiscard]] bool is_comment() const { return first == last; }
};

struct Page {
  std::vector<Piece> pieces;
  std::vector<Line> lines;

  [[nodiscard]] uint32_t end_of(const Line& line) const {  // columns of its code
    if (line.is_comment()) return line.indent;
    return line.indent + pieces[line.last - 1].column + pieces[line.last - 1].width;
  }
  // The word that says what stands in a bracket: that of the row or declaration it belongs to; "" of none.
  [[nodiscard]] std::string_view word_of_block(uint32_t bracket) const;
};

[[nodiscard]] Page read_page(std::string_view text, const std::vector<syntax::Token>& tokens);

// Every piece and comment in order: what no pass may change.
[[nodiscard]] std::vector<std::string_view> words_of(const Page& page);

// The passes, in order. `place_pieces` puts one blank or none between the pieces of each line; `align` widens
// blanks to columns; `indent` sets the lines in; `place_remarks` the comments at their ends; `break_lines`
// breaks what is too long, and says whether there was any.
void place_pieces(Page& page);
void align(Page& page);
void indent(Page& page);
void place_remarks(Page& page);
[[nodiscard]] bool break_lines(Page& page, uint32_t columns);

}  // namespace lead::format
