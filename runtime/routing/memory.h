// For whom a key stands: who held the leads of a company last.
//
//   memory.remember("acme.example", {ana, now});
//   memory.find("acme.example")                    ana, since `now`; nothing where the key is unknown
//
// How long that counts is the caller's to judge. Instants never go back. BOUND: kMaxRememberedKeys keys; for
// one more the entry goes that was remembered longest ago. Constant time, amortised.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/limits.h"
#include "runtime/routing/ordered.h"
#include "runtime/routing/people.h"

namespace lead::routing {

struct Remembered {
  PersonNumber person = kNobody;
  int64_t instant_ms = 0;
  // For whoever asks why, kUnsaid where nobody said: of which lead, and by which type of event.
  static constexpr uint32_t kUnsaid = UINT32_MAX;
  uint32_t lead = kUnsaid, event = kUnsaid;
};

struct RememberedKey {
  std::string key;
  Remembered who;
};

class OwnerMemory {
 public:
  explicit OwnerMemory(size_t most_keys = limits::kMaxRememberedKeys) : most_keys_(most_keys) {}

  [[nodiscard]] std::optional<Remembered> find(std::string_view key) const {
    const auto place = entries_.find(std::string(key));
    if (place == entries_.kEnd) return std::nullopt;
    return entries_.value(place);
  }
  // In place of who stood there.
  void remember(std::string_view key, const Remembered& who);
  [[nodiscard]] size_t size() const { return entries_.size(); }

  // For a snapshot: the entries, longest ago first. `restore` is for an empty memory; false where instants go
  // back, a key comes twice or there are too many.
  [[nodiscard]] std::vector<RememberedKey> entries() const;
  [[nodiscard]] bool restore(const std::vector<RememberedKey>& entries);

 private:
  size_t most_keys_;
  Ordered<std::string, Remembered> entries_;  // by instant
};

}  // namespace lead::routing
