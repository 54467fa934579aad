#include "tests/golden/runner/difference.h"

#include <algorithm>
#include <vector>

#include "compiler/diagnostics/line_steps.h"

namespace lead::golden {

namespace {

constexpr size_t kContext = 2;  // lines that stay, shown around a change

using diagnostics::LineStep;

bool is_near_change(const std::vector<LineStep>& changes, size_t index) {
  const size_t begin = index > kContext ? index - kContext : 0;
  const size_t end = std::min(index + kContext + 1, changes.size());
  return std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(begin),
                     changes.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const LineStep& change) { return change.sign != ' '; });
}

}  // namespace

std::string difference(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<LineStep> changes = diagnostics::line_steps(before, after);
  const auto stays = [](const LineStep& change) { return change.sign == ' '; };
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
