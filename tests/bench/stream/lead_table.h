// Names of leads to their records, by hand: looked up by name, kept by number, never walked.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace lead::bench {

template <class Lead>
class LeadTable {
 public:
  // The number of the lead; a new one has a record as `Lead{}`.
  uint32_t find_or_add(std::string_view name) {
    const auto next = static_cast<uint32_t>(leads_.size());
    const auto [found, is_new] = numbers_.try_emplace(name, next);
    if (!is_new) return found->second;
    numbers_.erase(found);  // the key must point at a name that stays
    names_.emplace_back(name);
    numbers_.emplace(names_.back(), next);
    leads_.emplace_back();
    return next;
  }
  [[nodiscard]] Lead& operator[](uint32_t number) { return leads_[number]; }
  [[nodiscard]] std::string_view name(uint32_t number) const { return names_[number]; }

 private:
  std::deque<std::string> names_;
  absl::flat_hash_map<std::string_view, uint32_t> numbers_;
  std::vector<Lead> leads_;
};

}  // namespace lead::bench
