// Texts that leads hold (attributes, keys of limits, names), each kept once and known by its number.
//
// Numbers are given in order from 0 and never change; views live as long as the pool. Grows with the distinct
// texts of a stream; each is at most limits::kMaxTextBytes, which ingest has seen to.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/base/text_hash.h"
#include "runtime/value/event.h"

namespace lead::engine {

class TextPool {
 public:
  uint32_t intern(std::string_view text);
  [[nodiscard]] std::optional<uint32_t> find(std::string_view text) const;
  // Brings what `find` will read closer.
  void prefetch(std::string_view text) const { numbers_.prefetch(text); }
  [[nodiscard]] std::string_view text(uint32_t number) const { return texts_[number]; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(texts_.size()); }

 private:
  value::EventBlock bytes_;  // an arena of characters
  std::vector<std::string_view> texts_;
  absl::flat_hash_map<std::string_view, uint32_t, TextHash> numbers_;
};

}  // namespace lead::engine
