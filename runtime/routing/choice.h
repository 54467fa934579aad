// Which member is next: the table of algorithms as pure functions over the state of a pool. For `pool.cpp`
// alone.
//
// `candidates` are as many as members, in their order; answers are places among them, kNoPlace where nobody
// is eligible. Of equals the first in order wins, always. Linear in the members.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "runtime/routing/pool.h"

namespace lead::routing {

// Every algorithm but Turns and FairShare.
[[nodiscard]] uint32_t choose_place(const PoolState& state, std::span<const Candidate> candidates,
                                    const When& when);

// Turns: the round begins at place `begin`, up to the number of members.
[[nodiscard]] uint32_t choose_in_round(const PoolState& state, std::span<const Candidate> candidates,
                                       uint32_t begin, bool is_any_owed);

// FairShare: the greatest credit after each eligible has gained weight / weights. `unit` is used where it has
// the denominator asked for; `scratch` is memory for sums.
[[nodiscard]] uint32_t choose_credit(const PoolState& state, std::span<const Candidate> candidates,
                                     const UnitFraction& unit, CreditPair& scratch);

// LowestPointer: where those begin who missed turns, being away or not there yet (`absent_from`): at the
// lowest turns ÷ weight of those who were eligible meanwhile and are not such themselves, since the pointer
// of somebody who is away stands still; where nobody was, of those who are eligible now; then of anybody.
class Starts {
 public:
  // Both must outlive this.
  Starts(const PoolState& state, std::span<const Candidate> candidates);
  // The pointer with which the member at `place` would take part now.
  [[nodiscard]] int64_t pointer(uint32_t place) const;

 private:
  struct Ratio {
    int64_t turns = 0;
    uint32_t weight = 1;
  };
  using MaybeRatio = std::optional<Ratio>;
  [[nodiscard]] static bool is_less(const Ratio& a, const Ratio& b);
  static void lower(MaybeRatio& lowest, const MemberState& member);
  // Among those who were eligible at turn `turn` or later and miss nothing.
  [[nodiscard]] MaybeRatio lowest_since(uint64_t turn) const;
  [[nodiscard]] MaybeRatio lowest_ever() const;

  const PoolState* state_;
  MaybeRatio lowest_now_;            // among the eligible who did not miss anything
  mutable uint64_t asked_turn_ = 0;  // CACHE: people often leave and come together
  mutable MaybeRatio asked_lowest_;
  mutable bool is_ever_known_ = false;
  mutable MaybeRatio lowest_ever_;
};

// The part of 2^64 that a weight is of all weights: at most the exact part, by less than `weight` units.
[[nodiscard]] Wide gain_2_64(uint32_t weight, uint64_t weights);
// Of the eligible.
[[nodiscard]] uint64_t weights_of_eligible(const PoolState& state, std::span<const Candidate> candidates);

}  // namespace lead::routing
