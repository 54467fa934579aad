// Shares that add up: the largest-remainder rule.
#pragma once
#include <cstdint>
#include <vector>

namespace lead::why {

// Moves `parts` by as little as possible so that they add up to `total`. What is missing is handed out one
// millionth at a time (or in equal steps where there is more than one each), to the parts of greatest
// magnitude first, ties in order.
void make_add_up(std::vector<int64_t>& parts, int64_t total);

}  // namespace lead::why
