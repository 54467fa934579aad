// 64 bits of a text, for tables in memory and for telling copies apart: fast, equal on every machine of one
// byte order, no secret in it.
//
//   uint64_t state = hash_text("lead-17");              state = hash_word(state, 42);    // pieces one after
//   another absl::flat_hash_map<std::string_view, uint32_t, TextHash> numbers;
//
// A product of 64 by 64 bits for every eight bytes, its halves folded. Nothing that leaves a run depends on
// it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "runtime/base/arithmetic.h"

namespace lead {

namespace text_hash {

inline constexpr uint64_t kStart = 0x243F6A8885A308D3u, kStep = 0xB7E151628AED2A6Bu;  // digits of pi and e

template <class Number>
uint64_t load(const char* at) {
  Number number;
  std::memcpy(&number, at, sizeof number);
  return number;
}

// The last eight bytes or fewer: loads may overlap, so that every byte counts and none behind the text is
// read.
inline uint64_t load_end(std::string_view text) {
  const size_t size = text.size();
  const char* begin = text.data();
  if (size >= 8) return load<uint64_t>(begin + size - 8);
  if (size >= 4) return load<uint32_t>(begin) << 32 | load<uint32_t>(begin + size - 4);
  if (size == 0) return 0;
  return load<uint8_t>(begin) << 16 | load<uint8_t>(begin + size / 2) << 8 | load<uint8_t>(begin + size - 1);
}

}  // namespace text_hash

[[nodiscard]] inline uint64_t hash_word(uint64_t state, uint64_t word) {
  const UnsignedWide product = static_cast<UnsignedWide>(state ^ word) * text_hash::kStep;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

[[nodiscard]] inline uint64_t hash_text(std::string_view text, uint64_t state = text_hash::kStart) {
  state ^= text.size();
  size_t at = 0;
  for (; at + 8 < text.size(); at += 8) state = hash_word(state, text_hash::load<uint64_t>(text.data() + at));
  return hash_word(state, text_hash::load_end(text));
}

// For tables; a view finds a string.
struct TextHash {
  using is_transparent = void;
  [[nodiscard]] size_t operator()(std::string_view text) const { return hash_text(text); }
};

}  // namespace lead
