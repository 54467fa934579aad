// Fold: the routing of an item (step 8). What its reactions have asked of the desk is done when the lifecycles and
// clocks have come to rest; each outcome is an item of its own, at the same instant.
#include <algorithm>

#include "runtime/engine/fold.h"
#include "runtime/base/limits.h"

namespace lead::engine {

using artefact::EffectKind;
using routing::kNobody;

void Fold::run_requests(const ItemEnd& item) {
  if (desk_.is_empty()) return;
  desk_.weigh(item.lead, decider_.derived());
  const std::vector<RoutingRequest> requests = std::move(requests_);
  requests_.clear();
  const bool is_claimed = std::any_of(requests.begin(), requests.end(), [&](const RoutingRequest& each) {
    return each.effect == EffectKind::Claim && desk_.is_queued(item.lead, each.target);
  });
  bool has_refused = false;
  for (const RoutingRequest& request : requests) {
    if (request.effect == EffectKind::Claim) {
      claim(item, request, is_claimed, has_refused);
      continue;
    }
    const std::string_view text = request.key ? holdings_.texts.text(*request.key) : std::string_view();
    std::optional<Outcome> outcome;
    if (request.effect == EffectKind::Route)
      outcome = desk_.route(item.lead, request.target, request.exclude, item.now_ms);
    if (request.effect == EffectKind::Clear) outcome = desk_.clear(item.lead, request.target);
    if (request.effect == EffectKind::Hand && request.key)
      outcome = desk_.hand(item.lead, request.target, text, request.counted, item.now_ms);
    if (request.effect == EffectKind::Spend) desk_.spend(item.lead, request.target, item.now_ms);
    if (request.effect == EffectKind::Back) desk_.give_back(item.lead, request.target);
    if (request.effect == EffectKind::Renew && request.key) desk_.renew(request.target, text, item.now_ms);
    if (outcome) take_outcome(item, *outcome);
  }
}

// A lead stands in one queue or in none: a claim that several queues hear is judged by the one it stands in, or by
// the first.
void Fold::claim(const ItemEnd& item, const RoutingRequest& request, bool is_claimed, bool& has_refused) {
  if (is_claimed && !desk_.is_queued(item.lead, request.target)) return;
  if (!request.key || (!is_claimed && has_refused)) return;
  const std::string_view person = holdings_.texts.text(*request.key);
  Refused refused{};
  if (const auto outcome = desk_.claim(item.lead, request.target, person, item.now_ms, refused))
    return take_outcome(item, *outcome);
  has_refused = true;
  const std::string_view by =
      refused.by == kNobody ? std::string_view() : desk_.staff().people().id_of(refused.by);
  ++counts_.refused_claims;
  observer_->refused({item.now_ms, holdings_.leads.name(item.lead), request.target, person,
                      routing::text_of(refused.refusal), by, item.cause});
}

// Tells it, and lets it be an item.
void Fold::take_outcome(const ItemEnd& item, const Outcome& outcome) {
  const auto id = [&](routing::PersonNumber person) {
    return person == kNobody ? std::string_view() : desk_.staff().people().id_of(person);
  };
  ++counts_.assignments;
  observer_->assigned({item.now_ms, holdings_.leads.name(item.lead), outcome.role, outcome.kind,
                       id(outcome.from), id(outcome.to), id(outcome.turn_of), outcome.row, outcome.queue,
                       &desk_.staff().roster().hash(), item.cause});
  if (outcome.kind == RoutingKind::Waiting) return;
  const bool is_given = outcome.to != kNobody;
  const bool is_expired = outcome.kind == RoutingKind::Expired;
  follows_.push_back({is_given     ? CauseKind::Assignment
                      : is_expired ? CauseKind::Expiry
                                   : CauseKind::Release,
                      nullptr, -1, is_expired ? static_cast<uint32_t>(outcome.queue) : outcome.role});
}

void Fold::change_roster(int64_t instant_ms, routing::Roster roster) {
  const auto behind = std::upper_bound(rosters_.begin(), rosters_.end(), instant_ms,
                                       [](int64_t at, const RosterChange& each) { return at < each.instant_ms; });
  rosters_.insert(behind, {instant_ms, std::move(roster)});
}

// --- time

int64_t Fold::desk_due_ms(bool before_events) const {
  if (desk_.is_empty()) return kNever;
  if (!before_events) return desk_.next_expiry_ms();
  const int64_t roster_ms = rosters_.empty() ? kNever : rosters_.front().instant_ms;
  return std::min({roster_ms, desk_.next_retry_ms(), desk_.next_absence_ms()});
}

void Fold::run_desk(int64_t now_ms, bool before_events) {
  if (!before_events) {
    while (const auto expired = desk_.expire(now_ms)) {
      const ItemEnd item{expired->lead, now_ms, {CauseKind::Wake, nullptr, -1}, -1, false};
      finish_outcome(item, expired->outcome);
    }
    return;
  }
  if (!rosters_.empty() && rosters_.front().instant_ms <= now_ms) {
    desk_.load(std::move(rosters_.front().roster), now_ms);
    rosters_.erase(rosters_.begin());
  }
  if (desk_.next_absence_ms() <= now_ms) {
    for (const uint32_t lead : desk_.pass_absences(now_ms))
      finish_item({lead, now_ms, {CauseKind::Roster, nullptr, -1}, -1, false});
  }
  serve_waiting(now_ms);
}

// Whoever waits and may get through now. BOUND: as many as follow-ups of an item; then the next instant goes on.
void Fold::serve_waiting(int64_t now_ms) {
  if (desk_.is_empty() || is_serving_) return;
  is_serving_ = true;
  for (uint32_t served = 0; desk_.may_serve(now_ms); ++served) {
    if (served == limits::kMaxServedAtOnce) {
      ++counts_.cut_chains;
      desk_.put_off(now_ms);
      break;
    }
    const auto next = desk_.serve(now_ms);
    if (!next) continue;
    finish_outcome({next->lead, now_ms, {CauseKind::Wake, nullptr, -1}, -1, false}, next->outcome);
  }
  is_serving_ = false;
}

// An outcome that no item of the lead has asked for: what follows from it is run, and the lead's timers told.
void Fold::finish_outcome(const ItemEnd& item, const Outcome& outcome) {
  follows_.clear();
  take_outcome(item, outcome);
  run_follows(item);
  finish(item);
}

}  // namespace lead::engine
