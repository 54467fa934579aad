// Credits of `fair share`, exact and slow: how many n-ths of a turn, for each n that ever occurred.
//
//   Share credit;
//   credit.add(3, 9);    // three ninths
//   credit.add(-1, 1);
//   credit.compared_with(other)   // below 0, 0 or above
//
// Two credits are compared by bringing their difference to the product of all the n; the numbers are as long
// as it takes.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

namespace lead::reference {

// A whole number, 0 or more, of any length; digits of 32 bits, the least first, no zeros in front.
class Natural {
 public:
  explicit Natural(uint64_t value);
  void add(const Natural& other);
  void multiply(uint32_t factor);
  [[nodiscard]] int compared_with(const Natural& other) const;

 private:
  std::vector<uint32_t> digits_;
};

class Share {
 public:
  void add(int64_t parts, uint32_t of) { parts_[of] += parts; }
  [[nodiscard]] int compared_with(const Share& other) const;

 private:
  std::map<uint32_t, int64_t> parts_;
};

}  // namespace lead::reference
