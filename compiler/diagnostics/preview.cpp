#include "compiler/diagnostics/preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/apply.h"

namespace lead::diagnostics {

namespace {

constexpr size_t kMaxShownLines = 6;

// Neighbouring edits: the lines [first, last] of the file that they touch.
struct Place {
  uint32_t first = 0, last = 0;
  std::vector<Edit> edits;
};

std::vector<Place> places_of(const source::SourceFile& file, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
  std::vector<Place> places;
  for (Edit& edit : edits) {
    const uint32_t first = file.position(edit.span.begin_byte).line;
    const uint32_t last = file.position(std::max(edit.span.begin_byte, edit.span.end_byte)).line;
    if (places.empty() || first > places.back().last) places.push_back({first, last, {}});
    places.back().last = std::max(places.back().last, last);
    places.back().edits.push_back(std::move(edit));
  }
  return places;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

// The first column in which two lines differ, for lines that are too long to be shown whole.
uint32_t first_difference(const std::vector<std::string_view>& before,
                          const std::vector<std::string_view>& after) {
  if (before.empty() || after.empty()) return 0;
  const auto [a, b] = std::mismatch(before[0].begin(), before[0].end(), after[0].begin(), after[0].end());
  return DisplayLine(before[0]).column_of(static_cast<uint32_t>(a - before[0].begin()));
}

std::string draw_lines(const std::vector<std::string_view>& lines, uint32_t number, char sign, Role role,
                       uint32_t focus, const Frame& frame) {
  std::string out;
  for (size_t i = 0; i < std::min(lines.size(), kMaxShownLines); ++i) {
    const DisplayLine line(lines[i]);
    const uint32_t at = std::min(focus, line.columns());
    out += frame.line(number + static_cast<uint32_t>(i), sign, role,
                      cut(line, choose_window(line.columns(), frame.room(), at, at)));
  }
  if (lines.size() > kMaxShownLines) out += frame.paint(Role::Frame, "...") + "\n";
  return out;
}

// `shift`: how many lines the places above have added.
std::string draw_place(const source::SourceFile& file, const Place& place, int64_t& shift,
                       const Frame& frame) {
  const uint32_t begin = file.line_begin(place.first);
  const uint32_t next = file.line_begin(place.last + 1);
  const bool has_break = place.last < file.line_count();
  const std::string_view text = file.text().substr(begin, next - begin - (has_break ? 1 : 0));
  std::vector<Edit> moved = place.edits;
  for (Edit& edit : moved) {
    edit.span.end_byte = std::max(edit.span.begin_byte, edit.span.end_byte);
    edit.span.begin_byte -= begin;
    edit.span.end_byte -= begin;
  }
  const std::string changed = scrub(apply(moved, moved[0].span.file, text));
  std::vector<std::string_view> before = lines_of(text);
  std::vector<std::string_view> after = lines_of(changed);
  const auto added = static_cast<int64_t>(after.size()) - static_cast<int64_t>(before.size());
  uint32_t first = place.first;
  while (!before.empty() && !after.empty() && before.front() == after.front()) {
    before.erase(before.begin());
    after.erase(after.begin());
    ++first;
  }
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.pop_back();
    after.pop_back();
  }
  // A line that becomes blank is a line that goes.
  if (after.size() == 1 && after[0].find_first_not_of(" \t") == std::string_view::npos) after.clear();
  const uint32_t focus = first_difference(before, after);
  std::string out = draw_lines(before, first, '-', Role::Removed, focus, frame);
  out += draw_lines(after, static_cast<uint32_t>(first + shift), '+', Role::Added, focus, frame);
  shift += added;
  return out;
}

}  // namespace

std::string draw_preview(const Fix& fix, const source::SourceMap& sources, FileId home, const Frame& frame) {
  std::map<FileId, std::vector<Edit>> by_file;
  for (const Edit& edit : fix.edits) {
    if (!edit.span.is_none()) by_file[edit.span.file].push_back(edit);
  }
  std::string out;
  for (const auto& [id, edits] : by_file) {
    const source::SourceFile& file = sources[id];
    if (id != home) {
      out += fmt::format("{}{} {}\n", std::string(frame.gutter, ' '), frame.paint(Role::Frame, "-->"),
                         one_line(file.path()));
    }
    int64_t shift = 0;
    uint32_t previous = 0;
    for (const Place& place : places_of(file, edits)) {
      if (previous != 0 && place.first > previous + 1) out += frame.paint(Role::Frame, "...") + "\n";
      out += draw_place(file, place, shift, frame);
      previous = place.last;
    }
  }
  return out;
}

uint32_t last_line_of(const Fix& fix, const source::SourceMap& sources) {
  uint32_t last = 1;
  for (const Edit& edit : fix.edits) {
    if (edit.span.is_none()) continue;
    const auto breaks = std::count(edit.replacement.begin(), edit.replacement.end(), '\n');
    last = std::max(
        last, sources[edit.span.file].position(edit.span.end_byte).line + static_cast<uint32_t>(breaks));
  }
  return last;
}

}  // namespace lead::diagnostics
