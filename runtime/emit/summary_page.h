// The text of a summary while it is made: lines, figures with their explanation, headings, numbers and bars.
// Private to the room.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/emit/summary.h"

namespace lead::emit {

[[nodiscard]] std::string grouped(uint64_t n);  // 101204 is "101,204"
// In eighths of a block; `most` is as wide as `width`.
[[nodiscard]] std::string bar(uint64_t n, uint64_t most, uint64_t width = 30);

// The text being made: lines, figures with their explanation, headings.
class Summary::Page {
 public:
  explicit Page(bool color) : color_(color) {}
  void text(std::string_view text) { text_ += text; }
  void line(std::string_view text = {}) { (text_ += text) += "\n"; }
  void heading(std::string_view text, std::string_view more = {});
  void figure(std::string_view name, uint64_t n, std::string_view explanation = {});
  [[nodiscard]] std::string bold(std::string_view t) const { return paint("1", t); }
  [[nodiscard]] std::string dim(std::string_view t) const { return paint("2", t); }
  [[nodiscard]] std::string red(std::string_view t) const { return paint("31", t); }
  [[nodiscard]] std::string blue(std::string_view t) const { return paint("34", t); }
  std::string take() { return std::move(text_); }

 private:
  bool color_;
  std::string text_;
  [[nodiscard]] std::string paint(std::string_view code, std::string_view t) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, t) : std::string(t);
  }
};

}  // namespace lead::emit
