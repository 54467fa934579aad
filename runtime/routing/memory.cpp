#include "runtime/routing/memory.h"

namespace lead::routing {

void OwnerMemory::remember(std::string_view key, const Remembered& who) {
  const auto place = entries_.find(std::string(key));
  if (place != entries_.kEnd) {
    entries_.value(place) = who;
    entries_.move_to_end(place);
    return;
  }
  if (entries_.size() >= most_keys_) entries_.erase(entries_.first());
  entries_.push_back(std::string(key), who);
}

std::vector<RememberedKey> OwnerMemory::entries() const {
  std::vector<RememberedKey> out;
  out.reserve(entries_.size());
  for (auto at = entries_.first(); at != entries_.kEnd; at = entries_.after(at))
    out.push_back({entries_.key(at), entries_.value(at)});
  return out;
}

bool OwnerMemory::restore(const std::vector<RememberedKey>& entries) {
  if (entries.size() > most_keys_) return false;
  OwnerMemory made(most_keys_);
  int64_t before_ms = INT64_MIN;
  for (const RememberedKey& entry : entries) {
    if (entry.who.instant_ms < before_ms || !made.entries_.push_back(entry.key, entry.who)) return false;
    before_ms = entry.who.instant_ms;
  }
  *this = std::move(made);
  return true;
}

}  // namespace lead::routing
