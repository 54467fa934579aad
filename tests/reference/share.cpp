#include "tests/reference/share.h"

#include <cstddef>

namespace lead::reference {

Natural::Natural(uint64_t value) {
  for (; value != 0; value >>= 32) digits_.push_back(static_cast<uint32_t>(value));
}

void Natural::add(const Natural& other) {
  uint64_t carry = 0;
  for (size_t i = 0; i < other.digits_.size() || carry != 0; ++i) {
    if (i == digits_.size()) digits_.push_back(0);
    carry += uint64_t{digits_[i]} + (i < other.digits_.size() ? other.digits_[i] : 0);
    digits_[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
}

void Natural::multiply(uint32_t factor) {
  uint64_t carry = 0;
  for (uint32_t& digit : digits_) {
    carry += uint64_t{digit} * factor;
    digit = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  if (carry != 0) digits_.push_back(static_cast<uint32_t>(carry));
  while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
}

int Natural::compared_with(const Natural& other) const {
  if (digits_.size() != other.digits_.size()) return digits_.size() < other.digits_.size() ? -1 : 1;
  for (size_t i = digits_.size(); i-- > 0;) {
    if (digits_[i] != other.digits_[i]) return digits_[i] < other.digits_[i] ? -1 : 1;
  }
  return 0;
}

int Share::compared_with(const Share& other) const {
  std::map<uint32_t, int64_t> difference = parts_;
  for (const auto& [of, parts] : other.parts_) difference[of] -= parts;
  Natural more(0), less(0);
  for (const auto& [of, parts] : difference) {
    Natural term(static_cast<uint64_t>(parts < 0 ? -parts : parts));
    for (const auto& [factor, unused] : difference) {
      if (factor != of) term.multiply(factor);
    }
    (parts < 0 ? less : more).add(term);
  }
  return more.compared_with(less);
}

}  // namespace lead::reference
