// The eight algorithms of a pool, turn by turn: published sequences, and the sentences of
// docs/decisions/0013-routing.md that have a number in them.
#include "tests/reference/pool.h"

#include <gmock/gmock.h>

#include "runtime/calendar/zone_source.h"
#include "tests/support/random.h"

namespace lead::reference {
namespace {

using artefact::Algorithm;
using ::testing::ElementsAre;

constexpr int64_t kDayMs = 86'400'000;
constexpr int64_t kMonday = 4 * kDayMs;  // 1970-01-05

class Desk {
 public:
  Desk(Algorithm algorithm, std::vector<Member> members) : zone_(*calendar::resolve_zone("UTC")) {
    row_.algorithm = algorithm;
    pool_.emplace(row_, zone_);
    join(std::move(members));
  }
  kernel::RouteRow& row() { return row_; }

  // The roster from now on: members all.
  void join(std::vector<Member> members) {
    members_ = std::move(members);
    std::vector<std::string> roster;
    for (const Member& member : members_) roster.push_back(member.person);
    pool_->set_members(members_, roster);
  }
  void set_members_of(const std::vector<std::string>& roster, std::vector<Member> members) {
    members_ = std::move(members);
    pool_->set_members(members_, roster);
  }
  std::set<std::string> away, busy;                            // not eligible: away, or for another reason
  std::map<std::string, std::pair<int64_t, int64_t>> held_of;  // leads held, capacity
  int64_t now_ms = kMonday;

  std::vector<Candidate> candidates() const {
    std::vector<Candidate> all;
    for (const Member& member : members_) {
      Candidate each{member.person,
                     !away.contains(member.person) && !busy.contains(member.person),
                     away.contains(member.person),
                     0,
                     -1,
                     std::nullopt};
      if (held_of.contains(member.person)) std::tie(each.held, each.capacity) = held_of.at(member.person);
      if (last_.contains(member.person)) each.last = last_.at(member.person);
      all.push_back(each);
    }
    return all;
  }
  std::string chosen() const { return pool_->choose(candidates(), now_ms).value_or("-"); }
  std::string next() {
    const auto person = pool_->choose(candidates(), now_ms);
    if (!person) return "-";
    turn = pool_->take(*person, candidates(), now_ms);
    last_[*person] = {now_ms, ++order_};
    return *person;
  }
  std::string next(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += next();
    return all;
  }
  Turn turn;
  Pool& pool() { return *pool_; }

 private:
  artefact::ZoneT zone_;
  kernel::RouteRow row_;
  std::optional<Pool> pool_;
  std::vector<Member> members_;
  std::map<std::string, Assigned> last_;
  uint64_t order_ = 0;
};

const std::vector<Member> kThree{{"a", 1}, {"b", 1}, {"c", 1}};

TEST(InOrder, GivesEverythingToTheFirstWhoIsEligible) {
  Desk desk(Algorithm::InOrder, kThree);
  EXPECT_EQ(desk.next(3), "aaa");
  desk.away = {"a"};
  EXPECT_EQ(desk.next(2), "bb");
  desk.busy = {"b", "c"};
  EXPECT_EQ(desk.next(), "-");
}

TEST(Turns, GoRoundAndPassOverWhoIsNotEligible) {
  Desk desk(Algorithm::Turns, kThree);
  EXPECT_EQ(desk.next(4), "abca");
  desk.busy = {"b"};
  EXPECT_EQ(desk.next(3), "cac");
  desk.busy = {};
  EXPECT_EQ(desk.next(2), "ab");
}

TEST(Turns, KeepTheirPlaceWhenWhoHadTheLastOneLeaves) {
  Desk desk(Algorithm::Turns, {{"a"}, {"b"}, {"c"}, {"d"}});
  EXPECT_EQ(desk.next(2), "ab");
  desk.join({{"a"}, {"c"}, {"d"}});
  EXPECT_EQ(desk.next(3), "cda");
}

TEST(Turns, KeepTheirPlaceWhenThoseBeforeItLeaveToo) {
  Desk desk(Algorithm::Turns, {{"a"}, {"b"}, {"c"}, {"d"}});
  EXPECT_EQ(desk.next(3), "abc");
  desk.join({{"a"}, {"b"}, {"d"}});
  desk.join({{"a"}, {"d"}});
  EXPECT_EQ(desk.next(), "d");
  desk.join({{"e"}, {"a"}, {"d"}});
  EXPECT_EQ(desk.next(2), "ea");
}

TEST(Turns, LetWhoJoinsInAtThePlaceOfTheirRow) {
  Desk desk(Algorithm::Turns, kThree);
  EXPECT_EQ(desk.next(), "a");
  desk.join({{"a"}, {"x"}, {"b"}, {"c"}});
  EXPECT_EQ(desk.next(4), "xbca");
}

TEST(Turns, KeepThePlaceOfTheRowOfWhoLeftTheTeamAlone) {
  Desk desk(Algorithm::Turns, kThree);
  EXPECT_EQ(desk.next(2), "ab");
  desk.set_members_of({"c", "a", "b"}, {{"c"}, {"a"}});  // the rows stand in another order too
  EXPECT_EQ(desk.next(2), "ca");
}

TEST(Turns, GivenBackComeFirstAndDoNotMoveThePlace) {
  Desk desk(Algorithm::Turns, kThree);
  EXPECT_EQ(desk.next(), "a");
  const Turn given_back = desk.turn;
  EXPECT_EQ(desk.next(), "b");
  desk.pool().give_back(given_back);
  EXPECT_EQ(desk.next(3), "aca");
}

TEST(LeastRecent, TakesWhoWasNeverAssignedFirstThenWhoWaitsLongest) {
  Desk desk(Algorithm::LeastRecent, kThree);
  desk.busy = {"a"};
  EXPECT_EQ(desk.next(2), "bc");
  desk.busy = {};
  EXPECT_EQ(desk.next(4), "abca");
}

// The sequence in the commit that brought the algorithm to nginx.
TEST(SmoothTurns, OfWeightsFiveOneOneAreTheSequenceOfNginx) {
  Desk desk(Algorithm::SmoothTurns, {{"a", 5}, {"b", 1}, {"c", 1}});
  EXPECT_EQ(desk.next(14), "aabacaaaabacaa");
}

TEST(SmoothTurns, StandStillForWhoIsNotEligible) {
  Desk desk(Algorithm::SmoothTurns, {{"a", 2}, {"b", 1}});
  EXPECT_EQ(desk.next(), "a");  // sums -1, 1
  desk.busy = {"b"};
  EXPECT_EQ(desk.next(4), "aaaa");  // a gains 2 and loses 2
  desk.busy = {};
  EXPECT_EQ(desk.next(2), "ba");  // 1 and 2; then 3 and 0
}

TEST(SmoothTurns, GivenBackAreWorthTheWeightsTheyCost) {
  Desk desk(Algorithm::SmoothTurns, {{"a", 2}, {"b", 1}});
  EXPECT_EQ(desk.next(), "a");
  desk.pool().give_back(desk.turn);  // sums 2, 1
  EXPECT_EQ(desk.next(3), "aab");    // 4, 2 is a's; 3, 3 is the first's; 2, 4 is b's
}

TEST(LowestPointer, ComparesTurnsByWeightExactly) {
  Desk desk(Algorithm::LowestPointer, {{"a", 3}, {"b", 2}, {"c", 1}});
  EXPECT_EQ(desk.next(12), "abcabaabcaba");
}

TEST(LowestPointer, StartsWhoComesBackWithThoseWhoWereThere) {
  Desk desk(Algorithm::LowestPointer, kThree);
  EXPECT_EQ(desk.next(3), "abc");
  desk.away = {"c"};
  EXPECT_EQ(desk.next(6), "ababab");  // 4, 4, 1
  desk.away = {};
  EXPECT_EQ(desk.next(3), "abc");
}

TEST(LowestPointer, RoundsAnAbsenceUpToAWholeTurn) {
  Desk desk(Algorithm::LowestPointer, {{"a", 2}, {"b", 3}});
  desk.away = {"b"};
  EXPECT_EQ(desk.next(3), "aaa");  // 3/2: b starts at 5/3, not 4/3
  desk.away = {};
  EXPECT_EQ(desk.next(2), "ab");
}

TEST(LowestPointer, KeepsAPointerThatIsHigher) {
  Desk desk(Algorithm::LowestPointer, {{"a", 1}, {"b", 1}});
  desk.busy = {"b"};
  EXPECT_EQ(desk.next(5), "aaaaa");
  desk.busy = {};
  desk.away = {"a"};
  EXPECT_EQ(desk.next(2), "bb");
  desk.away = {};
  EXPECT_EQ(desk.next(5), "bbbab");  // a stays at 5: nobody is taken back
}

TEST(LowestPointer, StandsStillForReasonsThatDoNotLieInThePerson) {
  Desk desk(Algorithm::LowestPointer, kThree);
  EXPECT_EQ(desk.next(3), "abc");
  desk.busy = {"c"};
  EXPECT_EQ(desk.next(4), "abab");
  desk.busy = {};
  EXPECT_EQ(desk.next(3), "cca");
}

TEST(LowestPointer, StartsWhoJoinsAtTheLowest) {
  Desk desk(Algorithm::LowestPointer, {{"a", 1}, {"b", 1}});
  EXPECT_EQ(desk.next(7), "abababa");  // 4, 3
  desk.join({{"a", 1}, {"b", 1}, {"x", 2}});
  EXPECT_EQ(desk.next(4), "bxxa");  // x at 6 of weight 2: 3 like b; then 7/2, then all are at 4
}

TEST(LowestPointer, CatchesUpWhereItIsSaid) {
  Desk desk(Algorithm::LowestPointer, kThree);
  desk.row().catching_up = true;
  EXPECT_EQ(desk.next(3), "abc");
  desk.away = {"c"};
  EXPECT_EQ(desk.next(4), "abab");
  desk.away = {};
  EXPECT_EQ(desk.next(3), "cca");
}

TEST(LowestPointer, LosesATurnThatIsGivenBack) {
  Desk desk(Algorithm::LowestPointer, {{"a", 1}, {"b", 1}});
  EXPECT_EQ(desk.next(2), "ab");
  desk.pool().give_back(desk.turn);
  EXPECT_EQ(desk.next(2), "ba");
}

TEST(CountInPeriod, BeginsAfreshWithEachDayAndThenGoesByWhoWaitsLongest) {
  Desk desk(Algorithm::CountInPeriod, kThree);
  desk.row().period = artefact::CapKind::Day;
  desk.busy = {"a"};
  EXPECT_EQ(desk.next(3), "bcb");
  desk.busy = {};
  EXPECT_EQ(desk.next(3), "aca");  // one each of a and c: c waits longer
  desk.now_ms += kDayMs;
  EXPECT_EQ(desk.next(3), "bca");
}

TEST(CountInPeriod, CountsByHandAndGivesBackTheTurnOfItsPeriod) {
  Desk desk(Algorithm::CountInPeriod, {{"a", 1}, {"b", 1}});
  desk.row().period = artefact::CapKind::Week;
  desk.pool().count("a", desk.now_ms);
  EXPECT_EQ(desk.next(2), "ba");
  desk.pool().give_back(desk.turn);
  EXPECT_EQ(desk.chosen(), "b");  // one each: b waits longer
  desk.now_ms += 7 * kDayMs;
  EXPECT_EQ(desk.next(3), "bab");
}

TEST(LeastLoaded, TakesTheMostRoomThenThoseWithoutALimit) {
  Desk desk(Algorithm::LeastLoaded, {{"a"}, {"b"}, {"c"}, {"d"}});
  desk.held_of = {{"a", {1, 3}}, {"b", {6, 9}}, {"c", {4, -1}}, {"d", {2, -1}}};
  EXPECT_EQ(desk.chosen(), "b");
  desk.busy = {"b"};
  EXPECT_EQ(desk.chosen(), "a");
  desk.busy = {"a", "b"};
  EXPECT_EQ(desk.chosen(), "d");
}

TEST(LeastLoaded, BreaksTiesByWhoWaitsLongest) {
  Desk desk(Algorithm::LeastLoaded, {{"a"}, {"b"}});
  desk.held_of = {{"a", {1, 3}}, {"b", {7, 9}}};
  EXPECT_EQ(desk.next(3), "aba");
}

TEST(FairShare, OfWeightsFiveOneOneIsThatOfSmoothTurns) {
  Desk desk(Algorithm::FairShare, {{"a", 5}, {"b", 1}, {"c", 1}});
  EXPECT_EQ(desk.next(14), "aabacaaaabacaa");
}

TEST(FairShare, GainsNothingWhileNotEligible) {
  Desk desk(Algorithm::FairShare, kThree);
  EXPECT_EQ(desk.next(3), "abc");  // all at 0
  desk.busy = {"c"};
  EXPECT_EQ(desk.next(3), "aba");  // a -1/2, b 1/2
  desk.busy = {};
  EXPECT_EQ(desk.next(3), "bca");  // 5/6, then c 2/3, then a
}

TEST(FairShare, GetsATurnBackWhole) {
  Desk desk(Algorithm::FairShare, {{"a", 1}, {"b", 3}});
  EXPECT_EQ(desk.next(), "b");
  desk.pool().give_back(desk.turn);  // 1/4, 3/4
  EXPECT_EQ(desk.next(3), "bba");    // 3/2 -> 1/2; 5/4 -> 1/4; a 1, b 1: in order
}

// Whoever comes and goes: nobody is more than one turn away from the sum of their shares.
TEST(FairShare, KeepsEverybodyNearTheirSharesWhoeverComesAndGoes) {
  testing::Random random(7);
  Desk desk(Algorithm::FairShare, {{"a", 7}, {"b", 5}, {"c", 3}, {"d", 2}, {"e", 1}});
  std::map<std::string, double> behind;
  const std::map<std::string, int> weights{{"a", 7}, {"b", 5}, {"c", 3}, {"d", 2}, {"e", 1}};
  for (int turn = 0; turn < 1'000; ++turn) {
    desk.busy.clear();
    double all = 0;
    for (const auto& [person, weight] : weights) {
      if (random.chance(30))
        desk.busy.insert(person);
      else
        all += weight;
    }
    for (const auto& [person, weight] : weights)
      behind[person] += desk.busy.contains(person) ? 0 : weight / all;
    const std::string winner = desk.next();
    if (winner != "-") behind[winner] -= 1;
    for (const auto& [person, turns] : behind) ASSERT_LT(std::abs(turns), 2.3) << person << " at " << turn;
  }
}

// --- exact numbers
TEST(Share, ComparesWithoutRounding) {
  Share thirds, other;
  for (int i = 0; i < 3; ++i) thirds.add(1, 3);
  other.add(1, 1);
  EXPECT_EQ(thirds.compared_with(other), 0);
  thirds.add(1, 4'000'000'007);
  EXPECT_GT(thirds.compared_with(other), 0);
  other.add(1, 4'000'000'005);
  EXPECT_LT(thirds.compared_with(other), 0);
  for (const uint32_t of : {999'983u, 999'979u, 999'961u, 999'959u}) {
    thirds.add(-1, of);
    other.add(-1, of);
  }
  EXPECT_LT(thirds.compared_with(other), 0);
}

TEST(Natural, CarriesAndCompares) {
  Natural a(UINT64_MAX), b(UINT64_MAX);
  a.add(Natural(1));
  EXPECT_GT(a.compared_with(b), 0);
  b.multiply(UINT32_MAX);
  EXPECT_GT(b.compared_with(a), 0);
  b.multiply(0);
  EXPECT_EQ(b.compared_with(Natural(0)), 0);
}

}  // namespace
}  // namespace lead::reference
