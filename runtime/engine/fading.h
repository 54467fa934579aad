// The half-lives of a policy, and where an instant lies on the grid of each.
//
// Most policies have one half-life or two, and every ledger and every lead shares them: epoch and weight are
// computed once per half-life and instant, not once per ledger (FadingPoints, a CACHE for the reads of one
// item or one segment's end).
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/base/half_life.h"

namespace lead::engine {

class Fadings {
 public:
  // The index of this half-life; equal half-lives share one.
  uint32_t add(int64_t half_life_ms) {
    for (uint32_t i = 0; i < all_.size(); ++i) {
      if (all_[i].period_ms() == half_life_ms) return i;
    }
    all_.emplace_back(half_life_ms);
    return static_cast<uint32_t>(all_.size() - 1);
  }
  [[nodiscard]] const HalfLife& operator[](uint32_t index) const { return all_[index]; }
  [[nodiscard]] size_t size() const { return all_.size(); }

 private:
  std::vector<HalfLife> all_;
};

class FadingPoints {
 public:
  explicit FadingPoints(const Fadings& fadings) : fadings_(&fadings), points_(fadings.size()) {}
  void move_to(int64_t instant_ms) {
    if (instant_ms == now_ms_) return;
    now_ms_ = instant_ms;
    for (uint32_t i = 0; i < points_.size(); ++i) points_[i] = (*fadings_)[i].at(instant_ms);
  }
  [[nodiscard]] int64_t now_ms() const { return now_ms_; }
  [[nodiscard]] const HalfLife::Point& point(uint32_t index) const { return points_[index]; }
  [[nodiscard]] const HalfLife& half_life(uint32_t index) const { return (*fadings_)[index]; }

 private:
  const Fadings* fadings_;
  std::vector<HalfLife::Point> points_;
  int64_t now_ms_ = INT64_MIN;
};

}  // namespace lead::engine
