#include "runtime/engine/crossing.h"

#include <algorithm>

#include "runtime/base/arithmetic.h"

namespace lead::engine {
namespace {

constexpr int64_t kRounding = 2;                // millionths by which a score may lie beside its curve
constexpr int64_t kLargest = int64_t{1} << 60;  // of the values that are worth a guess
constexpr uint64_t kOne = uint64_t{1} << 63;    // Q63

// What is left of 1 after so long, in Q63.
uint64_t left_after(const HalfLife& half_life, int64_t length_ms) {
  const int64_t halvings = length_ms / half_life.period_ms();
  return halvings >= 63 ? 0 : half_life.weight(length_ms % half_life.period_ms()) >> halvings;
}

uint64_t distance(int64_t a, int64_t b) {
  return static_cast<uint64_t>(a < b ? b - a : a - b);
}

}  // namespace

bool Descent::is_known() const {
  const auto [least, greatest] = std::minmax({first, last, threshold});
  if (least < -kLargest || greatest > kLargest) return false;
  return first != last && std::min(first, last) <= threshold && threshold <= std::max(first, last);
}

Crossing expect_crossing(const Descent& descent, const HalfLife* half_life) {
  const int64_t length = descent.last_ms - descent.first_ms;
  if (length <= 0 || !descent.is_known()) return {};
  const UnsignedWide part = distance(descent.first, descent.threshold);
  const uint64_t whole = distance(descent.first, descent.last);
  if (half_life == nullptr) {
    const auto way = static_cast<int64_t>(part * static_cast<uint64_t>(length) / whole);
    return {descent.first_ms + way, kRounding * (length / static_cast<int64_t>(whole))};
  }
  const uint64_t lost = std::max<uint64_t>(kOne - left_after(*half_life, length), 1);
  const uint64_t left = std::max<uint64_t>(kOne - static_cast<uint64_t>(part * lost / whole), 1);
  // Where n millionths still fade, one is lost in about H / (n · ln 2).
  const uint64_t fading = std::max<uint64_t>(static_cast<uint64_t>(UnsignedWide{whole} * left / lost), 1);
  const auto margin = static_cast<int64_t>(UnsignedWide{3 * kRounding} *
                                           static_cast<uint64_t>(half_life->period_ms()) / 2 / fading);
  return {descent.first_ms + std::min(half_life->time_to(left), length), margin + 1};
}

}  // namespace lead::engine
