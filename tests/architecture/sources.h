// Our own C++ as the architecture tests see it: every file of a folder with its lines, its includes, and its
// code without comments and literals.
//
// Paths are relative to the repository and use `/`. Files come sorted by path. Never fails; an unreadable
// file throws, which fails the test that asked.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lead::architecture {

struct Include {
  std::string path;
  bool angled = false;  // <…>, otherwise "…"
  size_t line = 0;      // 1-based
};

struct Source {
  std::string path;
  std::string text;
  std::string code;  // `text` with comments and literals blanked out; same length, same lines
  size_t line_count = 0;
  std::vector<Include> includes;

  [[nodiscard]] bool is_header() const { return path.ends_with(".h"); }
};

// All .h and .cpp files below the folders; folders that do not exist yet have none.
[[nodiscard]] std::vector<Source> sources_below(const std::vector<std::string_view>& folders);

// The text of one file of the repository.
[[nodiscard]] std::string read_file(std::string_view path);

// Blanks comments, texts (also raw ones) and character literals. `1'000` is a number, not a literal.
[[nodiscard]] std::string blank_comments_and_literals(std::string_view text);

// 1-based line of a byte.
[[nodiscard]] size_t line_of(std::string_view text, size_t byte);

// Bytes at which `word` stands in `code` as a whole identifier.
[[nodiscard]] std::vector<size_t> find_word(std::string_view code, std::string_view word);

}  // namespace lead::architecture
