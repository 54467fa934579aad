#include "runtime/builtins/text_match.h"

#include <algorithm>

namespace lead::builtins {

namespace {

constexpr char32_t kNoCharacter = 0xffffffff;

// Takes one character off the front; a byte that begins none is taken alone and is kNoCharacter.
char32_t take_character(std::string_view& text) {
  const auto first = static_cast<uint8_t>(text.front());
  const size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (length == 1) {
    text.remove_prefix(1);
    return first;
  }
  char32_t character = first & (0xffu >> (length + 1));
  bool whole = first >= 0xc2 && first <= 0xf4 && text.size() >= length;
  for (size_t i = 1; whole && i < length; ++i) {
    const auto next = static_cast<uint8_t>(text[i]);
    whole = (next & 0xc0) == 0x80;
    character = character << 6 | (next & 0x3f);
  }
  text.remove_prefix(whole ? length : 1);
  return whole ? character : kNoCharacter;
}

void append_character(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<uint8_t>(byte))); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | c >> 6);
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

}  // namespace

std::string folded_text(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const char first = text.front();
    const char32_t character = take_character(text);
    if (character == kNoCharacter)
      folded.push_back(first);
    else
      append_character(folded, fold_character(character));
  }
  return folded;
}

std::string folded_words(std::string_view text) {
  std::string words;
  words.reserve(text.size());
  bool in_word = false;
  while (!text.empty()) {
    const char32_t character = take_character(text);
    const bool belongs = character != kNoCharacter && is_word_character(character);
    if (belongs && !in_word && !words.empty()) words.push_back(' ');
    if (belongs) append_character(words, fold_character(character));
    in_word = belongs;
  }
  return words;
}

WordList::WordList(std::span<const std::string> phrases) : phrases_(phrases.begin(), phrases.end()) {
  std::erase(phrases_, std::string());
  std::sort(phrases_.begin(), phrases_.end());
  phrases_.erase(std::unique(phrases_.begin(), phrases_.end()), phrases_.end());
  for (const std::string& phrase : phrases_) {
    lengths_.push_back(static_cast<uint32_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1);
  }
  std::sort(lengths_.begin(), lengths_.end());
  lengths_.erase(std::unique(lengths_.begin(), lengths_.end()), lengths_.end());
}

bool WordList::any_in(std::string_view text) const {
  if (phrases_.empty()) return false;
  const std::string words = folded_words(text);
  std::vector<size_t> begins;  // of each word, and one past the last
  if (!words.empty()) begins.push_back(0);
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ' ') begins.push_back(i + 1);
  }
  const size_t count = begins.size();
  begins.push_back(words.size() + 1);
  for (size_t first = 0; first < count; ++first) {
    for (const uint32_t length : lengths_) {
      if (length > count - first) break;
      const std::string_view row =
          std::string_view(words).substr(begins[first], begins[first + length] - 1 - begins[first]);
      if (std::binary_search(phrases_.begin(), phrases_.end(), row)) return true;
    }
  }
  return false;
}

}  // namespace lead::builtins
