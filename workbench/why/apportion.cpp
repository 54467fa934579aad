#include "workbench/why/apportion.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace lead::why {

void make_add_up(std::vector<int64_t>& parts, int64_t total) {
  if (parts.empty()) return;
  int64_t missing = total - std::accumulate(parts.begin(), parts.end(), int64_t{0});
  if (missing == 0) return;
  std::vector<size_t> order(parts.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return std::llabs(parts[a]) > std::llabs(parts[b]); });
  const auto count = static_cast<int64_t>(parts.size());
  const int64_t each = missing / count;
  for (int64_t& part : parts) part += each;
  missing -= each * count;
  const int64_t step = missing < 0 ? -1 : 1;
  for (size_t i = 0; missing != 0; ++i, missing -= step) parts[order[i]] += step;
}

}  // namespace lead::why
