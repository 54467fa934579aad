// The reference's own arithmetic, against figures worked out by other means.
#include "tests/reference/numbers.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lead::reference {
namespace {

using artefact::Decay;
using artefact::DecayKind;

constexpr int64_t kDay = 86'400'000;
constexpr int64_t kBegin = int64_t{20'000} * kDay + 12'345'678;

TEST(NearestEven, RoundsHalvesToTheEvenNeighbour) {
  EXPECT_EQ(nearest_even(5, 2), 2);
  EXPECT_EQ(nearest_even(7, 2), 4);
  EXPECT_EQ(nearest_even(-5, 2), -2);
  EXPECT_EQ(nearest_even(-7, 2), -4);
  EXPECT_EQ(nearest_even(-8, 3), -3);
  EXPECT_EQ(nearest_even(7, 3), 2);
}

struct Fading {
  Decay decay;
  int64_t expected[8];  // of 10 points after 0, 7, 14, 15, 30, 45, 60, 90 days, in millionths
};

TEST(Worth, IsWhatThePublishedFiguresSay) {
  const int64_t days[8] = {0, 7, 14, 15, 30, 45, 60, 90};
  const Fading all[] = {
      {Decay(DecayKind::Half, 30 * kDay, 0),
       {10'000'000, 8'506'672, 7'236'346, 7'071'068, 5'000'000, 3'535'534, 2'500'000, 1'250'000}},
      {Decay(DecayKind::Evenly, 30 * kDay, 500'000),
       {10'000'000, 8'833'333, 7'666'667, 7'500'000, 5'000'000, 2'500'000, 0, 0}},
      {Decay(DecayKind::Drops, 30 * kDay, 5'000'000),
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 5'000'000, 5'000'000, 0, 0}},
      {Decay(DecayKind::Halves, 30 * kDay, 0),
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 5'000'000, 5'000'000, 2'500'000, 1'250'000}},
      {Decay(DecayKind::Expires, 30 * kDay, 0), {10'000'000, 10'000'000, 10'000'000, 10'000'000, 0, 0, 0, 0}},
      {Decay(),
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000}}};
  for (const Fading& fading : all) {
    for (int i = 0; i < 8; ++i) {
      const int64_t now = kBegin + days[i] * kDay;
      EXPECT_EQ(worth({{kBegin, 10'000'000}}, fading.decay, now), fading.expected[i])
          << static_cast<int>(fading.decay.kind()) << " " << days[i];
      EXPECT_EQ(worth({{kBegin, -10'000'000}}, fading.decay, now), -fading.expected[i]);
    }
  }
}

// A half-life of seven milliseconds against real numbers.
TEST(Worth, FollowsTheCurveOfAHalfLife) {
  const Decay decay(DecayKind::Half, 7, 0);
  std::vector<Award> awards;
  for (int64_t t = 0; t < 60; t += 3) {
    awards.push_back({1'000'000 + t, 1'000'000 + t});
    const int64_t now = 1'000'000 + t + 2;
    long double exact = 0;
    for (const Award& award : awards) {
      exact += static_cast<long double>(award.millionths) *
               std::exp2(-static_cast<long double>(now - award.instant_ms) / 7);
    }
    EXPECT_NEAR(static_cast<double>(worth(awards, decay, now)), static_cast<double>(exact), 0.5001);
  }
}

}  // namespace
}  // namespace lead::reference
