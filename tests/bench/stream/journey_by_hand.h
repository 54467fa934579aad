// The policy of journey.lead written by hand in C++, as an engineer would who may know all of it in advance.
//
// Stages are a switch, the promise is two instants that are found when it starts, and a lead waits in one
// queue for the first of: its band ending, its time in the stage being over, the next step of its promise.
// The same decisions and notices come out as of leadc, in the same order. records.h says what goes in and
// what comes out.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <vector>

#include "tests/bench/stream/fading_score.h"
#include "tests/bench/stream/lead_table.h"
#include "tests/bench/stream/office.h"

namespace lead::bench {

template <class Sink>
class JourneyByHand {
 public:
  explicit JourneyByHand(Sink& sink) : sink_(sink) {}

  void event(const Input& input) {
    run_timers(input.instant_ms - 1);
    now_ms_ = input.instant_ms;
    const uint32_t number = leads_.find_or_add(input.lead);
    Lead& lead = leads_[number];
    const HalfLife::Point point = score_.at(now_ms_);
    const Rule rule = book(lead, input, point);
    begin(number, lead, {By::Event, input.type, rule});
    evaluate(lead, point);
    if (lead.since_ms == kNever) enter_first();
    follow_event(input);
    follow_conditions(point);
    settle(input.type == kCall);
  }

  // Timers up to and including the last event's instant.
  void finish() { run_timers(now_ms_); }

 private:
  enum Stage : uint8_t { kRaw, kNurture, kMql, kAccepted, kRecycled, kWon };
  enum Transition : int8_t {
    kBirth = -1,
    kBecomesMql,
    kBecomesWarm,
    kCoolsDown,
    kWentQuiet,
    kReached,
    kUnpicked,
    kIsWon,
    kIsLost,
    kStalled
  };
  // As the words of a promise's decisions count.
  enum ClockState : uint8_t { kNotStarted, kRunning, kPaused, kMet, kBreached, kMetLate, kCancelled };

  static constexpr int64_t kTargetMs = 4 * kHourMs, kWarningMs = kTargetMs * 8 / 10;

  struct Lead {
    FadingSums sums;
    int64_t day = -1, employees = -1;
    int64_t since_ms = kNever;  // in the stage; kNever: not yet born
    int64_t active_ms = 0;      // the last thing it did
    int64_t cools_ms = kNever;  // no earlier than this the band ends
    int64_t started_ms = 0, warning_ms = kNever, breach_ms = kNever;
    int64_t queued_ms = kNever, step_queued_ms = kNever, told_ms = -1;
    int32_t industry = -1;
    uint32_t told = 0;
    int8_t band = -1, held = -1;  // held: the transition that must not go back
    Stage stage = kRaw;
    ClockState clock = kNotStarted;
    uint8_t steps_taken = 2;
    uint8_t pricing_today = 0, views_today = 0, mails_today = 0;
    bool has_whitepaper = false;
  };
  struct Move {
    int32_t from;
    Stage to;
    Transition transition;
  };
  // Of the item under way.
  struct Item {
    uint32_t number = 0;
    Lead* lead = nullptr;
    Cause cause;
    int64_t score = 0;
    int8_t band = 0;
    uint32_t visited = 0;  // bit by stage
    bool starts = false, cancels = false, was_reset = false;
    std::array<Move, 8> moves;
    size_t move_count = 0;
  };
  enum Phase : uint8_t { kWake, kStep };
  struct Timer {
    int64_t instant_ms;
    Phase phase;
    uint32_t lead;
  };
  struct Later {
    const LeadTable<Lead>* leads;
    bool operator()(const Timer& a, const Timer& b) const {
      if (a.instant_ms != b.instant_ms) return a.instant_ms > b.instant_ms;
      if (a.phase != b.phase) return a.phase > b.phase;
      return leads->name(a.lead) > leads->name(b.lead);
    }
  };

  // --- the score

  Rule book(Lead& lead, const Input& input, const HalfLife::Point& point) {
    FadingScore::move_to(lead.sums, point.epoch);
    const int64_t day = now_ms_ / kDayMs;
    if (lead.day != day) lead.day = day, lead.pricing_today = lead.views_today = lead.mails_today = 0;
    if (input.type == kPageView || input.type == kFormSubmit || input.type == kMailOpen)
      lead.active_ms = now_ms_;
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
      case kPageView:
        if (lead.pricing_today < 3 && input.text.starts_with("/pricing"))
          ++lead.pricing_today, give(kPricingPage, 5);
        if (lead.views_today < 10) ++lead.views_today, give(kAnyPage, 1);
        break;
      case kFormSubmit:
        if (input.text == "whitepaper" && !lead.has_whitepaper)
          lead.has_whitepaper = true, give(kWhitepaper, 20);
        break;
      case kMailOpen:
        if (lead.mails_today < 1) ++lead.mails_today, give(kMail, 2);
        break;
      case kCall:
      case kDealWon:
      case kDealLost:
      case kClaim:
        break;
    }
    return last;
  }
  void reset_score(Lead& lead) {
    lead.sums.mantissa = {};
    lead.pricing_today = lead.views_today = lead.mails_today = 0;
    lead.has_whitepaper = false;
    item_.was_reset = true;
  }
  void evaluate(const Lead& lead, const HalfLife::Point& point) {
    item_.score = std::min(score_.read(lead.sums, point), 100 * kPoint);
    item_.band = band_of(lead.band, item_.score);
  }
  [[nodiscard]] static int8_t band_of(int8_t before, int64_t score) {
    if (score >= 50 * kPoint || (before == 2 && score >= 40 * kPoint)) return 2;
    return score >= 20 * kPoint || (before >= 1 && score >= 15 * kPoint) ? 1 : 0;
  }

  // --- the stages

  void begin(uint32_t number, Lead& lead, const Cause& cause) {
    item_.number = number, item_.lead = &lead, item_.cause = cause;
    item_.visited = 1u << lead.stage;
    item_.starts = item_.cancels = item_.was_reset = false;
    item_.move_count = 0;
  }
  void enter_first() {
    item_.lead->since_ms = now_ms_;
    item_.moves[item_.move_count++] = {-1, kRaw, kBirth};
  }
  void move(Stage to, Transition transition) {
    Lead& lead = *item_.lead;
    item_.moves[item_.move_count++] = {lead.stage, to, transition};
    if (lead.stage == kMql) item_.cancels = true;
    if (lead.stage == kAccepted) reset_score(lead);
    if (to == kMql) item_.starts = true;
    lead.stage = to, lead.since_ms = now_ms_, lead.held = -1;
    item_.visited |= 1u << to;
  }
  void follow_event(const Input& input) {
    const Stage stage = item_.lead->stage;
    if (input.type == kCall && input.reached && stage == kMql) move(kAccepted, kReached);
    if (input.type == kDealWon && stage == kAccepted) move(kWon, kIsWon);
    if (input.type == kDealLost && stage == kAccepted) move(kRecycled, kIsLost);
  }
  // When the time in the stage is over.
  [[nodiscard]] static int64_t over_ms(const Lead& lead) {
    if (lead.stage == kNurture) return std::max(lead.since_ms, lead.active_ms) + 10 * kDayMs;
    if (lead.stage == kMql) return lead.since_ms + 7 * kDayMs;
    return lead.stage == kAccepted ? lead.since_ms + 30 * kDayMs : kNever;
  }
  void follow_time() {
    const Lead& lead = *item_.lead;
    if (now_ms_ < over_ms(lead)) return;
    if (lead.stage == kNurture) return move(kRaw, kWentQuiet);
    if (lead.stage == kMql) return move(kRecycled, kUnpicked);
    if (lead.stage == kAccepted) move(kRecycled, kStalled);
  }
  // What waits for a band: exactly one of the three is met at any time.
  void follow_conditions(const HalfLife::Point& point) {
    Lead& lead = *item_.lead;
    if (item_.was_reset) evaluate(lead, point);
    constexpr uint32_t kFrom[] = {1u << kNurture, 1u << kRaw | 1u << kRecycled,
                                  1u << kRaw | 1u << kNurture | 1u << kRecycled};
    constexpr Stage kTo[] = {kRaw, kNurture, kMql};
    constexpr Transition kBy[] = {kCoolsDown, kBecomesWarm, kBecomesMql};
    while (true) {
      const auto band = static_cast<size_t>(item_.band);
      if (lead.held == kBy[band]) return;
      lead.held = -1;
      if ((kFrom[band] & 1u << lead.stage) == 0) return;
      if ((item_.visited & 1u << kTo[band]) != 0) {
        lead.held = kBy[band];
        return;
      }
      move(kTo[band], kBy[band]);
    }
  }

  // --- the promise

  [[nodiscard]] bool is_active() const {
    return item_.lead->clock == kRunning || item_.lead->clock == kBreached;
  }
  [[nodiscard]] Figures figures(const Lead& lead) const {
    const int64_t used = office_.open_before(now_ms_) - office_.open_before(lead.started_ms);
    return {used, kTargetMs, lead.clock == kRunning ? lead.breach_ms : kNever};
  }
  void turn(ClockState to) {
    Lead& lead = *item_.lead;
    const ClockState from = lead.clock;
    lead.clock = to;
    tell({.output = kFirstCall, .from = from, .to = to, .is_clock = true, .figures = figures(lead)});
  }
  void follow_clock(bool is_met) {
    Lead& lead = *item_.lead;
    if (item_.starts && !is_active()) {
      lead.started_ms = now_ms_;
      lead.warning_ms = office_.deadline(now_ms_, kWarningMs);
      lead.breach_ms = office_.deadline(now_ms_, kTargetMs);
      lead.steps_taken = 0;
      turn(kRunning);
    }
    if (!is_active() || !(is_met || item_.cancels)) return;
    lead.steps_taken = 2;
    turn(!is_met ? kCancelled : lead.clock == kBreached ? kMetLate : kMet);
  }
  [[nodiscard]] static int64_t next_step(const Lead& lead) {
    if (lead.steps_taken == 2) return kNever;
    return lead.steps_taken == 0 ? lead.warning_ms : lead.breach_ms;
  }

  // --- the end of an item

  struct Told {
    uint32_t output;
    int32_t from, to;
    int32_t transition = -1;
    bool is_clock = false;
    Figures figures = {};
  };
  [[nodiscard]] uint32_t next_place(Lead& lead) const {
    if (lead.told_ms != now_ms_) lead.told_ms = now_ms_, lead.told = 0;
    return lead.told++;
  }
  void tell(const Told& told) {
    sink_.decided({now_ms_, leads_.name(item_.number), told.output, told.from, told.to,
                   told.output == 0 ? item_.score : 0, item_.cause, next_place(*item_.lead), told.transition,
                   told.is_clock, told.figures});
  }
  void settle(bool is_met) {
    Lead& lead = *item_.lead;
    const bool has_turned = item_.band != lead.band;
    if (has_turned) tell({.output = 0, .from = lead.band, .to = item_.band});
    lead.band = item_.band;
    for (size_t i = 0; i < item_.move_count; ++i) {
      const Move& made = item_.moves[i];
      tell({.output = kFunnel, .from = made.from, .to = made.to, .transition = made.transition});
    }
    follow_clock(is_met);
    if (has_turned || lead.cools_ms <= now_ms_)
      lead.cools_ms = lead.band == 0
                          ? kNever
                          : score_.crossing(lead.sums, (lead.band == 2 ? 40 : 15) * kPoint, now_ms_ + 1);
    queue(kWake, lead.queued_ms, std::min(lead.cools_ms, over_ms(lead)));
    queue(kStep, lead.step_queued_ms, next_step(lead));
  }

  // --- timers

  void queue(Phase phase, int64_t& queued_ms, int64_t due_ms) {
    if (due_ms >= queued_ms) return;
    queued_ms = due_ms;
    timers_.push({due_ms, phase, item_.number});
  }
  void wake(uint32_t number, Lead& lead) {
    const HalfLife::Point point = score_.at(now_ms_);
    begin(number, lead, {By::Time, 0, kNoRule});
    evaluate(lead, point);
    follow_time();
    follow_conditions(point);
    settle(false);
  }
  void step(uint32_t number, Lead& lead) {
    const auto taken = lead.steps_taken++;
    begin(number, lead, {By::Step, taken, kNoRule});
    evaluate(lead, score_.at(now_ms_));
    sink_.told({now_ms_, leads_.name(number), taken, item_.cause, next_place(lead)});
    if (taken == 1) turn(kBreached);
    queue(kStep, lead.step_queued_ms, next_step(lead));
  }
  void run_timers(int64_t until_ms) {
    while (!timers_.empty() && timers_.top().instant_ms <= until_ms) {
      const Timer timer = timers_.top();
      timers_.pop();
      Lead& lead = leads_[timer.lead];
      int64_t& queued_ms = timer.phase == kWake ? lead.queued_ms : lead.step_queued_ms;
      if (timer.instant_ms != queued_ms) continue;
      queued_ms = kNever;
      const int64_t due_ms = timer.phase == kWake ? std::min(lead.cools_ms, over_ms(lead)) : next_step(lead);
      item_.number = timer.lead;
      if (due_ms > timer.instant_ms) {
        queue(timer.phase, queued_ms, due_ms);
        continue;
      }
      now_ms_ = timer.instant_ms;
      timer.phase == kWake ? wake(timer.lead, lead) : step(timer.lead, lead);
    }
  }

  static constexpr uint32_t kFunnel = 1, kFirstCall = 2;  // outputs; 0 is the band

  Sink& sink_;
  const FadingScore score_{14 * kDayMs, kNever};
  const OfficeByHand office_ = office_hours();
  int64_t now_ms_ = 0;
  Item item_;
  LeadTable<Lead> leads_;
  std::priority_queue<Timer, std::vector<Timer>, Later> timers_{Later{&leads_}};
};

}  // namespace lead::bench
