// The algorithms of a pool: published sequences, and what each does with ties, absences, joins and turns
// given back, worked out by hand.
#include "runtime/routing/pool.h"

#include <gtest/gtest.h>

#include "runtime/routing/kept_requests.h"
#include "tests/unit/routing/team.h"

namespace lead::routing {
namespace {

constexpr PersonNumber A = 0, B = 1, C = 2, D = 3;

TEST(Pool, GivesThePublishedSequences) {
  EXPECT_EQ(Team(Algorithm::SmoothTurns, {5, 1, 1}).draw(14), "AABACAAAABACAA");
  EXPECT_EQ(Team(Algorithm::FairShare, {5, 1, 1}).draw(14), "AABACAAAABACAA");
  EXPECT_EQ(Team(Algorithm::LowestPointer, {5, 1, 1}).draw(14), "ABCAAAAABCAAAA");
  EXPECT_EQ(Team(Algorithm::Turns, {5, 1, 1}).draw(7), "ABCABCA") << "weights do not matter";
  EXPECT_EQ(Team(Algorithm::InOrder, {1, 1}).draw(3), "AAA");
  EXPECT_EQ(Team(Algorithm::LeastRecent, {1, 1, 1}).draw(5), "ABCAB");
  EXPECT_EQ(Team(Algorithm::CountInPeriod, {1, 1, 1}).draw(5), "ABCAB");
}

TEST(Pool, LeastLoadedTakesTheMostRoomAndThenTheLongestWaiting) {
  Team team(Algorithm::LeastLoaded, {1, 1, 1});  // M, S and U of the published case
  team.when.instant_ms = 2000;
  const uint32_t left[] = {10, 12, 15};
  for (uint32_t i = 0; i < 3; ++i) {
    team.candidates[i].capacity = 20;
    team.candidates[i].load = 20 - left[i];
    team.candidates[i].last_assigned = {1000 - int64_t{i}, i};
  }
  EXPECT_EQ(team.draw(3), "CCC") << "to 10, 12 and 12";
  EXPECT_EQ(team.words(C), "8 of 20 held");
  EXPECT_EQ(team.draw(1), "B") << "who waits longer than C now";
}

TEST(Pool, LeastLoadedAsksThoseWithoutALimitLast) {
  Team team(Algorithm::LeastLoaded, {1, 1, 1});
  team.of(A).load = 1;
  team.of(B).load = 0;
  team.of(C) = {C, true, false, 9, 10, {}};
  EXPECT_EQ(team.draw(1), "C");
  team.leave_alone(C);
  EXPECT_EQ(team.draw(3), "BAB") << "fewest held; of two with one each, who never had one since";
  EXPECT_EQ(team.words(A), "2 held, no limit");
}

TEST(Pool, ChoosesNobodyWhereNobodyIsEligible) {
  for (size_t i = 0; i < kAlgorithmCount; ++i) {
    Team team(static_cast<Algorithm>(i), {3, 2});
    team.leave_alone(A);
    team.leave_alone(B);
    EXPECT_EQ(team.draw(1), "-");
    EXPECT_EQ(Team(static_cast<Algorithm>(i), {}).draw(1), "-");
  }
}

TEST(Pool, ChoosingChangesNothing) {
  for (size_t i = 0; i < kAlgorithmCount; ++i) {
    Team asked(static_cast<Algorithm>(i), {3, 2, 1}), other(static_cast<Algorithm>(i), {3, 2, 1});
    for (int turn = 0; turn < 20; ++turn) {
      for (int again = 0; again < turn; ++again)
        ASSERT_EQ(asked.pool.choose(asked.candidates, asked.when),
                  other.pool.choose(other.candidates, other.when));
      ASSERT_EQ(asked.assign(), other.assign());
    }
  }
}

TEST(Turns, PassOverWhoIsNotEligibleAndDoNotMakeUpForIt) {
  Team team(Algorithm::Turns, {1, 1, 1, 1});
  EXPECT_EQ(team.draw(1), "A");
  team.leave_alone(B);
  EXPECT_EQ(team.draw(2), "CD");
  team.of(B).eligible = true;
  EXPECT_EQ(team.draw(4), "ABCD");
}

TEST(Turns, GivenBackComeFirstAndLeaveThePlace) {
  Team team(Algorithm::Turns, {1, 1, 1, 1});
  EXPECT_EQ(team.draw(2), "AB");
  team.pool.give_back(team.turn);
  EXPECT_EQ(team.words(B), "owed 1 turn, had the last turn");
  EXPECT_EQ(team.draw(3), "BCD");
  EXPECT_EQ(team.words(A), "place 1 in the round");
  EXPECT_EQ(team.words(C), "place 3 in the round");
}

TEST(Turns, StayWhereSomebodyStoodWhoLeaves) {
  Team team(Algorithm::Turns, {1, 1, 1, 1});
  EXPECT_EQ(team.draw(2), "AB");
  team.members = {{A}, {C}, {D}};
  team.set();
  EXPECT_EQ(team.pool.last_turn(), B);
  EXPECT_EQ(team.draw(1), "C");
  team.members = {{A}, {B}, {D}};  // C had the turn and leaves, B is back
  Team unknown = team;
  team.set(2);  // C stands behind B in the roster
  EXPECT_EQ(team.draw(3), "DAB");
  unknown.set();  // C has no row any more: B comes in where C stood, and is next
  EXPECT_EQ(unknown.draw(3), "BDA");
  team.members = {{C}, {D}};
  team.set(0);  // B stands before both in the roster
  EXPECT_EQ(team.draw(2), "CD");
}

TEST(Turns, BeginAtTheFirstWhereAllBeforeThePlaceLeft) {
  Team team(Algorithm::Turns, {1, 1, 1, 1});
  EXPECT_EQ(team.draw(2), "AB");
  team.members = {{C}, {D}};
  team.set();
  EXPECT_EQ(team.draw(3), "CDC");
}

TEST(LowestPointer, StartsWhoJoinsAtTheLowestOfTheOthers) {
  Team team(Algorithm::LowestPointer, {2, 1});
  team.draw(30);  // 20 and 10
  team.members.push_back({C, 3});
  team.set();
  EXPECT_EQ(team.words(C), "0 turns of weight 3, counted as 30");
  EXPECT_EQ(team.draw(6).find("CCCC"), std::string::npos);
  EXPECT_EQ(team.words(A), "22 turns of weight 2");
  EXPECT_EQ(team.words(C), "3 turns of weight 3, counted as 33");
}

TEST(LowestPointer, RoundsTheStartUpToAWholeTurn) {
  Team team(Algorithm::LowestPointer, {5, 5});
  team.draw(6);  // 3 each: 3/5
  team.members.push_back({C, 2});
  team.set();
  EXPECT_EQ(team.words(C), "0 turns of weight 2, counted as 2") << "6/5 of a turn, rounded up";
}

TEST(LowestPointer, DoesNotFloodWhoWasAwayUnlessCatchingUp) {
  for (const bool catching_up : {false, true}) {
    Team team(Algorithm::LowestPointer, {1, 1, 1}, catching_up);
    EXPECT_EQ(team.draw(3), "ABC");
    team.go_away(B);
    EXPECT_EQ(team.draw(6), "ACACAC");
    team.come_back(B);
    EXPECT_EQ(team.draw(6), catching_up ? "BBBABC" : "ABCABC");
  }
}

TEST(LowestPointer, CatchesUpAfterReasonsThatDoNotLieInThePerson) {
  Team team(Algorithm::LowestPointer, {1, 1});
  team.leave_alone(B);  // at a cap, say
  EXPECT_EQ(team.draw(4), "AAAA");
  team.of(B).eligible = true;
  EXPECT_EQ(team.draw(6), "BBBBAB");
}

TEST(LowestPointer, DoesNotTakeThePointerOfSomebodyWhoIsAwayForTheLowest) {
  Team team(Algorithm::LowestPointer, {1, 1, 1});
  team.draw(3);
  team.go_away(A);
  EXPECT_EQ(team.draw(1), "B");
  team.go_away(C);
  EXPECT_EQ(team.draw(20), std::string(20, 'B'));
  team.come_back(A);
  EXPECT_EQ(team.words(A), "1 turn of weight 1, counted as 22");
  EXPECT_EQ(team.draw(4), "ABAB");
}

TEST(LowestPointer, KeepsHowFarAheadSomebodyIsWhoseWeightChanges) {
  Team team(Algorithm::LowestPointer, {5, 1});
  team.draw(12);  // 10 and 2
  team.members[0].weight = 1;
  team.set();
  EXPECT_EQ(team.words(A), "10 turns of weight 1, counted as 2");
  EXPECT_EQ(team.draw(4), "ABAB");
}

TEST(CountInPeriod, BeginsAfreshAndCountsWhatIsSetByHand) {
  Team team(Algorithm::CountInPeriod, {1, 1});
  EXPECT_EQ(team.draw(3), "ABA");
  EXPECT_EQ(team.words(A), "2 in this period");
  team.when = {1000, 1000};
  EXPECT_EQ(team.words(A), "0 in this period");
  EXPECT_EQ(team.pool.choose(team.candidates, team.when), B) << "least recent";
  team.pool.count_by_hand(B, team.when);
  EXPECT_EQ(team.draw(1), "A");
  const Turn turn = team.turn;
  team.pool.give_back(turn);
  EXPECT_EQ(team.words(A), "0 in this period");
  team.when = {2000, 2000};
  EXPECT_EQ(team.draw(2), "BA");
  team.pool.give_back(turn);
  EXPECT_EQ(team.words(A), "1 in this period") << "a turn of an earlier period gives nothing back";
}

TEST(SmoothTurns, StandStillForWhoIsNotEligibleAndComeBackWhole) {
  Team team(Algorithm::SmoothTurns, {5, 1, 1});
  EXPECT_EQ(team.draw(1), "A");
  EXPECT_EQ(team.words(A), "sum -2, weight 5");
  team.pool.give_back(team.turn);
  EXPECT_EQ(team.words(A), "sum 5, weight 5");
  team.go_away(A);
  EXPECT_EQ(team.draw(2), "BC");
  EXPECT_EQ(team.words(A), "sum 5, weight 5");
}

TEST(FairShare, ShowsItsCreditsAsFractions) {
  Team team(Algorithm::FairShare, {3, 2, 2, 1, 1});
  EXPECT_EQ(team.draw(1), "A");
  EXPECT_EQ(team.words(A), "credit -2/3");
  EXPECT_EQ(team.words(B), "credit 2/9");
  team.go_away(C);
  team.go_away(D);
  EXPECT_EQ(team.draw(1), "B");
  EXPECT_EQ(team.words(A), "credit -1/6");
  EXPECT_EQ(team.words(B), "credit -4/9");
  team.pool.give_back(team.turn);
  EXPECT_EQ(team.words(B), "credit 5/9");
  EXPECT_GT(team.pool.standing(A, team.candidates, team.when).rank,
            team.pool.standing(B, team.candidates, team.when).rank);
}

TEST(Pool, SpendsATurnLaterWithThoseWhoWereEligibleThen) {
  Team team(Algorithm::SmoothTurns, {5, 1, 1}), at_once(Algorithm::SmoothTurns, {5, 1, 1});
  KeptRequests kept;
  team.leave_alone(C);
  at_once.leave_alone(C);
  const RequestId first = kept.keep(team.candidates), second = kept.keep(team.candidates);
  EXPECT_EQ(first, second);
  team.of(C).eligible = true;
  EXPECT_NE(kept.keep(team.candidates), first);
  EXPECT_EQ(kept.size(), 2u);
  at_once.draw(2);
  std::vector<Candidate> then;
  for (int i = 0; i < 2; ++i) {
    kept.restore(first, team.pool.members(), then);
    team.pool.take(A, then, team.when);
    kept.release(first);
  }
  EXPECT_EQ(kept.size(), 1u);
  for (const PersonNumber person : {A, B, C}) EXPECT_EQ(team.words(person), at_once.words(person));
}

TEST(Pool, NothingHappensToATurnOfSomebodyWhoLeft) {
  for (size_t i = 0; i < kAlgorithmCount; ++i) {
    Team team(static_cast<Algorithm>(i), {1, 1});
    team.assign();
    const Turn turn = team.turn;
    team.members.erase(team.members.begin() + turn.person);
    team.set();
    const uint64_t count = team.pool.state().turn_count;
    EXPECT_EQ(team.pool.take(turn.person, team.candidates, team.when), Turn());
    team.pool.give_back(turn);
    EXPECT_EQ(team.pool.state().turn_count, count);
    team.members.push_back({turn.person, 1});
    team.set();
    team.pool.give_back(turn);
    EXPECT_EQ(team.pool.standing(turn.person, team.candidates, team.when).turns, 0);
  }
}

TEST(Pool, RefusesAStateThatMeansNothing) {
  Team team(Algorithm::FairShare, {2, 1});
  team.draw(5);
  const auto is_taken = [&](auto change) {
    PoolState state = team.pool.state();
    change(state);
    Pool pool(Algorithm::InOrder);
    return pool.restore(std::move(state));
  };
  EXPECT_TRUE(is_taken([](PoolState&) {}));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.credits.pop_back(); }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.members[0].weight = 0; }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.members[0].weight = 1001; }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.members[0].person = s.members[1].person; }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.members[1].absent_from = 99; }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.last_anchor = s.last_turn = 77; }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.members[0].pointer = -1; }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.algorithm = static_cast<Algorithm>(9); }));
  EXPECT_FALSE(is_taken([](PoolState& s) { s.algorithm = Algorithm::Turns; })) << "credits of no use";
}

}  // namespace
}  // namespace lead::routing
