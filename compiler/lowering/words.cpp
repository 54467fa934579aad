#include "compiler/lowering/words.h"

namespace lead::lowering {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The end of a quoted text or name that begins at `begin`; the end of the policy text where it is not closed.
size_t end_of_quoted(std::string_view text, size_t begin) {
  const char quote = text[begin];
  for (size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return text.size();
}

}  // namespace

std::string folded(std::string_view policy_text) {
  std::string out;
  bool between = false;
  for (size_t i = 0; i < policy_text.size();) {
    const char c = policy_text[i];
    if (is_space(c)) {
      between = true;
      ++i;
      continue;
    }
    if (c == '#') {
      while (i < policy_text.size() && policy_text[i] != '\n') ++i;
      continue;
    }
    const size_t end = c == '"' || c == '`' ? end_of_quoted(policy_text, i) : i + 1;
    if (between && !out.empty()) out.push_back(' ');
    between = false;
    out.append(policy_text.substr(i, end - i));
    i = end;
  }
  return out;
}

}  // namespace lead::lowering
