// How far what people are given lies from their exact share, as pool.h states it: random weights and sizes,
// and shares in whole numbers over one denominator, which owes nothing to the room's own fractions.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <string>

#include "tests/unit/routing/team.h"

namespace lead::routing {
namespace {

constexpr int64_t kSum = 40;                       // of all weights at most
constexpr int64_t kWhole = 5'342'931'457'063'200;  // the least common multiple of 1 to 40

// How far each member is behind the share, in units of 1/kWhole of a turn: below zero is ahead.
struct Shares {
  explicit Shares(const Team& team) : behind(team.members.size()) {}

  // One turn of the team as it is, to `taker`.
  void give(const Team& team, PersonNumber taker) {
    int64_t weights = 0;
    for (size_t i = 0; i < behind.size(); ++i)
      weights += team.candidates[i].eligible ? int64_t{team.members[i].weight} : 0;
    for (size_t i = 0; i < behind.size(); ++i) {
      if (team.candidates[i].eligible) behind[i] += kWhole / weights * team.members[i].weight;
      if (team.members[i].person == taker) behind[i] -= kWhole;
    }
    for (const Wide units : behind) {
      most_behind = std::max(most_behind, units);
      most_ahead = std::max(most_ahead, -units);
    }
  }

  std::vector<Wide> behind;
  Wide most_behind = 0, most_ahead = 0;
};

// Thousandths of a turn, for messages and reports.
int64_t thousandths(Wide units) {
  return static_cast<int64_t>(units * 1000 / kWhole);
}

// From two to twenty members whose weights come to kSum at most.
std::vector<uint32_t> random_weights(testing::Random& random, bool are_equal) {
  const int64_t count = random.between(2, 20);
  int64_t left = kSum - count;
  std::vector<uint32_t> weights;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t extra = are_equal ? 0 : random.between(0, left / random.between(1, 6));
    weights.push_back(static_cast<uint32_t>(1 + extra));
    left -= extra;
  }
  return weights;
}

// Many teams, each through 300 turns with everybody there; `check` looks at every turn.
template <class Check>
void run_fixed(Algorithm algorithm, bool are_equal, Check check) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    testing::Random random(seed);
    Team team(algorithm, random_weights(random, are_equal));
    Shares shares(team);
    for (int i = 0; i < 300 && !::testing::Test::HasFailure(); ++i) {
      shares.give(team, team.assign());
      SCOPED_TRACE("seed " + std::to_string(seed) + ", turn " + std::to_string(i));
      check(team, shares);
    }
  }
}

TEST(Bounds, TurnsAreLessThanOneOff) {
  for (const Algorithm algorithm : {Algorithm::Turns, Algorithm::LeastRecent, Algorithm::CountInPeriod}) {
    run_fixed(algorithm, true, [](const Team&, const Shares& shares) {
      ASSERT_LT(shares.most_ahead, kWhole);
      ASSERT_LT(shares.most_behind, kWhole);
    });
  }
}

TEST(Bounds, SmoothTurnsAndFairShareAreLessThanOneAheadAndALittleBehind) {
  for (const Algorithm algorithm : {Algorithm::SmoothTurns, Algorithm::FairShare}) {
    run_fixed(algorithm, false, [](const Team& team, const Shares& shares) {
      Wide behind = 0;
      for (size_t k = 2; k <= team.members.size(); ++k) behind += kWhole / static_cast<int64_t>(k);
      ASSERT_LT(shares.most_ahead, kWhole);
      ASSERT_LE(shares.most_behind, behind);
    });
  }
}

TEST(Bounds, LowestPointerIsLessThanOneAheadAndItsWeightTimesTheOthersBehind) {
  run_fixed(Algorithm::LowestPointer, false, [](const Team& team, const Shares& shares) {
    int64_t weights = 0;
    for (const Member& member : team.members) weights += member.weight;
    ASSERT_LT(shares.most_ahead, kWhole);
    for (size_t i = 0; i < team.members.size(); ++i) {
      const auto others = static_cast<int64_t>(team.members.size()) - 1;
      ASSERT_LE(shares.behind[i], Wide{kWhole / weights} * team.members[i].weight * others);
    }
  });
}

// People come and go at random, for 2,000 turns of 60 teams: the worst that anybody was off.
struct Drift {
  Wide ahead = 0, behind = 0;
};

template <class Check>
Drift run_with_absences(Algorithm algorithm, bool are_equal, Check check) {
  Drift drift;
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    testing::Random random(seed);
    Team team(algorithm, random_weights(random, are_equal));
    Shares shares(team);
    for (int i = 0; i < 2000 && !::testing::Test::HasFailure(); ++i) {
      for (const Member& member : team.members) {
        if (!random.chance(3)) continue;
        if (team.of(member.person).away)
          team.come_back(member.person);
        else
          team.go_away(member.person);
      }
      const PersonNumber taker = team.assign();
      if (taker != kNobody) shares.give(team, taker);
      check(team, shares);
    }
    drift.ahead = std::max(drift.ahead, shares.most_ahead);
    drift.behind = std::max(drift.behind, shares.most_behind);
  }
  return drift;
}

TEST(Bounds, FairShareKeepsToTheShareWhoeverIsAwayAndTheOthersDrift) {
  const auto report = [](const char* name, const Drift& drift) {
    std::cout << "  with random absences, turns in 1000: " << name << " ahead " << thousandths(drift.ahead)
              << ", behind " << thousandths(drift.behind) << "\n";
  };
  const auto nothing = [](const Team&, const Shares&) {};
  const auto is_kept = [](const Team& team, const Shares& shares) {
    const auto others = static_cast<int64_t>(team.members.size()) - 1;
    ASSERT_LE(shares.most_ahead, Wide{kWhole} * others);
    ASSERT_LE(shares.most_behind, Wide{kWhole} * others);
  };
  const Drift fair = run_with_absences(Algorithm::FairShare, false, is_kept);
  report("fair share", fair);
  EXPECT_LT(fair.ahead, 2 * Wide{kWhole});
  EXPECT_LT(fair.behind, 2 * Wide{kWhole});
  report("turns, weights 1", run_with_absences(Algorithm::Turns, true, nothing));
  report("least recent, weights 1", run_with_absences(Algorithm::LeastRecent, true, nothing));
  const Drift smooth = run_with_absences(Algorithm::SmoothTurns, false, nothing);
  report("smooth turns", smooth);
  report("lowest pointer", run_with_absences(Algorithm::LowestPointer, false, nothing));
  report("count in one period, weights 1", run_with_absences(Algorithm::CountInPeriod, true, nothing));
  EXPECT_GT(smooth.behind, fair.behind);
}

// Somebody who chooses who is there can push people apart, two at a time, but not further and further.
TEST(Bounds, FairShareHoldsAgainstAbsencesThatAreMeantToBreakIt) {
  constexpr size_t kCount = 16;
  Team team(Algorithm::FairShare, std::vector<uint32_t>(kCount, 1));
  Shares shares(team);
  for (int i = 0; i < 5000; ++i) {
    // The two whose credits are nearest are there, and nobody else.
    size_t a = 0, b = 1;
    Wide nearest = INT64_MAX;
    for (size_t x = 0; x < kCount; ++x) {
      for (size_t y = x + 1; y < kCount; ++y) {
        const Wide apart = shares.behind[x] - shares.behind[y];
        const Wide distance = apart < 0 ? -apart : apart;
        if (distance >= nearest) continue;
        nearest = distance;
        a = x;
        b = y;
      }
    }
    for (size_t x = 0; x < kCount; ++x) team.candidates[x].eligible = x == a || x == b;
    shares.give(team, team.assign());
    ASSERT_LT(shares.most_ahead, Wide{kWhole} * static_cast<int64_t>(kCount - 1));
    ASSERT_LT(shares.most_behind, Wide{kWhole} * static_cast<int64_t>(kCount - 1));
  }
  EXPECT_GT(shares.most_behind, kWhole);
}

// The room's own credits are the shares, to the last unit.
TEST(Bounds, CreditsAreTheSharesExactly) {
  testing::Random random(7);
  Team team(Algorithm::FairShare, random_weights(random, false));
  Shares shares(team);
  for (int i = 0; i < 2000; ++i) {
    for (Candidate& candidate : team.candidates) candidate.eligible = random.chance(70);
    const PersonNumber taker = team.assign();
    if (taker != kNobody) shares.give(team, taker);
    for (size_t m = 0; m < team.members.size(); ++m) {
      const Fraction& credit = team.pool.state().credits[m];
      Wide units = Wide{credit.whole()} * kWhole;
      for (const FractionTerm& term : credit.terms()) units += Wide{kWhole / term.power} * term.numerator;
      ASSERT_EQ(static_cast<int64_t>(units - shares.behind[m]), 0) << "turn " << i << ", member " << m;
    }
  }
}

}  // namespace
}  // namespace lead::routing
