#include "tests/reference/pool.h"

#include <algorithm>

#include "runtime/calendar/zone.h"
#include "tests/reference/numbers.h"

namespace lead::reference {

using artefact::Algorithm;
using artefact::CapKind;

namespace {

constexpr int64_t kHourMs = 3'600'000;

// Never was longer ago than any instant.
bool is_longer_ago(const std::optional<Assigned>& a, const std::optional<Assigned>& b) {
  if (!a || !b) return !a && b.has_value();
  return *a < *b;
}

size_t index_of(const std::vector<std::string>& all, const std::string& person) {
  return static_cast<size_t>(std::find(all.begin(), all.end(), person) - all.begin());
}

}  // namespace

bool counts_in(CapKind kind, const artefact::Period& period, const artefact::ZoneT& zone, int64_t then_ms,
               int64_t now_ms) {
  switch (kind) {
    case CapKind::Hour: {
      const int64_t begin = now_ms - calendar::local_of(zone, now_ms) % kHourMs;
      return begin <= then_ms && then_ms < begin + kHourMs;
    }
    case CapKind::Day:
      return calendar::day_around(zone, now_ms).contains(then_ms);
    case CapKind::Week:
      return calendar::week_around(zone, now_ms).contains(then_ms);
    case CapKind::Month:
      return calendar::month_around(zone, now_ms).contains(then_ms);
    case CapKind::Rolling:
      break;
  }
  if (period.months() != 0) return now_ms < calendar::add_months(zone, then_ms, period.months());
  return now_ms < then_ms + period.ms();
}

// The place of the last turn: right behind whose turn it was; where they are no member any more, where their
// row stands; where there is no row of theirs, behind the nearest of those who stood before them.
void Pool::set_members(const std::vector<Member>& members, const std::vector<std::string>& roster) {
  std::vector<std::string> order;
  std::map<std::string, State> states;
  for (const Member& member : members) {
    order.push_back(member.person);
    State& state = states[member.person];
    state.absent_from = turn_count_ + 1;
    state.weight = member.weight;
    if (!is_member(member.person)) continue;
    state = states_[member.person];
    if (state.weight == member.weight) continue;
    state.turns = raised(0, {state.turns, state.weight}, member.weight);
    state.weight = member.weight;
  }
  const auto stands_in = [](const std::vector<std::string>& all, const std::string& person) {
    return std::find(all.begin(), all.end(), person) != all.end();
  };
  size_t place = 0;
  if (last_turn_ && stands_in(order, *last_turn_)) {
    place = index_of(order, *last_turn_) + 1;
  } else if (last_turn_ && stands_in(roster, *last_turn_)) {
    const size_t row = index_of(roster, *last_turn_);
    for (const std::string& person : order) place += index_of(roster, person) < row ? 1 : 0;
  } else {
    for (size_t before = place_; before-- > 0 && place == 0;) {
      if (stands_in(order, members_[before])) place = index_of(order, members_[before]) + 1;
    }
  }
  members_ = order;
  states_ = states;
  place_ = place;
}

// --- who is next
int64_t Pool::count_of(const std::string& person, int64_t now_ms) const {
  const std::vector<int64_t>& instants = states_.at(person).instants;
  return std::count_if(instants.begin(), instants.end(), [&](int64_t then_ms) {
    return counts_in(row_.period, artefact::Period(0, 0), zone_, then_ms, now_ms);
  });
}

// The least whole number of turns, `own` or more, that by weight comes to no less than those of the other.
int64_t Pool::raised(int64_t own, const Turns& other, uint32_t weight) {
  while (static_cast<Wide>(own) * other.weight < static_cast<Wide>(weight) * other.turns) ++own;
  return own;
}

// Turns; of who was absent, at least as many as bring them up to the lowest of those who were there meanwhile
// and are not absent; if nobody was, of those who are eligible now; else of whoever has been eligible.
int64_t Pool::pointer(const std::string& person, const std::set<std::string>& eligible) const {
  const State& own = states_.at(person);
  if (!own.absent_from || row_.catching_up) return own.turns;
  const auto lowest_of = [&](const auto& counts) {
    std::optional<int64_t> lowest;
    for (const auto& [id, other] : states_) {
      if (!counts(id, other)) continue;
      const int64_t turns = raised(own.turns, {other.turns, other.weight}, own.weight);
      if (!lowest || turns < *lowest) lowest = turns;
    }
    return lowest;
  };
  auto lowest = lowest_of([&](const std::string&, const State& other) {
    return other.eligible_at >= *own.absent_from && !other.absent_from;
  });
  if (!lowest) {
    lowest = lowest_of([&](const std::string& id, const State& other) {
      return eligible.contains(id) && !other.absent_from;
    });
  }
  if (!lowest)
    lowest = lowest_of([](const std::string&, const State& other) { return other.eligible_at > 0; });
  return lowest.value_or(own.turns);
}

std::string Pool::next_in_turn(const std::set<std::string>& eligible) const {
  for (const std::string& person : members_) {
    if (eligible.contains(person) && states_.at(person).owed > 0) return person;
  }
  for (size_t i = 0;; ++i) {
    const std::string& person = members_[(place_ + i) % members_.size()];
    if (eligible.contains(person)) return person;
  }
}

// Whether a goes first; both are eligible. `weights` are those of all eligible.
bool Pool::is_before(const Candidate& a, const Candidate& b, int64_t weights, int64_t now_ms,
                     const std::set<std::string>& eligible) const {
  const State &x = states_.at(a.person), &y = states_.at(b.person);
  switch (row_.algorithm) {
    case Algorithm::InOrder:
    case Algorithm::Turns:
      return false;
    case Algorithm::LeastRecent:
      return is_longer_ago(a.last, b.last);
    case Algorithm::SmoothTurns:
      return x.sum + x.weight > y.sum + y.weight;
    case Algorithm::LowestPointer:
      return static_cast<Wide>(pointer(a.person, eligible)) * y.weight <
             static_cast<Wide>(pointer(b.person, eligible)) * x.weight;
    case Algorithm::CountInPeriod: {
      const int64_t m = count_of(a.person, now_ms), n = count_of(b.person, now_ms);
      return m != n ? m < n : is_longer_ago(a.last, b.last);
    }
    case Algorithm::LeastLoaded: {
      if ((a.capacity >= 0) != (b.capacity >= 0)) return a.capacity >= 0;
      const int64_t m = std::max<int64_t>(a.capacity, 0) - a.held;
      const int64_t n = std::max<int64_t>(b.capacity, 0) - b.held;
      return m != n ? m > n : is_longer_ago(a.last, b.last);
    }
    case Algorithm::FairShare:
      break;
  }
  Share first = x.credit, second = y.credit;
  first.add(x.weight, static_cast<uint32_t>(weights));
  second.add(y.weight, static_cast<uint32_t>(weights));
  return first.compared_with(second) > 0;
}

std::optional<std::string> Pool::choose(const std::vector<Candidate>& candidates, int64_t now_ms) const {
  std::set<std::string> eligible;
  int64_t weights = 0;
  for (const Candidate& each : candidates) {
    if (!each.eligible || !is_member(each.person)) continue;
    eligible.insert(each.person);
    weights += states_.at(each.person).weight;
  }
  if (eligible.empty()) return std::nullopt;
  if (row_.algorithm == Algorithm::Turns) return next_in_turn(eligible);
  const Candidate* best = nullptr;
  for (const std::string& person : members_) {
    const auto candidate = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const Candidate& each) { return each.person == person; });
    if (!eligible.contains(person)) continue;
    if (best == nullptr || is_before(*candidate, *best, weights, now_ms, eligible)) best = &*candidate;
  }
  return best->person;
}

// --- what a turn changes
Turn Pool::take(const std::string& person, const std::vector<Candidate>& candidates, int64_t now_ms) {
  Turn turn{person, now_ms, 0};
  if (!is_member(person)) return turn;
  std::set<std::string> eligible{person}, away;
  for (const Candidate& each : candidates) {
    if (!is_member(each.person)) continue;
    if (each.eligible) eligible.insert(each.person);
    if (each.away && !eligible.contains(each.person)) away.insert(each.person);
  }
  for (const std::string& each : eligible) turn.weights += states_.at(each).weight;
  std::map<std::string, int64_t> pointers;
  std::set<std::string> asked;  // who was eligible at the request; the person of the turn counts besides
  for (const Candidate& each : candidates) {
    if (each.eligible && is_member(each.person)) asked.insert(each.person);
  }
  for (const std::string& each : members_) pointers[each] = pointer(each, asked);
  ++turn_count_;
  for (const std::string& each : eligible) {
    State& state = states_.at(each);
    state.eligible_at = turn_count_;
    state.sum += state.weight;
    state.credit.add(state.weight, static_cast<uint32_t>(turn.weights));
  }
  for (const std::string& each : members_) {
    State& state = states_.at(each);
    if (!away.contains(each)) {
      state.turns = pointers[each];
      state.absent_from.reset();
    } else if (!state.absent_from) {
      state.absent_from = turn_count_;
    }
  }
  State& winner = states_.at(person);
  ++winner.turns;
  winner.sum -= turn.weights;
  winner.credit.add(-1, 1);
  winner.instants.push_back(now_ms);
  if (winner.owed > 0) {
    --winner.owed;
  } else {
    last_turn_ = person;
    place_ = index_of(members_, person) + 1;
  }
  return turn;
}

void Pool::give_back(const Turn& turn) {
  if (!is_member(turn.person)) return;
  State& state = states_.at(turn.person);
  --state.turns;
  ++state.owed;
  state.sum += turn.weights;
  state.credit.add(1, 1);
  const auto taken = std::find(state.instants.begin(), state.instants.end(), turn.instant_ms);
  if (taken != state.instants.end()) state.instants.erase(taken);
}

void Pool::count(const std::string& person, int64_t now_ms) {
  if (is_member(person)) states_.at(person).instants.push_back(now_ms);
}

}  // namespace lead::reference
