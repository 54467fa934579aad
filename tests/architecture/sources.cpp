#include "tests/architecture/sources.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace lead::architecture {
namespace {

bool is_name_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Position past a literal that begins at `begin` with the quote `quote`; a backslash hides the next
// character.
size_t past_literal(std::string_view text, size_t begin, char quote) {
  size_t at = begin + 1;
  while (at < text.size() && text[at] != quote && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

// Position past R"delimiter( … )delimiter"; `begin` is at the quote.
size_t past_raw_literal(std::string_view text, size_t begin) {
  const size_t open = text.find('(', begin);
  if (open == std::string_view::npos) return text.size();
  const std::string closing = ")" + std::string(text.substr(begin + 1, open - begin - 1)) + "\"";
  const size_t close = text.find(closing, open);
  return close == std::string_view::npos ? text.size() : close + closing.size();
}

// Position past a comment or literal that begins at `at`, or `at` where none does.
size_t past_blank(std::string_view text, size_t at) {
  if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
  if (text.substr(at, 2) == "/*") {
    const size_t close = text.find("*/", at + 2);
    return close == std::string_view::npos ? text.size() : close + 2;
  }
  const bool after_name = at > 0 && is_name_char(text[at - 1]);
  if (text[at] == '"') {
    const bool raw = at > 0 && text[at - 1] == 'R';
    return raw ? past_raw_literal(text, at) : past_literal(text, at, '"');
  }
  if (text[at] == '\'' && !after_name) return past_literal(text, at, '\'');
  return at;
}

std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> includes;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (size_t number = 1; std::getline(lines, line); ++number) {
    if (!line.starts_with("#include ")) continue;
    const size_t open = line.find_first_of("<\"");
    const size_t close = line.find_first_of(">\"", open + 1);
    if (open == std::string::npos || close == std::string::npos) {
      throw std::runtime_error("an include that is neither <…> nor \"…\": " + line);
    }
    includes.push_back({line.substr(open + 1, close - open - 1), line[open] == '<', number});
  }
  return includes;
}

}  // namespace

std::string read_file(std::string_view path) {
  std::ifstream file(std::filesystem::path(LEAD_SOURCE_DIR) / path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + std::string(path));
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::string blank_comments_and_literals(std::string_view text) {
  std::string code(text);
  for (size_t at = 0; at < text.size();) {
    const size_t past = past_blank(text, at);
    for (size_t i = at; i < past; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(past, at + 1);
  }
  return code;
}

size_t line_of(std::string_view text, size_t byte) {
  return 1 + static_cast<size_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
}

std::vector<size_t> find_word(std::string_view code, std::string_view word) {
  std::vector<size_t> found;
  for (size_t at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const bool begins = at == 0 || !is_name_char(code[at - 1]);
    const bool ends = at + word.size() == code.size() || !is_name_char(code[at + word.size()]);
    if (begins && ends) found.push_back(at);
  }
  return found;
}

std::vector<Source> sources_below(const std::vector<std::string_view>& folders) {
  namespace fs = std::filesystem;
  const fs::path root = LEAD_SOURCE_DIR;
  std::vector<Source> sources;
  for (const std::string_view folder : folders) {
    if (!fs::is_directory(root / folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
      Source source;
      source.path = fs::relative(entry.path(), root).generic_string();
      source.text = read_file(source.path);
      source.code = blank_comments_and_literals(source.text);
      source.line_count = static_cast<size_t>(std::count(source.text.begin(), source.text.end(), '\n'));
      source.includes = includes_of(source.text);
      sources.push_back(std::move(source));
    }
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

}  // namespace lead::architecture
