// The state of keyed limits: `once per title` keeps one counter for every title of every lead.
//
// One table for the whole engine, (lead, limit, key) to the two words of a Limit; a text key is its number in
// the text pool. The entries of one lead and limit form a list, whose first entry and length are two words of
// the lead's record outside the part that is rolled back with the rest (`list`), all 0 when empty. BOUND:
// kMaxKeysPerLimit live keys per lead and limit; where they are reached, keys whose state is over are
// dropped.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "runtime/engine/limit.h"
#include "runtime/engine/rings.h"

namespace lead::engine {

class KeyedCounters {
 public:
  static constexpr size_t kListWords = 2;

  struct Key {
    uint32_t lead;
    uint32_t limit;
    int64_t key;
    friend bool operator==(const Key&, const Key&) = default;
    template <class H>
    friend H AbslHashValue(H hash, const Key& k) {
      return H::combine(std::move(hash), k.lead, k.limit, k.key);
    }
  };

  // The state of the key, made where there is none; null where the lead would hold too many.
  int64_t* state(const Key& key, int64_t* list, Limit& limit, RingStore& rings, int64_t now_ms);

  // All keys of the list as if nothing had been granted. O(keys).
  void clear(const int64_t* list, const Limit& limit, RingStore& rings);
  [[nodiscard]] bool is_empty(const int64_t* list, const Limit& limit) const;

  void begin();
  void commit() { recording_ = false; }
  // Undoes what `state` made and what was written into states since `begin`. The lists must be as they are
  // now.
  void roll_back();

  [[nodiscard]] size_t used_bytes() const {
    return index_.size() * (sizeof(Entry) + sizeof(Key) + sizeof(uint32_t));
  }

 private:
  struct Entry {
    int64_t state[Limit::kWords];
    Key key;
    uint32_t next;  // place + 1 in the list, 0 at its end
  };
  struct Undo {
    uint32_t entry;
    int64_t* list;  // where the entry was made; null where it existed
    int64_t state[Limit::kWords];
  };

  void drop_over(int64_t* list, Limit& limit, RingStore& rings, int64_t now_ms);
  void remove(uint32_t entry);

  absl::flat_hash_map<Key, uint32_t> index_;
  std::vector<Entry> entries_;
  std::vector<uint32_t> free_;
  std::vector<Undo> undo_;
  bool recording_ = false;
};

}  // namespace lead::engine
