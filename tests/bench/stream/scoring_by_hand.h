// The policy of scoring.lead written by hand in C++, as an engineer would who may know all of it in advance.
//
// It does the same work as leadc: exact decay on the same grid, the same exact wake-ups, the same decisions
// in the same order. It knows that every part of this score only falls with time, and it keeps a lead in
// three cache lines. records.h says what goes in and what comes out.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <vector>

#include "tests/bench/stream/fading_score.h"
#include "tests/bench/stream/lead_table.h"

namespace lead::bench {

template <class Sink>
class ScoringByHand {
 public:
  explicit ScoringByHand(Sink& sink) : sink_(sink) {}

  void event(const Input& input) {
    run_timers(input.instant_ms - 1);
    now_ms_ = input.instant_ms;
    const uint32_t number = leads_.find_or_add(input.lead);
    Lead& lead = leads_[number];
    const HalfLife::Point point = score_.at(now_ms_);
    const Rule rule = book(lead, input, point);
    settle(number, lead, point, {By::Event, input.type, rule});
  }

  // Timers up to and including the last event's instant.
  void finish() { run_timers(now_ms_); }

 private:
  struct Lead {
    FadingSums sums;
    std::array<int64_t, 3> views = {-kWeekMs, -kWeekMs, -kWeekMs};  // the last three, oldest first
    int64_t mailed_ms = -kWeekMs, day = -1, employees = -1;
    int64_t wake_ms = kNever, queued_ms = kNever, told_ms = -1;
    int32_t industry = -1;
    uint32_t told = 0;
    int8_t band = -1, grade = -1, cell = -1;
    uint8_t views_today = 0;
    bool has_whitepaper = false;
  };
  struct Timer {
    int64_t instant_ms;
    uint32_t lead;
  };
  struct Later {
    const LeadTable<Lead>* leads;
    bool operator()(const Timer& a, const Timer& b) const {
      if (a.instant_ms != b.instant_ms) return a.instant_ms > b.instant_ms;
      return leads->name(a.lead) > leads->name(b.lead);
    }
  };

  Rule book(Lead& lead, const Input& input, const HalfLife::Point& point) {
    FadingScore::move_to(lead.sums, point.epoch);
    Rule last = kNoRule;
    const auto give = [&](Rule rule, int64_t points) {
      score_.award(lead.sums, rule, points, point);
      last = rule;
    };
    switch (input.type) {
      case kLeadCreated:
        if (input.choice >= 0) lead.industry = input.choice;
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
      case kCall:
      case kDealWon:
      case kDealLost:
      case kClaim:
        break;  // not in this policy
    }
    return last;
  }

  [[nodiscard]] static int64_t busy_until(const Lead& lead) { return lead.views[0] + kWeekMs; }
  [[nodiscard]] int64_t score(const Lead& lead, const HalfLife::Point& point) const {
    const int64_t busy = now_ms_ < busy_until(lead) ? 15 * kPoint : 0;
    return std::min(score_.read(lead.sums, point) + busy, 100 * kPoint);
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
    const int64_t now_score = score(lead, point);
    const int8_t band = band_of(lead.band, now_score), grade = grade_of(lead), cell = cell_of(band, grade);
    if (band != lead.band) tell(number, lead, 0, lead.band, band, now_score, cause);
    if (grade != lead.grade) tell(number, lead, 1, lead.grade, grade, 0, cause);
    if (cell != lead.cell) tell(number, lead, 2, lead.cell, cell, 0, cause);
    const bool is_moved = band != lead.band || cause.by == By::Time;
    lead.band = band, lead.grade = grade, lead.cell = cell;
    if (is_moved) wake_at(number, lead, next_change(lead));
  }
  void tell(uint32_t number, Lead& lead, uint32_t output, int32_t from, int32_t to, int64_t now_score,
            const Cause& cause) {
    if (lead.told_ms != now_ms_) lead.told_ms = now_ms_, lead.told = 0;
    sink_.decided(Outcome{now_ms_, leads_.name(number), output, from, to, now_score, cause, lead.told++});
  }

  [[nodiscard]] int64_t next_change(const Lead& lead) const {
    if (lead.band == 0) return kNever;
    const int64_t threshold = (lead.band == 2 ? 40 : 20) * kPoint;
    const int64_t busy_end = busy_until(lead);
    if (now_ms_ < busy_end) {
      const int64_t early = score_.crossing(lead.sums, threshold - 15 * kPoint, now_ms_ + 1, busy_end);
      if (early < busy_end) return early;
    }
    return score_.crossing(lead.sums, threshold, std::max(now_ms_ + 1, busy_end));
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
      settle(timer.lead, lead, score_.at(now_ms_), {By::Time, 0, kNoRule});
    }
  }

  Sink& sink_;
  const FadingScore score_{14 * kDayMs, 25 * kPoint};
  int64_t now_ms_ = 0;
  LeadTable<Lead> leads_;
  std::priority_queue<Timer, std::vector<Timer>, Later> timers_{Later{&leads_}};
};

}  // namespace lead::bench
