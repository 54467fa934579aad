#include "compiler/diagnostics/display.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/source/source.h"

namespace lead::diagnostics {

namespace {

constexpr uint32_t kTabColumns = 4;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Range {
  char32_t first, last;
};

// Marks that are printed over the character before them, and characters that are not seen at all.
constexpr std::array<Range, 20> kNoWidth = {{
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x06D6, 0x06DC}, {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
    {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF},
}};

// East Asian wide and full-width characters, and pictures.
constexpr std::array<Range, 12> kDouble = {{
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE4F},
    {0xFF00, 0xFF60},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

template <size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t c) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), c,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges.begin() && c <= std::prev(after)->last;
}

// Control characters, and the marks that change the direction of the text behind them.
bool is_harmful(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

size_t length_at(std::string_view text, size_t at) {
  size_t length = 1;
  while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

char32_t decode(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() == 1) return first;
  char32_t c = first & (0x7Fu >> bytes.size());
  for (const char byte : bytes.substr(1)) c = (c << 6) | (static_cast<unsigned char>(byte) & 0x3F);
  return c;
}

uint32_t columns_of(char32_t c) {
  if (is_in(kNoWidth, c)) return 0;
  return is_in(kDouble, c) ? 2 : 1;
}

}  // namespace

DisplayLine::DisplayLine(std::string_view line) : bytes_(static_cast<uint32_t>(line.size())) {
  for (size_t at = 0; at < line.size();) {
    const size_t length = length_at(line, at);
    const std::string_view bytes = line.substr(at, length);
    const char32_t c = decode(bytes);
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
    const size_t length = length_at(valid, at);
    const std::string_view bytes = std::string_view(valid).substr(at, length);
    const char32_t c = decode(bytes);
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
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t length = length_at(text, at);
    width += columns_of(decode(text.substr(at, length)));
    at += length;
  }
  return width;
}

}  // namespace lead::diagnostics
