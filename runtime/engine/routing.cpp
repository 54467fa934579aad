// Fold: the routing of an item (step 8). What its reactions have asked of the desk is done when the
// lifecycles and clocks have come to rest; each outcome is an item of its own, at the same instant.
#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/engine/fold.h"

namespace lead::engine {

using artefact::EffectKind;
using routing::kNobody;

namespace {

// The type of the event that caused it, where one did.
uint32_t event_of(const Cause& cause) {
  return cause.event == nullptr ? routing::Remembered::kUnsaid : cause.event->type;
}

}  // namespace

// What one cause asks for. A claim that several queues hear is judged by the one in which the lead is; else
// by the one it was claimed from last; else by the first.
void Fold::note_requests(uint32_t lead, const std::vector<RoutingRequest>& requests) {
  const RoutingRequest* judge = nullptr;
  bool is_there = false;
  for (const RoutingRequest& each : requests) {
    if (each.effect != EffectKind::Claim || is_there) continue;
    is_there = desk_.is_queued(lead, each.target);
    if (judge == nullptr || is_there ||
        desk_.claimed_at(lead, judge->target) < desk_.claimed_at(lead, each.target))
      judge = &each;
  }
  for (const RoutingRequest& each : requests) {
    if (each.effect != EffectKind::Claim || &each == judge) requests_.push_back(each);
  }
}

void Fold::take_requests(const ItemEnd& item) {
  if (desk_.is_empty()) return;
  desk_.weigh(item.lead, decider_.derived());
  for (auto each = requests_.rbegin(); each != requests_.rend(); ++each)
    asked_.push_back({*each, item.cause});
  requests_.clear();
}

bool Fold::run_request(uint32_t lead, int64_t now_ms) {
  const Asked asked = asked_.back();
  asked_.pop_back();
  const RoutingRequest& request = asked.request;
  const std::string_view text = request.key ? holdings_.texts.text(*request.key) : std::string_view();
  std::optional<Outcome> outcome;
  switch (request.effect) {
    case EffectKind::Route:
      outcome = desk_.route(lead, request.target, request.exclude, now_ms);
      break;
    case EffectKind::Clear:
      outcome = desk_.clear(lead, request.target, now_ms);
      break;
    case EffectKind::Claim:
      return claim(asked, lead, now_ms);
    case EffectKind::Hand:
      if (request.key) outcome = desk_.hand(lead, request.target, text, request.counted, now_ms);
      break;
    case EffectKind::Spend:
      desk_.spend(lead, request.target, now_ms);
      break;
    case EffectKind::Back:
      desk_.give_back(lead, request.target);
      break;
    case EffectKind::Renew:
      if (request.key) desk_.hear(lead, request.target, text, event_of(asked.cause), now_ms);
      break;
    default:
      break;
  }
  return outcome && change_hands(lead, now_ms, *outcome, asked.cause);
}

bool Fold::claim(const Asked& asked, uint32_t lead, int64_t now_ms) {
  const std::string_view person =
      asked.request.key ? holdings_.texts.text(*asked.request.key) : std::string_view();
  Refused refused{};
  if (const auto outcome = desk_.claim(lead, asked.request.target, person, now_ms, refused))
    return change_hands(lead, now_ms, *outcome, asked.cause);
  const std::string_view by =
      refused.by == kNobody ? std::string_view() : desk_.staff().people().id_of(refused.by);
  ++counts_.refused_claims;
  observer_->refused({now_ms, holdings_.leads.name(lead), asked.request.target, person,
                      routing::text_of(refused.refusal), by, asked.cause});
  return false;
}

bool Fold::change_hands(uint32_t lead, int64_t now_ms, const Outcome& outcome, const Cause& cause) {
  const auto id = [&](routing::PersonNumber person) {
    return person == kNobody ? std::string_view() : desk_.staff().people().id_of(person);
  };
  const bool is_given = outcome.kind == RoutingKind::Given || outcome.kind == RoutingKind::Claimed ||
                        outcome.kind == RoutingKind::ByHand;
  counts_.assignments += is_given ? 1 : 0;
  observer_->assigned({now_ms, holdings_.leads.name(lead), outcome.role, outcome.kind, id(outcome.from),
                       id(outcome.to), id(outcome.turn_of), outcome.row, outcome.queue,
                       &desk_.staff().roster().hash(), cause});
  const bool is_expired = outcome.kind == RoutingKind::Expired;
  if (!is_given && !is_expired && outcome.from == outcome.to) return false;
  ItemEnd item{
      lead, now_ms, {is_given ? CauseKind::Assignment : CauseKind::Release, nullptr, -1, outcome.role}};
  if (is_expired) item.cause = {CauseKind::Expiry, nullptr, -1, static_cast<uint32_t>(outcome.queue)};
  (void)react_as_item(item, plan_.reactions.of(item.cause));
  close(item);
  return true;
}

void Fold::change_roster(int64_t instant_ms, routing::Roster roster) {
  const auto behind =
      std::upper_bound(rosters_.begin(), rosters_.end(), instant_ms,
                       [](int64_t at, const RosterChange& each) { return at < each.instant_ms; });
  rosters_.insert(behind, {instant_ms, std::move(roster)});
}

void Fold::load_roster(routing::Roster roster, int64_t now_ms) {
  desk_.load(std::move(roster), now_ms);
  tell_roster(now_ms, false);
}

void Fold::tell_roster(int64_t now_ms, bool is_first) const {
  const routing::Roster& roster = desk_.staff().roster();
  observer_->roster_changed({now_ms, &roster.hash(), roster.persons().size(), is_first});
}

void Fold::presence(const value::Event& event) {
  const auto field = [&](value::PresenceField which) { return event.fields[static_cast<size_t>(which)]; };
  const bool is_away = field(value::PresenceField::Away).word != 0;
  const value::FieldValue until = field(value::PresenceField::Until);
  const int64_t until_ms = until.state == value::FieldState::Value ? until.word : kNever;
  if (desk_.is_empty()) return set_aside(event, Reason::UnknownPerson, "the policy gives leads to nobody");
  if (!desk_.hear_presence(event.lead, is_away, event.instant_ms, until_ms))
    return set_aside(event, Reason::UnknownPerson, {});
  ++counts_.applied;
  observer_->presence_changed({event.instant_ms, event.lead, is_away, until_ms});
}

// --- time

int64_t Fold::desk_due_ms() const {
  if (desk_.is_empty()) return kNever;
  const int64_t roster_ms = rosters_.empty() ? kNever : rosters_.front().instant_ms;
  return std::min({roster_ms, desk_.next_absence_ms(), desk_.next_expiry_ms(), desk_.next_retry_ms()});
}

void Fold::run_desk(int64_t now_ms) {
  for (; !rosters_.empty() && rosters_.front().instant_ms <= now_ms; rosters_.erase(rosters_.begin()))
    load_roster(std::move(rosters_.front().roster), now_ms);
  if (desk_.next_absence_ms() <= now_ms) {
    for (const uint32_t lead : desk_.pass_absences(now_ms))
      finish_item({lead, now_ms, {CauseKind::Roster, nullptr, -1}, -1, false});
  }
  while (const auto expired = desk_.expire(now_ms)) finish_outcome(expired->lead, now_ms, expired->outcome);
  (void)serve_waiting(now_ms);
}

// Whoever waits and may get through now; says whether somebody did. Who joins meanwhile is looked at the next
// time, so this ends.
bool Fold::serve_waiting(int64_t now_ms) {
  if (is_serving_ || !desk_.may_serve(now_ms)) return false;
  is_serving_ = true;
  bool has_served = false;
  desk_.begin_looking(now_ms);
  while (const auto next = desk_.serve(now_ms)) {
    finish_outcome(next->lead, now_ms, next->outcome);
    has_served = true;
  }
  is_serving_ = false;
  return has_served;
}

void Fold::finish_outcome(uint32_t lead, int64_t now_ms, const Outcome& outcome) {
  const ItemEnd item{lead, now_ms, {CauseKind::Wake, nullptr, -1}, -1, false};
  edges_.clear();
  change_hands(lead, now_ms, outcome, item.cause);
  run_follows(lead, now_ms);
  desk_.look_again(lead);
  if (outcome.kind == RoutingKind::Expired) (void)serve_waiting(now_ms);
  decider_.look_again(item);
  finish(item);
}

}  // namespace lead::engine
