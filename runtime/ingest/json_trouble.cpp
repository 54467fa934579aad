#include "runtime/ingest/json_trouble.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/base/text.h"

namespace lead::ingest {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

class Walk {
 public:
  explicit Walk(std::string_view line) : line_(line) {}

  std::string run() {
    skip_blanks();
    if (at_end()) return {};
    if (peek() == '[') return "the line is a list; an event is one object `{ … }` in a line of its own";
    if (peek() != '{') {
      return fmt::format("a line begins with `{{`, this one with `{}`",
                         shortened(line_.substr(at_), kShownBytes));
    }
    if (!object(1)) return trouble_;
    skip_blanks();
    return at_end() ? std::string() : wrong("behind the object, the line should end").trouble_;
  }

 private:
  static constexpr size_t kShownBytes = 20;

  [[nodiscard]] bool at_end() const { return at_ >= line_.size(); }
  [[nodiscard]] char peek() const { return line_[at_]; }
  void skip_blanks() {
    while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n')) ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_end() || peek() != c) return false;
    ++at_;
    return true;
  }

  // Characters are counted as an editor does: the bytes of one are one.
  Walk& wrong(std::string_view what) {
    const auto ends = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto before = std::count_if(line_.begin(), line_.begin() + static_cast<ptrdiff_t>(at_), ends);
    trouble_ = at_end() ? fmt::format("the line ends too early: {}", what)
                        : fmt::format("at character {}, `{}`: {}", before + 1,
                                      shortened(line_.substr(at_), kShownBytes), what);
    return *this;
  }
  bool fail(std::string_view what) {
    wrong(what);
    return false;
  }

  bool object(uint32_t depth) {
    ++at_;
    if (take('}')) return true;
    do {
      skip_blanks();
      if (at_end() || peek() != '"') return fail("a key in double quotes is expected");
      if (!text()) return false;
      if (!take(':')) return fail("a `:` is expected behind the key");
      if (!value(depth)) return false;
    } while (take(','));
    return take('}') || fail("a `,` or `}` is expected");
  }

  bool list(uint32_t depth) {
    ++at_;
    if (take(']')) return true;
    do {
      if (!value(depth)) return false;
    } while (take(','));
    return take(']') || fail("a `,` or `]` is expected");
  }

  bool value(uint32_t depth) {
    skip_blanks();
    if (at_end()) return fail("a value is expected");
    if (peek() == '"') return text();
    if (peek() == '{' || peek() == '[') {
      if (depth >= limits::kMaxJsonDepth) return false;  // told as too deep
      return peek() == '{' ? object(depth + 1) : list(depth + 1);
    }
    if (peek() == '-' || is_digit(peek())) return number();
    for (const std::string_view word : {"true", "false", "null"}) {
      const size_t end = at_ + word.size();
      if (line_.substr(at_, word.size()) != word || (end < line_.size() && is_word(line_[end]))) continue;
      at_ = end;
      return true;
    }
    return fail("a value is expected: a text in double quotes, a number, true, false or null");
  }

  bool text() {
    for (++at_; !at_end(); ++at_) {
      if (peek() == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(peek()) < 0x20) return fail("a control character stands in a text");
      if (peek() != '\\') continue;
      if (!escape()) return fail("a backslash in a text is written `\\\\`");
    }
    return fail("a text has no closing quote");
  }

  // `at_` stands on the backslash; afterwards on the last character of the escape.
  bool escape() {
    if (at_ + 1 >= line_.size()) return false;
    const char kind = line_[at_ + 1];
    if (kind != 'u') {
      if (std::string_view("\"\\/bfnrt").find(kind) == std::string_view::npos) return false;
      ++at_;
      return true;
    }
    const std::string_view digits = line_.substr(at_ + 2, 4);
    if (digits.size() != 4 || !std::all_of(digits.begin(), digits.end(), is_hex)) return false;
    at_ += 5;
    return true;
  }

  bool digits() {
    const size_t begin = at_;
    while (!at_end() && is_digit(peek())) ++at_;
    return at_ > begin;
  }

  bool number() {
    const size_t begin = at_;
    const auto broken = [this, begin] {
      at_ = begin;
      return fail("this is no number; numbers are written 12, -3 or 0.5");
    };
    if (peek() == '-') ++at_;
    const bool leading_zero = !at_end() && peek() == '0';
    const size_t first = at_;
    if (!digits() || (leading_zero && at_ > first + 1)) return broken();
    if (!at_end() && peek() == '.') {
      ++at_;
      if (!digits()) return broken();
    }
    if (!at_end() && (peek() == 'e' || peek() == 'E')) {
      ++at_;
      if (!at_end() && (peek() == '+' || peek() == '-')) ++at_;
      if (!digits()) return broken();
    }
    if (!at_end() && (is_word(peek()) || peek() == '.')) return broken();
    return true;
  }

  std::string_view line_;
  size_t at_ = 0;
  std::string trouble_;
};

}  // namespace

std::string json_trouble(std::string_view line) {
  return Walk(line).run();
}

}  // namespace lead::ingest
