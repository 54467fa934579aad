#include "runtime/value/event.h"

#include <algorithm>
#include <cstring>

namespace lead::value {

std::string_view EventBlock::keep(std::string_view text) {
  if (text.empty()) return {};
  char* begin = characters_.take(text.size());
  std::memcpy(begin, text.data(), text.size());
  return {begin, text.size()};
}

std::span<FieldValue> EventBlock::fields(size_t count) {
  if (count == 0) return {};
  FieldValue* begin = values_.take(count);
  std::fill_n(begin, count, FieldValue{});
  return {begin, count};
}

void EventBlock::clear() {
  events.clear();
  characters_.clear();
  values_.clear();
}

}  // namespace lead::value
