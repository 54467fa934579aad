// The policy of routing.lead written by hand in C++, as an engineer would who may know all of it in advance.
//
// The people of each market are listed once; a request looks at nobody else. Stays on the list all last
// equally long, so that they end in the order in which they began. The same decisions, notices, assignments
// and refused claims come out as of leadc, in the same order. records.h says what goes in and what comes out.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <string_view>
#include <vector>

#include "tests/bench/stream/fading_score.h"
#include "tests/bench/stream/lead_table.h"
#include "tests/bench/stream/routing_people.h"

namespace lead::bench {

template <class Sink>
class RoutingByHand {
 public:
  explicit RoutingByHand(Sink& sink) : sink_(sink) {
    for (const PersonRow& row : kPeople) {
      Person person{&row};
      if (row.away != kNoDay) person.away_ms = midnight_ms(row.away), person.back_ms = midnight_ms(row.back);
      const auto number = static_cast<int32_t>(people_.size());
      teams_[row.team][static_cast<size_t>(row.market)].push_back(number);
      numbers_.emplace(row.id, number);
      people_.push_back(person);
    }
    for (Person& person : people_) {
      if (person.row->cover != nullptr) person.cover = numbers_.at(person.row->cover);
    }
  }

  void event(const Input& input) {
    run_timers(input.instant_ms - 1);
    end_stays(input.instant_ms);
    now_ms_ = input.instant_ms;
    number_ = leads_.find_or_add(input.lead);
    lead_ = &leads_[number_];
    const HalfLife::Point point = score_.at(now_ms_);
    cause_ = {By::Event, input.type, book(input, point)};
    const int8_t band_before = lead_->band;
    std::optional<Move> move;
    if (lead_->since_ms == kNever)
      move = enter(kAsking, kBirth, -1);
    else if (lead_->stage == kWorking && input.type == kDealWon)
      move = enter(kWon, kIsWon, kWorking);
    else if (lead_->stage == kWorking && input.type == kDealLost)
      move = enter(kLost, kIsLost, kWorking);
    settle(point, move);
    const bool becomes_hot = band_before != kHot && lead_->band == kHot;
    const Cause asked{By::Event, input.type, kNoRule};
    if (input.type == kFormSubmit && input.text == "contact-us-general") route(asked, point);
    if (input.type == kClaim) claim(input.text, asked, point);
    if (becomes_hot) route({By::Edge, 0, kNoRule}, point);
  }

  // Timers up to and including the last event's instant.
  void finish() { run_timers(now_ms_); }

 private:
  enum Stage : uint8_t { kAsking, kWorking, kWon, kLost };
  enum Transition : int8_t { kBirth = -1, kIsGiven, kIsWon, kIsLost, kWentQuiet };
  enum Row : int8_t { kNoRow = -1, kAgain, kAccount, kLarge, kLocal, kRest };
  static constexpr int8_t kHot = 2;
  static constexpr int32_t kNobody = -1;
  static constexpr uint32_t kSale = 1;  // output; 0 is the band
  static constexpr int64_t kLooksAheadMs = 2 * kHourMs, kStayMs = 8 * kHourMs, kRememberedMs = 30 * kDayMs;
  static constexpr uint32_t kTurnsADay = 12, kClaimsADay = 10;

  // How often on one day.
  struct Today {
    int64_t day = -1;
    uint32_t count = 0;
    [[nodiscard]] bool is_below(uint32_t most, int64_t now_ms) const {
      return day != now_ms / kDayMs || count < most;
    }
    void add(int64_t now_ms) {
      if (day != now_ms / kDayMs) day = now_ms / kDayMs, count = 0;
      ++count;
    }
  };
  struct Person {
    const PersonRow* row;
    int64_t away_ms = kNever, back_ms = kNever;
    int32_t cover = kNobody, held = 0;
    int64_t sum = 0;             // of the weighted turns
    uint64_t last_assigned = 0;  // counts up; 0: never
    Today turns = {}, claims = {};
  };
  struct Lead {
    FadingSums sums;
    int64_t day = -1, employees = -1;
    int64_t since_ms = kNever;  // in the stage; kNever: not yet born
    int64_t called_ms = 0;
    int64_t cools_ms = kNever;  // no earlier than this the band ends
    int64_t queued_ms = kNever;
    uint64_t stay = 0;  // on the list; 0: it is not
    int32_t market = -1, firm = -1, owner = kNobody;
    int32_t claimed_by = kNobody;  // since it stood on the list last
    int8_t band = -1;
    Stage stage = kAsking;
    uint8_t pricing_today = 0, views_today = 0, mails_today = 0;
    bool has_whitepaper = false;
  };
  struct Firm {
    int32_t person = kNobody;
    int64_t since_ms = 0;
  };
  struct Stay {
    int64_t ends_ms;
    uint64_t number;
    uint32_t lead;
  };
  struct Move {
    int32_t from;
    Stage to;
    Transition transition;
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

  // --- the score

  Rule book(const Input& input, const HalfLife::Point& point) {
    Lead& lead = *lead_;
    FadingScore::move_to(lead.sums, point.epoch);
    const int64_t day = now_ms_ / kDayMs;
    if (lead.day != day) lead.day = day, lead.pricing_today = lead.views_today = lead.mails_today = 0;
    Rule last = kNoRule;
    const auto give = [&](Rule rule, int64_t points) {
      score_.award(lead.sums, rule, points, point);
      last = rule;
    };
    switch (input.type) {
      case kLeadCreated:
        learn(input);
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
        lead.called_ms = now_ms_;
        break;
      case kDealWon:
      case kDealLost:
      case kClaim:
        break;
    }
    return last;
  }
  void learn(const Input& input) {
    if (input.choice >= 0) lead_->market = input.choice;
    if (input.employees >= 0) lead_->employees = input.employees;
    if (!input.text.empty()) lead_->firm = static_cast<int32_t>(firms_.find_or_add(input.text));
  }
  [[nodiscard]] static int8_t band_of(int8_t before, int64_t score) {
    if (score >= 50 * kPoint || (before == kHot && score >= 40 * kPoint)) return kHot;
    return score >= 20 * kPoint || (before >= 1 && score >= 15 * kPoint) ? 1 : 0;
  }

  // --- the stages

  Move enter(Stage to, Transition transition, int32_t from) {
    if (lead_->stage == kWorking) --people_[static_cast<size_t>(lead_->owner)].held;
    if (to == kWorking) ++people_[static_cast<size_t>(lead_->owner)].held;
    lead_->stage = to, lead_->since_ms = now_ms_;
    return {from, to, transition};
  }
  // When the time in the stage is over.
  [[nodiscard]] static int64_t over_ms(const Lead& lead) {
    return lead.stage == kWorking ? std::max(lead.since_ms, lead.called_ms) + 14 * kDayMs : kNever;
  }

  // --- who gets the lead

  void route(const Cause& asked, const HalfLife::Point& point) {
    if (lead_->stage == kWorking || lead_->stage == kWon)
      return tell(HandingKind::Kept, lead_->owner, kNobody, kAgain, -1, asked);
    if (const int32_t known = remembered(); known != kNobody)
      return take(known, known, kAccount, asked, point);
    if (lead_->market < 0 || lead_->market == kElsewhere) return put_on_list(asked);
    if (lead_->employees >= 1'000) {
      if (const int32_t best = least_loaded(); best != kNobody) return take(best, best, kLarge, asked, point);
    }
    const auto [member, holder] = next_in_turn();
    if (member == kNobody) return put_on_list(asked);
    people_[static_cast<size_t>(member)].turns.add(now_ms_);
    take(member, holder, kLocal, asked, point);
  }
  [[nodiscard]] bool is_away(const Person& person) const {
    return now_ms_ >= person.away_ms && now_ms_ < person.back_ms;
  }
  [[nodiscard]] bool has_room(const Person& person) const {
    return person.row->capacity < 0 || person.held < person.row->capacity;
  }
  [[nodiscard]] const std::vector<int32_t>& market_of(Team team) const {
    return teams_[team][static_cast<size_t>(lead_->market)];
  }
  [[nodiscard]] int32_t remembered() {
    if (lead_->firm < 0) return kNobody;
    const Firm& firm = firms_[static_cast<uint32_t>(lead_->firm)];
    if (firm.person == kNobody || now_ms_ >= firm.since_ms + kRememberedMs) return kNobody;
    const Person& person = people_[static_cast<size_t>(firm.person)];
    return is_away(person) || !has_room(person) ? kNobody : firm.person;
  }
  // Both desks are open for longer than is looked ahead.
  [[nodiscard]] int32_t least_loaded() const {
    std::array<bool, 2> at_work;
    for (const Hours hours : {kDayDesk, kLateDesk})
      at_work[hours] = is_open(hours, now_ms_) || is_open(hours, now_ms_ + kLooksAheadMs);
    const auto room = [](const Person& person) { return person.row->capacity - person.held; };
    int32_t best = kNobody;
    for (const int32_t number : market_of(kField)) {
      const Person& person = people_[static_cast<size_t>(number)];
      if (!at_work[person.row->hours] || is_away(person) || !has_room(person)) continue;
      if (best != kNobody) {
        const Person& other = people_[static_cast<size_t>(best)];
        if (room(person) < room(other)) continue;
        if (room(person) == room(other) && person.last_assigned >= other.last_assigned) continue;
      }
      best = number;
    }
    return best;
  }
  struct Chosen {
    int32_t member = kNobody, holder = kNobody;
  };
  // Smooth weighted turns.
  Chosen next_in_turn() {
    Chosen chosen;
    int64_t weights = 0;
    for (const int32_t number : market_of(kInside)) {
      Person& member = people_[static_cast<size_t>(number)];
      const int32_t holder = is_away(member) ? member.cover : number;
      if (holder == kNobody || !member.turns.is_below(kTurnsADay, now_ms_)) continue;
      const Person& gets = people_[static_cast<size_t>(holder)];
      if (is_away(gets) || !has_room(gets)) continue;
      member.sum += member.row->weight;
      weights += member.row->weight;
      if (chosen.member == kNobody || member.sum > people_[static_cast<size_t>(chosen.member)].sum)
        chosen = {number, holder};
    }
    if (chosen.member != kNobody) people_[static_cast<size_t>(chosen.member)].sum -= weights;
    return chosen;
  }
  void take(int32_t member, int32_t holder, Row row, const Cause& asked, const HalfLife::Point& point) {
    people_[static_cast<size_t>(member)].last_assigned = ++assignments_;
    give(HandingKind::Given, holder, member == holder ? kNobody : member, row, -1, asked, point);
  }
  void give(HandingKind kind, int32_t to, int32_t turn_of, Row row, int32_t queue, const Cause& asked,
            const HalfLife::Point& point) {
    lead_->stay = 0;
    if (lead_->firm >= 0) firms_[static_cast<uint32_t>(lead_->firm)] = {to, now_ms_};
    tell(kind, to, turn_of, row, queue, asked);
    lead_->owner = to;
    cause_ = {By::Assignment, 0, kNoRule};
    settle(point, enter(kWorking, kIsGiven, lead_->stage));  // whoever is asked for has no owner at work
  }

  // --- the list

  void put_on_list(const Cause& asked) {
    tell(HandingKind::Queued, kNobody, kNobody, kRest, 0, asked);
    lead_->owner = lead_->claimed_by = kNobody;
    lead_->stay = ++stays_count_;
    stays_.push_back({now_ms_ + kStayMs, lead_->stay, number_});
  }
  void claim(std::string_view id, const Cause& asked, const HalfLife::Point& point) {
    const auto refuse = [&](std::string_view why, std::string_view by = {}) {
      sink_.refused({now_ms_, leads_.name(number_), id, why, by, asked});
    };
    if (lead_->stay == 0)
      return lead_->claimed_by == kNobody ? refuse("is not in the queue")
                                          : refuse("was taken already", id_of(lead_->claimed_by));
    const auto found = numbers_.find(id);
    if (found == numbers_.end()) return refuse("claimed by somebody who is not in the roster");
    Person& person = people_[static_cast<size_t>(found->second)];
    if (person.row->team != kInside) return refuse("is not offered to them");
    if (!person.claims.is_below(kClaimsADay, now_ms_))
      return refuse("claimed by somebody who is at their limit");
    person.claims.add(now_ms_);
    person.last_assigned = ++assignments_;
    lead_->claimed_by = found->second;
    give(HandingKind::Claimed, found->second, kNobody, kNoRow, 0, asked, point);
  }
  void expire(const Stay& stay) {
    now_ms_ = stay.ends_ms, number_ = stay.lead, lead_ = &leads_[stay.lead];
    lead_->stay = 0;
    tell(HandingKind::Expired, kNobody, kNobody, kNoRow, 0, {By::Time, 0, kNoRule});
    sink_.told({now_ms_, leads_.name(number_), 0, {By::Expiry, 0, kNoRule}, 0});
  }

  // --- the end of an item

  [[nodiscard]] std::string_view id_of(int32_t person) const {
    return person == kNobody ? std::string_view() : people_[static_cast<size_t>(person)].row->id;
  }
  void tell(HandingKind kind, int32_t to, int32_t turn_of, Row row, int32_t queue, const Cause& asked) {
    sink_.handed({now_ms_, leads_.name(number_), kind, id_of(lead_->owner), id_of(to), id_of(turn_of), row,
                  queue, asked});
  }
  void tell(uint32_t output, int32_t from, int32_t to, int64_t score, int32_t transition) {
    sink_.decided({now_ms_, leads_.name(number_), output, from, to, score, cause_, 0, transition});
  }
  void settle(const HalfLife::Point& point, const std::optional<Move>& move) {
    Lead& lead = *lead_;
    const int64_t score = std::min(score_.read(lead.sums, point), 100 * kPoint);
    const int8_t band = band_of(lead.band, score);
    const bool has_turned = band != lead.band;
    if (has_turned) tell(0, lead.band, band, score, -1);
    lead.band = band;
    if (move) tell(kSale, move->from, move->to, 0, move->transition);
    if (has_turned || lead.cools_ms <= now_ms_)
      lead.cools_ms =
          band == 0 ? kNever : score_.crossing(lead.sums, (band == kHot ? 40 : 15) * kPoint, now_ms_ + 1);
    wake_at(std::min(lead.cools_ms, over_ms(lead)));
  }

  // --- timers

  void wake_at(int64_t due_ms) {
    if (due_ms >= lead_->queued_ms) return;
    lead_->queued_ms = due_ms;
    timers_.push({due_ms, number_});
  }
  void wake(const Timer& timer) {
    lead_ = &leads_[timer.lead], number_ = timer.lead;
    if (timer.instant_ms != lead_->queued_ms) return;
    lead_->queued_ms = kNever;
    const int64_t due_ms = std::min(lead_->cools_ms, over_ms(*lead_));
    if (due_ms > timer.instant_ms) return wake_at(due_ms);
    now_ms_ = timer.instant_ms;
    cause_ = {By::Time, 0, kNoRule};
    std::optional<Move> move;
    if (now_ms_ >= over_ms(*lead_)) move = enter(kLost, kWentQuiet, kWorking);
    settle(score_.at(now_ms_), move);
  }
  // At one instant stays end before anything else.
  void end_stays(int64_t until_ms) {
    for (; !stays_.empty() && stays_.front().ends_ms <= until_ms; stays_.pop_front()) {
      const Stay over = stays_.front();
      if (leads_[over.lead].stay == over.number) expire(over);
    }
  }
  void run_timers(int64_t until_ms) {
    while (!timers_.empty() && timers_.top().instant_ms <= until_ms) {
      const Timer timer = timers_.top();
      timers_.pop();
      end_stays(timer.instant_ms);
      wake(timer);
    }
    end_stays(until_ms);
  }

  Sink& sink_;
  const FadingScore score_{14 * kDayMs, kNever};
  std::vector<Person> people_;  // in the order of the roster
  std::array<std::array<std::vector<int32_t>, 5>, 2> teams_;
  absl::flat_hash_map<std::string_view, int32_t> numbers_;
  LeadTable<Firm> firms_;
  std::deque<Stay> stays_;
  uint64_t stays_count_ = 0, assignments_ = 0;
  // The item under way.
  int64_t now_ms_ = 0;
  uint32_t number_ = 0;
  Lead* lead_ = nullptr;
  Cause cause_;
  LeadTable<Lead> leads_;
  std::priority_queue<Timer, std::vector<Timer>, Later> timers_{Later{&leads_}};
};

}  // namespace lead::bench
