// Text for a terminal: how wide it is, filled up to a width, and made harmless.
//
//   left("ä漢", 5)         -> "ä漢  "      one column, two columns, two blanks
//   harmless("a\x1b[31m") -> "a\u{1B}[31m" as a policy writes it
//
// Wide East Asian characters take two columns, combining marks none; the table of widths is ours and small
// (no locale). What comes from a stream must not be able to move the cursor, to paint or to reverse words, so
// it passes `harmless` before it is printed; texts of one line stay on one line by it. Never fails; bytes
// that are not UTF-8 become U+FFFD.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lead {

// The character that begins at `at`. Of bytes that are not UTF-8: U+FFFD, one byte.
struct Character {
  char32_t code = 0;
  size_t bytes = 1;
};
[[nodiscard]] Character character_at(std::string_view text, size_t at);

[[nodiscard]] uint32_t columns_of(char32_t code);
// Control characters, and the marks that change the direction of the text behind them.
[[nodiscard]] bool is_harmful(char32_t code);

// Columns that a text without control characters takes when printed.
[[nodiscard]] uint32_t width_of(std::string_view text);
// The text with blanks behind it up to `width` columns; a wider one as it is.
[[nodiscard]] std::string left(std::string_view text, size_t width);
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace lead
