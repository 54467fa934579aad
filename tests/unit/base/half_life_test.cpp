#include "runtime/base/half_life.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace lead {
namespace {

constexpr int64_t kDayMs = 86'400'000;

// Every half-life worth trying: the shortest, powers of two and their neighbours, times people write, the
// longest.
std::vector<int64_t> half_lives() {
  std::vector<int64_t> all{1,         2,      3,          5,           7,           10,          60'000,
                           3'600'000, kDayMs, 7 * kDayMs, 14 * kDayMs, 30 * kDayMs, 365 * kDayMs};
  for (int bit = 4; bit <= 43; ++bit) {
    all.push_back((int64_t{1} << bit) - 1);
    all.push_back(int64_t{1} << bit);
    if (bit < 43) all.push_back((int64_t{1} << bit) + 1);
  }
  return all;
}

int64_t value_at(const HalfLife& fading, int64_t mantissa, int64_t epoch, int64_t instant) {
  const HalfLife::Point point = fading.at(instant);
  return HalfLife::read(HalfLife::rescale(mantissa, epoch, point.epoch), point);
}

TEST(HalfLife, WeightsRunFromOneToAHalf) {
  for (const int64_t length : half_lives()) {
    const HalfLife fading(length);
    EXPECT_EQ(fading.weight(0), uint64_t{1} << 63);
    EXPECT_EQ(fading.weight(length), uint64_t{1} << 62);
    EXPECT_GE(fading.weight(length - 1), uint64_t{1} << 62) << length;
  }
}

TEST(HalfLife, WeightsAreCloseToTheRealNumber) {
  std::mt19937_64 random(7);
  long double worst = 0;
  for (const int64_t length : half_lives()) {
    const HalfLife fading(length);
    for (int i = 0; i < 300; ++i) {
      const auto phase = static_cast<int64_t>(random() % static_cast<uint64_t>(length));
      const long double real = std::exp2(-static_cast<long double>(phase) / static_cast<long double>(length));
      const long double found = std::ldexp(static_cast<long double>(fading.weight(phase)), -63);
      worst = std::max(worst, std::abs(found - real) / real);
    }
  }
  EXPECT_LT(worst, std::ldexp(1.0L, -50));
  EXPECT_GT(worst, 0);
}

TEST(HalfLife, TimesToAWeightLieWhereTheWeightIs) {
  std::mt19937_64 random(13);
  for (const int64_t length : half_lives()) {
    const HalfLife fading(length);
    EXPECT_EQ(fading.time_to(uint64_t{1} << 63), 0);
    EXPECT_EQ(fading.time_to(1), 63 * length);
    for (int i = 0; i < 300; ++i) {
      const auto phase = static_cast<int64_t>(random() % static_cast<uint64_t>(length));
      const int halvings = static_cast<int>(random() % 10);
      const int64_t found = fading.time_to(fading.weight(phase) >> halvings);
      EXPECT_LE(std::abs(found - (halvings * length + phase)), 1 + (length >> 38)) << length;
    }
  }
}

TEST(HalfLife, WeightsFallOverConsecutiveMilliseconds) {
  std::mt19937_64 random(11);
  for (const int64_t length : half_lives()) {
    const HalfLife fading(length);
    std::vector<int64_t> starts{0, length / 2, length - std::min<int64_t>(length, 3'000)};
    // Around the places where a table moves on: the ends of the linear pieces.
    for (const int64_t part : {1, 255, 256, 257, 65'535, 65'536, 1'000'001})
      starts.push_back(length / 16'777'216 * part);
    for (int i = 0; i < 4; ++i)
      starts.push_back(static_cast<int64_t>(random() % static_cast<uint64_t>(length)));
    for (const int64_t start : starts) {
      uint64_t before = fading.weight(start);
      for (int64_t phase = start + 1; phase <= std::min(start + 3'000, length); ++phase) {
        const uint64_t weight = fading.weight(phase);
        ASSERT_LE(weight, before) << length << " at " << phase;
        before = weight;
      }
    }
  }
}

TEST(HalfLife, ReadsFallInMagnitudeAlsoOverTheEndOfAnEpoch) {
  std::mt19937_64 random(13);
  for (const int64_t length : half_lives()) {
    const HalfLife fading(length);
    for (const int64_t amount : {int64_t{1}, int64_t{999'999}, int64_t{40'000'000}, int64_t{1} << 40}) {
      const auto born = static_cast<int64_t>(random() % 1'000'000'000'000u);
      const HalfLife::Point point = fading.at(born);
      const int64_t mantissa = fading.award(amount, point);
      const int64_t end_of_epoch = (point.epoch + 1) * length;
      for (const int64_t start :
           {born, std::max(born, end_of_epoch - 500), std::max(born, end_of_epoch + 3 * length - 200)}) {
        int64_t before = value_at(fading, mantissa, point.epoch, start);
        for (int64_t t = start + 1; t < start + 1'000; ++t) {
          const int64_t value = value_at(fading, mantissa, point.epoch, t);
          ASSERT_LE(value, before) << length << " " << amount << " at " << t - born;
          ASSERT_EQ(value_at(fading, -mantissa, point.epoch, t),
                    -value);  // minus points fade as plus points do
          before = value;
        }
      }
    }
  }
}

TEST(HalfLife, OneAwardReadsWithinHalfAMillionthOfTheRealNumber) {
  std::mt19937_64 random(17);
  for (int i = 0; i < 200'000; ++i) {
    const auto length = static_cast<int64_t>(2 + random() % (uint64_t{1} << (2 + random() % 38)));
    const auto amount = static_cast<int64_t>(random() % (uint64_t{1} << (1 + random() % 40)));
    const auto born = static_cast<int64_t>(random() % 4'000'000'000'000u);
    const auto age = static_cast<int64_t>(random() % (static_cast<uint64_t>(length) * (1 + random() % 12)));
    const HalfLife fading(length);
    const HalfLife::Point point = fading.at(born);
    const int64_t found = value_at(fading, fading.award(amount, point), point.epoch, born + age);
    const long double real = static_cast<long double>(amount) *
                             std::exp2(-static_cast<long double>(age) / static_cast<long double>(length));
    // A mantissa's last bits (2^-20 of a millionth) are lost once per award and once in all by shifts.
    ASSERT_LE(std::abs(static_cast<long double>(found) - real),
              0.5L + std::ldexp(2.0L, -20) + real * std::ldexp(1.0L, -49))
        << length << " " << amount << " " << born << " " << age;
  }
}

TEST(HalfLife, EagerLazyAndRepeatedShiftsGiveTheSameBits) {
  std::mt19937_64 random(19);
  for (int i = 0; i < 100'000; ++i) {
    const auto mantissa = static_cast<int64_t>(random());
    const auto first = static_cast<int64_t>(random() % 40);
    const auto second = static_cast<int64_t>(random() % 80);
    int64_t step_by_step = mantissa;
    for (int64_t epoch = 0; epoch < first + second; ++epoch)
      step_by_step = HalfLife::rescale(step_by_step, epoch, epoch + 1);
    const int64_t at_once = HalfLife::rescale(mantissa, 0, first + second);
    ASSERT_EQ(at_once, HalfLife::rescale(HalfLife::rescale(mantissa, 0, first), first, first + second));
    ASSERT_EQ(at_once, step_by_step);
  }
}

TEST(HalfLife, TenPointsOverThirtyDays) {
  const HalfLife fading(30 * kDayMs);
  const int64_t days[] = {0, 7, 14, 15, 30, 45, 60, 90};
  const int64_t wanted[] = {10'000'000, 8'506'672, 7'236'346, 7'071'068,
                            5'000'000,  3'535'534, 2'500'000, 1'250'000};
  for (const int64_t born : {int64_t{0}, 20'793 * kDayMs + 32'400'123, 40'000 * kDayMs - 1}) {
    const HalfLife::Point point = fading.at(born);
    const int64_t mantissa = fading.award(10'000'000, point);
    for (size_t i = 0; i < std::size(days); ++i) {
      EXPECT_EQ(value_at(fading, mantissa, point.epoch, born + days[i] * kDayMs), wanted[i])
          << born << " day " << days[i];
    }
  }
}

TEST(HalfLife, InstantsBeforeTheEpochLieOnTheSameGrid) {
  const HalfLife fading(1'000);
  EXPECT_EQ(fading.at(-1).epoch, -1);
  EXPECT_EQ(fading.at(-1).phase_ms, 999);
  EXPECT_EQ(fading.at(-1'000).phase_ms, 0);
}

}  // namespace
}  // namespace lead
