// The peer: business time as a careful program has it that was written for one office. Its openings of the
// years it needs are listed once, as instants; deadlines and spans are found by binary search and running
// sums. It knows one zone, its holidays and a handful of years, and nothing else.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace lead::bench {

class OfficeByHand {
 public:
  struct Opening {
    int64_t begin_ms = 0;
    int64_t end_ms = 0;
    int64_t open_before_ms = 0;
  };

  // In order, apart from each other.
  void add_opening(int64_t begin_ms, int64_t end_ms) {
    openings_.push_back({begin_ms, end_ms, open_ms_});
    open_ms_ += end_ms - begin_ms;
  }

  [[nodiscard]] int64_t open_before(int64_t instant_ms) const {
    const auto after = std::upper_bound(openings_.begin(), openings_.end(), instant_ms,
                                        [](int64_t t, const Opening& o) { return t < o.begin_ms; });
    if (after == openings_.begin()) return 0;
    return after[-1].open_before_ms + std::min(instant_ms, after[-1].end_ms) - after[-1].begin_ms;
  }

  // The earliest instant with `amount_ms` above 0 of open time since `instant_ms`.
  [[nodiscard]] int64_t deadline(int64_t instant_ms, int64_t amount_ms) const {
    const int64_t count = open_before(instant_ms) + amount_ms;
    const auto after = std::lower_bound(openings_.begin(), openings_.end(), count,
                                        [](const Opening& o, int64_t n) { return o.open_before_ms < n; });
    return after[-1].begin_ms + (count - after[-1].open_before_ms);
  }

 private:
  std::vector<Opening> openings_;
  int64_t open_ms_ = 0;
};

// The other way to write it, which libraries have: from the start, day after day, until the amount is used
// up. Days are local; `offset_ms` stands for a zone that never changes its clock.
class OfficeDayByDay {
 public:
  OfficeDayByDay(std::vector<int64_t> holidays, int64_t offset_ms)
      : holidays_(std::move(holidays)), offset_ms_(offset_ms) {}

  [[nodiscard]] int64_t deadline(int64_t instant_ms, int64_t amount_ms) const {
    const int64_t local = instant_ms + offset_ms_;
    for (int64_t day = local / kDay;; ++day) {
      if ((day + 3) % 7 > 4 || std::binary_search(holidays_.begin(), holidays_.end(), day)) continue;
      for (const auto& [begin, end] : {std::pair{9 * kHour, 12 * kHour}, std::pair{13 * kHour, 17 * kHour}}) {
        const int64_t from = std::max(local, day * kDay + begin), to = day * kDay + end;
        if (from >= to) continue;
        if (amount_ms <= to - from) return from + amount_ms - offset_ms_;
        amount_ms -= to - from;
      }
    }
  }

 private:
  static constexpr int64_t kHour = 3'600'000, kDay = 24 * kHour;
  std::vector<int64_t> holidays_;
  int64_t offset_ms_;
};

}  // namespace lead::bench
