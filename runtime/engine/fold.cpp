#include "runtime/engine/fold.h"

#include <fmt/format.h>

#include "runtime/base/limits.h"
#include "runtime/base/text.h"
#include "runtime/engine/event_alone.h"
#include "runtime/vm/execute.h"

namespace lead::engine {
namespace {

// "4 minutes": the two largest units that say something.
std::string length_in_words(int64_t ms) {
  struct Unit {
    int64_t ms;
    const char* name;
  };
  constexpr Unit kUnits[] = {
      {86'400'000, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}, {1, "millisecond"}};
  std::string words;
  int named = 0;
  for (const Unit& unit : kUnits) {
    const int64_t count = ms / unit.ms;
    ms -= count * unit.ms;
    if (count == 0) continue;
    words += fmt::format("{}{} {}{}", named > 0 ? " " : "", count, unit.name, count == 1 ? "" : "s");
    if (++named == 2) break;
  }
  return words;
}

std::string first_came_at(int64_t instant_ms) {
  std::string words = "the first came at ";
  append_instant(words, instant_ms);
  return words;
}

}  // namespace

Fold::Fold(const artefact::VerifiedArtefact& artefact, Options options, Observer& observer)
    : plan_(artefact),
      holdings_(plan_),
      options_(std::move(options)),
      observer_(&observer),
      dedupe_(artefact->dedupe_ms),
      effects_(holdings_),
      decider_(holdings_, options_.extra_wakes, observer, counts_),
      timers_(holdings_.leads, plan_),
      schedules_(holdings_),
      clocks_(plan_, holdings_),
      desk_(holdings_, observer) {
  for (const auto& ignore : artefact->ignores) ignore_registers_.resize(*ignore->code);
  for (const auto& signal : artefact->signals) signal_registers_.resize(*signal->code);
  if (!desk_.is_empty()) tell_roster(limits::kMinInstantMs, true);
}

// Whoever asks about one lead asks about nobody's absence.
bool Fold::is_observed(const value::Event& event) const {
  if (options_.only_lead && event.type == value::kPresence) return false;
  return !options_.only_lead || event.lead == *options_.only_lead;
}

void Fold::set_aside(const value::Event& event, Reason reason, std::string detail) {
  if (!is_observed(event)) return;
  ++counts_.set_aside;
  observer_->set_aside({reason, &event, std::move(detail)});
}

bool Fold::is_ignored(const value::Event& event) {
  if (event.type == value::kPresence) return false;
  for (const uint32_t index : plan_.events[event.type].ignores) {
    const artefact::IgnoreT& ignore = *plan_.artefact->ignores[index];
    if (ignore.guard >= 0) {
      vm::execute(*ignore.code, EventAlone(event, plan_.tables), ignore_registers_);
      if (ignore_registers_.words[static_cast<size_t>(ignore.guard)] == 0) continue;
    }
    set_aside(event, Reason::Ignored, ignore.title.empty() ? ignore.text : ignore.title);
    return true;
  }
  return false;
}

void Fold::late_event(const value::Event& event, int64_t behind_ms) {
  if (is_ignored(event)) return;
  set_aside(event, Reason::Late, fmt::format("it is {} later than that", length_in_words(behind_ms)));
}

void Fold::approach(const value::Event& event, uint32_t lead) {
  dedupe_.prefetch(event);
  if (lead != kNoLead) holdings_.leads.prefetch_record(lead);
}

void Fold::come_near(uint32_t lead) {
  if (lead == kNoLead) return;
  const int64_t* record = holdings_.leads.record(lead);
  for (size_t i = 0; i < plan_.windows.size(); ++i)
    plan_.windows[i].prefetch(record + plan_.layout.windows[i], holdings_.rings);
}

void Fold::event(const value::Event& event, uint32_t known_lead) {
  if (is_ignored(event)) return;
  const Dedupe::Answer seen = dedupe_.judge(event);
  if (seen.verdict != Dedupe::Verdict::New) {
    const bool same = seen.verdict == Dedupe::Verdict::Duplicate;
    return set_aside(event, same ? Reason::Duplicate : Reason::DifferingCopy, first_came_at(seen.first_ms));
  }
  if (event.type == value::kPresence) return presence(event);
  if (!is_folded(event)) return;
  const uint32_t lead =
      known_lead != kNoLead ? known_lead : holdings_.leads.find(event.lead).value_or(kNoLead);
  if (lead != kNoLead && holdings_.leads.is_born(lead)) return apply(lead, event);
  apply_unborn(event);
}

void Fold::apply(uint32_t lead, const value::Event& event) {
  effects_.begin(lead, event.instant_ms);
  std::optional<Refusal> refusal = effects_.fill(event);
  if (!refusal) refusal = effects_.react(event);
  if (refusal) {
    effects_.roll_back();
    return set_aside(event, std::move(*refusal));
  }
  effects_.commit();
  const Cause cause{CauseKind::Event, &event, -1};
  tell_applied(event, cause);
  finish_item({lead, event.instant_ms, cause, effects_.last_rule(), false});
}

bool Fold::supplies_required(const value::Event& event) const {
  size_t supplied = 0;
  for (const Fill& fill : plan_.events[event.type].fills) {
    const bool required =
        plan_.artefact->schema->attributes[fill.attribute]->presence == artefact::Presence::Required;
    if (required && event.fields[fill.field].state == value::FieldState::Value) ++supplied;
  }
  return supplied == plan_.required.size();  // an attribute is filled by one field of an event at most
}

bool Fold::knows_required(uint32_t lead) const {
  const LeadView view = holdings_.view(lead);
  for (const uint32_t attribute : plan_.required) {
    if (!view.is_known(attribute)) return false;
  }
  return true;
}

void Fold::apply_unborn(const value::Event& event) {
  if (plan_.artefact->anonymous_wait) return wait_or_bear(event);
  if (!supplies_required(event)) return set_aside(event, Reason::UnknownLead, {});
  const uint32_t lead = holdings_.leads.find_or_add(event.lead);
  effects_.begin(lead, event.instant_ms);
  if (auto refusal = effects_.fill(event)) {
    effects_.roll_back();
    return set_aside(event, std::move(*refusal));
  }
  bear(lead, event);
}

// What a waiting event says about the lead is known at once; what it does waits for the birth.
void Fold::wait_or_bear(const value::Event& event) {
  const uint32_t lead = holdings_.leads.find_or_add(event.lead);
  effects_.begin(lead, event.instant_ms);
  if (auto refusal = effects_.fill(event)) {
    effects_.roll_back();
    return set_aside(event, std::move(*refusal));
  }
  if (!knows_required(lead)) {
    if (waiting_.keep(lead, event)) return effects_.commit();
    effects_.roll_back();
    return set_aside(event, Reason::UnknownLead, "too many of its events wait already");
  }
  effects_.commit();
  holdings_.leads.record(lead)[Layout::kBorn] = event.instant_ms;
  enter_first_stages(lead, event.instant_ms);
  effects_.take_defaults(lead);
  for (const Waiting::Kept& kept : waiting_.take(lead)) {
    effects_.begin(lead, kept.event.instant_ms);
    if (auto refusal = effects_.react(kept.event)) {
      effects_.roll_back();
      set_aside(kept.event, std::move(*refusal));
      continue;
    }
    effects_.commit();
    tell_applied(kept.event, {CauseKind::Event, &kept.event, -1});
  }
  effects_.begin(lead, event.instant_ms);
  bear(lead, event);
}

// The item of the birth itself: begun, the attributes filled. Rolled back, the lead is as unborn as before
// (or, after waiting events took effect, born without this event).
void Fold::bear(uint32_t lead, const value::Event& event) {
  holdings_.leads.record(lead)[Layout::kBorn] = event.instant_ms;
  enter_first_stages(lead, event.instant_ms);
  effects_.take_defaults(lead);
  std::optional<Refusal> refusal = effects_.react(event);
  if (refusal) {
    effects_.roll_back();
    set_aside(event, std::move(*refusal));
    if (!holdings_.leads.is_born(lead)) return;
  } else {
    effects_.commit();
  }
  effects_.start_quiets(lead);
  ++counts_.leads;
  const Cause cause{CauseKind::Event, &event, -1};
  if (!refusal) tell_applied(event, cause);
  finish_item({lead, event.instant_ms, cause, effects_.last_rule(), true});
}

void Fold::tell_applied(const value::Event& event, const Cause& cause) {
  ++counts_.applied;
  observer_->applied(event);
  tell_effects(event.lead, event.instant_ms, cause);
}

std::string_view Fold::person_told(uint32_t telling) const {
  const artefact::TellT& tell = *plan_.artefact->tells[telling];
  return tell.role < 0 ? std::string_view(tell.person)
                       : desk_.holder(effects_.lead(), static_cast<uint32_t>(tell.role));
}

void Fold::tell_effects(std::string_view lead, int64_t now_ms, const Cause& cause) {
  for (const BookedAmount& booking : effects_.bookings()) {
    observer_->booked({now_ms, lead, booking.rule, booking.millionths, cause});
  }
  for (const uint32_t telling : effects_.tellings())
    observer_->told({now_ms, lead, telling, cause, person_told(telling)});
  for (const uint32_t index : effects_.resets()) {
    const artefact::ResetT& reset = *plan_.artefact->resets[index];
    observer_->was_reset({now_ms, lead, reset.score, reset.to, cause});
  }
  if (!effects_.requests().empty()) note_requests(effects_.lead(), effects_.requests());
}

// The reactions of an item that no event causes. False where nothing was done, so that there is nothing to
// decide.
bool Fold::react_as_item(ItemEnd& item, std::span<const uint32_t> reactions) {
  item.rule = item.cause.rule = -1;
  return react(item, reactions, true);
}

// A booking that would hold too much is left out: there is no event to set aside.
bool Fold::react(ItemEnd& item, std::span<const uint32_t> reactions, bool is_cause) {
  effects_.begin(item.lead, item.now_ms);
  if (effects_.react(reactions)) {
    effects_.roll_back();
    return false;
  }
  effects_.commit();
  if (effects_.last_rule() >= 0) item.rule = effects_.last_rule();
  if (is_cause) item.cause.rule = item.rule;
  tell_effects(holdings_.leads.name(item.lead), item.now_ms, item.cause);
  return effects_.has_acted();
}

bool Fold::is_heard(const Cause& cause) const {
  return !plan_.moves.caused.of(cause).empty() || !plan_.signals.of(cause).empty();
}

void Fold::close(ItemEnd& item) {
  decider_.evaluate(item);
  run_moves(item);
  run_clocks(item);
  decider_.settle(item, moved_, clocked_, edges_);
  clocked_.clear();
  take_requests(item);
}

void Fold::end_item(ItemEnd item) {
  edges_.clear();
  close(item);
  run_follows(item.lead, item.now_ms);
  if (desk_.is_empty()) return;
  desk_.look_again(item.lead);
  if (serve_waiting(item.now_ms)) decider_.look_again(item);
}

// What the item has asked of the desk, first what was asked last; then what has come to hold by it.
void Fold::run_follows(uint32_t lead, int64_t now_ms) {
  uint32_t items = 0;
  for (size_t next = 0; next < edges_.size() || !asked_.empty();) {
    if (items == limits::kMaxFollowUps) {
      ++counts_.cut_chains;
      break;
    }
    if (!asked_.empty()) {
      items += run_request(lead, now_ms) ? 1 : 0;
      continue;
    }
    ++items;
    ItemEnd follow{lead, now_ms, {CauseKind::Edge, nullptr, -1, edges_[next++]}, -1, false};
    const bool acted = react_as_item(follow, plan_.reactions.of(follow.cause));
    if (acted || is_heard(follow.cause)) close(follow);
  }
  asked_.clear();
}

void Fold::finish(const ItemEnd& item) {
  decider_.find_wake(item);
  if (is_due(item.lead) && may_wake_again(item))
    holdings_.leads.record(item.lead)[Layout::kWake] = item.now_ms;
  timers_.wake_changed(item.lead);
  timers_.quiet_changed(item.lead);
  timers_.step_changed(item.lead);
  await_schedules(item);
}

// Schedules of an instant run lead by lead, in order of their names, and steps behind them. What comes later
// in the instant, a time that is over or a lead that somebody was waiting for, does not run them again.
bool Fold::has_had_its_turn(const ItemEnd& item) const {
  if (turn_.instant_ms != item.now_ms) return false;
  return turn_.phase == Phase::Step || holdings_.leads.name(item.lead) <= holdings_.leads.name(turn_.lead);
}

void Fold::await_schedules(const ItemEnd& item) {
  if (schedules_.size() == 0) return;
  const int64_t after_ms = has_had_its_turn(item) ? item.now_ms : item.now_ms - 1;
  holdings_.leads.record(item.lead)[Layout::kSchedule] = schedules_.next(item.lead, after_ms);
  timers_.schedule_changed(item.lead);
}

void Fold::timer(const Timer& timer) {
  timers_.take();
  if (timer.phase == Phase::Quiet) return quiet(timer.lead, timer.instant_ms);
  if (timer.phase != Phase::Wake) turn_ = timer;
  if (timer.phase == Phase::Schedule) return schedule(timer.lead, timer.instant_ms);
  if (timer.phase == Phase::Step) return take_steps(timer.lead, timer.instant_ms);
  ++counts_.wakes;
  holdings_.leads.record(timer.lead)[Layout::kWake] = kNever;
  finish_item({timer.lead, timer.instant_ms, {CauseKind::Wake, nullptr, -1}, -1, false});
}

// Every quiet timer due at this instant, in declared order, each an item of its own.
void Fold::quiet(uint32_t lead, int64_t now_ms) {
  ItemEnd item{lead, now_ms, {CauseKind::Quiet, nullptr, -1}, -1, false};
  for (uint32_t q = 0; q < plan_.artefact->quiets.size(); ++q) {
    const int64_t* timer = holdings_.leads.record(lead) + plan_.layout.quiets + q * Layout::kQuietWords;
    if (timer[1] != now_ms) continue;
    const int64_t done = timer[0] + 1;
    effects_.begin(lead, now_ms);
    // A booking that would hold too much is left out: there is no event to set aside.
    if (effects_.react(plan_.reactions.of(artefact::CauseKind::Quiet, q))) {
      effects_.roll_back();
    } else {
      effects_.commit();
    }
    effects_.set_quiet(lead, q, done);
    item.cause.rule = plan_.artefact->reactions[plan_.artefact->quiets[q]->reaction]->rule;
    item.rule = effects_.last_rule();
    counts_.quiet_bookings += effects_.bookings().size();
    tell_effects(holdings_.leads.name(lead), now_ms, item.cause);
    end_item(item);
  }
  finish(item);
}

// Every schedule that falls on this instant, in declared order, each an item of its own.
void Fold::schedule(uint32_t lead, int64_t now_ms) {
  ItemEnd item{lead, now_ms, {CauseKind::Schedule, nullptr, -1, 0}, -1, false};
  bool acted = false;
  for (uint32_t s = 0; s < schedules_.size(); ++s) {
    if (!schedules_.is_due(lead, s, now_ms)) continue;
    item.cause.source = s;
    const bool acts = react_as_item(item, plan_.reactions.of(item.cause));
    if (!acts && !is_heard(item.cause)) continue;
    end_item(item);
    acted = true;
  }
  if (acted) return finish(item);
  await_schedules(item);
}

void Fold::end() {
  for (const Waiting::Kept& kept : waiting_.take_all()) set_aside(kept.event, Reason::UnknownLead, {});
}

}  // namespace lead::engine
