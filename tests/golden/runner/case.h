// One golden case: a policy, what of it is shown, and what was expected.
//
//   tests/golden/syntax/bad_missing_brace.lead       first line `#! show: diagnostics`
//   tests/golden/syntax/bad_missing_brace.expected   written by `lead_golden --update`, reviewed by a person
//
// The mistakes on the pages of docs/errors are cases too, so that the message for each code is on record:
//
//   docs/errors/L0401.md, first block                tests/golden/errors/bad_L0401.expected
//
// A case is called `bad_…` if and only if the compiler reports an error for it: the runner insists, on an
// update too, so that no update can bless a new error.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/golden/runner/sections.h"

namespace lead::golden {

// The sections that the first line asks for, or the reason why it cannot be understood.
struct ShowLine {
  std::vector<const Section*> sections;
  std::string problem;  // empty: none
};
[[nodiscard]] ShowLine read_show_line(std::string_view text);

struct Case {
  std::string name;  // "syntax/bad_missing_brace"
  std::string text;
  ShowLine show;
  std::filesystem::path expected_path;
  std::optional<std::string> expected;  // none: no such file yet
};

// Every .lead file in the folders below `root`, and every page with a block, sorted by name.
[[nodiscard]] std::vector<Case> find_cases(const std::filesystem::path& root);

// What the case shows now, and everything that is wrong with it whatever was expected.
struct Outcome {
  std::string actual;
  std::vector<std::string> problems;
};
[[nodiscard]] Outcome run_case(const Case& c);

}  // namespace lead::golden
