// First-in-first-out lists of instants, one slab for all leads: windows, awards that fade one by one, rolling
// limits.
//
// A ring is two words inside a lead's record: where its block is, and (head, count, size). An entry is
// `stride` words; the block of a ring grows by powers of two, an empty ring owns no block. Both words 0: an
// empty ring.
//
//   int64_t ring[RingStore::kWords] = {0, 0};
//   rings.push(ring, 1)[0] = instant_ms;     // entries of one word
//   rings.entry(ring, 0, 1)[0];              // the oldest
//   rings.drop_front(ring, 1, 1);            // one of them
//
// Roll-back: between `begin` and `commit` nothing is freed and every entry overwritten is remembered, so that
// `roll_back` restores the blocks, while the caller restores the two words with the rest of its record. Never
// fails; the caller bounds the count (BOUND: at most kMaxEntries). Entries do not move while nothing is
// pushed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/base/prefetch.h"

namespace lead::engine {

class RingStore {
 public:
  static constexpr size_t kWords = 2;  // of a ring inside a record
  static constexpr size_t kMaxEntries = 1u << 14;
  static constexpr size_t kMaxStride = 4;

  [[nodiscard]] static size_t count(const int64_t* ring) {
    return static_cast<size_t>((ring[1] >> 16) & 0xFFFF);
  }
  // Entry `index`, 0 is the oldest; index < count.
  [[nodiscard]] const int64_t* entry(const int64_t* ring, size_t index, size_t stride) const {
    return slot(ring, (head(ring) + index) & (capacity(ring) - 1), stride);
  }
  // Brings the oldest entry and the place behind the newest closer: every push looks at both.
  void prefetch(const int64_t* ring, size_t stride) const {
    if (capacity(ring) == 0) return;
    lead::prefetch(entry(ring, 0, stride));
    lead::prefetch(entry(ring, count(ring), stride));
  }

  // Room for one more entry at the end; the caller fills it. `stride` is the same in every call for a ring.
  int64_t* push(int64_t* ring, size_t stride);
  void drop_front(int64_t* ring, size_t entries) { set(ring, head(ring) + entries, count(ring) - entries); }
  // Gives the block back at once: for rings that the item being recorded has not written.
  void release(int64_t* ring, size_t stride);

  void begin();
  void commit();
  void roll_back();

  [[nodiscard]] size_t used_bytes() const { return used_words_ * sizeof(int64_t); }

 private:
  static constexpr size_t kChunkWords = 1u << 16;
  static constexpr size_t kClasses = 17;
  enum class Change : uint8_t { Overwritten, Taken, Given };
  struct Undo {
    Change change;
    uint8_t size_class;
    uint64_t block;
    int64_t* word;
    int64_t old;
  };

  static size_t head(const int64_t* ring) { return static_cast<size_t>(ring[1] & 0xFFFF); }
  // Entries the block has room for; 0 without a block. A power of two.
  static size_t capacity(const int64_t* ring) { return (size_t{1} << (ring[1] >> 32)) >> 1; }
  static void set(int64_t* ring, size_t head, size_t count);
  int64_t* words_of(uint64_t block) const { return chunks_[block / kChunkWords].get() + block % kChunkWords; }
  int64_t* slot(const int64_t* ring, size_t place, size_t stride) const {
    return words_of(static_cast<uint64_t>(ring[0])) + place * stride;
  }
  static size_t class_of(size_t words);
  uint64_t take(size_t size_class);
  void give(uint64_t block, size_t size_class);
  void grow(int64_t* ring, size_t stride);
  void leave_block(const int64_t* ring, size_t stride);

  std::vector<std::unique_ptr<int64_t[]>> chunks_;
  size_t fresh_ = kChunkWords;            // words used of the last chunk
  std::vector<uint64_t> free_[kClasses];  // blocks of 2^class words
  std::vector<Undo> undo_;
  bool recording_ = false;
  size_t used_words_ = 0;
};

}  // namespace lead::engine
