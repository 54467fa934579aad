#include "runtime/engine/keyed.h"

#include <algorithm>

#include "runtime/base/limits.h"

namespace lead::engine {

void KeyedCounters::remove(uint32_t entry) {
  index_.erase(entries_[entry].key);
  free_.push_back(entry);
}

void KeyedCounters::drop_over(int64_t* list, Limit& limit, RingStore& rings, int64_t now_ms) {
  uint32_t kept = 0;  // place + 1 of the last entry kept
  for (auto at = static_cast<uint32_t>(list[0]); at != 0;) {
    Entry& entry = entries_[at - 1];
    const uint32_t next = entry.next;
    if (limit.is_spent_state_over(entry.state, rings, now_ms)) {
      limit.release(entry.state, rings);
      if (kept == 0) {
        list[0] = next;
      } else {
        entries_[kept - 1].next = next;
      }
      --list[1];
      remove(at - 1);
    } else {
      kept = at;
    }
    at = next;
  }
}

int64_t* KeyedCounters::state(const Key& key, int64_t* list, Limit& limit, RingStore& rings, int64_t now_ms) {
  const auto found = index_.find(key);
  if (found != index_.end()) {
    Entry& entry = entries_[found->second];
    if (recording_) undo_.push_back({found->second, nullptr, {entry.state[0], entry.state[1]}});
    return entry.state;
  }
  if (list[1] >= static_cast<int64_t>(limits::kMaxKeysPerLimit)) drop_over(list, limit, rings, now_ms);
  if (list[1] >= static_cast<int64_t>(limits::kMaxKeysPerLimit)) return nullptr;
  uint32_t place = static_cast<uint32_t>(entries_.size());
  if (free_.empty()) {
    entries_.emplace_back();
  } else {
    place = free_.back();
    free_.pop_back();
  }
  entries_[place] = {{0, 0}, key, static_cast<uint32_t>(list[0])};
  list[0] = place + 1;
  ++list[1];
  index_.emplace(key, place);
  if (recording_) undo_.push_back({place, list, {0, 0}});
  return entries_[place].state;
}

void KeyedCounters::clear(const int64_t* list, const Limit& limit, RingStore& rings) {
  for (auto at = static_cast<uint32_t>(list[0]); at != 0; at = entries_[at - 1].next) {
    Entry& entry = entries_[at - 1];
    if (recording_) undo_.push_back({at - 1, nullptr, {entry.state[0], entry.state[1]}});
    limit.clear(entry.state, rings);
  }
}

bool KeyedCounters::is_empty(const int64_t* list, const Limit& limit) const {
  for (auto at = static_cast<uint32_t>(list[0]); at != 0; at = entries_[at - 1].next) {
    if (!limit.is_empty(entries_[at - 1].state)) return false;
  }
  return true;
}

void KeyedCounters::begin() {
  undo_.clear();
  recording_ = true;
}

void KeyedCounters::roll_back() {
  for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) {
    Entry& entry = entries_[undo->entry];
    if (undo->list == nullptr) {
      std::copy(std::begin(undo->state), std::end(undo->state), std::begin(entry.state));
      continue;
    }
    undo->list[0] = entry.next;
    --undo->list[1];
    remove(undo->entry);
  }
  undo_.clear();
  recording_ = false;
}

}  // namespace lead::engine
