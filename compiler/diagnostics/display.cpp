#include "compiler/diagnostics/display.h"

#include <algorithm>
#include <optional>

#include "compiler/source/source.h"
#include "runtime/base/terminal.h"

namespace lead::diagnostics {

namespace {

constexpr uint32_t kTabColumns = 4;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

DisplayLine::DisplayLine(std::string_view line) : bytes_(static_cast<uint32_t>(line.size())) {
  for (size_t at = 0; at < line.size();) {
    const auto [c, length] = character_at(line, at);
    const std::string_view bytes = line.substr(at, length);
    Cell cell{static_cast<uint32_t>(at), columns_, 1, std::string(bytes)};
    if (c == '\t') {
      cell.width = kTabColumns - columns_ % kTabColumns;
      cell.shown.assign(cell.width, ' ');
    } else if (is_harmful(c)) {
      cell.shown = kReplacement;
    } else {
      cell.width = columns_of(c);
    }
    columns_ += cell.width;
    cells_.push_back(std::move(cell));
    at += length;
  }
}

uint32_t DisplayLine::column_of(uint32_t byte) const {
  if (byte >= bytes_) return columns_;
  const auto after =
      std::upper_bound(cells_.begin(), cells_.end(), byte,
                       [](uint32_t value, const Cell& cell) { return value < cell.begin_byte; });
  return std::prev(after)->column;
}

std::string DisplayLine::slice(uint32_t begin_column, uint32_t end_column) const {
  std::string result;
  for (const Cell& cell : cells_) {
    const uint32_t end = cell.column + cell.width;
    if (cell.column >= end_column && !(cell.width == 0 && cell.column == end_column)) break;
    if (end <= begin_column && !(cell.width == 0 && cell.column > begin_column)) continue;
    const bool is_cut = cell.column < begin_column || end > end_column;
    const uint32_t seen =
        std::min(end, end_column) - std::min(std::max(cell.column, begin_column), end_column);
    if (is_cut) {
      result.append(seen, ' ');
    } else {
      result += cell.shown;
    }
  }
  return result;
}

std::string scrub(std::string_view text) {
  std::string result;
  while (const std::optional<size_t> bad = source::find_invalid_utf8(text)) {
    result += text.substr(0, *bad);
    result += kReplacement;
    text.remove_prefix(*bad + 1);
  }
  result += text;
  return result;
}

std::string one_line(std::string_view text) {
  const std::string valid = scrub(text);
  std::string result;
  for (size_t at = 0; at < valid.size();) {
    const auto [c, length] = character_at(valid, at);
    const std::string_view bytes = std::string_view(valid).substr(at, length);
    if (c == '\n' || c == '\t') {
      result += ' ';
    } else if (is_harmful(c)) {
      result += kReplacement;
    } else {
      result += bytes;
    }
    at += length;
  }
  return result;
}

std::vector<std::string> wrap(std::string_view text, uint32_t columns) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!lines.back().empty() && width_of(lines.back()) + 1 + width_of(word) > columns) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

uint32_t width_of(std::string_view text) {
  return lead::width_of(text);
}

}  // namespace lead::diagnostics
