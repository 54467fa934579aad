// Text as a terminal shows it: which columns a piece of a line occupies, and what stands there.
//
// A tab reaches to the next multiple of four, wide East Asian characters take two columns, combining marks
// none. Control characters and those that reverse the direction of text are shown as `�` (one column): a
// policy from elsewhere must not be able to move the cursor or to hide a word. The table of widths is ours
// and small (no locale).
//
//   DisplayLine line("\tä漢", ...);  line.columns == 4 + 1 + 2
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lead::diagnostics {

// One character of a line as shown. `column` is 0-based.
struct Cell {
  uint32_t begin_byte = 0;  // in the line
  uint32_t column = 0;
  uint32_t width = 0;
  std::string shown;
};

class DisplayLine {
 public:
  explicit DisplayLine(std::string_view line);  // valid UTF-8, no line break
  [[nodiscard]] uint32_t columns() const { return columns_; }
  // The column at which the character that holds `byte` begins; `columns()` from the end of the line on.
  [[nodiscard]] uint32_t column_of(uint32_t byte) const;
  // What is seen between two columns; a character that is cut in half is left out and blanks stand for it.
  [[nodiscard]] std::string slice(uint32_t begin_column, uint32_t end_column) const;

 private:
  std::vector<Cell> cells_;
  uint32_t bytes_ = 0;
  uint32_t columns_ = 0;
};

// The text with every byte that is not valid UTF-8 replaced by `�` (paths come from outside and may hold
// anything).
[[nodiscard]] std::string scrub(std::string_view text);

// A message on one line, harmless for the terminal: scrubbed, and every control character replaced.
[[nodiscard]] std::string one_line(std::string_view text);

// Breaks valid UTF-8 at blanks so that lines take at most `columns`; a longer word stands alone. Never empty.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, uint32_t columns);

// Columns that valid UTF-8 without control characters takes when printed.
[[nodiscard]] uint32_t width_of(std::string_view text);

}  // namespace lead::diagnostics
