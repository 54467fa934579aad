#include "runtime/routing/choice.h"

#include <algorithm>
#include <tuple>

namespace lead::routing {
namespace {

constexpr uint32_t kNoPlace = Pool::kNoPlace;

// The first of the eligible that no other is better than.
template <class IsBetter>
uint32_t best_of(std::span<const Candidate> candidates, IsBetter is_better) {
  uint32_t best = kNoPlace;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].eligible && (best == kNoPlace || is_better(i, best))) best = i;
  }
  return best;
}

uint32_t first_eligible(std::span<const Candidate> candidates, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; ++i) {
    if (candidates[i].eligible) return i;
  }
  return kNoPlace;
}

uint32_t choose_pointer(const PoolState& state, std::span<const Candidate> candidates) {
  const Starts starts(state, candidates);
  int64_t best_pointer = 0;
  uint32_t best = kNoPlace;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].eligible) continue;
    const int64_t pointer = starts.pointer(i);
    if (best != kNoPlace &&
        Wide{pointer} * state.members[best].weight >= Wide{best_pointer} * state.members[i].weight)
      continue;
    best = i;
    best_pointer = pointer;
  }
  return best;
}

uint32_t choose_count(const PoolState& state, std::span<const Candidate> candidates, const When& when) {
  const bool is_running = state.period_begin_ms == when.period_begin_ms;
  const auto key = [&](uint32_t i) {
    return std::make_pair(is_running ? state.members[i].in_period : 0, candidates[i].last_assigned);
  };
  return best_of(candidates, [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
}

uint32_t choose_load(std::span<const Candidate> candidates) {
  const auto key = [&](uint32_t i) {
    const Candidate& c = candidates[i];
    const bool is_open = c.capacity < 0;
    return std::make_tuple(is_open, is_open ? int64_t{c.load} : int64_t{c.load} - c.capacity,
                           c.last_assigned);
  };
  return best_of(candidates, [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
}

}  // namespace

uint32_t choose_place(const PoolState& state, std::span<const Candidate> candidates, const When& when) {
  const auto sum = [&](uint32_t i) { return state.members[i].sum + state.members[i].weight; };
  switch (state.algorithm) {
    case Algorithm::InOrder:
      return first_eligible(candidates, 0, static_cast<uint32_t>(candidates.size()));
    case Algorithm::LeastRecent:
      return best_of(candidates, [&](uint32_t a, uint32_t b) {
        return candidates[a].last_assigned < candidates[b].last_assigned;
      });
    case Algorithm::SmoothTurns:
      return best_of(candidates, [&](uint32_t a, uint32_t b) { return sum(a) > sum(b); });
    case Algorithm::LowestPointer:
      return choose_pointer(state, candidates);
    case Algorithm::CountInPeriod:
      return choose_count(state, candidates, when);
    case Algorithm::LeastLoaded:
      return choose_load(candidates);
    case Algorithm::Turns:      // `choose_in_round`
    case Algorithm::FairShare:  // `choose_credit`
      break;
  }
  return kNoPlace;
}

uint32_t choose_in_round(const PoolState& state, std::span<const Candidate> candidates, uint32_t begin,
                         bool is_any_owed) {
  const auto end = static_cast<uint32_t>(candidates.size());
  for (uint32_t i = 0; is_any_owed && i < end; ++i) {
    if (candidates[i].eligible && state.members[i].owed > 0) return i;
  }
  const uint32_t place = first_eligible(candidates, begin, end);
  return place != kNoPlace ? place : first_eligible(candidates, 0, begin);
}

uint64_t weights_of_eligible(const PoolState& state, std::span<const Candidate> candidates) {
  uint64_t weights = 0;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].eligible) weights += state.members[i].weight;
  }
  return weights;
}

Wide gain_2_64(uint32_t weight, uint64_t weights) {
  return static_cast<Wide>((UnsignedWide{1} << 64) / weights) * weight;
}

uint32_t choose_credit(const PoolState& state, std::span<const Candidate> candidates,
                       const UnitFraction& unit, CreditPair& scratch) {
  const uint64_t weights = weights_of_eligible(state, candidates);
  if (weights == 0) return kNoPlace;
  const Wide gain = gain_2_64(1, weights);
  const auto floor = [&](uint32_t i) {
    return state.credits[i].floor_2_64() + gain * state.members[i].weight;
  };
  // How far the exact sum may lie above its floor.
  const auto room = [&](uint32_t i) {
    return static_cast<Wide>(state.credits[i].terms().size() + state.members[i].weight);
  };
  const auto is_greater_exactly = [&](uint32_t a, uint32_t b) {
    if (state.members[a].weight == state.members[b].weight) return state.credits[a] > state.credits[b];
    const auto denominator = static_cast<uint32_t>(weights);
    const UnitFraction part = unit.denominator() == denominator ? unit : UnitFraction(denominator);
    scratch.a = state.credits[a];
    scratch.b = state.credits[b];
    scratch.a.add(part, state.members[a].weight);
    scratch.b.add(part, state.members[b].weight);
    return scratch.a > scratch.b;
  };
  uint32_t best = kNoPlace;
  Wide best_floor = 0, best_room = 0;
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].eligible) continue;
    const Wide above = floor(i) - best_floor;
    const bool is_better =
        best == kNoPlace || above > best_room || (above >= -room(i) && is_greater_exactly(i, best));
    if (!is_better) continue;
    best = i;
    best_floor = floor(i);
    best_room = room(i);
  }
  return best;
}

bool Starts::is_less(const Ratio& a, const Ratio& b) {
  return Wide{a.turns} * b.weight < Wide{b.turns} * a.weight;
}

void Starts::lower(MaybeRatio& lowest, const MemberState& member) {
  const Ratio ratio{member.pointer, member.weight};
  if (!lowest || is_less(ratio, *lowest)) lowest = ratio;
}

Starts::Starts(const PoolState& state, std::span<const Candidate> candidates) : state_(&state) {
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].eligible && state.members[i].absent_from == 0) lower(lowest_now_, state.members[i]);
  }
}

Starts::MaybeRatio Starts::lowest_since(uint64_t turn) const {
  if (turn == asked_turn_) return asked_lowest_;
  MaybeRatio lowest;
  for (const MemberState& member : state_->members) {
    if (member.eligible_at >= turn && member.absent_from == 0) lower(lowest, member);
  }
  asked_turn_ = turn;
  return asked_lowest_ = lowest;
}

Starts::MaybeRatio Starts::lowest_ever() const {
  if (is_ever_known_) return lowest_ever_;
  for (const MemberState& member : state_->members) {
    if (member.eligible_at > 0) lower(lowest_ever_, member);
  }
  is_ever_known_ = true;
  return lowest_ever_;
}

int64_t Starts::pointer(uint32_t place) const {
  const MemberState& member = state_->members[place];
  if (state_->catching_up || member.absent_from == 0) return member.pointer;
  MaybeRatio lowest = lowest_since(member.absent_from);
  if (!lowest) lowest = lowest_now_;
  if (!lowest) lowest = lowest_ever();
  if (!lowest) return member.pointer;
  const Wide start = (Wide{lowest->turns} * member.weight + lowest->weight - 1) / lowest->weight;
  return std::max(member.pointer, static_cast<int64_t>(start));
}

}  // namespace lead::routing
