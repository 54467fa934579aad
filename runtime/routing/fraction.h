// An exact number that many fractions add up to: the credits of `fair share`.
//
// A turn of five people with weights 3, 2, 2, 1, 1 gives the first 3/9 of a turn; the next one, with two of
// them away, 3/6; and so on for years. The sum has no small denominator. What stays small is its partial
// fractions: every rational number is, in one way, a whole number and one fraction a/q, 0 < a < q, for each
// prime whose power q divides the denominator. Adding 1/9 touches the term of 3 and nothing else.
//
//   Fraction credit;
//   credit.add(UnitFraction(9), 3);     // 3/9
//   credit.add_whole(-1);
//   credit < other
//
// INVARIANT(terms): primes ascend, each once; every a/q is in lowest terms, so equal numbers have equal
// terms. The order of two numbers is that of their values in 1/2^64, and where these are too near to tell, of
// as many more digits as it takes. BOUND: kMaxCreditTerms terms; past that the number is rounded down to a
// multiple of 1/2^31, by less than 1/2^30. Adding takes a search for each prime of the denominator, at most
// 9 of them; nothing is allocated where the terms are there already.
#pragma once
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/base/arithmetic.h"

namespace lead::routing {

// numerator / power; `power` is a power of `prime`, below 2^32.
struct FractionTerm {
  uint32_t prime = 0;
  uint32_t power = 1;
  uint32_t numerator = 0;
  friend constexpr bool operator==(const FractionTerm&, const FractionTerm&) = default;
};

// 1 / denominator in partial fractions, worked out once and added to many numbers.
class UnitFraction {
 public:
  // `denominator` from 1 to 2^31.
  explicit UnitFraction(uint32_t denominator);
  [[nodiscard]] uint32_t denominator() const { return denominator_; }
  [[nodiscard]] std::span<const FractionTerm> terms() const { return {terms_, count_}; }
  // What the terms come to above 1 / denominator.
  [[nodiscard]] int64_t surplus() const { return surplus_; }

 private:
  static constexpr size_t kMaxPrimes = 9;  // the product of the first ten is above 2^32
  FractionTerm terms_[kMaxPrimes];
  uint32_t denominator_ = 1;
  size_t count_ = 0;
  int64_t surplus_ = 0;
};

class Fraction {
 public:
  Fraction() = default;

  void add_whole(int64_t count);
  // factor / unit.denominator(); `factor` from 0 to the denominator.
  void add(const UnitFraction& unit, uint32_t factor);

  [[nodiscard]] int64_t whole() const { return whole_; }
  [[nodiscard]] std::span<const FractionTerm> terms() const { return terms_; }
  // Units of 1/2^64, below the number by less than one of them a term.
  [[nodiscard]] Wide floor_2_64() const { return value_; }
  // As one fraction in lowest terms: "2/3", "-1/9", "0", "5"; where numerator or denominator leave 64 bits,
  // to three decimals with the sign "≈" before it.
  [[nodiscard]] std::string text() const;

  // Puts a number together again; false, and nothing done, where the invariant does not hold.
  [[nodiscard]] bool restore(int64_t whole, std::span<const FractionTerm> terms);

  friend bool operator==(const Fraction& a, const Fraction& b) {
    return a.whole_ == b.whole_ && a.terms_ == b.terms_;
  }
  friend std::strong_ordering operator<=>(const Fraction& a, const Fraction& b);

 private:
  void add_term(const FractionTerm& term);
  void round();

  int64_t whole_ = 0;
  std::vector<FractionTerm> terms_;
  Wide value_ = 0;  // CACHE: whole and terms, each term rounded down; for the order
};

// Two sums to compare: memory that is used again.
struct CreditPair {
  Fraction a;
  Fraction b;
};

}  // namespace lead::routing
