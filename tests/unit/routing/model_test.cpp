// Pools under random operations: turns beside a naive list, snapshots at any moment, leads of one instant,
// and sequences that must not break anything.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "tests/unit/routing/team.h"

namespace lead::routing {
namespace {

constexpr PersonNumber kPeople = 12;

// Turns as somebody would play them at a table with a chair for everybody who may ever come: the chairs are
// in the order of the roster, a marker lies on the chair of the last turn, and stays there when its owner
// leaves.
struct Table {
  std::set<PersonNumber> sitting;
  std::map<PersonNumber, int> owed;
  int marker = -1;

  [[nodiscard]] PersonNumber next(const Team& team) const {
    std::set<PersonNumber> ready;
    for (const Candidate& candidate : team.candidates) {
      if (candidate.eligible) ready.insert(candidate.person);
    }
    for (const PersonNumber person : ready) {
      if (owed.contains(person)) return person;
    }
    for (int step = 1; step <= static_cast<int>(kPeople); ++step) {
      const auto chair = static_cast<PersonNumber>((marker + step) % static_cast<int>(kPeople));
      if (ready.contains(chair)) return chair;
    }
    return kNobody;
  }
  void take(PersonNumber person) {
    const auto debt = owed.find(person);
    if (debt == owed.end())
      marker = static_cast<int>(person);
    else if (--debt->second == 0)
      owed.erase(debt);
  }
};

TEST(Turns, AreThoseOfATableWhereverPeopleComeAndGo) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    testing::Random random(seed);
    Team team(Algorithm::Turns, {});
    Table table;
    for (int step = 0; step < 400; ++step) {
      if (random.chance(20)) {
        const auto person = static_cast<PersonNumber>(random.below(kPeople));
        if (!table.sitting.insert(person).second) {
          table.sitting.erase(person);
          table.owed.erase(person);
        }
        team.members.clear();
        for (const PersonNumber one : table.sitting) team.members.push_back({one, 1});
        const auto before = std::count_if(table.sitting.begin(), table.sitting.end(),
                                          [&](PersonNumber p) { return p < team.pool.last_turn(); });
        team.set(team.pool.last_turn() == kNobody ? Pool::kNoPlace : static_cast<uint32_t>(before));
      }
      for (Candidate& candidate : team.candidates) candidate.eligible = random.chance(80);
      const PersonNumber expected = table.next(team);
      ASSERT_EQ(team.assign(), expected) << "seed " << seed << ", step " << step;
      if (expected == kNobody) continue;
      table.take(expected);
      if (!random.chance(10)) continue;
      team.pool.give_back(team.turn);
      ++table.owed[expected];
    }
  }
}

// One random thing: people come, go, are away, change weight; a lead is given away; a turn comes back.
struct Story {
  Story(Algorithm algorithm, uint64_t seed) : random(seed), team(algorithm, {3, 1, 2, 5}) {}

  void change_people() {
    const auto person = static_cast<PersonNumber>(random.below(kPeople));
    const auto at = std::lower_bound(team.members.begin(), team.members.end(), person,
                                     [](const Member& m, PersonNumber p) { return m.person < p; });
    const auto weight = static_cast<uint32_t>(random.between(1, random.chance(5) ? 1000 : 9));
    if (at == team.members.end() || at->person != person)
      team.members.insert(at, {person, weight});
    else if (random.chance(50))
      team.members.erase(at);
    else
      at->weight = weight;
    team.set();
  }

  PersonNumber step() {
    if (random.chance(10)) change_people();
    if (random.chance(5)) team.when.period_begin_ms = team.when.instant_ms;
    for (Candidate& candidate : team.candidates) {
      if (!random.chance(20)) continue;
      candidate.away = random.chance(30);
      candidate.eligible = !candidate.away && random.chance(80);
    }
    if (is_time_running) ++team.when.instant_ms;
    const PersonNumber taker = team.assign();
    if (taker != kNobody && random.chance(10)) team.pool.give_back(team.turn);
    if (random.chance(3))
      team.pool.count_by_hand(static_cast<PersonNumber>(random.below(kPeople)), team.when);
    for (const Member& member : team.members) {
      const Standing standing = team.pool.standing(member.person, team.candidates, team.when);
      EXPECT_FALSE(standing.words.empty());
    }
    return taker;
  }

  testing::Random random;
  Team team;
  bool is_time_running = true;
};

TEST(Pool, GoesOnFromASnapshotAsIfNothingHadHappened) {
  for (size_t algorithm = 0; algorithm < kAlgorithmCount; ++algorithm) {
    for (uint64_t seed = 1; seed <= 6; ++seed) {
      Story story(static_cast<Algorithm>(algorithm), seed), other(static_cast<Algorithm>(algorithm), seed);
      for (int step = 0; step < 250; ++step) {
        if (story.random.chance(10)) {
          Pool restored(Algorithm::InOrder);
          PoolState state = story.team.pool.state();
          for (size_t i = 0; i < state.credits.size(); ++i) {
            const Fraction credit = state.credits[i];
            state.credits[i] = Fraction();
            ASSERT_TRUE(state.credits[i].restore(credit.whole(), credit.terms()));
          }
          ASSERT_TRUE(restored.restore(std::move(state)));
          story.team.pool = std::move(restored);
        }
        other.random = story.random;
        ASSERT_EQ(story.step(), other.step())
            << "algorithm " << algorithm << ", seed " << seed << ", step " << step;
        for (const Member& member : story.team.members)
          ASSERT_EQ(story.team.words(member.person), other.team.words(member.person));
      }
    }
  }
}

TEST(Pool, GivesAThousandLeadsOfOneInstantAwayAsAThousandInARow) {
  for (size_t algorithm = 0; algorithm < kAlgorithmCount; ++algorithm) {
    Team at_once(static_cast<Algorithm>(algorithm), {5, 1, 3, 1, 2});
    Team in_a_row(static_cast<Algorithm>(algorithm), {5, 1, 3, 1, 2});
    std::array<int, 5> counts{};
    for (int lead = 0; lead < 1000; ++lead) {
      in_a_row.when.instant_ms += 60'000;
      const PersonNumber next = at_once.assign();
      ASSERT_EQ(next, in_a_row.assign());
      ++counts[next];
    }
    if (static_cast<Algorithm>(algorithm) == Algorithm::InOrder) continue;
    EXPECT_GE(*std::min_element(counts.begin(), counts.end()), 83) << "algorithm " << algorithm;
  }
}

// The numbers of the others are what they were: nobody is re-biased by who comes and goes.
TEST(Pool, LeavesTheStateOfEverybodyElseAloneWhenPeopleComeAndGo) {
  for (size_t algorithm = 0; algorithm < kAlgorithmCount; ++algorithm) {
    Story story(static_cast<Algorithm>(algorithm), 99);
    for (int step = 0; step < 300; ++step) {
      story.step();
      const PoolState before = story.team.pool.state();
      const std::vector<Member> members = story.team.members;
      story.change_people();
      const PoolState& after = story.team.pool.state();
      for (size_t i = 0; i < before.members.size(); ++i) {
        for (size_t j = 0; j < after.members.size(); ++j) {
          const MemberState &was = before.members[i], &is = after.members[j];
          if (was.person != is.person || was.weight != is.weight) continue;
          ASSERT_EQ(was.turns, is.turns);
          ASSERT_EQ(was.owed, is.owed);
          ASSERT_EQ(was.sum, is.sum);
          ASSERT_EQ(was.pointer, is.pointer);
          ASSERT_EQ(was.in_period, is.in_period);
          if (before.credits.empty()) continue;
          ASSERT_EQ(before.credits[i], after.credits[j]);
        }
      }
    }
  }
}

}  // namespace
}  // namespace lead::routing
