// The peers: each algorithm as one writes it for one team that stays as it is, without snapshots, absences
// that are told apart, explanations or anything given back. Each asks who is eligible and hands out one turn.
#pragma once
#include <cstdint>
#include <vector>

namespace lead::bench {

using Eligible = std::vector<uint8_t>;
inline constexpr uint32_t kNone = UINT32_MAX;

struct TurnsByHand {
  explicit TurnsByHand(const std::vector<uint32_t>& weights) : count(weights.size()) {}
  uint32_t next(const Eligible& eligible) {
    for (size_t step = 0; step < count; ++step) {
      const size_t at = (begin + step) % count;
      if (eligible[at] == 0) continue;
      begin = at + 1;
      return static_cast<uint32_t>(at);
    }
    return kNone;
  }
  size_t count, begin = 0;
};

struct SmoothByHand {
  explicit SmoothByHand(const std::vector<uint32_t>& team)
      : weights(team.begin(), team.end()), sums(team.size()) {}
  uint32_t next(const Eligible& eligible) {
    uint32_t best = kNone;
    int64_t total = 0;
    for (uint32_t i = 0; i < weights.size(); ++i) {
      if (eligible[i] == 0) continue;
      sums[i] += weights[i];
      total += weights[i];
      if (best == kNone || sums[i] > sums[best]) best = i;
    }
    if (best != kNone) sums[best] -= total;
    return best;
  }
  std::vector<int64_t> weights, sums;
};

// Nobody of it is ever away in leadc's sense, so pointers are never raised.
struct PointerByHand {
  explicit PointerByHand(const std::vector<uint32_t>& team) : weights(team), turns(team.size()) {}
  uint32_t next(const Eligible& eligible) {
    uint32_t best = kNone;
    for (uint32_t i = 0; i < weights.size(); ++i) {
      if (eligible[i] != 0 && (best == kNone || turns[i] * weights[best] < turns[best] * weights[i]))
        best = i;
    }
    if (best != kNone) ++turns[best];
    return best;
  }
  std::vector<uint32_t> weights;
  std::vector<uint64_t> turns;
};

// Least recent, and the fewest of a period that does not end.
struct RecentByHand {
  explicit RecentByHand(const std::vector<uint32_t>& team) : last(team.size()) {}
  uint32_t next(const Eligible& eligible) {
    uint32_t best = kNone;
    for (uint32_t i = 0; i < last.size(); ++i) {
      if (eligible[i] != 0 && (best == kNone || last[i] < last[best])) best = i;
    }
    if (best != kNone) last[best] = ++order;
    return best;
  }
  std::vector<uint64_t> last;
  uint64_t order = 0;
};

// What people write for fair shares: binary floating point, and so neither exact nor the same everywhere.
struct ShareInFloats {
  explicit ShareInFloats(const std::vector<uint32_t>& team)
      : weights(team.begin(), team.end()), credits(team.size()) {}
  uint32_t next(const Eligible& eligible) {
    double total = 0;
    for (size_t i = 0; i < weights.size(); ++i) total += eligible[i] != 0 ? weights[i] : 0;
    uint32_t best = kNone;
    for (uint32_t i = 0; i < weights.size(); ++i) {
      if (eligible[i] == 0) continue;
      credits[i] += weights[i] / total;
      if (best == kNone || credits[i] > credits[best]) best = i;
    }
    if (best != kNone) credits[best] -= 1;
    return best;
  }
  std::vector<double> weights, credits;
};

}  // namespace lead::bench
