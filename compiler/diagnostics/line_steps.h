// How one text becomes another, line by line: what stays, what goes, what comes.
//
//   line_steps("a\nb\n", "a\nc\n")  ->  ' ' a, '-' b, '+' c
//
// The longest common subsequence of lines, so that few lines go and come. Lines are without their line break
// and are views of the texts, which must outlive them; a last line without a break counts as one with it.
// BOUND: where the lines that differ make more than 4 million pairs, all of them go and all of them come.
// Never fails.
#pragma once
#include <string_view>
#include <vector>

namespace lead::diagnostics {

struct LineStep {
  char sign;  // ' ', '-' or '+'
  std::string_view line;
};

[[nodiscard]] std::vector<LineStep> line_steps(std::string_view before, std::string_view after);

}  // namespace lead::diagnostics
