// Room for many small runs of T, handed out one behind the other and given back all at once.
//
//   Arena<char> characters;
//   char* at = characters.take(12);  // good until the arena is cleared or destroyed; holds anything
//   characters.clear();              // keeps some memory for what comes next
//
// T is trivially destructible. Chunks never move, also when the arena does; they double from kFirst items up
// to kLargest bytes, and what is larger has a chunk of its own. An arena that was moved from is empty. Cost:
// a comparison and an addition, but where a chunk is full.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace lead::value {

template <class T>
class Arena {
  static_assert(std::is_trivially_destructible_v<T>);

 public:
  [[nodiscard]] T* take(size_t count) {
    if (at_ < chunks_.size() && chunks_[at_].size - chunks_[at_].used >= count)
      return take_from(chunks_[at_], count);
    return take_from(next_chunk(count), count);
  }
  void clear() {
    if (chunks_.size() > kKept) chunks_.resize(kKept);
    for (Chunk& chunk : chunks_) chunk.used = 0;
    at_ = 0;
  }

 private:
  static constexpr size_t kFirst = 64;
  static constexpr size_t kKept = 32;  // chunks
  static constexpr size_t kLargest = (size_t{256} << 10) / sizeof(T);

  struct Chunk {
    std::unique_ptr<T[]> items;
    size_t size = 0;
    size_t used = 0;
  };

  static T* take_from(Chunk& chunk, size_t count) {
    T* begin = chunk.items.get() + chunk.used;
    chunk.used += count;
    return begin;
  }

  Chunk& next_chunk(size_t count) {
    while (at_ < chunks_.size() && chunks_[at_].size - chunks_[at_].used < count) ++at_;
    if (at_ >= chunks_.size()) {
      const size_t usual = chunks_.empty() ? kFirst : std::min(chunks_.back().size * 2, kLargest);
      const size_t size = std::max(usual, count);
      at_ = chunks_.size();
      chunks_.push_back({std::make_unique_for_overwrite<T[]>(size), size, 0});
    }
    return chunks_[at_];
  }

  std::vector<Chunk> chunks_;
  size_t at_ = 0;  // the chunk in use
};

}  // namespace lead::value
