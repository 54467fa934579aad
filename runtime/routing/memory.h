// The memory of a route: who was given leads of a key last (`remember by company for 120 d`).
//
//   memory.remember("acme.example", ana, now);
//   memory.look_up("acme.example", now)            ana, until 120 days after
//   memory.renew("acme.example", now);             `renewed on E`: from now on again
//
// An entry counts from its instant up to and excluding its instant plus the time to live. Instants never go
// back. BOUND: kMaxRememberedKeys keys; for one more the entry goes that was remembered or renewed longest
// ago. Entries that are over go when something is remembered. Constant time, amortised.
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
};

struct RememberedKey {
  std::string key;
  Remembered who;
};

class OwnerMemory {
 public:
  explicit OwnerMemory(int64_t time_to_live_ms, size_t most_keys = limits::kMaxRememberedKeys)
      : time_to_live_ms_(time_to_live_ms), most_keys_(most_keys) {}

  // kNobody where the key is unknown or over.
  [[nodiscard]] PersonNumber look_up(std::string_view key, int64_t now_ms) const;
  // The entry of a key, over or not.
  [[nodiscard]] std::optional<Remembered> find(std::string_view key) const {
    const auto place = entries_.find(std::string(key));
    if (place == entries_.kEnd) return std::nullopt;
    return entries_.value(place);
  }
  void remember(std::string_view key, PersonNumber person, int64_t now_ms);
  // Nothing happens where the key is unknown or over.
  void renew(std::string_view key, int64_t now_ms);
  [[nodiscard]] size_t size() const { return entries_.size(); }

  // For a snapshot: the entries, longest ago first. `restore` is for an empty memory; false where instants go
  // back, a key comes twice or there are too many.
  [[nodiscard]] std::vector<RememberedKey> entries() const;
  [[nodiscard]] bool restore(const std::vector<RememberedKey>& entries);

 private:
  [[nodiscard]] bool is_over(const Remembered& who, int64_t now_ms) const;
  void drop_over(int64_t now_ms);

  int64_t time_to_live_ms_;
  size_t most_keys_;
  Ordered<std::string, Remembered> entries_;  // by instant
};

}  // namespace lead::routing
