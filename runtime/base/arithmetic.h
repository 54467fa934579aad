// Integer arithmetic that never traps and rounds in one known way. No binary floating point decides anything.
#pragma once
#include <bit>
#include <concepts>
#include <cstdint>
#include <type_traits>

namespace lead {

constexpr int64_t kMillion = 1'000'000;  // millionths in a whole

// Products before their one rounding; every use of the wide types goes through these names.
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

constexpr int64_t wrap_add(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}
constexpr int64_t wrap_subtract(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) - static_cast<uint64_t>(b));
}
constexpr int64_t wrap_multiply(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
}
// The same in the narrow lanes of the column evaluator, whose values are proved to fit.
template <std::signed_integral T>
constexpr T wrap_add(T a, T b) {
  return static_cast<T>(static_cast<std::make_unsigned_t<T>>(a) + static_cast<std::make_unsigned_t<T>>(b));
}
template <std::signed_integral T>
constexpr T wrap_subtract(T a, T b) {
  return static_cast<T>(static_cast<std::make_unsigned_t<T>>(a) - static_cast<std::make_unsigned_t<T>>(b));
}
template <std::signed_integral T>
constexpr T wrap_multiply(T a, T b) {
  return static_cast<T>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
}

// Bit b of a; bits outside a word are not set. Words of a narrow lane stand for the words they are.
template <std::signed_integral T>
constexpr bool has_bit(T a, T b) {
  return b >= 0 && b < 64 && (static_cast<uint64_t>(int64_t{a}) >> b & 1) != 0;
}
template <std::signed_integral T>
constexpr int64_t count_bits(T a) {
  return std::popcount(static_cast<uint64_t>(int64_t{a}));
}

// n / d rounded half-even; d != 0. Exact for any 128-bit n whose quotient fits.
constexpr Wide divide_half_even(Wide n, Wide d) {
  if (d < 0) {
    n = -n;
    d = -d;
  }
  Wide quotient = n / d;
  const Wide rest = n % d;
  const Wide twice = 2 * (rest < 0 ? -rest : rest);
  const int sign = n < 0 ? -1 : 1;
  if (twice > d || (twice == d && (quotient & 1) != 0)) quotient += sign;
  return quotient;
}

// n / 2^bits rounded half-even; 0 < bits < 127. The quotient must fit.
constexpr int64_t shift_half_even(Wide n, int bits) {
  const bool negative = n < 0;
  const UnsignedWide magnitude = negative ? -static_cast<UnsignedWide>(n) : static_cast<UnsignedWide>(n);
  const UnsignedWide half = UnsignedWide{1} << (bits - 1);
  const UnsignedWide rest = magnitude & ((half << 1) - 1);
  UnsignedWide quotient = magnitude >> bits;
  if (rest > half || (rest == half && (quotient & 1) != 0)) ++quotient;
  const auto result = static_cast<int64_t>(quotient);
  return negative ? -result : result;
}

// a * b / d with one rounding (half-even); 0 where d is 0. Wraps where the quotient leaves 64 bits (the
// compiler proves it does not).
constexpr int64_t multiply_divide(int64_t a, int64_t b, int64_t d) {
  if (d == 0) return 0;
  return static_cast<int64_t>(divide_half_even(static_cast<Wide>(a) * b, d));
}

}  // namespace lead
