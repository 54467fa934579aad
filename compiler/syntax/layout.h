// A file as its words stand on the page: every token with what it begins. For those who rearrange a policy
// without changing a word of it (compiler/format).
//
//   const std::vector<Token> tokens = read_layout(sources[file].text(), file);
//
// Shape: in the order of the text, never overlapping; between them are blanks and comments (`#` to the end of
// the line) only. What begins a row is read off the parse tree: whatever the grammar lists inside braces is a
// row, so that no form of the language is named here. In: a text in which `parse` finds no error; of any
// other the tokens are right and the rows may not be. Never fails. Linear, about 1 MB/s.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/base/span.h"

namespace lead::syntax {

enum class Shape : uint8_t {
  Word,      // an identifier or a soft word
  Reserved,  // `and`, `when`, ...
  Quoted,    // a name in backticks
  Text,
  Number,  // also dates and durations
  OpenBrace,
  CloseBrace,
  OpenParen,
  CloseParen,
  Comma,
  Colon,
  Prefix,  // `-` and (as a Reserved) `not`: what may stand before itself without end
  Sign,
  Bad,  // reported already
};

enum class Begins : uint8_t { Nothing, Row, Declaration };

struct Token {
  uint32_t begin = 0, end = 0;  // bytes
  Shape shape = Shape::Bad;
  Begins begins = Begins::Nothing;
};

[[nodiscard]] std::vector<Token> read_layout(std::string_view text, FileId file);

}  // namespace lead::syntax
