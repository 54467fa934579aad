#include "runtime/routing/people.h"

namespace lead::routing {

PersonNumber People::number_of(std::string_view id) {
  const PersonNumber known = find(id);
  if (known != kNobody) return known;
  const auto number = static_cast<PersonNumber>(ids_.size());
  ids_.emplace_back(id);
  numbers_.emplace(ids_.back(), number);
  return number;
}

PersonNumber People::find(std::string_view id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? kNobody : found->second;
}

}  // namespace lead::routing
