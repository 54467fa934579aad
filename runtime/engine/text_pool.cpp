#include "runtime/engine/text_pool.h"

namespace lead::engine {

uint32_t TextPool::intern(std::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<uint32_t>(texts_.size());
  texts_.push_back(bytes_.keep(text));
  numbers_.emplace(texts_.back(), number);
  return number;
}

std::optional<uint32_t> TextPool::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

}  // namespace lead::engine
