// Values that fade by half every H milliseconds, in integers: the same bits everywhere, whatever was read
// before.
//
//   const HalfLife fading(14 * kDay);
//   const HalfLife::Point then = fading.at(t), now = fading.at(t + 14 * kDay);
//   const int64_t mantissa = HalfLife::award(5'000'000, then, fading);          // 5 points, in millionths
//   HalfLife::read(HalfLife::rescale(mantissa, then.epoch, now.epoch), now)     // 2'500'000
//
// Scheme. Time is cut into epochs of H ms counted from 1970; every value on the same H shares the grid. A sum
// of awards is one mantissa (millionths · 2^20) as of the start of its epoch; at phase g of the epoch it is
// worth mantissa · 2^(-g/H). The weight 2^(-g/H) is a Q63 number from three tables of 256 entries (24 bits of
// the exponent) and one linear term.
//
// Properties, each a test: weights and reads fall monotonically over consecutive milliseconds; a read is
// within half a millionth, plus 2^-49 of the value, of the real number; moving a mantissa over several epochs
// at once or one by one gives the same bits (both shift towards zero). No floating point, no library; never
// fails within the stated ranges.
#pragma once
#include <cstdint>

#include "runtime/base/arithmetic.h"

namespace lead {

class HalfLife {
 public:
  static constexpr int64_t kLongestMs = int64_t{1}
                                        << 43;  // BOUND: 278 years, more than all instants of limits.h
  static constexpr int kFractionBits = 20;      // of a mantissa, below one millionth

  // Where an instant lies on the grid.
  struct Point {
    int64_t epoch = 0;
    int64_t phase_ms = 0;                 // 0 <= phase < H
    uint64_t weight = uint64_t{1} << 63;  // 2^(-phase/H), Q63; within (2^62, 2^63]
  };

  // 1 <= half_life_ms <= kLongestMs.
  explicit HalfLife(int64_t half_life_ms);
  [[nodiscard]] int64_t period_ms() const { return half_life_ms_; }

  [[nodiscard]] Point at(int64_t instant_ms) const;
  // 2^(-phase/H) in Q63 for 0 <= phase <= H.
  [[nodiscard]] uint64_t weight(int64_t phase_ms) const;

  // About how long 1 takes to fade to this weight (Q63, 0 < weight <= 1): to a millisecond and 2^-40 of H.
  // For guesses.
  [[nodiscard]] int64_t time_to(uint64_t weight) const;

  // What an award of |millionths| <= 2^40 adds to the mantissa of its own epoch. Rounded half-even once.
  [[nodiscard]] int64_t award(int64_t millionths, const Point& point) const;
  // The mantissa as of a later epoch, shifted towards zero; `to_epoch` must not be earlier.
  [[nodiscard]] static int64_t rescale(int64_t mantissa, int64_t from_epoch, int64_t to_epoch) {
    const int64_t epochs = to_epoch - from_epoch;
    if (epochs >= 63) return 0;
    // What a shift would round down, it rounds towards zero once the bits shifted out are added.
    return (mantissa + ((mantissa >> 63) & ((int64_t{1} << epochs) - 1))) >> epochs;
  }
  // Millionths at a point of the mantissa's epoch, rounded half-even once.
  [[nodiscard]] static int64_t read(int64_t mantissa, const Point& point) {
    return shift_half_even(mantissa * static_cast<Wide>(point.weight), 63 + kFractionBits);
  }

 private:
  int64_t half_life_ms_;
  uint64_t reciprocal_;  // floor((2^(64 + shift) - 1) / H)
  int shift_;            // floor(log2 H)
};

}  // namespace lead
