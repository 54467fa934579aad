#include "compiler/semantics/interval.h"

namespace lead::semantics {

namespace {

// Rounding is monotone, so the ends of the exact range become the ends of the rounded one.
Interval of_ends(Wide a, Wide b, Wide c, Wide d) {
  return {std::min({a, b, c, d}), std::max({a, b, c, d})};
}

Interval divide_by_one_sign(const Interval& a, Wide k, Wide low, Wide high) {
  return of_ends(divide_half_even(a.low * k, low), divide_half_even(a.low * k, high),
                 divide_half_even(a.high * k, low), divide_half_even(a.high * k, high));
}

}  // namespace

Interval multiply(const Interval& a, const Interval& b, Wide d) {
  const Interval exact = of_ends(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
  return {divide_half_even(exact.low, d), divide_half_even(exact.high, d)};
}

Interval divide(const Interval& a, Wide k, const Interval& b) {
  std::optional<Interval> result;
  if (b.low < 0) result = divide_by_one_sign(a, k, b.low, std::min<Wide>(b.high, -1));
  if (b.high > 0) {
    const Interval positive = divide_by_one_sign(a, k, std::max<Wide>(b.low, 1), b.high);
    result = result ? hull(*result, positive) : positive;
  }
  return result.value_or(Interval{});
}

}  // namespace lead::semantics
