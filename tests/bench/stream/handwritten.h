// The policy of stream.lead written by hand in C++, as an engineer would who may know all of it in advance:
// the other side of the stream benchmark.
//
//   Handwritten<Sink> fold(sink);
//   fold.event(…);      // in order of their instants, which rise strictly
//   fold.finish();
//
// It does the same work: exact decay on the same grid (lead::HalfLife), the same exact wake-ups, the same
// decisions in the same order. It knows that every part of this score only falls with time, so a wake-up is
// found by one logarithm and two reads, and it keeps a lead in three cache lines. A sink has `void
// decided(const Outcome&)`.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <deque>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/half_life.h"

namespace lead::bench {

enum Type : uint8_t { kLeadCreated, kPageView, kFormSubmit, kMailOpen };
enum Rule : int8_t { kNoRule = -1, kPricingPage, kAnyPage, kMail, kWhitepaper };

// One event, read. `text` is the path or the form; industry and employees are -1 where not given.
struct Input {
  Type type;
  int64_t instant_ms;
  std::string_view lead, text;
  int32_t industry = -1;
  int64_t employees = -1;
};

// One change of the band (0), the grade (1) or the cell (2).
struct Outcome {
  int64_t instant_ms;
  std::string_view lead;
  uint32_t output;
  int32_t from, to;  // from -1: birth
  int64_t score;     // the band's
  Rule rule;
  bool by_time;
  Type type;       // where not by_time
  uint32_t place;  // among the lead's outcomes of this instant
};

template <class Sink>
class Handwritten {
 public:
  explicit Handwritten(Sink& sink) : sink_(sink) {}

  void event(const Input& input) {
    run_timers(input.instant_ms - 1);
    now_ms_ = input.instant_ms;
    const auto [found, is_new] = numbers_.try_emplace(input.lead, static_cast<uint32_t>(leads_.size()));
    if (is_new) {
      names_.emplace_back(input.lead);
      numbers_.erase(found);
      numbers_.emplace(names_.back(), static_cast<uint32_t>(leads_.size()));
      leads_.emplace_back();
    }
    const uint32_t number = is_new ? static_cast<uint32_t>(leads_.size() - 1) : found->second;
    Lead& lead = leads_[number];
    const HalfLife::Point point = fading_.at(now_ms_);
    const Rule rule = book(lead, input, point);
    settle(number, lead, point, {rule, false, input.type});
  }

  // Timers up to and including the last event's instant.
  void finish() { run_timers(now_ms_); }

 private:
  static constexpr int64_t kDayMs = 86'400'000, kWeekMs = 7 * kDayMs, kHalfLifeMs = 14 * kDayMs;
  static constexpr int64_t kPoint = 1'000'000, kNever = INT64_MAX;
  static constexpr size_t kRules = 4;

  struct Lead {
    std::array<int64_t, kRules> mantissa{};
    int64_t epoch = 0;
    std::array<int64_t, 3> views = {-kWeekMs, -kWeekMs, -kWeekMs};  // the last three, oldest first
    int64_t mailed_ms = -kWeekMs, day = -1, employees = -1;
    int64_t wake_ms = kNever, queued_ms = kNever, told_ms = -1;
    int32_t industry = -1;
    uint32_t told = 0;
    int8_t band = -1, grade = -1, cell = -1;
    uint8_t views_today = 0;
    bool has_whitepaper = false;
  };
  struct Cause {
    Rule rule;
    bool by_time;
    Type type;
  };
  struct Timer {
    int64_t instant_ms;
    uint32_t lead;
  };
  struct Later {
    const std::deque<std::string>* names;
    bool operator()(const Timer& a, const Timer& b) const {
      if (a.instant_ms != b.instant_ms) return a.instant_ms > b.instant_ms;
      return (*names)[a.lead] > (*names)[b.lead];
    }
  };

  void move_to(Lead& lead, int64_t epoch) {
    if (lead.epoch == epoch) return;
    for (int64_t& mantissa : lead.mantissa) mantissa = HalfLife::rescale(mantissa, lead.epoch, epoch);
    lead.epoch = epoch;
  }
  void award(Lead& lead, Rule rule, int64_t points, const HalfLife::Point& point) {
    lead.mantissa[static_cast<size_t>(rule)] += fading_.award(points * kPoint, point);
  }

  Rule book(Lead& lead, const Input& input, const HalfLife::Point& point) {
    move_to(lead, point.epoch);
    Rule last = kNoRule;
    const auto give = [&](Rule rule, int64_t points) {
      award(lead, rule, points, point);
      last = rule;
    };
    switch (input.type) {
      case kLeadCreated:
        if (input.industry >= 0) lead.industry = input.industry;
        if (input.employees >= 0) lead.employees = input.employees;
        break;
      case kPageView: {
        lead.views = {lead.views[1], lead.views[2], now_ms_};
        if (input.text.starts_with("/pricing")) give(kPricingPage, 5);
        const int64_t day = now_ms_ / kDayMs;
        if (lead.day != day) lead.day = day, lead.views_today = 0;
        if (lead.views_today < 10) ++lead.views_today, give(kAnyPage, 1);
        break;
      }
      case kFormSubmit:
        if (input.text == "whitepaper" && !lead.has_whitepaper)
          lead.has_whitepaper = true, give(kWhitepaper, 20);
        break;
      case kMailOpen:
        if (now_ms_ >= lead.mailed_ms + kWeekMs) lead.mailed_ms = now_ms_, give(kMail, 2);
        break;
    }
    return last;
  }

  [[nodiscard]] int64_t faded(const Lead& lead, const HalfLife::Point& point) const {
    const auto read = [&](Rule rule) {
      return HalfLife::read(
          HalfLife::rescale(lead.mantissa[static_cast<size_t>(rule)], lead.epoch, point.epoch), point);
    };
    return std::min(read(kPricingPage), 25 * kPoint) + read(kAnyPage) + read(kMail) + read(kWhitepaper);
  }
  [[nodiscard]] static int64_t busy_until(const Lead& lead) { return lead.views[0] + kWeekMs; }
  [[nodiscard]] int64_t score(const Lead& lead, int64_t at_ms, const HalfLife::Point& point) const {
    const int64_t busy = at_ms < busy_until(lead) ? 15 * kPoint : 0;
    return std::min(faded(lead, point) + busy, 100 * kPoint);
  }

  [[nodiscard]] static int8_t band_of(int8_t before, int64_t score) {
    if (score >= 50 * kPoint || (before == 2 && score >= 40 * kPoint)) return 2;
    return score >= 20 * kPoint ? 1 : 0;
  }
  [[nodiscard]] static int8_t grade_of(const Lead& lead) {
    if ((lead.industry == 0 || lead.industry == 1) && lead.employees >= 50) return 0;
    return lead.industry >= 0 && lead.employees >= 10 ? 1 : 2;
  }
  [[nodiscard]] static int8_t cell_of(int8_t band, int8_t grade) {
    constexpr int8_t kContact = 0, kNurture = 1, kIgnore = 2;
    constexpr int8_t kCells[3][3] = {
        {kNurture, kIgnore, kIgnore}, {kContact, kNurture, kIgnore}, {kContact, kContact, kNurture}};
    return kCells[band][grade];
  }

  // The end of an item: what changed is told, and the wake-up kept where it may only have moved away.
  void settle(uint32_t number, Lead& lead, const HalfLife::Point& point, const Cause& cause) {
    const int64_t now_score = score(lead, now_ms_, point);
    const int8_t band = band_of(lead.band, now_score), grade = grade_of(lead), cell = cell_of(band, grade);
    if (band != lead.band) tell(number, lead, 0, lead.band, band, now_score, cause);
    if (grade != lead.grade) tell(number, lead, 1, lead.grade, grade, 0, cause);
    if (cell != lead.cell) tell(number, lead, 2, lead.cell, cell, 0, cause);
    const bool is_moved = band != lead.band || cause.by_time;
    lead.band = band, lead.grade = grade, lead.cell = cell;
    if (is_moved) wake_at(number, lead, next_change(lead));
  }
  void tell(uint32_t number, Lead& lead, uint32_t output, int32_t from, int32_t to, int64_t now_score,
            const Cause& cause) {
    if (lead.told_ms != now_ms_) lead.told_ms = now_ms_, lead.told = 0;
    sink_.decided(Outcome{now_ms_, names_[number], output, from, to, now_score, cause.rule, cause.by_time,
                          cause.type, lead.told++});
  }

  [[nodiscard]] int64_t next_change(const Lead& lead) const {
    if (lead.band == 0) return kNever;
    const int64_t threshold = (lead.band == 2 ? 40 : 20) * kPoint;
    const int64_t busy_end = busy_until(lead);
    if (now_ms_ < busy_end) {
      const int64_t early = crossing(lead, threshold - 15 * kPoint, busy_end);
      if (early < busy_end) return early;
    }
    return crossing(lead, threshold, kNever, std::max(now_ms_ + 1, busy_end));
  }

  // The first instant from `first_ms` at which what fades is below `threshold`; `limit_ms` where not before
  // it.
  [[nodiscard]] int64_t crossing(const Lead& lead, int64_t threshold, int64_t limit_ms,
                                 int64_t first_ms = 0) const {
    first_ms = std::max(first_ms, now_ms_ + 1);
    const auto is_below = [&](int64_t at_ms) { return faded(lead, fading_.at(at_ms)) < threshold; };
    if (is_below(first_ms)) return first_ms;
    if (limit_ms != kNever && !is_below(limit_ms - 1)) return limit_ms;
    int64_t guess = guess_crossing(lead, static_cast<double>(threshold), first_ms);
    if (limit_ms != kNever) guess = std::min(guess, limit_ms - 1);
    // Bracket the guess, then halve: usually two reads.
    int64_t above = first_ms, below = limit_ms == kNever ? kNever : limit_ms - 1;
    for (int64_t step = 1; below == kNever || below - above > 1; step *= 2) {
      guess = std::clamp(guess, above + 1, below == kNever ? kNever - 1 : below);
      if (is_below(guess)) {
        below = guess;
        guess -= step;
      } else {
        above = guess;
        guess += step;
      }
      if (guess <= above || (below != kNever && guess >= below)) break;
    }
    while (below - above > 1) {
      const int64_t middle = above + (below - above) / 2;
      (is_below(middle) ? below : above) = middle;
    }
    return below;
  }

  // A guess decides where to look, never what is found: floating point does no harm.
  [[nodiscard]] int64_t guess_crossing(const Lead& lead, double threshold, int64_t first_ms) const {
    const HalfLife::Point point = fading_.at(first_ms);
    const auto read = [&](Rule rule) {
      return static_cast<double>(HalfLife::read(
          HalfLife::rescale(lead.mantissa[static_cast<size_t>(rule)], lead.epoch, point.epoch), point));
    };
    const double pricing = read(kPricingPage), rest = read(kAnyPage) + read(kMail) + read(kWhitepaper);
    const double cap = 25.0 * kPoint;
    double factor = (pricing + rest) / threshold;
    if (pricing / factor > cap) factor = rest / (threshold - cap);
    return first_ms + static_cast<int64_t>(std::log2(std::max(factor, 1.0)) * kHalfLifeMs) + 1;
  }

  void wake_at(uint32_t number, Lead& lead, int64_t wake_ms) {
    lead.wake_ms = wake_ms;
    if (wake_ms >= lead.queued_ms) return;
    lead.queued_ms = wake_ms;
    timers_.push({wake_ms, number});
  }
  void run_timers(int64_t until_ms) {
    while (!timers_.empty() && timers_.top().instant_ms <= until_ms) {
      const Timer timer = timers_.top();
      timers_.pop();
      Lead& lead = leads_[timer.lead];
      if (timer.instant_ms != lead.queued_ms) continue;
      lead.queued_ms = kNever;
      if (lead.wake_ms == kNever) continue;
      if (lead.wake_ms > timer.instant_ms) {
        wake_at(timer.lead, lead, lead.wake_ms);
        continue;
      }
      now_ms_ = timer.instant_ms;
      settle(timer.lead, lead, fading_.at(now_ms_), {kNoRule, true, kLeadCreated});
    }
  }

  Sink& sink_;
  const HalfLife fading_{kHalfLifeMs};
  int64_t now_ms_ = 0;
  std::deque<std::string> names_;
  absl::flat_hash_map<std::string_view, uint32_t> numbers_;  // looked up, never walked
  std::vector<Lead> leads_;
  std::priority_queue<Timer, std::vector<Timer>, Later> timers_{Later{&names_}};
};

}  // namespace lead::bench
