#include "tests/reference/numbers.h"

#include "runtime/base/half_life.h"

namespace lead::reference {
namespace {

using artefact::DecayKind;

Wide power_of_two(int exponent) {
  return static_cast<Wide>(1) << exponent;
}

// Half a step every H: numbers.md, "Half-life". The sum is kept as of the start of an epoch of H milliseconds
// and moved to the next by halving towards zero, epoch by epoch.
struct Mantissa {
  Wide amount = 0;
  int64_t epoch = 0;

  void move_to(int64_t to) {
    if (to - epoch > 200) amount = 0;
    for (; epoch < to && amount != 0; ++epoch) amount = amount / 2;
    epoch = to;
  }
};

Mantissa folded(const std::vector<Award>& awards, const HalfLife& half_life) {
  const int64_t length = half_life.period_ms();
  Mantissa sum;
  for (const Award& award : awards) {
    sum.move_to(award.instant_ms / length);
    const int64_t phase = award.instant_ms % length;
    // 2^(phase/H) is twice 2^-((H - phase)/H); weights have 63 bits behind the point, the mantissa 20.
    const Wide grown = phase == 0 ? static_cast<Wide>(award.millionths) * power_of_two(20)
                                  : nearest_even(static_cast<Wide>(award.millionths) * 2 *
                                                     static_cast<Wide>(half_life.weight(length - phase)),
                                                 power_of_two(63 - 20));
    sum.amount += grown;
  }
  return sum;
}

int64_t halving_worth(const std::vector<Award>& awards, int64_t period_ms, int64_t now_ms) {
  const HalfLife half_life(period_ms);
  Mantissa sum = folded(awards, half_life);
  sum.move_to(now_ms / period_ms);
  const Wide weight = static_cast<Wide>(half_life.weight(now_ms % period_ms));
  return static_cast<int64_t>(nearest_even(sum.amount * weight, power_of_two(83)));
}

int64_t dropped(int64_t millionths, int64_t lost) {
  if (millionths < 0) return -dropped(-millionths, lost);
  return millionths > lost ? millionths - lost : 0;
}

// The share of an award that is left after `age_ms`, as numerator of a fraction whose denominator all awards
// have in common: see `denominator`.
Wide numerator(const Award& award, const artefact::Decay& decay, int64_t age_ms) {
  const int64_t periods = decay.period_ms() > 0 ? age_ms / decay.period_ms() : 0;  // None has no period
  switch (decay.kind()) {
    case DecayKind::Expires:
      return age_ms < decay.period_ms() ? award.millionths : 0;
    case DecayKind::Drops: {
      const Wide lost = static_cast<Wide>(periods) * decay.amount();
      return lost > INT64_MAX ? 0 : dropped(award.millionths, static_cast<int64_t>(lost));
    }
    case DecayKind::Halves:
      return periods > 64 ? 0 : award.millionths * power_of_two(static_cast<int>(64 - periods));
    case DecayKind::Evenly: {
      const Wide left =
          static_cast<Wide>(1'000'000) * decay.period_ms() - static_cast<Wide>(decay.amount()) * age_ms;
      return left > 0 ? award.millionths * left : 0;
    }
    case DecayKind::None:
    case DecayKind::Half:
      break;
  }
  return award.millionths;
}

Wide denominator(const artefact::Decay& decay) {
  if (decay.kind() == DecayKind::Halves) return power_of_two(64);
  if (decay.kind() == DecayKind::Evenly) return static_cast<Wide>(1'000'000) * decay.period_ms();
  return 1;
}

}  // namespace

Wide nearest_even(Wide n, Wide d) {
  Wide below = n / d;
  if (below * d > n) below -= 1;  // the whole number at or below n / d, also of negative n
  const Wide twice_rest = 2 * (n - below * d);
  if (twice_rest < d) return below;
  if (twice_rest > d) return below + 1;
  return below % 2 == 0 ? below : below + 1;
}

int64_t worth(const std::vector<Award>& awards, const artefact::Decay& decay, int64_t now_ms) {
  if (decay.kind() == DecayKind::Half) return halving_worth(awards, decay.period_ms(), now_ms);
  Wide sum = 0;
  for (const Award& award : awards) sum += numerator(award, decay, now_ms - award.instant_ms);
  return static_cast<int64_t>(nearest_even(sum, denominator(decay)));
}

size_t live_awards(const std::vector<Award>& awards, const artefact::Decay& decay, int64_t now_ms) {
  if (decay.kind() == DecayKind::None || decay.kind() == DecayKind::Half) return 0;
  size_t live = 0;
  for (const Award& award : awards) {
    if (numerator(award, decay, now_ms - award.instant_ms) != 0) ++live;
  }
  return live;
}

bool fits(const std::vector<Award>& awards, const artefact::Decay& decay) {
  if (decay.kind() != DecayKind::Half) return true;
  const Wide amount = folded(awards, HalfLife(decay.period_ms())).amount;
  return INT64_MIN <= amount && amount <= INT64_MAX;
}

}  // namespace lead::reference
