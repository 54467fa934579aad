// Random numbers that are the same everywhere: xoshiro256** seeded by splitmix64, and whole-number draws
// only. The distributions of the standard library differ between libraries, so none is used.
//
//   Random random{7};  random.below(6) + 1;  random.chance(250)   // one in four
//
// Never fails. The state is 32 bytes and moves with every draw.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace inbound {

class Random {
 public:
  explicit Random(uint64_t seed) {
    for (uint64_t& word : state_) word = split_mix(seed);
  }

  uint64_t next() {
    const uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // 0 .. bound - 1; bound is at least 1 and at most 2^32. The bias is below 2^-31, which no example notices.
  uint64_t below(uint64_t bound) { return ((next() >> 32) * bound) >> 32; }
  // low .. high, both ends included.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(below(static_cast<uint64_t>(high - low + 1)));
  }
  bool chance(uint64_t permille) { return below(1000) < permille; }

  // The index of an entry, each as likely as its weight says. Not all weights are 0.
  size_t weighted(std::span<const uint32_t> weights) {
    uint64_t total = 0;
    for (const uint32_t weight : weights) total += weight;
    uint64_t drawn = below(total);
    size_t index = 0;
    while (drawn >= weights[index]) drawn -= weights[index++];
    return index;
  }

 private:
  static uint64_t rotate(uint64_t word, int by) { return (word << by) | (word >> (64 - by)); }
  static uint64_t split_mix(uint64_t& seed) {
    uint64_t word = (seed += 0x9E3779B97F4A7C15u);
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
  }

  std::array<uint64_t, 4> state_{};
};

}  // namespace inbound
