// How texts are compared with words and patterns.
//
// Words: the longest runs of letters, marks and numbers (Unicode 14.0); everything else separates. Compared
// after simple case folding (one character to one character: `ß` stays, `İ` stays), so the answer depends on
// no locale. Texts are not normalised: `é` written as two characters differs from `é` written as one.
//
//   folded_words("Vice-President, Sales")   "vice president sales"
//   WordList({"vice president", "cto"}).any_in("Sr. Vice President")   true; no part of a word ever matches
//
// Patterns: regular expressions of RE2 (linear time, no look-around, no back references). The whole text must
// match, `.` matches every character but a line break, upper and lower case differ. BOUND:
// limits::kMaxPatternBytes, kPatternMemory.
//
// Never throws. Input must be UTF-8; bytes that are not separate words and match no pattern.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lead::builtins {

inline constexpr size_t kPatternMemory = 1u << 20;  // bytes one pattern may take, compiled

[[nodiscard]] char32_t fold_character(char32_t character);
[[nodiscard]] bool is_word_character(char32_t character);

// Every character folded; bytes that are not UTF-8 stay as they are.
[[nodiscard]] std::string folded_text(std::string_view text);

// The words of a text, folded, with one blank between them. Empty where it has none.
[[nodiscard]] std::string folded_words(std::string_view text);

// Words and rows of words to look for. Immutable, movable.
class WordList {
 public:
  // Each phrase as `folded_words` gives it; empty ones match nothing.
  explicit WordList(std::span<const std::string> phrases);
  // Whether one of the phrases stands in `text` as whole words in a row.
  // O(words of the text * distinct lengths of phrases * log phrases).
  [[nodiscard]] bool any_in(std::string_view text) const;

 private:
  std::vector<std::string> phrases_;  // sorted, distinct
  std::vector<uint32_t> lengths_;     // distinct numbers of words in a phrase, ascending
};

// A compiled pattern. Immutable, movable, usable from several threads.
class Pattern {
 public:
  explicit Pattern(std::string_view expression);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();
  // Why the expression is no pattern, in RE2's words; empty where it is one.
  [[nodiscard]] const std::string& error() const { return error_; }
  // All of the text. False where the expression is no pattern.
  [[nodiscard]] bool matches(std::string_view text) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
  std::string error_;
};

}  // namespace lead::builtins
