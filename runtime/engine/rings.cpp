#include "runtime/engine/rings.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace lead::engine {
namespace {

constexpr size_t kFirstEntries = 4;

}  // namespace

void RingStore::set(int64_t* ring, size_t head, size_t count) {
  const size_t room = capacity(ring);
  const auto place = static_cast<int64_t>(room == 0 ? 0 : head & (room - 1));
  ring[1] = (ring[1] >> 32 << 32) | static_cast<int64_t>(count) << 16 | place;
}

size_t RingStore::class_of(size_t words) {
  return static_cast<size_t>(std::bit_width(words - 1));
}

uint64_t RingStore::take(size_t size_class) {
  used_words_ += size_t{1} << size_class;
  if (!free_[size_class].empty()) {
    const uint64_t block = free_[size_class].back();
    free_[size_class].pop_back();
    return block;
  }
  const size_t words = size_t{1} << size_class;
  if (fresh_ + words > kChunkWords) {
    chunks_.push_back(std::make_unique<int64_t[]>(kChunkWords));
    fresh_ = 0;
  }
  const uint64_t block = (chunks_.size() - 1) * kChunkWords + fresh_;
  fresh_ += words;
  return block;
}

void RingStore::give(uint64_t block, size_t size_class) {
  used_words_ -= size_t{1} << size_class;
  free_[size_class].push_back(block);
}

void RingStore::grow(int64_t* ring, size_t stride) {
  const size_t entries = count(ring);
  const size_t room = capacity(ring);
  const size_t new_room = room == 0 ? kFirstEntries : room * 2;
  assert(new_room <= kMaxEntries && stride <= kMaxStride);
  const size_t new_class = class_of(new_room * stride);
  const uint64_t block = take(new_class);
  if (recording_) undo_.push_back({Change::Taken, static_cast<uint8_t>(new_class), block, nullptr, 0});
  for (size_t i = 0; i < entries; ++i) {
    const int64_t* from = entry(ring, i, stride);
    std::copy(from, from + stride, words_of(block) + i * stride);
  }
  if (room > 0) leave_block(ring, stride);
  ring[0] = static_cast<int64_t>(block);
  ring[1] = static_cast<int64_t>(std::bit_width(new_room)) << 32 | static_cast<int64_t>(entries) << 16;
}

int64_t* RingStore::push(int64_t* ring, size_t stride) {
  if (count(ring) == capacity(ring)) grow(ring, stride);
  int64_t* place = slot(ring, (head(ring) + count(ring)) & (capacity(ring) - 1), stride);
  if (recording_) {
    for (size_t i = 0; i < stride; ++i) undo_.push_back({Change::Overwritten, 0, 0, place + i, place[i]});
  }
  set(ring, head(ring), count(ring) + 1);
  return place;
}

// The block of a ring that has moved on: kept for a roll-back while an item is recorded.
void RingStore::leave_block(const int64_t* ring, size_t stride) {
  const auto block = static_cast<uint64_t>(ring[0]);
  const size_t size_class = class_of(capacity(ring) * stride);
  if (recording_) {
    undo_.push_back({Change::Given, static_cast<uint8_t>(size_class), block, nullptr, 0});
  } else {
    give(block, size_class);
  }
}

void RingStore::release(int64_t* ring, size_t stride) {
  if (capacity(ring) > 0) give(static_cast<uint64_t>(ring[0]), class_of(capacity(ring) * stride));
  ring[0] = 0;
  ring[1] = 0;
}

void RingStore::begin() {
  undo_.clear();
  recording_ = true;
}

void RingStore::commit() {
  for (const Undo& undo : undo_) {
    if (undo.change == Change::Given) give(undo.block, undo.size_class);
  }
  undo_.clear();
  recording_ = false;
}

void RingStore::roll_back() {
  for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) {
    if (undo->change == Change::Overwritten) *undo->word = undo->old;
    if (undo->change == Change::Taken) give(undo->block, undo->size_class);
  }
  undo_.clear();
  recording_ = false;
}

}  // namespace lead::engine
