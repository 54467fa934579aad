// Entries in the order in which they came, found by key: what the memory, the queues and the lines of those
// who wait are made of.
//
//   Ordered<uint32_t, Entry> waiting;
//   waiting.push_back(lead, entry);            // false: it is there already
//   for (auto at = waiting.first(); at != waiting.kEnd; at = waiting.after(at)) … waiting.value(at)
//   waiting.erase(waiting.find(lead));
//
// A doubly linked list whose nodes lie in one vector, and a hash map from key to node that is only looked up
// in. A node keeps its place while it lives; places of erased nodes are used again. Every operation takes
// constant time. The caller bounds the size.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace lead::routing {

template <class Key, class Value>
class Ordered {
 public:
  using Place = uint32_t;
  static constexpr Place kEnd = UINT32_MAX;

  [[nodiscard]] Place find(const Key& key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? kEnd : found->second;
  }
  [[nodiscard]] size_t size() const { return places_.size(); }
  [[nodiscard]] Place first() const { return first_; }
  [[nodiscard]] Place after(Place place) const { return nodes_[place].next; }
  [[nodiscard]] const Key& key(Place place) const { return nodes_[place].key; }
  [[nodiscard]] const Value& value(Place place) const { return nodes_[place].value; }
  [[nodiscard]] Value& value(Place place) { return nodes_[place].value; }

  // At the end; false where the key is there already.
  bool push_back(const Key& key, Value value) {
    const Place place = free_.empty() ? static_cast<Place>(nodes_.size()) : free_.back();
    if (!places_.try_emplace(key, place).second) return false;
    if (free_.empty())
      nodes_.emplace_back();
    else
      free_.pop_back();
    nodes_[place].key = key;
    nodes_[place].value = std::move(value);
    link_last(place);
    return true;
  }
  void erase(Place place) {
    unlink(place);
    places_.erase(nodes_[place].key);
    nodes_[place].key = Key();
    nodes_[place].value = Value();
    free_.push_back(place);
  }
  void move_to_end(Place place) {
    unlink(place);
    link_last(place);
  }

 private:
  struct Node {
    Key key{};
    Value value{};
    Place previous = kEnd;
    Place next = kEnd;
  };

  void link_last(Place place) {
    nodes_[place].previous = last_;
    nodes_[place].next = kEnd;
    (last_ == kEnd ? first_ : nodes_[last_].next) = place;
    last_ = place;
  }
  void unlink(Place place) {
    const Node& node = nodes_[place];
    (node.previous == kEnd ? first_ : nodes_[node.previous].next) = node.next;
    (node.next == kEnd ? last_ : nodes_[node.next].previous) = node.previous;
  }

  std::vector<Node> nodes_;
  std::vector<Place> free_;
  absl::flat_hash_map<Key, Place> places_;
  Place first_ = kEnd;
  Place last_ = kEnd;
};

}  // namespace lead::routing
