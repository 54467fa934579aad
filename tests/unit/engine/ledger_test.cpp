#include "runtime/engine/ledger.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"

namespace lead::engine {
namespace {

using artefact::Decay;
using artefact::DecayKind;

constexpr int64_t kDayMs = 86'400'000;
constexpr int64_t kPoint = kMillion;

// One ledger and all it needs.
class Book {
 public:
  explicit Book(Decay decay) : ledger_(decay, fadings_), points_(fadings_), words_(ledger_.size() + 1, 0) {}
  bool book(int64_t now_ms, int64_t millionths) {
    points_.move_to(now_ms);
    return ledger_.book(words_.data(), rings_, points_, millionths);
  }
  int64_t read(int64_t now_ms) {
    points_.move_to(now_ms);
    return ledger_.read(words_.data(), rings_, points_);
  }
  RingStore& rings() { return rings_; }
  std::vector<int64_t>& words() { return words_; }
  bool kept_to_its_words() const { return words_.back() == 0; }

 private:
  Fadings fadings_;
  Ledger ledger_;
  FadingPoints points_;
  RingStore rings_;
  std::vector<int64_t> words_;  // one more than it may use
};

TEST(Ledger, TenPointsOverThirtyDaysInEveryKindOfDecay) {
  const std::vector<int64_t> days{0, 7, 14, 15, 30, 45, 60, 90};
  struct Case {
    const char* name;
    Decay decay;
    std::vector<int64_t> wanted;
  };
  const std::vector<Case> cases{
      {"none",
       {DecayKind::None, 0, 0},
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000, 10'000'000}},
      {"half",
       {DecayKind::Half, 30 * kDayMs, 0},
       {10'000'000, 8'506'672, 7'236'346, 7'071'068, 5'000'000, 3'535'534, 2'500'000, 1'250'000}},
      {"evenly",
       {DecayKind::Evenly, 30 * kDayMs, 500'000},
       {10'000'000, 8'833'333, 7'666'667, 7'500'000, 5'000'000, 2'500'000, 0, 0}},
      {"drops",
       {DecayKind::Drops, 30 * kDayMs, 5 * kPoint},
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 5'000'000, 5'000'000, 0, 0}},
      {"halves",
       {DecayKind::Halves, 30 * kDayMs, 0},
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 5'000'000, 5'000'000, 2'500'000, 1'250'000}},
      {"expires",
       {DecayKind::Expires, 30 * kDayMs, 0},
       {10'000'000, 10'000'000, 10'000'000, 10'000'000, 0, 0, 0, 0}},
  };
  for (const Case& c : cases) {
    for (const int64_t sign : {1, -1}) {
      Book book(c.decay);
      const int64_t born = 20'793 * kDayMs + 32'400'123;
      ASSERT_TRUE(book.book(born, sign * 10 * kPoint));
      for (size_t i = 0; i < days.size(); ++i) {
        EXPECT_EQ(book.read(born + days[i] * kDayMs), sign * c.wanted[i]) << c.name << " day " << days[i];
      }
      EXPECT_TRUE(book.kept_to_its_words()) << c.name;
    }
  }
}

TEST(Ledger, ChangesAtTheMillisecond) {
  Book expires({DecayKind::Expires, 1'000, 0});
  Book drops({DecayKind::Drops, 1'000, 2 * kPoint});
  Book halves({DecayKind::Halves, 1'000, 0});
  for (Book* book : {&expires, &drops, &halves}) ASSERT_TRUE(book->book(5'000, 5 * kPoint));
  EXPECT_EQ(expires.read(5'999), 5 * kPoint);
  EXPECT_EQ(expires.read(6'000), 0);
  EXPECT_EQ(drops.read(5'999), 5 * kPoint);
  EXPECT_EQ(drops.read(6'000), 3 * kPoint);
  EXPECT_EQ(drops.read(8'000), 0);
  EXPECT_EQ(halves.read(5'999), 5 * kPoint);
  EXPECT_EQ(halves.read(6'000), 2'500'000);
}

struct Award {
  int64_t instant, amount;
};

// The definition, in the least clever way; Half apart, which has a test of its own below.
int64_t by_definition(const Decay& decay, const std::vector<Award>& awards, int64_t now) {
  long double sum =
      0;  // exact here: every term of the kinds below is a multiple of a small power of two or summed as Wide
  Wide exact = 0;
  const Wide scale = decay.kind() == DecayKind::Evenly ? static_cast<Wide>(kMillion) * decay.period_ms() : 1;
  for (const Award& award : awards) {
    const int64_t age = now - award.instant;
    const int64_t full = decay.kind() == DecayKind::None ? 0 : age / decay.period_ms();
    switch (decay.kind()) {
      case DecayKind::None:
        exact += award.amount;
        break;
      case DecayKind::Expires:
        exact += age < decay.period_ms() ? award.amount : 0;
        break;
      case DecayKind::Drops: {
        const int64_t left = std::abs(award.amount) - full * decay.amount();
        exact += left <= 0 ? 0 : award.amount < 0 ? -left : left;
        break;
      }
      case DecayKind::Evenly: {
        const Wide left = scale - static_cast<Wide>(decay.amount()) * age;
        exact += left > 0 ? left * award.amount : 0;
        break;
      }
      case DecayKind::Halves:
        sum += std::ldexp(static_cast<long double>(award.amount),
                          static_cast<int>(-std::min<int64_t>(full, 200)));
        break;
      case DecayKind::Half:
        break;
    }
  }
  if (decay.kind() == DecayKind::Halves) return static_cast<int64_t>(std::nearbyint(sum));
  return static_cast<int64_t>(divide_half_even(exact, scale));
}

TEST(Ledger, ManyAwardsAreTheSumOfTheirDefinitions) {
  std::mt19937_64 random(5);
  const std::vector<Decay> decays{{DecayKind::None, 0, 0},
                                  {DecayKind::Expires, 10'000, 0},
                                  {DecayKind::Drops, 3'000, 777'777},
                                  {DecayKind::Evenly, 9'999, 333'333},
                                  {DecayKind::Evenly, 7'000, kMillion},
                                  {DecayKind::Halves, 2'500, 0}};
  for (const Decay& decay : decays) {
    for (const int64_t sign : {1, -1}) {
      for (int round = 0; round < 30; ++round) {
        Book book(decay);
        std::vector<Award> awards;
        int64_t now = static_cast<int64_t>(random() % 2'000'000'000'000u);
        for (int i = 0; i < 200; ++i) {
          now += static_cast<int64_t>(random() % 400);
          // Few bits, so that the long double sum of Halves is exact.
          awards.push_back({now, sign * static_cast<int64_t>(random() % 4'000) * 1'000});
          ASSERT_TRUE(book.book(now, awards.back().amount));
          const int64_t later = now + static_cast<int64_t>(random() % 20'000);
          ASSERT_EQ(book.read(now), by_definition(decay, awards, now)) << static_cast<int>(decay.kind());
          ASSERT_EQ(book.read(later), by_definition(decay, awards, later)) << static_cast<int>(decay.kind());
        }
      }
    }
  }
}

TEST(Ledger, HalfLifeSumsStayCloseToTheRealNumber) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 100; ++round) {
    const auto length = static_cast<int64_t>(1 + random() % 5'000'000);
    Book book({DecayKind::Half, length, 0});
    std::vector<Award> awards;
    int64_t now = static_cast<int64_t>(random() % 2'000'000'000'000u);
    for (int i = 0; i < 100; ++i) {
      now += static_cast<int64_t>(random() % static_cast<uint64_t>(length));
      awards.push_back({now, static_cast<int64_t>(random() % 100'000'000)});
      ASSERT_TRUE(book.book(now, awards.back().amount));
      const int64_t later = now + static_cast<int64_t>(random() % static_cast<uint64_t>(4 * length));
      long double real = 0;
      for (const Award& award : awards) {
        real +=
            static_cast<long double>(award.amount) *
            std::exp2(-static_cast<long double>(later - award.instant) / static_cast<long double>(length));
      }
      ASSERT_NEAR(static_cast<double>(book.read(later)), static_cast<double>(real), 0.501);
    }
  }
}

TEST(Ledger, FallsMonotonicallyBetweenBookings) {
  const std::vector<Decay> decays{{DecayKind::Half, 777, 0},
                                  {DecayKind::Evenly, 900, 700'000},
                                  {DecayKind::Drops, 100, 5'000'000},
                                  {DecayKind::Halves, 100, 0},
                                  {DecayKind::Expires, 800, 0}};
  for (const Decay& decay : decays) {
    for (const int64_t sign : {1, -1}) {
      Book book(decay);
      for (int64_t i = 0; i < 20; ++i) ASSERT_TRUE(book.book(10'000 + i * 37, sign * (i + 1) * 1'234'567));
      int64_t before = book.read(10'703);
      for (int64_t now = 10'704; now < 14'000; ++now) {
        const int64_t value = book.read(now);
        ASSERT_LE(sign * value, sign * before) << static_cast<int>(decay.kind()) << " " << now;
        ASSERT_GE(sign * value, 0);
        before = value;
      }
    }
  }
}

TEST(Ledger, RefusesWhatItCannotHold) {
  Book large({DecayKind::None, 0, 0});
  EXPECT_FALSE(large.book(0, limits::kMaxAwardMillionths + 1));
  Book full({DecayKind::Half, kDayMs, 0});
  int booked = 0;
  for (; booked < 10 && full.book(kDayMs - 1, limits::kMaxAwardMillionths); ++booked) {
  }
  EXPECT_EQ(booked, 3);  // 3.3 million points; a fourth would pass 4 million
  for (const Decay& decay : {Decay{DecayKind::Expires, 1'000, 0}, Decay{DecayKind::Drops, 1'000, 1}}) {
    Book many(decay);
    for (uint32_t i = 0; i < limits::kMaxLiveAwards; ++i) ASSERT_TRUE(many.book(10, 1'000'000));
    EXPECT_FALSE(many.book(10, 1'000'000));
  }
}

TEST(Ledger, AwardsWorthNothingMakeRoom) {
  Book drops({DecayKind::Drops, 1'000, kPoint});
  ASSERT_TRUE(drops.book(0, 1'000 * kPoint));  // outlives those behind it
  for (uint32_t i = 1; i < limits::kMaxLiveAwards; ++i) ASSERT_TRUE(drops.book(0, kPoint));
  ASSERT_TRUE(drops.book(1'000, kPoint));
  EXPECT_EQ(drops.read(1'000), 1'000 * kPoint);  // 999 and the new one
  Book expires({DecayKind::Expires, 1'000, 0});
  for (int64_t now = 0; now < 3 * limits::kMaxLiveAwards; ++now) ASSERT_TRUE(expires.book(now, kPoint));
  EXPECT_EQ(expires.read(3 * limits::kMaxLiveAwards - 1), 1'000 * kPoint);
}

TEST(Ledger, RollsBackWithItsWords) {
  for (const Decay& decay : {Decay{DecayKind::Half, 500, 0}, Decay{DecayKind::Evenly, 500, 500'000},
                             Decay{DecayKind::Drops, 500, kPoint}, Decay{DecayKind::Expires, 500, 0}}) {
    Book book(decay);
    for (int64_t now = 0; now < 300; now += 10) ASSERT_TRUE(book.book(now, 3 * kPoint));
    const std::vector<int64_t> words = book.words();
    const int64_t shown = book.read(900);
    book.rings().begin();
    for (int64_t now = 600; now < 2'000; now += 7) ASSERT_TRUE(book.book(now, 9 * kPoint));
    book.rings().roll_back();
    book.words() = words;
    EXPECT_EQ(book.read(900), shown) << static_cast<int>(decay.kind());
    ASSERT_TRUE(book.book(900, 0));
    EXPECT_EQ(book.read(900), shown) << static_cast<int>(decay.kind());
  }
}

}  // namespace
}  // namespace lead::engine
