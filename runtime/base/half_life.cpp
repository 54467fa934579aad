#include "runtime/base/half_life.h"

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>

#include "runtime/base/arithmetic.h"

namespace lead {
namespace {

constexpr uint64_t kOne = uint64_t{1} << 63;  // 1 in Q63

// floor(sqrt(n)): digit by digit, so that the tables need no library and can be made by the compiler.
constexpr uint64_t square_root(UnsignedWide n) {
  UnsignedWide root = 0;
  for (int bit = 63; bit >= 0; --bit) {
    const UnsignedWide next = root | (UnsignedWide{1} << bit);
    if (next * next <= n) root = next;
  }
  return static_cast<uint64_t>(root);
}

constexpr uint64_t multiply_q63(uint64_t a, uint64_t b) {
  return static_cast<uint64_t>((UnsignedWide{a} * b) >> 63);
}

constexpr int kLevels = 3;
constexpr int kEntries = 256;
using Tables = std::array<std::array<uint64_t, kEntries>, kLevels>;

// tables[l][i] = 2^(-i / 256^(l+1)) in Q63. 2^(-1/2^k) comes from repeated square roots in Q64, where an
// error halves with each root; an entry is the product of at most eight of them.
constexpr Tables make_tables() {
  Tables tables{};
  UnsignedWide root = UnsignedWide{1} << 63;  // 2^-1 in Q64
  std::array<uint64_t, kLevels * 8> roots{};
  for (uint64_t& entry : roots) {
    root = square_root(root << 64);
    entry = static_cast<uint64_t>((root + 1) >> 1);
  }
  for (std::size_t level = 0; level < kLevels; ++level) {
    for (std::size_t i = 0; i < kEntries; ++i) {
      uint64_t product = kOne;
      for (std::size_t bit = 0; bit < 8; ++bit) {
        if ((i >> (7 - bit)) & 1) product = multiply_q63(product, roots[level * 8 + bit]);
      }
      tables[level][i] = product;
    }
  }
  return tables;
}

constexpr Tables kTables = make_tables();
constexpr uint64_t kLn2Q64 = 0xB17217F7D1CF79ABu;  // ln 2

}  // namespace

HalfLife::HalfLife(int64_t half_life_ms) : half_life_ms_(half_life_ms) {
  assert(half_life_ms >= 1 && half_life_ms <= kLongestMs);
  const auto length = static_cast<uint64_t>(half_life_ms);
  shift_ = 63 - std::countl_zero(length);
  reciprocal_ = static_cast<uint64_t>(((UnsignedWide{1} << (64 + shift_)) - 1) / length);
}

uint64_t HalfLife::weight(int64_t phase_ms) const {
  if (phase_ms >= half_life_ms_) return kOne >> 1;
  // phase / H as a Q64 fraction: 8 + 8 + 8 bits for the tables, 40 for the linear term.
  const auto exponent =
      static_cast<uint64_t>((UnsignedWide{static_cast<uint64_t>(phase_ms)} * reciprocal_) >> shift_);
  const uint64_t rest = exponent & ((uint64_t{1} << 40) - 1);
  uint64_t product = multiply_q63(kTables[0][exponent >> 56], kTables[1][(exponent >> 48) & 255]);
  product = multiply_q63(product, kTables[2][(exponent >> 40) & 255]);
  return multiply_q63(product, kOne - static_cast<uint64_t>((UnsignedWide{rest} * kLn2Q64) >> 65));
}

// Binary digits of the logarithm by squaring: whoever squares to two or more has a 1 there.
int64_t HalfLife::time_to(uint64_t weight) const {
  constexpr int kDigits = 40;
  assert(weight != 0 && weight <= kOne);
  const int halvings = std::countl_zero(weight);
  UnsignedWide rest = weight << halvings;  // Q63; 1 <= rest < 2
  int64_t digits = 0;
  for (int i = 0; i < kDigits; ++i) {
    rest = (rest * rest) >> 63;
    const bool is_two = (rest >> 64) != 0;
    rest >>= is_two ? 1 : 0;
    digits = digits * 2 + (is_two ? 1 : 0);
  }
  return halvings * half_life_ms_ -
         static_cast<int64_t>((static_cast<Wide>(digits) * half_life_ms_) >> kDigits);
}

HalfLife::Point HalfLife::at(int64_t instant_ms) const {
  int64_t epoch = instant_ms / half_life_ms_;
  int64_t phase = instant_ms - epoch * half_life_ms_;
  if (phase < 0) {
    phase += half_life_ms_;
    --epoch;
  }
  return {epoch, phase, weight(phase)};
}

int64_t HalfLife::award(int64_t millionths, const Point& point) const {
  if (point.phase_ms == 0) return millionths * (int64_t{1} << kFractionBits);
  const auto inverse = static_cast<Wide>(weight(half_life_ms_ - point.phase_ms));  // half of 2^(phase/H)
  return shift_half_even(millionths * inverse, 63 - 1 - kFractionBits);
}

}  // namespace lead
