// The words of the language, taken from the generated lexer and parser, so that no list of them can go stale.
//
//   reserved_words() -> "and", "in", "is", ...     never a name without backticks
//   soft_words()     -> "ago", "after", "any", ... a name wherever they have no meaning
//
// Both sorted, made anew by each call. Never fails.
#pragma once
#include <string>
#include <vector>

namespace lead::syntax {

[[nodiscard]] std::vector<std::string> reserved_words();
[[nodiscard]] std::vector<std::string> soft_words();

}  // namespace lead::syntax
