#include "tests/golden/runner/difference.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace lead::golden {

namespace {

constexpr size_t kMaxPairs = 4'000'000;
constexpr size_t kContext = 2;  // lines that stay, shown around a change

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

struct Change {
  char sign;  // ' ', '-' or '+'
  std::string_view line;
};

// lengths[i][j]: the longest common subsequence of the lines from i and from j on.
std::vector<std::vector<uint32_t>> common_lengths(const Lines& a, const Lines& b) {
  std::vector<std::vector<uint32_t>> lengths(a.size() + 1, std::vector<uint32_t>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      lengths[i][j] =
          a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

std::vector<Change> changes_of(const Lines& a, const Lines& b) {
  std::vector<Change> changes;
  const bool is_small = a.size() * b.size() <= kMaxPairs;
  const auto lengths = is_small ? common_lengths(a, b) : std::vector<std::vector<uint32_t>>{};
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (is_small && i < a.size() && j < b.size() && a[i] == b[j]) {
      changes.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && (!is_small || lengths[i + 1][j] >= lengths[i][j + 1]))) {
      changes.push_back({'-', a[i++]});
    } else {
      changes.push_back({'+', b[j++]});
    }
  }
  return changes;
}

bool is_near_change(const std::vector<Change>& changes, size_t index) {
  const size_t begin = index > kContext ? index - kContext : 0;
  const size_t end = std::min(index + kContext + 1, changes.size());
  return std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(begin),
                     changes.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Change& change) { return change.sign != ' '; });
}

}  // namespace

std::string difference(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<Change> changes = changes_of(split(before), split(after));
  const auto stays = [](const Change& change) { return change.sign == ' '; };
  if (std::all_of(changes.begin(), changes.end(), stays)) return "only the line breaks differ\n";
  std::string out;
  bool is_skipping = false;
  for (size_t i = 0; i < changes.size(); ++i) {
    if (!is_near_change(changes, i)) {
      if (!is_skipping) out += "  ...\n";
      is_skipping = true;
      continue;
    }
    is_skipping = false;
    out += changes[i].sign;
    out += ' ';
    out += changes[i].line;
    out += '\n';
  }
  return out;
}

}  // namespace lead::golden
