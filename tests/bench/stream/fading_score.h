// A score of four rules that fade by half, by hand: their sums on the grid of lead::HalfLife, and the first
// millisecond at which the score is below a threshold.
//
//   FadingScore score(14 * kDayMs, 25 * kPoint);     // the first rule shows 25 points at most
//   score.award(sums, kMail, 2, score.at(now_ms));
//   score.crossing(sums, 20 * kPoint, now_ms + 1)
//
// Such a score only falls with time, so the crossing is found by one logarithm and two reads. Floating point
// decides where to look, never what is found.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "runtime/base/half_life.h"
#include "tests/bench/stream/records.h"

namespace lead::bench {

struct FadingSums {
  std::array<int64_t, 4> mantissa{};  // by Rule
  int64_t epoch = 0;
};

class FadingScore {
 public:
  FadingScore(int64_t half_life_ms, int64_t first_at_most)
      : fading_(half_life_ms), half_life_ms_(half_life_ms), first_at_most_(first_at_most) {}

  [[nodiscard]] HalfLife::Point at(int64_t instant_ms) const { return fading_.at(instant_ms); }

  static void move_to(FadingSums& sums, int64_t epoch) {
    if (sums.epoch == epoch) return;
    for (int64_t& mantissa : sums.mantissa) mantissa = HalfLife::rescale(mantissa, sums.epoch, epoch);
    sums.epoch = epoch;
  }
  // `sums` stand at the point's epoch.
  void award(FadingSums& sums, Rule rule, int64_t points, const HalfLife::Point& point) const {
    sums.mantissa[static_cast<size_t>(rule)] += fading_.award(points * kPoint, point);
  }

  [[nodiscard]] int64_t read(const FadingSums& sums, const HalfLife::Point& point) const {
    return std::min(read(sums, kPricingPage, point), first_at_most_) + rest(sums, point);
  }

  // The first instant from `first_ms` on at which the score is below `threshold`; `limit_ms` where it is not
  // before that.
  [[nodiscard]] int64_t crossing(const FadingSums& sums, int64_t threshold, int64_t first_ms,
                                 int64_t limit_ms = kNever) const {
    const auto is_below = [&](int64_t at_ms) { return read(sums, at(at_ms)) < threshold; };
    if (is_below(first_ms)) return first_ms;
    if (limit_ms != kNever && !is_below(limit_ms - 1)) return limit_ms;
    int64_t guess = guess_crossing(sums, static_cast<double>(threshold), first_ms);
    if (limit_ms != kNever) guess = std::min(guess, limit_ms - 1);
    // Bracket the guess, then halve: usually two reads.
    int64_t above = first_ms, below = limit_ms == kNever ? kNever : limit_ms - 1;
    for (int64_t step = 1; below == kNever || below - above > 1; step *= 2) {
      guess = std::clamp(guess, above + 1, below == kNever ? kNever - 1 : below);
      if (is_below(guess)) {
        below = guess;
        guess -= step;
      } else {
        above = guess;
        guess += step;
      }
      if (guess <= above || (below != kNever && guess >= below)) break;
    }
    while (below - above > 1) {
      const int64_t middle = above + (below - above) / 2;
      (is_below(middle) ? below : above) = middle;
    }
    return below;
  }

 private:
  [[nodiscard]] static int64_t read(const FadingSums& sums, Rule rule, const HalfLife::Point& point) {
    return HalfLife::read(
        HalfLife::rescale(sums.mantissa[static_cast<size_t>(rule)], sums.epoch, point.epoch), point);
  }
  [[nodiscard]] static int64_t rest(const FadingSums& sums, const HalfLife::Point& point) {
    return read(sums, kAnyPage, point) + read(sums, kMail, point) + read(sums, kWhitepaper, point);
  }

  [[nodiscard]] int64_t guess_crossing(const FadingSums& sums, double threshold, int64_t first_ms) const {
    const HalfLife::Point point = at(first_ms);
    const auto pricing = static_cast<double>(read(sums, kPricingPage, point));
    const auto others = static_cast<double>(rest(sums, point));
    const auto cap = static_cast<double>(first_at_most_);
    double factor = (pricing + others) / threshold;
    if (pricing / factor > cap) factor = others / (threshold - cap);
    return first_ms +
           static_cast<int64_t>(std::log2(std::max(factor, 1.0)) * static_cast<double>(half_life_ms_)) + 1;
  }

  HalfLife fading_;
  int64_t half_life_ms_, first_at_most_;
};

}  // namespace lead::bench
