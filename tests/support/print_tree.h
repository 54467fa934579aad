// A syntax tree as text, for tests: one line a declaration, compact S-expressions, nothing decided and
// nothing left out but spans.
//
//   define x means a and b >= 2   ->   (define x (and a (>= b 2)))
//
// Texts are quoted, decimals and points printed in their shortest form. Never fails.
#pragma once
#include <string>

#include "compiler/syntax/tree.h"

namespace lead::testing {

[[nodiscard]] std::string print_expr(const syntax::SyntaxTree& tree, syntax::ExprId id);
[[nodiscard]] std::string print_decl(const syntax::SyntaxTree& tree, const syntax::Decl& decl);
[[nodiscard]] std::string print_tree(
    const syntax::SyntaxTree& tree);  // every declaration, each with its line break

}  // namespace lead::testing
