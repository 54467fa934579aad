// How the parts of routes are printed in goldens of the syntax tree: `(route owner (cause …) (row a …))`.
#pragma once
#include <functional>
#include <string>

#include "compiler/syntax/tree.h"

namespace lead::testing {

// Prints what print_tree.cpp prints: expressions, causes, durations, fields and moments.
struct TreeWords {
  std::function<std::string(syntax::ExprId)> expr;
  std::function<std::string(const syntax::Cause&)> cause;
  std::function<std::string(const syntax::Field&)> field;
  std::function<std::string(const syntax::Moment&)> moment;
  std::function<std::string(const syntax::Duration&)> duration;
};

[[nodiscard]] std::string print_people(const std::vector<syntax::PersonRow>& people, const TreeWords& words);
[[nodiscard]] std::string print_routing(const syntax::Decl& decl, const TreeWords& words);

}  // namespace lead::testing
