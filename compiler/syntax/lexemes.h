// The tokens of one file, free of ANTLR: what the splitter cuts into declarations and the parser is fed with.
// Private to the room.
//
//   std::vector<Lexeme> lexemes = read_lexemes(text, file, sink);
//
// Shape: in the order of the text, without comments and blanks, without an end token; never overlapping.
// `type` is the token type of the generated lexer, never one of its BAD_ types except BAD_CHARACTER
// (reported, the parser passes over it in silence). Errors: every L01xx that one token alone shows, except
// those of number ranges, dates and escapes, which the tree builder finds. Linear in the text.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/layout.h"
#include "runtime/base/span.h"

namespace lead::syntax {

struct Lexeme {
  uint32_t begin = 0, end = 0;  // bytes
  uint32_t type = 0;
  Shape shape = Shape::Bad;
  bool opens_line = false;  // first of its line
  bool column_one = false;  // and nothing before it
  bool broken = false;      // reported already and repaired by guessing: mistakes behind it may be echoes
};

[[nodiscard]] std::vector<Lexeme> read_lexemes(std::string_view text, FileId file, diagnostics::Sink& sink);

}  // namespace lead::syntax
