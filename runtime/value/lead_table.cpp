#include "runtime/value/lead_table.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace lead::value {
namespace {

template <class T>
bool holds(int64_t low, int64_t high) {
  return low >= std::numeric_limits<T>::min() && high <= std::numeric_limits<T>::max();
}

template <class T>
void put(std::byte* words, size_t row, int64_t word) {
  const T narrow = static_cast<T>(word);
  std::memcpy(words + row * sizeof(T), &narrow, sizeof(T));
}

template <class T>
int64_t get(const std::byte* words, size_t row) {
  T narrow;
  std::memcpy(&narrow, words + row * sizeof(T), sizeof(T));
  return narrow;
}

}  // namespace

Lane lane_of(int64_t low, int64_t high) {
  if (holds<int8_t>(low, high)) return Lane::Byte;
  if (holds<int16_t>(low, high)) return Lane::Short;
  return holds<int32_t>(low, high) ? Lane::Half : Lane::Word;
}

bool is_text(const artefact::FieldTypeT& type) {
  return type.kind == artefact::FieldKind::Text || type.kind == artefact::FieldKind::Email;
}

WordRange range_of(const artefact::AttributeT& attribute) {
  const artefact::FieldTypeT& type = *attribute.type;
  WordRange range =
      type.kind == artefact::FieldKind::YesNo ? WordRange{0, 1} : WordRange{type.low, type.high};
  if (attribute.presence != artefact::Presence::Default) return range;
  return {std::min(range.low, attribute.fallback), std::max(range.high, attribute.fallback)};
}

LeadTable::LeadTable(const artefact::SchemaT& schema) {
  for (const auto& attribute : schema.attributes) {
    const WordRange range = range_of(*attribute);
    const Lane lane = is_text(*attribute->type) ? Lane::Text : lane_of(range.low, range.high);
    columns_.push_back({lane, {}, {}, {}});
  }
}

size_t LeadTable::add_row(std::string_view lead) {
  const size_t row = leads_.size();
  leads_.push_back(characters_.keep(lead));
  if (row < capacity_) return row;
  capacity_ = std::max(capacity_ * 2, kChunkRows);
  for (Column& column : columns_) {
    if (column.lane == Lane::Text)
      column.texts.resize(capacity_);
    else
      column.words.resize(capacity_ * lane_bytes(column.lane));
    column.known.resize(capacity_ / 64);
  }
  return row;
}

void LeadTable::set_word(size_t attribute, size_t row, int64_t word) {
  Column& column = columns_[attribute];
  column.known[row / 64] |= uint64_t{1} << (row % 64);
  switch (column.lane) {
    case Lane::Byte:
      return put<int8_t>(column.words.data(), row, word);
    case Lane::Short:
      return put<int16_t>(column.words.data(), row, word);
    case Lane::Half:
      return put<int32_t>(column.words.data(), row, word);
    case Lane::Word:
      return put<int64_t>(column.words.data(), row, word);
    case Lane::Text:
      return;
  }
}

void LeadTable::set_text(size_t attribute, size_t row, std::string_view text) {
  Column& column = columns_[attribute];
  column.known[row / 64] |= uint64_t{1} << (row % 64);
  column.texts[row] = characters_.keep(text);
}

int64_t LeadTable::word(size_t attribute, size_t row) const {
  const Column& column = columns_[attribute];
  switch (column.lane) {
    case Lane::Byte:
      return get<int8_t>(column.words.data(), row);
    case Lane::Short:
      return get<int16_t>(column.words.data(), row);
    case Lane::Half:
      return get<int32_t>(column.words.data(), row);
    case Lane::Word:
      return get<int64_t>(column.words.data(), row);
    case Lane::Text:
      return 0;
  }
  return 0;
}

void LeadTable::clear() {
  const size_t used = (leads_.size() + kChunkRows - 1) / kChunkRows * kChunkRows;
  for (Column& column : columns_) {
    std::fill_n(column.known.begin(), used / 64, 0);
    if (column.lane == Lane::Text)
      std::fill_n(column.texts.begin(), used, std::string_view());
    else
      std::fill_n(column.words.begin(), used * lane_bytes(column.lane), std::byte{0});
  }
  leads_.clear();
  characters_.clear();
}

}  // namespace lead::value
