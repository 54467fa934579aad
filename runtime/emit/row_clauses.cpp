#include "runtime/emit/row_clauses.h"

#include <initializer_list>

namespace lead::emit {
namespace {

// Where one of the words begins outside of quotes and brackets, from `from` on; the size of the text:
// nowhere.
size_t find_word(std::string_view text, size_t from, std::initializer_list<std::string_view> words) {
  int depth = 0;
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '"' || c == '`') quote = c;
    if (c == '(' || c == '{' || c == '[') ++depth;
    if (c == ')' || c == '}' || c == ']') --depth;
    if (depth > 0 || i < from) continue;
    for (const std::string_view word : words) {
      if (text.substr(i).starts_with(word)) return i;
    }
  }
  return text.size();
}

std::string clause(std::string_view text, std::string_view word,
                   std::initializer_list<std::string_view> ends) {
  const size_t at = find_word(text, 0, {word});
  if (at == text.size()) return {};
  const size_t begin = at + word.size();
  return std::string(text.substr(begin, find_word(text, begin, ends) - begin));
}

}  // namespace

std::string where_of(std::string_view text) {
  return clause(text, " where ", {",", " when ", " otherwise"});
}

std::string guard_of(std::string_view text) {
  return clause(text, " when ", {});
}

std::string key_of(std::string_view text) {
  const std::string algorithm = clause(text, " by ", {",", " when ", " otherwise"});
  const size_t per = algorithm.rfind(" per ");
  return per == std::string::npos ? std::string() : algorithm.substr(per + 5);
}

}  // namespace lead::emit
