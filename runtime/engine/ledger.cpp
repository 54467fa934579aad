#include "runtime/engine/ledger.h"

#include <algorithm>
#include <array>
#include <vector>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"

namespace lead::engine {
namespace {

using artefact::DecayKind;

constexpr int64_t kHalvings = 64;

// Running sums are kept modulo 2^64 and 2^128: only differences are read, and those fit.
Wide wide_at(const int64_t* words) {
  return static_cast<Wide>(static_cast<UnsignedWide>(static_cast<uint64_t>(words[1])) << 64 |
                           static_cast<uint64_t>(words[0]));
}
void put_wide(int64_t* words, Wide value) {
  words[0] = static_cast<int64_t>(static_cast<uint64_t>(static_cast<UnsignedWide>(value)));
  words[1] = static_cast<int64_t>(static_cast<uint64_t>(static_cast<UnsignedWide>(value) >> 64));
}
Wide wrap_wide(UnsignedWide value) {
  return static_cast<Wide>(value);
}

// An entry of Expires is an instant and the running sum of all awards up to and with this one; an entry of
// Evenly has the running sum of award · instant besides, in two words. The sums as of the last award dropped
// stand before the ring.
constexpr size_t kMoment = 1;  // from the sum

bool keeps_sums(DecayKind kind) {
  return kind == DecayKind::Expires || kind == DecayKind::Evenly;
}

// Words before the ring: the sums without the instant.
size_t words_before_ring(DecayKind kind) {
  return kind == DecayKind::Evenly ? 3 : kind == DecayKind::Expires ? 1 : 0;
}

int64_t life_of(const artefact::Decay& decay) {
  const int64_t period = decay.period_ms();
  if (decay.kind() == DecayKind::Expires) return period;
  if (decay.kind() == DecayKind::Halves)
    return period > INT64_MAX / (kHalvings + 1) ? INT64_MAX : period * (kHalvings + 1);
  // Evenly: the first age at which share · age >= million · period.
  if (decay.kind() == DecayKind::Evenly) {
    return static_cast<int64_t>((static_cast<Wide>(kMillion) * period + decay.amount() - 1) / decay.amount());
  }
  return 0;
}

}  // namespace

Ledger::Ledger(const artefact::Decay& decay, Fadings& fadings) : decay_(decay), life_ms_(life_of(decay)) {
  if (decay.kind() == DecayKind::Half) fading_ = fadings.add(decay.period_ms());
}

size_t Ledger::stride() const {
  return decay_.kind() == DecayKind::Evenly ? 4 : 2;
}

size_t Ledger::size() const {
  switch (decay_.kind()) {
    case DecayKind::None:
      return 1;
    case DecayKind::Half:
      return 2;
    case DecayKind::Evenly:
    case DecayKind::Drops:
    case DecayKind::Halves:
    case DecayKind::Expires:
      return words_before_ring(decay_.kind()) + RingStore::kWords;
  }
  return 0;
}

// Drops: what one award is worth.
int64_t Ledger::worth(int64_t millionths, int64_t age_ms) const {
  const int64_t periods = age_ms / decay_.period_ms();
  const Wide lost = static_cast<Wide>(periods) * decay_.amount();
  const int64_t magnitude = millionths < 0 ? -millionths : millionths;
  if (lost >= magnitude) return 0;
  const int64_t left = magnitude - static_cast<int64_t>(lost);
  return millionths < 0 ? -left : left;
}

// Awards at the front that are worth nothing for ever.
size_t Ledger::dead_awards(const int64_t* ring, const RingStore& rings, int64_t now_ms) const {
  const size_t count = RingStore::count(ring);
  if (decay_.kind() == DecayKind::Drops) {
    size_t dead = 0;
    for (; dead < count; ++dead) {
      const int64_t* award = rings.entry(ring, dead, 2);
      if (worth(award[1], now_ms - award[0]) != 0) break;
    }
    return dead;
  }
  size_t low = 0, high = count;  // the first award with instant + life > now
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (now_ms - rings.entry(ring, middle, stride())[0] >= life_ms_) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

int64_t Ledger::read_awards(const int64_t* ring, const RingStore& rings, int64_t now_ms) const {
  const size_t count = RingStore::count(ring);
  Wide sum = 0;
  for (size_t i = 0; i < count; ++i) {
    const int64_t* award = rings.entry(ring, i, 2);
    const int64_t age = std::max<int64_t>(0, now_ms - award[0]);
    if (decay_.kind() == DecayKind::Drops) {
      sum += worth(award[1], age);
    } else {
      const int64_t halvings = age / decay_.period_ms();
      if (halvings <= kHalvings)
        sum += static_cast<Wide>(award[1]) * (static_cast<Wide>(1) << (kHalvings - halvings));
    }
  }
  if (decay_.kind() == DecayKind::Drops) return static_cast<int64_t>(sum);
  return static_cast<int64_t>(divide_half_even(sum, static_cast<Wide>(1) << kHalvings));
}

int64_t Ledger::read(const int64_t* words, const RingStore& rings, const FadingPoints& points) const {
  const DecayKind kind = decay_.kind();
  if (kind == DecayKind::None) return words[0];
  if (kind == DecayKind::Half) {
    if (words[0] == 0) return 0;
    const HalfLife::Point& point = points.point(fading_);
    return HalfLife::read(HalfLife::rescale(words[0], words[1], std::max(words[1], point.epoch)), point);
  }
  const int64_t* ring = words + words_before_ring(kind);
  const size_t count = RingStore::count(ring);
  if (count == 0) return 0;
  if (!keeps_sums(kind)) return read_awards(ring, rings, points.now_ms());
  const size_t dead = dead_awards(ring, rings, points.now_ms());
  if (dead == count) return 0;
  const int64_t* last = rings.entry(ring, count - 1, stride()) + 1;
  const int64_t* before = dead == 0 ? words : rings.entry(ring, dead - 1, stride()) + 1;
  const int64_t amount = wrap_subtract(*last, *before);
  if (kind == DecayKind::Expires) return amount;
  const Wide moment = wrap_wide(static_cast<UnsignedWide>(wide_at(last + kMoment)) -
                                static_cast<UnsignedWide>(wide_at(before + kMoment)));
  // Σ a·(D - share·(now - t)) / D, with D = million · period: at most 2^42 · 2^63.
  const Wide whole = static_cast<Wide>(kMillion) * decay_.period_ms();
  const Wide share = decay_.amount();
  return static_cast<int64_t>(
      divide_half_even(amount * (whole - share * points.now_ms()) + share * moment, whole));
}

// Drops: a small award may be worth nothing before a larger one that is older.
void Ledger::drop_worthless(int64_t* ring, RingStore& rings, int64_t now_ms) const {
  std::vector<std::array<int64_t, 2>> live;
  for (size_t i = 0; i < RingStore::count(ring); ++i) {
    const int64_t* award = rings.entry(ring, i, 2);
    if (worth(award[1], now_ms - award[0]) != 0) live.push_back({award[0], award[1]});
  }
  rings.drop_front(ring, RingStore::count(ring));
  for (const auto& award : live) std::copy(award.begin(), award.end(), rings.push(ring, 2));
}

bool Ledger::add_award(int64_t* words, RingStore& rings, int64_t now_ms, int64_t millionths) const {
  const DecayKind kind = decay_.kind();
  int64_t* ring = words + words_before_ring(kind);
  if (const size_t dead = dead_awards(ring, rings, now_ms); dead > 0) {
    const int64_t* last_dead = rings.entry(ring, dead - 1, stride());
    if (keeps_sums(kind)) std::copy(last_dead + 1, last_dead + stride(), words);
    rings.drop_front(ring, dead);
  }
  if (RingStore::count(ring) >= limits::kMaxLiveAwards) {
    if (kind == DecayKind::Drops) drop_worthless(ring, rings, now_ms);
    if (RingStore::count(ring) >= limits::kMaxLiveAwards) return false;
  }
  const size_t count = RingStore::count(ring);
  if (!keeps_sums(kind)) {
    int64_t* award = rings.push(ring, stride());
    award[0] = now_ms;
    award[1] = millionths;
    return true;
  }
  const int64_t* last = count == 0 ? words : rings.entry(ring, count - 1, stride()) + 1;
  const int64_t sum = wrap_add(*last, millionths);
  const Wide moment = kind == DecayKind::Evenly
                          ? wrap_wide(static_cast<UnsignedWide>(wide_at(last + kMoment)) +
                                      static_cast<UnsignedWide>(static_cast<Wide>(millionths) * now_ms))
                          : 0;
  int64_t* award = rings.push(ring, stride());
  award[0] = now_ms;
  award[1] = sum;
  if (kind == DecayKind::Evenly) put_wide(award + 1 + kMoment, moment);
  return true;
}

bool Ledger::book(int64_t* words, RingStore& rings, const FadingPoints& points, int64_t millionths) const {
  if (millionths > limits::kMaxAwardMillionths || millionths < -limits::kMaxAwardMillionths) return false;
  if (decay_.kind() == DecayKind::None) {
    words[0] += millionths;  // cannot wrap: what is held was below the limit before
  } else if (decay_.kind() == DecayKind::Half) {
    const HalfLife::Point& point = points.point(fading_);
    const int64_t held = HalfLife::rescale(words[0], words[1], std::max(words[1], point.epoch));
    if (__builtin_add_overflow(held, points.half_life(fading_).award(millionths, point), &words[0]))
      return false;
    words[1] = point.epoch;
  } else if (!add_award(words, rings, points.now_ms(), millionths)) {
    return false;
  }
  const int64_t shown = read(words, rings, points);
  return -limits::kMaxHeldMillionths <= shown && shown <= limits::kMaxHeldMillionths;
}

void Ledger::clear(int64_t* words, RingStore& rings) const {
  const DecayKind kind = decay_.kind();
  const bool has_ring = kind != DecayKind::None && kind != DecayKind::Half;
  const size_t plain = has_ring ? words_before_ring(kind) : size();
  std::fill_n(words, plain, 0);
  if (has_ring) rings.drop_front(words + plain, RingStore::count(words + plain));
}

bool Ledger::is_empty(const int64_t* words) const {
  const DecayKind kind = decay_.kind();
  if (kind == DecayKind::None || kind == DecayKind::Half) return words[0] == 0;
  return RingStore::count(words + words_before_ring(kind)) == 0;
}

}  // namespace lead::engine
