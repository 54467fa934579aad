// The guilty lines of one file with the labels drawn below them.
//
//   12 |   mid when employes >= 100
//      |       ---- ^^^^^^^^ no attribute has this name
//      |       |
//      |       because of this condition
//
// In: the labels of one diagnostic that lie in one file. Out: printed lines, each ending in a line break,
// without the
// `-->` line. Never fails: a span past the end of the text is taken as its end. Cost: linear in the lines
// shown.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/display.h"
#include "compiler/diagnostics/paint.h"
#include "compiler/source/source.h"

namespace lead::diagnostics {

struct SnippetLabel {
  Span span;
  std::string text;
  Role role = Role::Secondary;  // Role::Secondary is underlined with `-`, every other with `^`
};

struct Frame {
  uint32_t gutter = 1;  // digits of the greatest line number shown
  uint32_t width = 100;
  Paint paint{false};

  [[nodiscard]] std::string empty_gutter() const;  // "   |"
  // "12 | text" and a line break. The frame's own role paints the number alone, every other the whole line.
  [[nodiscard]] std::string line(uint32_t number, char sign, Role role, std::string_view text) const;
  [[nodiscard]] uint32_t room() const;  // columns left for the text of a line, at least 20
};

// A span as it is best shown: blanks at the end of a long one left out, and one that points behind the last
// word of the file moved up to that word.
[[nodiscard]] Span shown_span(const source::SourceFile& file, Span span);

// The last line that `draw_snippet` would number.
[[nodiscard]] uint32_t last_line_of(const source::SourceFile& file, const std::vector<SnippetLabel>& labels);

[[nodiscard]] std::string draw_snippet(const source::SourceFile& file,
                                       const std::vector<SnippetLabel>& labels, const Frame& frame);

// What is seen of a line that is too long: columns [begin, end), with `…` in the first or last where it was
// cut.
struct Window {
  uint32_t begin = 0, end = 0;
  bool is_cut_left = false, is_cut_right = false;
};
// `focus_begin` to `focus_end` are the columns that must be seen; where they do not fit, their beginning.
[[nodiscard]] Window choose_window(uint32_t columns, uint32_t room, uint32_t focus_begin, uint32_t focus_end);
[[nodiscard]] std::string cut(const DisplayLine& line, const Window& window);  // without blanks at the end

}  // namespace lead::diagnostics
