#include "compiler/diagnostics/line_steps.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lead::diagnostics {
namespace {

constexpr size_t kMaxPairs = 4'000'000;

using Lines = std::vector<std::string_view>;

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The middle of both, where they differ, as steps.
void add_differing(std::vector<LineStep>& steps, const Lines& a, const Lines& b) {
  const bool is_small = a.size() * b.size() <= kMaxPairs;
  const size_t width = b.size() + 1;
  std::vector<uint32_t> common(is_small ? (a.size() + 1) * width : 0, 0);  // of the rests from i and j on
  for (size_t i = is_small ? a.size() : 0; i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      common[i * width + j] = a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                                           : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (is_small && i < a.size() && j < b.size() && a[i] == b[j]) {
      steps.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() ||
               (i < a.size() && (!is_small || common[(i + 1) * width + j] >= common[i * width + j + 1]))) {
      steps.push_back({'-', a[i++]});
    } else {
      steps.push_back({'+', b[j++]});
    }
  }
}

}  // namespace

std::vector<LineStep> line_steps(std::string_view before, std::string_view after) {
  const Lines a = split(before), b = split(after);
  size_t head = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) ++head;
  size_t tail = 0;
  while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  std::vector<LineStep> steps;
  for (size_t i = 0; i < head; ++i) steps.push_back({' ', a[i]});
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                 lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  add_differing(steps, middle(a), middle(b));
  for (size_t i = a.size() - tail; i < a.size(); ++i) steps.push_back({' ', a[i]});
  return steps;
}

}  // namespace lead::diagnostics
