// Cuts the lexemes of a file into declarations, so that a mistake in one hides none in the next. Private to
// the room.
//
//   for (const Slice& slice : split(lexemes, text, file, sink)) ...
//
// A declaration begins at a declaration word outside all brackets that something name-like follows, unless
// the word before it (an operator, a comma, `by`, `means`) asks for a name. Where the brackets of the file do
// not add up, a declaration word in the first column also ends whatever is still open: the bracket is
// reported once (L0202), where it was opened, and the missing closing brackets are supplied. Each slice is
// never empty. Errors: L0010, L0202-L0205; a slice about which one of L0010, L0204 and L0205 was said is left
// out. Linear.
#pragma once
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/lexemes.h"

namespace lead::syntax {

struct Slice {
  std::vector<Lexeme> lexemes;      // supplied brackets are of length 0 and `broken`
  uint32_t echo_from = UINT32_MAX;  // mistakes from this byte on are echoes of a bracket that was reported
};

[[nodiscard]] std::vector<Slice> split(const std::vector<Lexeme>& lexemes, std::string_view text, FileId file,
                                       diagnostics::Sink& sink);

}  // namespace lead::syntax
