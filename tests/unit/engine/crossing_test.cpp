// Where the search looks first: crossings of scores that fade, and steps of counts.
#include "runtime/engine/crossing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/artefact/opcode.h"
#include "runtime/engine/count_steps.h"
#include "runtime/engine/window.h"
#include "tests/support/random.h"

namespace lead::engine {
namespace {

using artefact::Opcode;
using lead::testing::Random;

constexpr int64_t kDayMs = 86'400'000;

TEST(Crossing, IsWhereAScoreThatFadesGetsThere) {
  Random random(1);
  for (const int64_t period : {kDayMs, 14 * kDayMs, 365 * kDayMs}) {
    const HalfLife fading(period);
    const auto score_at = [&](int64_t instant_ms, int64_t mantissa, int64_t still) {
      const HalfLife::Point point = fading.at(instant_ms);
      return HalfLife::read(HalfLife::rescale(mantissa, 0, point.epoch), point) + still;
    };
    for (int i = 0; i < 500; ++i) {
      const int64_t mantissa = random.between(1'000'000, 100'000'000) << HalfLife::kFractionBits;
      const int64_t still = random.between(-20'000'000, 20'000'000);
      const int64_t first = random.between(0, period), last = first + random.between(kDayMs, 4 * period);
      const int64_t begin = score_at(first, mantissa, still), end = score_at(last, mantissa, still);
      const int64_t threshold = random.between(end, begin);
      const Crossing crossing = expect_crossing({first, begin, last, end, threshold}, &fading);
      ASSERT_GE(crossing.instant_ms, first);
      ASSERT_LE(crossing.instant_ms, last);
      EXPECT_GE(score_at(std::max(first, crossing.instant_ms - crossing.margin_ms), mantissa, still),
                threshold);
      EXPECT_LE(score_at(std::min(last, crossing.instant_ms + crossing.margin_ms), mantissa, still),
                threshold);
    }
  }
}

TEST(Crossing, IsOnAStraightLineWhereNothingFades) {
  EXPECT_EQ(expect_crossing({1'000, 30, 2'000, 20, 25}, nullptr).instant_ms, 1'500);
  EXPECT_EQ(expect_crossing({1'000, 20, 2'000, 30, 22}, nullptr).instant_ms, 1'200);
}

TEST(Crossing, IsUnknownWhereTheThresholdIsNotReached) {
  const HalfLife fading(kDayMs);
  for (const Descent& descent :
       {Descent{0, 30, 10, 20, 31}, Descent{0, 30, 10, 20, 19}, Descent{0, 30, 10, 30, 30},
        Descent{5, 30, 5, 20, 25}, Descent{0, INT64_MAX, 10, INT64_MIN, 0}, Descent{}}) {
    EXPECT_EQ(expect_crossing(descent, &fading).instant_ms, kNever);
  }
}

// count of window 0 in the last 50 ms beside the number 3.
std::vector<int64_t> least_counts(Opcode op, bool count_first) {
  artefact::ArtefactT policy;
  policy.derived = std::make_unique<artefact::CodeT>();
  policy.derived->words = 3;
  const auto add = [&](Opcode code, uint32_t dst, uint32_t a, uint32_t b, int64_t k) {
    policy.derived->instructions.emplace_back(static_cast<uint16_t>(code), dst, a, b, 0, 0, k);
  };
  add(Opcode::WindowCount, 0, 0, 0, 50);
  add(Opcode::Constant, 1, 0, 0, 3);
  add(op, 2, count_first ? 0 : 1, count_first ? 1 : 0, 0);
  std::vector<int64_t> least;
  for (const CountStep& step : find_count_steps(policy)) {
    EXPECT_EQ(step.window, 0u);
    EXPECT_EQ(step.ms, 50);
    least.push_back(step.least);
  }
  return least;
}

TEST(CountSteps, StandAtTheNumberOnTheUpperSideOfAComparison) {
  using Numbers = std::vector<int64_t>;
  EXPECT_EQ(least_counts(Opcode::LessEqual, false), Numbers{3});  // 3 <= count
  EXPECT_EQ(least_counts(Opcode::Less, false), Numbers{4});       // 3 < count
  EXPECT_EQ(least_counts(Opcode::Less, true), Numbers{3});        // count < 3
  EXPECT_EQ(least_counts(Opcode::LessEqual, true), Numbers{4});   // count <= 3
  EXPECT_EQ(least_counts(Opcode::Equal, true), (Numbers{3, 4}));
  EXPECT_EQ(least_counts(Opcode::Add, true), Numbers{});
}

TEST(Windows, KnowWhenTheirCountFallsBelowANumber) {
  artefact::ZoneT zone;
  zone.offsets_ms = {0};
  artefact::WindowT declared;
  declared.keep = artefact::Period(1'000, 0);
  const Window window(declared, zone);
  RingStore rings;
  std::vector<int64_t> words(window.size(), 0);
  for (const int64_t instant : {5, 7, 7, 20}) ASSERT_TRUE(window.push(words.data(), rings, instant, 0));
  for (const int64_t least : {1, 2, 3, 4}) {
    const int64_t at = window.falls_below(words.data(), rings, least, 1'000, 0);
    EXPECT_GE(window.count(words.data(), rings, at - 1, 1'000, 0), least);
    EXPECT_LT(window.count(words.data(), rings, at, 1'000, 0), least);
  }
  EXPECT_EQ(window.falls_below(words.data(), rings, 5, 1'000, 0), INT64_MIN);
  EXPECT_EQ(window.falls_below(words.data(), rings, 0, 1'000, 0), INT64_MIN);
}

}  // namespace
}  // namespace lead::engine
