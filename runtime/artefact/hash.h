// BLAKE2b-256, a piece at a time. Numbers go in as eight little-endian bytes, texts with their length before
// them, so that no two lists of pieces give the same bytes.
//
//   Hasher hasher;
//   hasher.add("zone");
//   hasher.add(uint64_t{7});
//   std::array<uint8_t, 32> hash = hasher.finish();
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace lead::artefact {

using Hash = std::array<uint8_t, 32>;

class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  void add(uint64_t number);
  void add(std::string_view text);
  [[nodiscard]] Hash finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Of bytes as they are, without a length before them.
[[nodiscard]] Hash hash_of(std::string_view bytes);

}  // namespace lead::artefact
