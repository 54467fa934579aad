// What a row of a route remembers of its members, and who of them is next (docs/decisions/0013).
//
//   Pool pool(Algorithm::SmoothTurns);
//   pool.set_members(members);                       // again whenever team or roster change
//   const PersonNumber next = pool.choose(candidates, when);     // pure
//   const Turn turn = pool.take(next, candidates, when);         // at once, or when the turn is spent
//   pool.give_back(turn);
//
// Members are known by person. They stand in the order of the roster (a team that names its people: in that
// order); `candidates` are as many, one for each member, in the same order. A turn that is spent later is
// taken with the candidates of its assignment (`kept_requests.h`). Who joins starts anew, who leaves is
// forgotten, and nobody else's place, sum, pointer or credit moves.
//
// What N turns come to while the same n people, of weights w and W together, are eligible, measured against
// the exact share N·w/W of each:
//   turns, weights 1         less than 1 turn off
//   smooth turns, fair share less than 1 turn ahead, at most 1/2 + 1/3 + … + 1/n of a turn behind
//   lowest pointer           less than 1 turn ahead, at most (n - 1)·w/W turns behind
// While people come and go, the share of a turn is that of those eligible at it. Whoever is absent when, fair
// share is less than n - 1 turns off for n > 1 members, however many turns there were (and little more than
// one where absences are random). What the others are off by grows with the turns, as their definitions have
// it.
//
// Cost: choosing and taking are linear in the members and allocate nothing once a credit's denominators have
// been seen; a turn of `fair share` costs a search for each prime of the weights. All arithmetic is exact.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/routing/fraction.h"
#include "runtime/routing/people.h"
#include "runtime/routing/roster.h"

namespace lead::routing {

// As in the table of the decision.
enum class Algorithm : uint8_t {
  InOrder,
  Turns,
  LeastRecent,
  SmoothTurns,
  LowestPointer,
  CountInPeriod,
  LeastLoaded,
  FairShare,
};
inline constexpr size_t kAlgorithmCount = 8;

struct Member {
  PersonNumber person = kNobody;
  uint32_t weight = 1;  // 1 to kMaxWeight
};

// The place of an assignment in time: its instant and its order among all assignments of the run.
struct Assigned {
  int64_t instant_ms = INT64_MIN;  // INT64_MIN: never
  uint64_t order = 0;
  [[nodiscard]] bool is_never() const { return instant_ms == INT64_MIN; }
  friend constexpr auto operator<=>(const Assigned&, const Assigned&) = default;
};

// One member as a request finds them.
struct Candidate {
  PersonNumber person = kNobody;
  bool eligible = false;
  bool away = false;       // not eligible for a reason that lies in the person
  uint32_t load = 0;       // leads held
  int32_t capacity = -1;   // -1: no limit
  Assigned last_assigned;  // to this role, by whatever counts
};

// When a turn is chosen or taken. `period_begin_ms` begins the running day, week or month of the policy's
// zone; only CountInPeriod reads it.
struct When {
  int64_t instant_ms = 0;
  int64_t period_begin_ms = 0;
};

// What a turn took, for giving it back once. `person` is kNobody where nothing was taken.
struct Turn {
  PersonNumber person = kNobody;
  int64_t weights = 0;  // SmoothTurns: the sum lost these
  int64_t period_begin_ms = 0;
  friend constexpr bool operator==(const Turn&, const Turn&) = default;
};

// How a member stands, for an explanation. Less `rank` is nearer to being next; it orders the members as the
// algorithm does but for ties and for differences below its unit.
struct Standing {
  std::string words;  // "3 turns of weight 2", "credit 2/3", "4 of today"
  int64_t rank = 0;
  int64_t turns = 0;  // spent less given back, since joining
};

// All that a pool remembers of one member.
struct MemberState {
  PersonNumber person = kNobody;
  uint32_t weight = 1;
  int64_t turns = 0;
  int64_t owed = 0;          // Turns: given back, not yet taken again
  int64_t sum = 0;           // SmoothTurns
  int64_t pointer = 0;       // LowestPointer: turns, raised after an absence
  int64_t in_period = 0;     // CountInPeriod: turns of the pool's period
  uint64_t eligible_at = 0;  // LowestPointer: number of the last turn at which they were eligible; 0: none
  uint64_t absent_from =
      0;  // LowestPointer: number of the first turn they missed away or before joining; 0: none
};

// Everything, in plain form, for a snapshot. `credits` is empty but for FairShare, else one a member.
struct PoolState {
  Algorithm algorithm = Algorithm::InOrder;
  bool catching_up = false;
  std::vector<MemberState> members;
  std::vector<Fraction> credits;
  PersonNumber last_turn = kNobody;    // Turns: who had it, member or not any more
  PersonNumber last_anchor = kNobody;  // Turns: the member whose turn counts as the last one; kNobody: none
  uint64_t turn_count = 0;             // turns taken by anybody
  int64_t period_begin_ms = INT64_MIN;
};

class Pool {
 public:
  // `catching_up` is for LowestPointer: absent members and new ones keep their own pointer.
  explicit Pool(Algorithm algorithm, bool catching_up = false);

  // The members from now on, each person once; weights may have changed. `last_turn_place` is for Turns: how
  // many of the new members stand before the person of `last_turn()` in the order of the roster, where that
  // person is not a member and still has a row (`members_before`); else the place stays behind the member who
  // stood before them. Order n log n.
  void set_members(std::span<const Member> members, uint32_t last_turn_place = kNoPlace);

  // kNobody where nobody is eligible.
  [[nodiscard]] PersonNumber choose(std::span<const Candidate> candidates, const When& when) const;
  // Spends a turn of the person, who counts as eligible; nothing happens where they are no member (any more).
  Turn take(PersonNumber person, std::span<const Candidate> candidates, const When& when);
  // Of somebody who left meanwhile: nothing happens.
  void give_back(const Turn& turn);
  // An assignment by hand that counts: CountInPeriod adds a turn to its count; the others do not look at it.
  void count_by_hand(PersonNumber person, const When& when);

  // `person` is a member.
  [[nodiscard]] Standing standing(PersonNumber person, std::span<const Candidate> candidates,
                                  const When& when) const;

  [[nodiscard]] Algorithm algorithm() const { return state_.algorithm; }
  [[nodiscard]] std::span<const MemberState> members() const { return state_.members; }
  [[nodiscard]] bool is_member(PersonNumber person) const { return find(person) != kNoPlace; }
  [[nodiscard]] PersonNumber last_turn() const { return state_.last_turn; }

  // `restore(state())` changes nothing that can be observed; false, and nothing done, where a state means
  // nothing (a weight of 0, a person twice, credits missing, …).
  [[nodiscard]] const PoolState& state() const { return state_; }
  [[nodiscard]] bool restore(PoolState state);

  static constexpr uint32_t kNoPlace = UINT32_MAX;

 private:
  struct Found {
    PersonNumber person;
    uint32_t place;
  };
  [[nodiscard]] uint32_t find(PersonNumber person) const;
  [[nodiscard]] bool is_sound() const;
  void index_members();
  void find_round_begin();
  [[nodiscard]] uint32_t distance_in_round(uint32_t place) const;
  void move_anchor(std::span<const MemberState> before, uint32_t last_turn_place);
  void take_in_round(uint32_t place);
  int64_t take_sum(uint32_t place, std::span<const Candidate> candidates);
  void take_pointer(uint32_t place, std::span<const Candidate> candidates);
  void take_credit(uint32_t place, std::span<const Candidate> candidates);
  void count_in_period(uint32_t place, const When& when);

  PoolState state_;
  std::vector<Found> by_person_;  // CACHE: of `state_.members`, by person number
  uint32_t round_begin_ = 0;  // CACHE: Turns, the place behind `last_anchor`, at most the number of members
  int64_t owed_count_ = 0;    // CACHE: Turns, members who are owed some
  std::vector<int64_t> started_;  // CACHE: memory for LowestPointer
  UnitFraction unit_{1};          // CACHE: FairShare, of the weights of the last turn
  mutable CreditPair scratch_;  // CACHE: memory for comparing credits; so one pool is not for several threads
};

// How many of `members`, which stand in the order of the roster, stand before `person` there; kNoPlace where
// the person has no row.
[[nodiscard]] uint32_t members_before(const Roster& roster, std::span<const Member> members,
                                      PersonNumber person);

}  // namespace lead::routing
