// Which of some names somebody may have meant who typed another.
//
//   closest("employes", {"employees", "company"}) -> {"employees"}
//
// At most three, best first, ties by order given: edit distance in which exchanging two neighbours is one
// step and capitals do not count, at most a third of the length. `wanted` itself is never among them. BOUND:
// names past 64 characters match only when they differ in capitals alone; otherwise the cost is names x
// length^2. Never fails.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lead {

[[nodiscard]] std::vector<std::string> closest(std::string_view wanted,
                                               const std::vector<std::string>& names);
// Whether the first of those that `closest` gave is nearer than all others. None: yes.
[[nodiscard]] bool has_one_nearest(std::string_view wanted, const std::vector<std::string>& close);

}  // namespace lead
