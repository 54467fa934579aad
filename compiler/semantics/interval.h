// Inclusive ranges of words, and what the operators make of them.
//
//   multiply({0, 500}, {0, 100'000'000}, 1'000'000)  ->  {0, 50'000}    # rounded once, as at run time
//
// Ends are 128 bits wide, so that a result may be looked at before it is known to fit: `fits` says whether it
// does. Operands must fit; then nothing overflows. Never fails.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>

#include "runtime/base/arithmetic.h"

namespace lead::semantics {

struct Interval {
  Wide low = 0, high = 0;  // low <= high
  friend bool operator==(const Interval&, const Interval&) = default;
};

[[nodiscard]] constexpr bool fits(const Interval& a) {
  return a.low >= INT64_MIN && a.high <= INT64_MAX;
}
[[nodiscard]] constexpr bool contains(const Interval& a, Wide value) {
  return a.low <= value && value <= a.high;
}

[[nodiscard]] constexpr Interval hull(const Interval& a, const Interval& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}
[[nodiscard]] constexpr Interval add(const Interval& a, const Interval& b) {
  return {a.low + b.low, a.high + b.high};
}
[[nodiscard]] constexpr Interval negate(const Interval& a) {
  return {-a.high, -a.low};
}
[[nodiscard]] constexpr Interval scale(const Interval& a, Wide factor) {
  return factor >= 0 ? Interval{a.low * factor, a.high * factor} : Interval{a.high * factor, a.low * factor};
}
[[nodiscard]] constexpr Interval least(const Interval& a, const Interval& b) {
  return {std::min(a.low, b.low), std::min(a.high, b.high)};
}
[[nodiscard]] constexpr Interval greatest(const Interval& a, const Interval& b) {
  return {std::max(a.low, b.low), std::max(a.high, b.high)};
}
[[nodiscard]] constexpr Interval clamp(const Interval& a, Wide low, Wide high) {
  return {std::clamp(a.low, low, high), std::clamp(a.high, low, high)};
}
// a * b / d, d >= 1
[[nodiscard]] Interval multiply(const Interval& a, const Interval& b, Wide d);
// a * k / b for every b but 0, k >= 1; {0, 0} where b is 0 only
[[nodiscard]] Interval divide(const Interval& a, Wide k, const Interval& b);

}  // namespace lead::semantics
