// One blank between two pieces, or none.
#include "compiler/format/page.h"

namespace lead::format {
namespace {

using syntax::Begins;
using syntax::Shape;

bool is_sign_of_number(const Piece& piece) {
  return piece.text == "+" || piece.shape == Shape::Prefix;
}

bool is_operand_end(const Piece& piece) {
  return piece.shape == Shape::Number || piece.shape == Shape::Text || piece.shape == Shape::Quoted ||
         piece.shape == Shape::Word || piece.closes();
}

// `+5`, `-10`: nothing that the sign could join to what follows stands before it, or the author wrote it so.
bool is_unary(const std::vector<Piece>& pieces, uint32_t sign, uint32_t line_first) {
  const bool as_written = sign + 1 < pieces.size() && pieces[sign + 1].touches;
  if (sign == line_first) return as_written;
  return !is_operand_end(pieces[sign - 1]) || (!pieces[sign].touches && as_written);
}

// The bracket of `matrix treatment "…" (interest, fit)`, which is no call.
bool is_of_head(const std::vector<Piece>& pieces, uint32_t at) {
  if (pieces[at - 1].shape == Shape::Text) return true;
  return at >= 2 && pieces[at].parent == kNone && pieces[at - 2].begins == Begins::Declaration;
}

// At the second part of `09:00`, where the language reads it as three pieces.
bool is_time_of_day(const std::vector<Piece>& pieces, uint32_t at) {
  return at >= 2 && pieces[at].touches && pieces[at - 1].shape == Shape::Colon && pieces[at - 1].touches &&
         pieces[at].shape == Shape::Number && pieces[at - 2].shape == Shape::Number;
}

// At the `-` of `09:00-12:00` and of `12-31`, or behind it: dates and times, and no subtraction.
bool is_in_span(const Page& page, uint32_t at) {
  const std::vector<Piece>& pieces = page.pieces;
  const uint32_t dash = pieces[at].text == "-" ? at : at - 1;
  if (pieces[dash].text != "-" || dash == 0 || dash + 1 >= pieces.size()) return false;
  if (pieces[dash - 1].is_clock() && pieces[dash + 1].is_clock()) return true;
  const bool as_written = pieces[dash].touches && pieces[dash + 1].touches;
  return as_written && page.word_of_block(pieces[dash].parent) == "calendar";
}

bool has_blank(const Page& page, uint32_t at, uint32_t line_first) {
  const std::vector<Piece>& pieces = page.pieces;
  const Piece& before = pieces[at - 1];
  const Piece& piece = pieces[at];
  switch (piece.shape) {
    case Shape::Comma:
    case Shape::CloseParen:
      return false;
    case Shape::CloseBrace:
      return before.shape != Shape::OpenBrace;
    case Shape::Colon:
      return false;
    case Shape::OpenParen:
      if (before.shape == Shape::OpenParen) return false;
      return before.shape == Shape::Reserved || is_of_head(pieces, at) || !piece.touches;
    default:
      break;
  }
  if (before.shape == Shape::OpenParen) return false;
  if (is_time_of_day(pieces, at) || is_in_span(page, at)) return false;
  if (before.shape == Shape::Comma || before.shape == Shape::Colon || before.shape == Shape::OpenBrace)
    return true;
  if (piece.text == ".") return before.shape != Shape::Word && !piece.touches;
  if (before.text == ".") return piece.shape != Shape::Word && !piece.touches;
  if (is_sign_of_number(before)) return !is_unary(pieces, at - 1, line_first);
  if (before.is_bar() || piece.is_bar()) return true;
  const bool two_signs = piece.shape == Shape::Sign && before.shape == Shape::Sign;
  return !(two_signs && piece.touches);
}

}  // namespace

void place_pieces(Page& page) {
  for (const Line& line : page.lines) {
    uint32_t column = 0;
    for (uint32_t i = line.first; i < line.last; ++i) {
      Piece& piece = page.pieces[i];
      if (i > line.first && has_blank(page, i, line.first)) ++column;
      piece.column = column;
      column += piece.width;
    }
  }
}

}  // namespace lead::format
