#include "compiler/source/source.h"

namespace lead::source {

namespace {

// What may follow a first byte: how many bytes, and the range of the second one, which is where overlong
// forms, surrogates and values past U+10FFFF are told apart (Unicode, table 3-7).
struct Form {
  size_t length = 0;  // 0: no first byte
  unsigned char second_low = 0x80;
  unsigned char second_high = 0xBF;
};

Form form_of(unsigned char first) {
  if (first < 0x80) return {1};
  if (first < 0xC2) return {0};
  if (first < 0xE0) return {2};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first < 0xF0) return {3};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first < 0xF4) return {4};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

bool is_valid_at(std::string_view text, size_t begin, const Form& form) {
  if (form.length == 0 || text.size() - begin < form.length) return false;
  for (size_t i = 1; i < form.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[begin + i]);
    const unsigned char low = i == 1 ? form.second_low : 0x80;
    const unsigned char high = i == 1 ? form.second_high : 0xBF;
    if (byte < low || byte > high) return false;
  }
  return true;
}

}  // namespace

std::optional<size_t> find_invalid_utf8(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const Form form = form_of(static_cast<unsigned char>(text[at]));
    if (!is_valid_at(text, at, form)) return at;
    at += form.length;
  }
  return std::nullopt;
}

}  // namespace lead::source
