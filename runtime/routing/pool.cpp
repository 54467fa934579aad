#include "runtime/routing/pool.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "runtime/base/limits.h"
#include "runtime/routing/choice.h"

namespace lead::routing {
namespace {

constexpr int64_t kMostTurns = int64_t{1} << 50;  // more than a run can have events

MemberState joined(const Member& member, uint64_t turn_count) {
  MemberState state;
  state.person = member.person;
  state.weight = member.weight;
  state.absent_from = turn_count + 1;
  return state;
}

// A pointer means turns for a weight: another weight leaves the member as far ahead as they were.
void set_weight(MemberState& state, uint32_t weight) {
  const Wide scaled = Wide{state.pointer} * weight;
  state.pointer = static_cast<int64_t>((scaled + state.weight - 1) / state.weight);
  state.weight = weight;
}

}  // namespace

uint32_t members_before(const Roster& roster, std::span<const Member> members, PersonNumber person) {
  const uint32_t place = roster.place_of(person);
  if (place == Roster::kNoPlace) return Pool::kNoPlace;
  return static_cast<uint32_t>(std::count_if(members.begin(), members.end(), [&](const Member& member) {
    return roster.place_of(member.person) < place;
  }));
}

Pool::Pool(Algorithm algorithm, bool catching_up) {
  state_.algorithm = algorithm;
  state_.catching_up = catching_up;
}

uint32_t Pool::find(PersonNumber person) const {
  const auto found = std::lower_bound(by_person_.begin(), by_person_.end(), person,
                                      [](const Found& f, PersonNumber p) { return f.person < p; });
  return found != by_person_.end() && found->person == person ? found->place : kNoPlace;
}

void Pool::index_members() {
  by_person_.clear();
  for (size_t place = 0; place < state_.members.size(); ++place)
    by_person_.push_back({state_.members[place].person, static_cast<uint32_t>(place)});
  std::sort(by_person_.begin(), by_person_.end(),
            [](const Found& a, const Found& b) { return a.person < b.person; });
}

void Pool::find_round_begin() {
  const uint32_t anchor = find(state_.last_anchor);
  round_begin_ = anchor == kNoPlace ? 0 : anchor + 1;
  owed_count_ = 0;
  for (const MemberState& member : state_.members) owed_count_ += member.owed > 0 ? 1 : 0;
}

void Pool::set_members(std::span<const Member> members, uint32_t last_turn_place) {
  std::vector<MemberState> now;
  std::vector<Fraction> credits;
  for (const Member& member : members) {
    assert(member.weight >= 1 && member.weight <= limits::kMaxWeight);
    const uint32_t place = find(member.person);
    now.push_back(place == kNoPlace ? joined(member, state_.turn_count) : state_.members[place]);
    set_weight(now.back(), member.weight);
    if (state_.algorithm != Algorithm::FairShare) continue;
    credits.push_back(place == kNoPlace ? Fraction() : std::move(state_.credits[place]));
  }
  const std::vector<MemberState> before = std::exchange(state_.members, std::move(now));
  state_.credits = std::move(credits);
  index_members();
  move_anchor(before, last_turn_place);
  find_round_begin();
}

// The place of the last turn, after members came and went.
void Pool::move_anchor(std::span<const MemberState> before, uint32_t last_turn_place) {
  if (state_.last_turn == kNobody || is_member(state_.last_turn)) {
    state_.last_anchor = state_.last_turn;
    return;
  }
  if (last_turn_place != kNoPlace) {
    state_.last_anchor = last_turn_place == 0 ? kNobody : state_.members[last_turn_place - 1].person;
    return;
  }
  // The nearest of those who stood up to there and are still members.
  auto stood = std::find_if(before.begin(), before.end(),
                            [&](const MemberState& m) { return m.person == state_.last_anchor; });
  if (stood == before.end()) return;  // before the first already
  for (; !is_member(stood->person); --stood) {
    if (stood != before.begin()) continue;
    state_.last_anchor = kNobody;
    return;
  }
  state_.last_anchor = stood->person;
}

PersonNumber Pool::choose(std::span<const Candidate> candidates, const When& when) const {
  assert(candidates.size() == state_.members.size());
  uint32_t place = kNoPlace;
  if (state_.algorithm == Algorithm::FairShare)
    place = choose_credit(state_, candidates, unit_, scratch_);
  else if (state_.algorithm == Algorithm::Turns)
    place = choose_in_round(state_, candidates, round_begin_, owed_count_ > 0);
  else
    place = choose_place(state_, candidates, when);
  return place == kNoPlace ? kNobody : state_.members[place].person;
}

Turn Pool::take(PersonNumber person, std::span<const Candidate> candidates, const When& when) {
  assert(candidates.size() == state_.members.size());
  const uint32_t place = find(person);
  if (place == kNoPlace) return {};
  ++state_.turn_count;
  ++state_.members[place].turns;
  Turn turn{person, 0, when.period_begin_ms};
  switch (state_.algorithm) {
    case Algorithm::InOrder:
    case Algorithm::LeastRecent:
    case Algorithm::LeastLoaded:
      break;
    case Algorithm::Turns:
      take_in_round(place);
      break;
    case Algorithm::SmoothTurns:
      turn.weights = take_sum(place, candidates);
      break;
    case Algorithm::LowestPointer:
      take_pointer(place, candidates);
      break;
    case Algorithm::CountInPeriod:
      count_in_period(place, when);
      break;
    case Algorithm::FairShare:
      take_credit(place, candidates);
      break;
  }
  return turn;
}

// An owed turn is outside of the round: the place stays.
void Pool::take_in_round(uint32_t place) {
  MemberState& member = state_.members[place];
  if (member.owed > 0) {
    if (--member.owed == 0) --owed_count_;
    return;
  }
  state_.last_turn = state_.last_anchor = member.person;
  round_begin_ = place + 1;
}

int64_t Pool::take_sum(uint32_t place, std::span<const Candidate> candidates) {
  int64_t weights = 0;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].eligible && i != place) continue;
    state_.members[i].sum += state_.members[i].weight;
    weights += state_.members[i].weight;
  }
  state_.members[place].sum -= weights;
  return weights;
}

// An absence ends with the first turn at which the person is there again, eligible or not: what they miss
// from then on for other reasons they catch up with.
void Pool::take_pointer(uint32_t place, std::span<const Candidate> candidates) {
  const Starts starts(state_, candidates);
  started_.clear();
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    const bool is_there = candidates[i].eligible || i == place || !candidates[i].away;
    started_.push_back(is_there ? starts.pointer(i) : 0);
  }
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    MemberState& member = state_.members[i];
    const bool takes_part = candidates[i].eligible || i == place;
    if (takes_part) member.eligible_at = state_.turn_count;
    if (takes_part || !candidates[i].away) {
      member.pointer = started_[i];
      member.absent_from = 0;
    } else if (member.absent_from == 0) {
      member.absent_from = state_.turn_count;
    }
  }
  ++state_.members[place].pointer;
}

void Pool::take_credit(uint32_t place, std::span<const Candidate> candidates) {
  uint32_t weights = 0;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].eligible || i == place) weights += state_.members[i].weight;
  }
  if (unit_.denominator() != weights) unit_ = UnitFraction(weights);
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].eligible || i == place) state_.credits[i].add(unit_, state_.members[i].weight);
  }
  state_.credits[place].add_whole(-1);
}

void Pool::count_in_period(uint32_t place, const When& when) {
  if (state_.period_begin_ms != when.period_begin_ms) {
    state_.period_begin_ms = when.period_begin_ms;
    for (MemberState& member : state_.members) member.in_period = 0;
  }
  ++state_.members[place].in_period;
}

void Pool::give_back(const Turn& turn) {
  const uint32_t place = find(turn.person);
  if (place == kNoPlace) return;
  MemberState& member = state_.members[place];
  if (member.turns == 0) return;  // who left and joined again owes and is owed nothing
  --member.turns;
  switch (state_.algorithm) {
    case Algorithm::InOrder:
    case Algorithm::LeastRecent:
    case Algorithm::LeastLoaded:
      break;
    case Algorithm::Turns:
      if (member.owed++ == 0) ++owed_count_;
      break;
    case Algorithm::SmoothTurns:
      member.sum += turn.weights;
      break;
    case Algorithm::LowestPointer:
      member.pointer = std::max<int64_t>(member.pointer - 1, 0);
      break;
    case Algorithm::CountInPeriod:
      if (turn.period_begin_ms == state_.period_begin_ms && member.in_period > 0) --member.in_period;
      break;
    case Algorithm::FairShare:
      state_.credits[place].add_whole(1);
      break;
  }
}

void Pool::count_by_hand(PersonNumber person, const When& when) {
  const uint32_t place = find(person);
  if (place != kNoPlace && state_.algorithm == Algorithm::CountInPeriod) count_in_period(place, when);
}

bool Pool::restore(PoolState state) {
  Pool made(state.algorithm, state.catching_up);
  const bool has_credits = state.algorithm == Algorithm::FairShare;
  if (static_cast<size_t>(state.algorithm) >= kAlgorithmCount) return false;
  if (state.members.size() > limits::kMaxRosterRows) return false;
  if (state.credits.size() != (has_credits ? state.members.size() : 0)) return false;
  made.state_ = std::move(state);
  made.index_members();
  if (!made.is_sound()) return false;
  made.find_round_begin();
  *this = std::move(made);
  return true;
}

bool Pool::is_sound() const {
  const auto is_bad = [&](const MemberState& m) {
    return m.person == kNobody || m.weight < 1 || m.weight > limits::kMaxWeight || m.turns < 0 ||
           m.owed < 0 || m.pointer < 0 || m.pointer > kMostTurns || m.in_period < 0 ||
           m.eligible_at > state_.turn_count || m.absent_from > state_.turn_count + 1;
  };
  if (std::any_of(state_.members.begin(), state_.members.end(), is_bad)) return false;
  for (size_t i = 1; i < by_person_.size(); ++i) {
    if (by_person_[i].person == by_person_[i - 1].person) return false;
  }
  const bool stands_somewhere = state_.last_anchor == kNobody || is_member(state_.last_anchor);
  return stands_somewhere && (state_.last_turn != kNobody || state_.last_anchor == kNobody);
}

}  // namespace lead::routing
