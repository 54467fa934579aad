#include "runtime/base/closest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lead {
namespace {

constexpr size_t kMaxCompared =
    64;  // code points; no name is mistyped past that in a way this could help with
constexpr size_t kMaxNames = 3;

// Code points of valid UTF-8, ASCII capitals made small: a slip of the shift key is the nearest mistake of
// all.
std::u32string fold(std::string_view text) {
  std::u32string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80 && !result.empty()) {
      result.back() = (result.back() << 6) | (byte & 0x3F);
    } else if (byte >= 'A' && byte <= 'Z') {
      result.push_back(static_cast<char32_t>(byte - 'A' + 'a'));
    } else {
      result.push_back(byte);
    }
  }
  return result;
}

size_t allowed_distance(size_t length) {
  if (length <= 1) return 0;
  if (length <= 5) return 1;
  return length / 3;
}

// Edit distance in which exchanging two neighbours is one step (optimal string alignment).
size_t distance(std::u32string_view a, std::u32string_view b) {
  using Row = std::array<size_t, kMaxCompared + 1>;
  Row before_last{}, last{}, current{};
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool is_exchange = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_exchange) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = current;
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> closest(std::string_view wanted, const std::vector<std::string>& names) {
  const std::u32string folded = fold(wanted);
  const size_t allowed = allowed_distance(folded.size());
  std::vector<std::pair<size_t, const std::string*>> close;
  for (const std::string& name : names) {
    if (name == wanted) continue;
    const std::u32string other = fold(name);
    const size_t shorter = std::min(folded.size(), other.size());
    const size_t longer = std::max(folded.size(), other.size());
    if (longer - shorter > allowed) continue;
    if (longer > kMaxCompared) {
      if (folded == other) close.emplace_back(0, &name);
      continue;
    }
    const size_t steps = distance(folded, other);
    if (steps <= allowed) close.emplace_back(steps, &name);
  }
  std::stable_sort(close.begin(), close.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (const auto& [steps, name] : close) {
    if (result.size() == kMaxNames) break;
    if (std::find(result.begin(), result.end(), *name) == result.end()) result.push_back(*name);
  }
  return result;
}

bool has_one_nearest(std::string_view wanted, const std::vector<std::string>& close) {
  if (close.size() < 2) return true;
  const std::u32string folded = fold(wanted), first = fold(close[0]), second = fold(close[1]);
  if (std::max({folded.size(), first.size(), second.size()}) > kMaxCompared) return first != second;
  return distance(folded, first) < distance(folded, second);
}

}  // namespace lead
