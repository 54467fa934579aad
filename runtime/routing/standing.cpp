// How a member stands, in words: `Pool::standing`.
#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "runtime/base/text.h"
#include "runtime/routing/choice.h"

namespace lead::routing {
namespace {

std::string counted(int64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string words_in_round(const PoolState& state, uint32_t place, uint32_t distance) {
  const MemberState& member = state.members[place];
  const std::string stands = member.person == state.last_anchor && member.person == state.last_turn
                                 ? "had the last turn"
                                 : fmt::format("place {} in the round", distance + 1);
  return member.owed == 0 ? stands : fmt::format("owed {}, {}", counted(member.owed, "turn"), stands);
}

std::string words_of_last(const Assigned& last) {
  if (last.is_never()) return "never assigned";
  std::string words = "last assigned ";
  append_instant(words, last.instant_ms);
  return words;
}

std::string words_of_pointer(const MemberState& member, int64_t pointer) {
  const std::string words = fmt::format("{} of weight {}", counted(member.turns, "turn"), member.weight);
  return pointer == member.turns ? words : fmt::format("{}, counted as {}", words, pointer);
}

std::string words_of_load(const Candidate& candidate) {
  return candidate.capacity < 0 ? fmt::format("{} held, no limit", candidate.load)
                                : fmt::format("{} of {} held", candidate.load, candidate.capacity);
}

// Credit and gain in units of 1/2^32 of a turn.
int64_t rank_of_credit(const PoolState& state, std::span<const Candidate> candidates, uint32_t place) {
  Wide credit = state.credits[place].floor_2_64();
  if (candidates[place].eligible)
    credit += gain_2_64(state.members[place].weight, weights_of_eligible(state, candidates));
  return -static_cast<int64_t>(credit >> 32);
}

}  // namespace

uint32_t Pool::distance_in_round(uint32_t place) const {
  const auto count = static_cast<uint32_t>(state_.members.size());
  return (place + count - round_begin_ % count) % count;
}

Standing Pool::standing(PersonNumber person, std::span<const Candidate> candidates, const When& when) const {
  const uint32_t place = find(person);
  assert(place != kNoPlace && candidates.size() == state_.members.size());
  const MemberState& member = state_.members[place];
  const Candidate& candidate = candidates[place];
  const auto standing = [&](std::string words, int64_t rank) {
    return Standing{std::move(words), rank, member.turns};
  };
  switch (state_.algorithm) {
    case Algorithm::InOrder:
      return standing(fmt::format("place {} of {}", place + 1, state_.members.size()), place);
    case Algorithm::Turns:
      return standing(
          words_in_round(state_, place, distance_in_round(place)),
          member.owed > 0 ? int64_t{place} - int64_t{UINT32_MAX} : int64_t{distance_in_round(place)});
    case Algorithm::LeastRecent:
      return standing(words_of_last(candidate.last_assigned), candidate.last_assigned.instant_ms);
    case Algorithm::SmoothTurns:
      return standing(fmt::format("sum {}, weight {}", member.sum, member.weight),
                      -(member.sum + member.weight));
    case Algorithm::LowestPointer: {
      const int64_t pointer = Starts(state_, candidates).pointer(place);
      return standing(words_of_pointer(member, pointer),
                      static_cast<int64_t>((Wide{pointer} << 10) / member.weight));
    }
    case Algorithm::CountInPeriod: {
      const int64_t count = state_.period_begin_ms == when.period_begin_ms ? member.in_period : 0;
      return standing(fmt::format("{} in this period", count), count);
    }
    case Algorithm::LeastLoaded:
      return standing(words_of_load(candidate), candidate.capacity < 0
                                                    ? int64_t{UINT32_MAX} + candidate.load
                                                    : int64_t{candidate.load} - candidate.capacity);
    case Algorithm::FairShare:
      return standing("credit " + state_.credits[place].text(), rank_of_credit(state_, candidates, place));
  }
  return {};
}

}  // namespace lead::routing
