#include "runtime/value/event.h"

#include <algorithm>

namespace lead::value {
namespace {

constexpr size_t kCharsPerChunk = 256 * 1024;
constexpr size_t kValuesPerChunk = 8 * 1024;

}  // namespace

// Room for `count` more items in the chunk in use, else in the next one that is large enough.
template <class T>
static std::vector<T>& chunk_with_room(std::vector<std::vector<T>>& chunks, size_t& used, size_t count,
                                       size_t usual) {
  while (used > 0 && used <= chunks.size()) {
    std::vector<T>& chunk = chunks[used - 1];
    if (chunk.capacity() - chunk.size() >= count) return chunk;
    if (used == chunks.size()) break;
    ++used;
  }
  if (used == 0 && !chunks.empty()) {
    used = 1;
    return chunk_with_room(chunks, used, count, usual);
  }
  chunks.emplace_back().reserve(std::max(count, usual));
  used = chunks.size();
  return chunks.back();
}

std::string_view EventBlock::keep(std::string_view text) {
  if (text.empty()) return {};
  std::vector<char>& chunk = chunk_with_room(chars_.chunks, chars_.used, text.size(), kCharsPerChunk);
  const size_t begin = chunk.size();
  chunk.insert(chunk.end(), text.begin(), text.end());
  return {chunk.data() + begin, text.size()};
}

std::span<FieldValue> EventBlock::fields(size_t count) {
  if (count == 0) return {};
  std::vector<FieldValue>& chunk = chunk_with_room(values_.chunks, values_.used, count, kValuesPerChunk);
  const size_t begin = chunk.size();
  chunk.resize(begin + count);
  return {chunk.data() + begin, count};
}

void EventBlock::clear() {
  events.clear();
  for (auto& chunk : chars_.chunks) chunk.clear();
  for (auto& chunk : values_.chunks) chunk.clear();
  chars_.used = 0;
  values_.used = 0;
}

}  // namespace lead::value
