// What the parser makes of a text: the printed tree and the diagnostics, one a line as "L0201 3:7 message".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/tree.h"

namespace lead::testing {

struct Parsed {
  syntax::SyntaxTree tree;
  std::string printed;
  std::vector<diagnostics::Diagnostic> diagnostics;  // sorted
  std::string said;                                  // the first sixty
};

[[nodiscard]] Parsed parse_text(std::string_view text);

// The body of `define x means …`, printed; the diagnostics instead if there are any.
[[nodiscard]] std::string parse_expr(std::string_view text);

// The text with the first fix of each diagnostic applied.
[[nodiscard]] std::string repaired(std::string_view text, const Parsed& parsed);

}  // namespace lead::testing
