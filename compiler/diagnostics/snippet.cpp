#include "compiler/diagnostics/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/display.h"

namespace lead::diagnostics {

namespace {

constexpr uint32_t kMinRoom = 20;
constexpr uint32_t kLeadIn = 8;  // columns shown before a span that is too long to be shown whole

// One underlined piece of one line, in columns of the window.
struct Mark {
  uint32_t begin = 0, end = 0;
  Role role = Role::Secondary;
  std::string text;
};

// Half-open columns of a line, before a window is chosen.
using MarksByLine = std::map<uint32_t, std::vector<Mark>>;

Mark mark_of(const DisplayLine& line, uint32_t begin_byte, uint32_t end_byte, Role role, std::string text) {
  const uint32_t begin = line.column_of(begin_byte);
  const uint32_t end = std::max(line.column_of(end_byte), begin + 1);  // an empty span still shows one caret
  return {begin, end, role, std::move(text)};
}

// A span of several lines becomes two marks: from its beginning to the end of that line, and its last line,
// which carries the text.
void add_marks(const source::SourceFile& file, const SnippetLabel& label, MarksByLine& marks) {
  const Span span = shown_span(file, label.span);
  const uint32_t first = file.position(span.begin_byte).line;
  const uint32_t last = file.position(span.end_byte).line;
  const uint32_t first_begin = file.line_begin(first);
  const DisplayLine first_line(file.line(first));
  const std::string text = one_line(label.text);
  if (first == last) {
    marks[first].push_back(
        mark_of(first_line, span.begin_byte - first_begin, span.end_byte - first_begin, label.role, text));
    return;
  }
  const std::string_view rest = file.line(first);
  const auto rest_end = static_cast<uint32_t>(rest.find_last_not_of(" \t") + 1);
  marks[first].push_back(mark_of(first_line, span.begin_byte - first_begin, rest_end, label.role, ""));
  const std::string_view line = file.line(last);
  const auto indent = static_cast<uint32_t>(std::min(line.find_first_not_of(" \t"), line.size()));
  marks[last].push_back(
      mark_of(DisplayLine(line), indent, span.end_byte - file.line_begin(last), label.role, text));
}

// One printed row below a source line: signs at columns, then a text.
class Row {
 public:
  void put(uint32_t column, char sign, Role role) {
    if (cells_.size() <= column) cells_.resize(column + 1, {' ', Role::Plain});
    cells_[column] = {sign, role};
  }
  void end_with(uint32_t column, std::string text, Role role) {
    if (cells_.size() < column) cells_.resize(column, {' ', Role::Plain});
    cells_.resize(column);
    text_ = std::move(text);
    text_role_ = role;
  }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(cells_.size()); }
  [[nodiscard]] std::string print(const Paint& paint) const {
    std::string result;
    for (size_t i = 0; i < cells_.size();) {
      size_t end = i;
      std::string run;
      while (end < cells_.size() && cells_[end].second == cells_[i].second) run += cells_[end++].first;
      result += paint(cells_[i].second, run);
      i = end;
    }
    return result + paint(text_role_, text_);
  }

 private:
  std::vector<std::pair<char, Role>> cells_;
  std::string text_;
  Role text_role_ = Role::Plain;
};

// The label whose text may stand behind the underlines: the one that reaches furthest to the right.
size_t find_inline(const std::vector<Mark>& marks) {
  size_t best = 0;
  for (size_t i = 1; i < marks.size(); ++i) {
    const auto rank = [](const Mark& mark) {
      return std::tuple(mark.end, mark.begin, mark.role != Role::Secondary);
    };
    if (rank(marks[i]) > rank(marks[best])) best = i;
  }
  return best;
}

Row underline(const std::vector<Mark>& marks) {
  Row row;
  for (const bool is_secondary : {true, false}) {  // the primary span is drawn over the others
    for (const Mark& mark : marks) {
      if ((mark.role == Role::Secondary) != is_secondary) continue;
      for (uint32_t c = mark.begin; c < mark.end; ++c) row.put(c, is_secondary ? '-' : '^', mark.role);
    }
  }
  return row;
}

// A text that would stand out over the edge hangs below like the others, where it has more room.
std::vector<Row> draw_marks(const std::vector<Mark>& marks, uint32_t room) {
  std::vector<Row> rows = {underline(marks)};
  const Mark* inline_mark = &marks[find_inline(marks)];
  const uint32_t text_column = rows[0].size() + 1;
  const bool fits =
      text_column + width_of(inline_mark->text) <= room || inline_mark->begin + 1 == text_column - 1;
  if (!fits) inline_mark = nullptr;
  if (inline_mark != nullptr && !inline_mark->text.empty()) {
    rows[0].end_with(text_column, inline_mark->text, inline_mark->role);
  }

  std::vector<const Mark*> hanging;
  for (const Mark& mark : marks) {
    if (&mark != inline_mark && !mark.text.empty()) hanging.push_back(&mark);
  }
  std::stable_sort(hanging.begin(), hanging.end(), [](auto* a, auto* b) { return a->begin > b->begin; });
  if (hanging.empty()) return rows;
  Row bars;
  for (const Mark* mark : hanging) bars.put(mark->begin, '|', mark->role);
  rows.push_back(std::move(bars));
  for (const Mark* mark : hanging) {
    Row row;
    for (const Mark* other : hanging) {
      if (other->begin < mark->begin) row.put(other->begin, '|', other->role);
    }
    row.end_with(mark->begin, mark->text, mark->role);
    rows.push_back(std::move(row));
  }
  return rows;
}

Window window_for(const DisplayLine& line, const std::vector<Mark>& marks, uint32_t room) {
  uint32_t begin = UINT32_MAX, end = 0;
  for (const Mark& mark : marks) {
    begin = std::min(begin, mark.begin);
    end = std::max(end, mark.end);
  }
  if (end - begin > room) {  // not all can be seen: the primary label decides
    for (const Mark& mark : marks) {
      if (mark.role != Role::Secondary) std::tie(begin, end) = std::pair(mark.begin, mark.end);
    }
  }
  return choose_window(std::max(line.columns(), end), room, begin, end);
}

// Moves marks into the window; one that lies outside keeps one column at the edge, so that its text is not
// lost.
std::vector<Mark> clip(std::vector<Mark> marks, const Window& window) {
  for (Mark& mark : marks) {
    mark.begin = std::clamp(mark.begin, window.begin, window.end - 1) - window.begin;
    mark.end = std::clamp(mark.end, window.begin + mark.begin + 1, window.end) - window.begin;
  }
  return marks;
}

}  // namespace

std::string Frame::empty_gutter() const {
  return paint(Role::Frame, std::string(gutter, ' ') + " |");
}

uint32_t Frame::room() const {
  return std::max(width, gutter + 3 + kMinRoom) - gutter - 3;
}

Window choose_window(uint32_t columns, uint32_t room, uint32_t focus_begin, uint32_t focus_end) {
  if (columns <= room) return {0, columns, false, false};
  const uint32_t focus = focus_end - focus_begin;
  const uint32_t margin = focus < room ? (room - focus) / 2 : std::min(kLeadIn, room / 2);
  uint32_t begin = focus_begin > margin ? focus_begin - margin : 0;
  begin = std::min(begin, columns - room);
  return {begin, begin + room, begin > 0, begin + room < columns};
}

Span shown_span(const source::SourceFile& file, Span span) {
  const std::string_view text = file.text();
  const auto size = static_cast<uint32_t>(text.size());
  Span shown{span.file, std::min(span.begin_byte, size),
             std::min(std::max(span.end_byte, span.begin_byte), size)};
  const auto is_blank = [&](uint32_t at) {
    return std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos;
  };
  while (shown.end_byte > shown.begin_byte && is_blank(shown.end_byte - 1)) --shown.end_byte;
  const bool is_at_end = text.find_first_not_of(" \t\r\n", shown.begin_byte) == std::string_view::npos;
  if (shown.begin_byte == shown.end_byte && is_at_end) {
    while (shown.end_byte > 0 && is_blank(shown.end_byte - 1)) --shown.end_byte;
    shown.begin_byte = shown.end_byte;
  }
  return shown;
}

uint32_t last_line_of(const source::SourceFile& file, const std::vector<SnippetLabel>& labels) {
  uint32_t last = 1;
  for (const SnippetLabel& label : labels) {
    last = std::max(last, file.position(shown_span(file, label.span).end_byte).line);
  }
  return last;
}

std::string cut(const DisplayLine& line, const Window& window) {
  const uint32_t begin = window.begin + (window.is_cut_left ? 1 : 0);
  const uint32_t end = window.end - (window.is_cut_right ? 1 : 0);
  std::string shown = line.slice(begin, end);
  if (window.is_cut_left) shown.insert(0, "…");
  if (window.is_cut_right) shown += "…";
  shown.erase(shown.find_last_not_of(' ') + 1);
  return shown;
}

std::string Frame::line(uint32_t number, char sign, Role role, std::string_view text) const {
  const std::string gutter_text = fmt::format("{:>{}} {}", number, gutter, sign);
  if (role != Role::Frame)
    return paint(role, text.empty() ? gutter_text : fmt::format("{} {}", gutter_text, text)) + "\n";
  return text.empty() ? paint(role, gutter_text) + "\n"
                      : fmt::format("{} {}\n", paint(role, gutter_text), text);
}

std::string draw_snippet(const source::SourceFile& file, const std::vector<SnippetLabel>& labels,
                         const Frame& frame) {
  MarksByLine marks_by_line;
  for (const SnippetLabel& label : labels) add_marks(file, label, marks_by_line);
  std::string out = frame.empty_gutter() + "\n";
  uint32_t previous = 0;
  for (const auto& [number, marks] : marks_by_line) {
    if (previous != 0 && number == previous + 2) {
      const DisplayLine between(file.line(previous + 1));
      const Window all = choose_window(between.columns(), frame.room(), 0, 0);
      out += frame.line(previous + 1, '|', Role::Frame, cut(between, all));
    } else if (previous != 0 && number > previous + 2) {
      out += frame.paint(Role::Frame, "...") + "\n";
    }
    const DisplayLine line(file.line(number));
    const Window window = window_for(line, marks, frame.room());
    out += frame.line(number, '|', Role::Frame, cut(line, window));
    for (const Row& row : draw_marks(clip(marks, window), frame.room())) {
      out += frame.empty_gutter() + " " + row.print(frame.paint) + "\n";
    }
    previous = number;
  }
  return out;
}

}  // namespace lead::diagnostics
