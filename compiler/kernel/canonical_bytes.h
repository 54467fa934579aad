// Bytes in one way only: what the meaning hash is made of. Every piece says its length or has a fixed one, so
// two different sequences of pieces never give the same bytes.
//
//   CanonicalBytes bytes;  bytes.word(3);  bytes.text("interest");  const Hash hash = bytes.hash();
//
// Numbers are little-endian, eight bytes each. The one place of this room that knows libsodium is
// canonical_bytes.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/kernel/meaning_hash.h"

namespace lead::kernel {

class CanonicalBytes {
 public:
  void word(int64_t value);
  void count(size_t value) { word(static_cast<int64_t>(value)); }
  void flag(bool value) { word(value ? 1 : 0); }
  void text(std::string_view text);
  void hash_of(const Hash& hash);
  template <class Enum>
  void kind(Enum value) {
    word(static_cast<int64_t>(value));
  }
  // In ascending order of the bytes, whatever order they come in.
  void sorted_texts(std::vector<std::string> texts);
  void sorted_hashes(std::vector<Hash> hashes);

  [[nodiscard]] Hash hash() const;  // BLAKE2b-256 of everything so far

 private:
  std::string bytes_;
};

}  // namespace lead::kernel
