// Sums of fractions, held against whole numbers over a common denominator.
#include "runtime/routing/fraction.h"

#include <gtest/gtest.h>

#include <vector>

#include "runtime/base/limits.h"
#include "tests/support/random.h"

namespace lead::routing {
namespace {

TEST(Fraction, AddsUpAndShowsLowestTerms) {
  Fraction sum;
  EXPECT_EQ(sum.text(), "0");
  sum.add(UnitFraction(9), 3);
  EXPECT_EQ(sum.text(), "1/3");
  sum.add(UnitFraction(6), 3);
  EXPECT_EQ(sum.text(), "5/6");
  sum.add(UnitFraction(12), 2);
  EXPECT_EQ(sum.text(), "1");
  EXPECT_TRUE(sum.terms().empty());
  sum.add(UnitFraction(1), 1);
  EXPECT_EQ(sum.text(), "2");
  sum.add_whole(-3);
  sum.add(UnitFraction(7), 1);
  EXPECT_EQ(sum.text(), "-6/7");
}

TEST(Fraction, OrdersAsACommonDenominatorDoes) {
  constexpr int64_t kWhole = 5'342'931'457'063'200;  // the least common multiple of 1 to 40
  testing::Random random(1);
  for (int round = 0; round < 3000; ++round) {
    Fraction numbers[2];
    int64_t units[2] = {0, 0};
    for (int which = 0; which < 2; ++which) {
      for (int64_t terms = random.below(8); terms > 0; --terms) {
        const auto denominator = static_cast<uint32_t>(random.between(1, round % 2 == 0 ? 40 : 6));
        const auto factor = static_cast<uint32_t>(random.between(0, denominator));
        const int64_t whole = random.between(-1, 0);
        numbers[which].add(UnitFraction(denominator), factor);
        numbers[which].add_whole(whole);
        units[which] += kWhole / denominator * factor + whole * kWhole;
      }
    }
    ASSERT_EQ(numbers[0] <=> numbers[1], units[0] <=> units[1])
        << numbers[0].text() << " " << numbers[1].text();
    ASSERT_EQ(numbers[0] == numbers[1], units[0] == units[1]);
  }
}

// 1 over the product of the primes is far below 1/2^64, and can be written as a sum of fractions.
TEST(Fraction, TellsNumbersApartThatDifferByLessThanItsFirstDigits) {
  const std::vector<uint32_t> primes = {999'983, 999'979, 999'961, 999'959,
                                        999'953, 999'931, 999'917, 999'907};
  Fraction tiny;
  for (const uint32_t prime : primes) {
    uint64_t others = 1;
    for (const uint32_t other : primes) others = other == prime ? others : others * (other % prime) % prime;
    uint64_t inverse = 1;  // others^(prime - 2), by Fermat
    for (uint64_t power = prime - 2, square = others; power > 0; power /= 2, square = square * square % prime)
      inverse = power % 2 == 1 ? inverse * square % prime : inverse;
    tiny.add(UnitFraction(prime), static_cast<uint32_t>(inverse));
  }
  // The terms come to 1/product and a whole number.
  tiny.add_whole(-static_cast<int64_t>((tiny.floor_2_64() + (Wide{1} << 63)) >> 64));
  const Fraction zero;
  EXPECT_EQ(tiny.terms().size(), primes.size());
  EXPECT_GT(tiny, zero);
  EXPECT_LT(zero, tiny);
  Fraction twice = tiny;
  for (const FractionTerm& term : tiny.terms()) twice.add(UnitFraction(term.power), term.numerator);
  twice.add_whole(tiny.whole());
  EXPECT_GT(twice, tiny);
  EXPECT_LT(tiny, twice);
  EXPECT_EQ(tiny.text(), "≈0.000");
  tiny.add(UnitFraction(16), 1);
  tiny.add_whole(-1);
  EXPECT_EQ(tiny.text(), "≈-0.938");
}

TEST(Fraction, IsRoundedDownWhereItsDenominatorWouldGrowTooFar) {
  Fraction sum;
  uint32_t prime = 3;
  std::vector<uint32_t> primes;
  for (; primes.size() <= limits::kMaxCreditTerms; prime += 2) {
    bool is_prime = true;
    for (uint32_t d = 3; d * d <= prime; d += 2) is_prime = is_prime && prime % d != 0;
    if (is_prime) primes.push_back(prime);
  }
  for (size_t i = 0; i + 1 < primes.size(); ++i) sum.add(UnitFraction(primes[i]), 1);
  EXPECT_EQ(sum.terms().size(), limits::kMaxCreditTerms);
  const Wide exact = sum.floor_2_64() + static_cast<Wide>((UnsignedWide{1} << 64) / primes.back());
  sum.add(UnitFraction(primes.back()), 1);
  ASSERT_EQ(sum.terms().size(), 1u);
  EXPECT_EQ(sum.terms()[0].prime, 2u);
  EXPECT_LE(sum.floor_2_64(), exact);
  EXPECT_LT(exact - sum.floor_2_64(), Wide{1} << 34);
}

TEST(Fraction, RestoresWhatItShowsAndNothingElse) {
  Fraction sum;
  sum.add(UnitFraction(360), 77);
  sum.add_whole(-2);
  Fraction again;
  ASSERT_TRUE(again.restore(sum.whole(), sum.terms()));
  EXPECT_EQ(again, sum);
  EXPECT_EQ(again.floor_2_64(), sum.floor_2_64());
  using Terms = std::vector<FractionTerm>;
  EXPECT_FALSE(again.restore(0, Terms{{4, 4, 1}})) << "4 is no prime";
  EXPECT_FALSE(again.restore(0, Terms{{2, 6, 1}})) << "6 is no power of 2";
  EXPECT_FALSE(again.restore(0, Terms{{2, 4, 2}})) << "not in lowest terms";
  EXPECT_FALSE(again.restore(0, Terms{{2, 4, 5}})) << "above 1";
  EXPECT_FALSE(again.restore(0, Terms{{2, 4, 0}}));
  EXPECT_FALSE(again.restore(0, Terms{{2, 1, 0}}));
  EXPECT_FALSE(again.restore(0, Terms{{3, 3, 1}, {2, 2, 1}})) << "not in order";
  EXPECT_FALSE(again.restore(0, Terms{{3, 3, 1}, {3, 9, 1}})) << "twice";
  EXPECT_FALSE(again.restore(INT64_MAX, Terms{}));
  EXPECT_EQ(again, sum) << "refused, so nothing happened";
}

}  // namespace
}  // namespace lead::routing
