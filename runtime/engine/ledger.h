// A ledger: awards of one sign, each worth less with its age. How it is kept in a lead's record, booked and
// read.
//
// An award a made at t is worth, at now with age = now - t and D the period:
//   None     a for ever
//   Half     a · 2^(-age/D)                       one mantissa (base/half_life.h)
//   Evenly   a · max(0, 1 - share · age/D)        running sums of a and a·t in 128 bits, rounded once
//   Drops    a less `amount` per full D, not past 0
//   Halves   a / 2^(full D), rounded once over the sum; gone after 64 halvings
//   Expires  a while now < t + D
// The value is the sum in millionths, rounded half-even once. It moves towards 0 as time passes: over a
// segment without bookings it lies between its values at both ends.
//
// `words` is the ledger's part of the record, `size()` words, all 0 when empty. Reads are O(1) for None and
// Half, O(log awards) for Evenly and Expires, O(awards) for Drops and Halves.
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"
#include "runtime/engine/fading.h"
#include "runtime/engine/rings.h"

namespace lead::engine {

class Ledger {
 public:
  Ledger(const artefact::Decay& decay, Fadings& fadings);

  [[nodiscard]] size_t size() const;
  // Millionths shown at `points.now_ms()`, which is not before the last booking (earlier: no useful number).
  [[nodiscard]] int64_t read(const int64_t* words, const RingStore& rings, const FadingPoints& points) const;
  // False where the ledger would hold too much (limits.h: one award, all awards, value shown); then the words
  // are in no useful state and the caller rolls the item back. Bookings come in order of their instants.
  [[nodiscard]] bool book(int64_t* words, RingStore& rings, const FadingPoints& points,
                          int64_t millionths) const;
  // Nothing was ever booked.
  void clear(int64_t* words, RingStore& rings) const;
  [[nodiscard]] bool is_empty(const int64_t* words) const;

 private:
  [[nodiscard]] int64_t read_awards(const int64_t* ring, const RingStore& rings, int64_t now_ms) const;
  [[nodiscard]] size_t dead_awards(const int64_t* ring, const RingStore& rings, int64_t now_ms) const;
  [[nodiscard]] bool add_award(int64_t* words, RingStore& rings, int64_t now_ms, int64_t millionths) const;
  void drop_worthless(int64_t* ring, RingStore& rings, int64_t now_ms) const;
  [[nodiscard]] int64_t worth(int64_t millionths, int64_t age_ms) const;
  [[nodiscard]] size_t stride() const;

  artefact::Decay decay_;
  uint32_t fading_ = 0;  // Half: index into the policy's half-lives
  int64_t life_ms_ = 0;  // Evenly, Expires, Halves: age at which an award is worth nothing; 0: none is
};

}  // namespace lead::engine
