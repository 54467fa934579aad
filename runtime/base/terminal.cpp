#include "runtime/base/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "runtime/base/text.h"

namespace lead {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr char32_t kReplacementCode = 0xFFFD;

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

}  // namespace

Character character_at(std::string_view text, size_t at) {
  const size_t bytes = utf8_length(text, at);
  if (bytes == 0) return {kReplacementCode, 1};
  const auto first = static_cast<unsigned char>(text[at]);
  if (bytes == 1) return {first, 1};
  char32_t code = first & (0x7Fu >> bytes);
  for (const char byte : text.substr(at + 1, bytes - 1))
    code = (code << 6) | (static_cast<unsigned char>(byte) & 0x3F);
  return {code, bytes};
}

uint32_t columns_of(char32_t code) {
  if (is_in(kNoWidth, code)) return 0;
  return is_in(kDouble, code) ? 2 : 1;
}

bool is_harmful(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

uint32_t width_of(std::string_view text) {
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    width += columns_of(character.code);
    at += character.bytes;
  }
  return width;
}

std::string left(std::string_view text, size_t width) {
  std::string out(text);
  const uint32_t taken = width_of(text);
  if (taken < width) out.append(width - taken, ' ');
  return out;
}

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const auto [code, bytes] = character_at(text, at);
    if (code == '\n') {
      out += "\\n";
    } else if (code == '\t') {
      out += "\\t";
    } else if (is_harmful(code)) {
      fmt::format_to(std::back_inserter(out), "\\u{{{:X}}}", static_cast<uint32_t>(code));
    } else if (code == kReplacementCode) {
      out += kReplacement;
    } else {
      out += text.substr(at, bytes);
    }
    at += bytes;
  }
  return out;
}

}  // namespace lead
