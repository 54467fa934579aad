#include "runtime/routing/fraction.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "runtime/base/limits.h"

namespace lead::routing {
namespace {

constexpr int64_t kFractionBits = 31;             // of a number that was rounded
constexpr int64_t kMostWhole = int64_t{1} << 50;  // more turns than a run can have

Wide shifted(int64_t whole) {
  return static_cast<Wide>(static_cast<UnsignedWide>(static_cast<Wide>(whole)) << 64);
}

// numerator / power in units of 1/2^64, rounded down; numerator < power < 2^32.
Wide floor_of(const FractionTerm& term) {
  const uint64_t high = (uint64_t{term.numerator} << 32) / term.power;
  const uint64_t rest = (uint64_t{term.numerator} << 32) % term.power;
  return static_cast<Wide>(high << 32 | (rest << 32) / term.power);
}

void reduce(FractionTerm& term) {
  while (term.numerator != 0 && term.numerator % term.prime == 0) {
    term.numerator /= term.prime;
    term.power /= term.prime;
  }
}

// x with a·x = 1 modulo m; a and m have no common divisor.
uint64_t inverse(uint64_t a, uint64_t m) {
  int64_t x = 0, next_x = 1;
  auto r = static_cast<int64_t>(m), next_r = static_cast<int64_t>(a % m);
  while (next_r != 0) {
    const int64_t quotient = r / next_r;
    x = std::exchange(next_x, x - quotient * next_x);
    r = std::exchange(next_r, r - quotient * next_r);
  }
  return static_cast<uint64_t>(x < 0 ? x + static_cast<int64_t>(m) : x);
}

bool is_prime(uint32_t n) {
  if (n < 2) return false;
  for (uint64_t d = 2; d * d <= n; ++d) {
    if (n % d == 0) return false;
  }
  return true;
}

bool is_power_of(uint64_t power, uint32_t prime) {
  if (power < prime) return false;
  while (power % prime == 0) power /= prime;
  return power == 1;
}

// The digits of a sum of fractions to base 2^32, one after the other. What is left of a/q after a digit is a
// fraction of q again.
class Digits {
 public:
  explicit Digits(std::span<const FractionTerm> terms) : left_(terms.begin(), terms.end()) {}
  int64_t next() {
    int64_t sum = 0;
    for (FractionTerm& term : left_) {
      const uint64_t shifted = uint64_t{term.numerator} << 32;
      sum += static_cast<int64_t>(shifted / term.power);
      term.numerator = static_cast<uint32_t>(shifted % term.power);
    }
    return sum;
  }

 private:
  std::vector<FractionTerm> left_;
};

// Of two numbers that are not equal. After some digits the difference lies less than b's terms below, and
// less than a's terms above, what was counted; each digit multiplies the difference by 2^32, so this ends.
std::strong_ordering compare_digits(const Fraction& a, const Fraction& b) {
  const auto above = static_cast<int64_t>(a.terms().size()), below = static_cast<int64_t>(b.terms().size());
  Digits of_a(a.terms()), of_b(b.terms());
  int64_t counted = a.whole() - b.whole();
  while (counted < std::max<int64_t>(below, 1) && counted > -std::max<int64_t>(above, 1))
    counted = (counted * (int64_t{1} << 32)) + of_a.next() - of_b.next();
  return counted <=> 0;
}

}  // namespace

UnitFraction::UnitFraction(uint32_t denominator) : denominator_(denominator) {
  assert(denominator >= 1 && denominator <= uint32_t{1} << 31);
  const auto take = [&](uint32_t prime, uint32_t power) { terms_[count_++] = {prime, power, 0}; };
  uint32_t rest = denominator;
  for (uint32_t prime = 2; uint64_t{prime} * prime <= rest; ++prime) {
    uint32_t power = 1;
    for (; rest % prime == 0; rest /= prime) power *= prime;
    if (power > 1) take(prime, power);
  }
  if (rest > 1) take(rest, rest);
  // Σ a·(denominator / power) is 1 more than a multiple of the denominator, which is the surplus.
  UnsignedWide sum = 0;
  for (size_t i = 0; i < count_; ++i) {
    const uint64_t others = denominator / terms_[i].power;
    terms_[i].numerator = static_cast<uint32_t>(inverse(others, terms_[i].power));
    sum += UnsignedWide{terms_[i].numerator} * others;
  }
  surplus_ = count_ == 0 ? -1 : static_cast<int64_t>((sum - 1) / denominator);
}

void Fraction::add_whole(int64_t count) {
  whole_ += count;
  value_ += shifted(count);
}

void Fraction::add(const UnitFraction& unit, uint32_t factor) {
  assert(factor <= unit.denominator());
  int64_t whole = -unit.surplus() * factor;
  for (const FractionTerm& term : unit.terms()) {
    const uint64_t numerator = uint64_t{term.numerator} * factor;
    whole += static_cast<int64_t>(numerator / term.power);
    FractionTerm part{term.prime, term.power, static_cast<uint32_t>(numerator % term.power)};
    if (part.numerator == 0) continue;
    reduce(part);
    add_term(part);
  }
  add_whole(whole);
  if (terms_.size() > limits::kMaxCreditTerms) round();
}

void Fraction::add_term(const FractionTerm& term) {
  const auto at = std::lower_bound(terms_.begin(), terms_.end(), term.prime,
                                   [](const FractionTerm& t, uint32_t prime) { return t.prime < prime; });
  if (at == terms_.end() || at->prime != term.prime) {
    value_ += floor_of(term);
    terms_.insert(at, term);
    return;
  }
  value_ -= floor_of(*at);
  const uint32_t power = std::max(at->power, term.power);
  uint64_t numerator =
      uint64_t{at->numerator} * (power / at->power) + uint64_t{term.numerator} * (power / term.power);
  if (numerator >= power) {
    numerator -= power;
    add_whole(1);
  }
  *at = {term.prime, power, static_cast<uint32_t>(numerator)};
  reduce(*at);
  if (numerator == 0)
    terms_.erase(at);
  else
    value_ += floor_of(*at);
}

void Fraction::round() {
  const Wide units = value_ >> (64 - kFractionBits);  // shifting right rounds down, below zero too
  whole_ = static_cast<int64_t>(units >> kFractionBits);
  terms_.clear();
  value_ = shifted(whole_);
  FractionTerm rest{2, uint32_t{1} << kFractionBits,
                    static_cast<uint32_t>(units & ((Wide{1} << kFractionBits) - 1))};
  if (rest.numerator == 0) return;
  reduce(rest);
  add_term(rest);
}

std::strong_ordering operator<=>(const Fraction& a, const Fraction& b) {
  if (a.value_ - b.value_ > static_cast<Wide>(b.terms_.size())) return std::strong_ordering::greater;
  if (b.value_ - a.value_ > static_cast<Wide>(a.terms_.size())) return std::strong_ordering::less;
  return a == b ? std::strong_ordering::equal : compare_digits(a, b);
}

std::string Fraction::text() const {
  constexpr Wide kMost = INT64_MAX;
  Wide denominator = 1;
  for (const FractionTerm& term : terms_) {
    denominator *= term.power;
    if (denominator > kMost) break;
  }
  if (denominator <= kMost) {
    Wide numerator = denominator * whole_;
    for (const FractionTerm& term : terms_) numerator += denominator / term.power * term.numerator;
    if (numerator <= kMost && numerator >= -kMost) {
      const auto over = static_cast<int64_t>(numerator), under = static_cast<int64_t>(denominator);
      return under == 1 ? fmt::format("{}", over) : fmt::format("{}/{}", over, under);
    }
  }
  const Wide all = (value_ * 1000 + (Wide{1} << 63)) >> 64;
  const Wide magnitude = all < 0 ? -all : all;
  return fmt::format("≈{}{}.{:03}", all < 0 ? "-" : "", static_cast<int64_t>(magnitude / 1000),
                     static_cast<int64_t>(magnitude % 1000));
}

bool Fraction::restore(int64_t whole, std::span<const FractionTerm> terms) {
  if (terms.size() > limits::kMaxCreditTerms || whole > kMostWhole || whole < -kMostWhole) return false;
  uint32_t before = 0;
  for (const FractionTerm& term : terms) {
    const bool is_sound = term.prime > before && is_prime(term.prime) &&
                          is_power_of(term.power, term.prime) && term.numerator > 0 &&
                          term.numerator < term.power && term.numerator % term.prime != 0;
    if (!is_sound) return false;
    before = term.prime;
  }
  whole_ = whole;
  terms_.assign(terms.begin(), terms.end());
  value_ = shifted(whole);
  for (const FractionTerm& term : terms_) value_ += floor_of(term);
  return true;
}

}  // namespace lead::routing
