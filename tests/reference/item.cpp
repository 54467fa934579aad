#include <algorithm>
#include <set>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "tests/reference/fold.h"
#include "tests/reference/numbers.h"

namespace lead::reference {

using artefact::EffectKind;
using artefact::LimitKind;
using artefact::Presence;
using engine::CauseKind;
using value::FieldState;

Lead Fold::blank(std::string name) const {
  Lead lead;
  lead.name = std::move(name);
  lead.attributes.resize(kernel_.schema.attributes.size());
  lead.clocks.resize(kernel_.clocks.size());
  for (size_t i = 0; i < kernel_.clocks.size(); ++i) lead.clocks[i].taken.resize(kernel_.clocks[i].steps);
  lead.stages.resize(kernel_.lifecycles.size());
  lead.ledgers.resize(kernel_.ledgers.size());
  lead.balances.resize(kernel_.balances.size());
  lead.windows.resize(kernel_.windows.size());
  lead.marks.resize(kernel_.marks.size());
  lead.mark_values.resize(kernel_.marks.size());
  lead.quiets_from.resize(kernel_.quiets.size());
  lead.edges.resize(kernel_.edges.size());
  lead.limits.resize(kernel_.limits.size());
  for (const kernel::Latch& latch : kernel_.latches) lead.latches.emplace_back(latch.from.size(), false);
  lead.shown.resize(kernel_.outputs.size());
  lead.loads.resize(kernel_.roles.size());
  return lead;
}

// --- one event
// Before anything else: it is not even the first of its id.
bool Fold::is_ignored(const value::Event& event) {
  const Lead nobody = blank({});
  for (const kernel::Ignore& ignore : kernel_.ignores) {
    if (ignore.event != event.type) continue;
    View view(kernel_, zone_, nobody, event.instant_ms, &event);
    if (!view.is_met(ignore.guard)) continue;
    set_aside(event, Reason::Ignored);
    return true;
  }
  return false;
}

void Fold::event(const value::Event& event) {
  if (is_ignored(event)) return;
  if (is_duplicate(event)) return;
  if (event.type == value::kPresence) return presence(event);
  const std::string name(event.lead);
  Lead& lead = leads_.try_emplace(name, blank(name)).first->second;
  if (lead.born_ms) return born_event(lead, event);
  if (kernel_.policy.anonymous_wait) return waited_for(lead, event);
  first_event(lead, event);
}

// The first in order counts; its id is free again once the horizon has passed.
bool Fold::is_duplicate(const value::Event& event) {
  if (event.id.empty()) return false;
  const value::Event*& first = counted_[{std::string(event.source), std::string(event.id)}];
  if (first != nullptr && event.instant_ms < first->instant_ms + kernel_.policy.dedupe_ms) {
    set_aside(event, event.content == first->content ? Reason::Duplicate : Reason::DifferingCopy);
    return true;
  }
  first = &event;
  return false;
}

void Fold::born_event(Lead& lead, const value::Event& event) {
  const Lead before = lead;
  Item item{&lead, event.instant_ms, {CauseKind::Event, &event, -1}};
  if (!fill(lead, event)) {
    lead = before;
    return set_aside(event, Reason::RequiredCleared);
  }
  if (!react(item, event)) {
    lead = before;
    return set_aside(event, Reason::TooMuchHeld);
  }
  tell_applied(event, item);
  end_of_item(item);
}

// A lead is born by one event that brings every required attribute itself; what came before said nothing.
void Fold::first_event(Lead& lead, const value::Event& event) {
  const Lead before = lead;
  Item item{&lead, event.instant_ms, {CauseKind::Event, &event, -1}, -1, true};
  if (!fill(lead, event) || !knows_required(lead)) {
    lead = before;
    return set_aside(event, Reason::UnknownLead);
  }
  lead.born_ms = event.instant_ms;
  enter_first_stages(lead, event.instant_ms);
  take_defaults(lead);
  if (!react(item, event)) {
    lead = before;
    return set_aside(event, Reason::TooMuchHeld);
  }
  tell_applied(event, item);
  end_of_item(item);
}

// What an event says of the lead is known at once; what it does waits until the lead is born, and happens
// then in order, each at its own instant. The birth is one item.
void Fold::waited_for(Lead& lead, const value::Event& event) {
  const Lead before = lead;
  if (!fill(lead, event)) {
    lead = before;
    return set_aside(event, Reason::RequiredCleared);
  }
  if (!knows_required(lead)) {
    if (lead.waiting.size() < limits::kMaxWaitingEvents) return lead.waiting.push_back(&event);
    lead = before;
    return set_aside(event, Reason::UnknownLead);
  }
  lead.born_ms = event.instant_ms;
  enter_first_stages(lead, event.instant_ms);
  take_defaults(lead);
  std::vector<const value::Event*> all = std::move(lead.waiting);
  lead.waiting.clear();
  all.push_back(&event);
  Item birth{&lead, event.instant_ms, {CauseKind::Event, &event, -1}, -1, true};
  for (const value::Event* each : all) {
    const Lead as_it_was = lead;
    Item item{&lead, each->instant_ms, {CauseKind::Event, each, -1}};
    if (react(item, *each)) {
      tell_applied(*each, item);
      birth.rule = item.rule;
      birth.requests.insert(birth.requests.end(), item.requests.begin(), item.requests.end());
    } else {
      lead = as_it_was;
      birth.rule = -1;
      set_aside(*each, Reason::TooMuchHeld);
    }
  }
  end_of_item(birth);
}

// --- attributes
bool Fold::fill(Lead& lead, const value::Event& event) const {
  const artefact::EventTypeT& type = *kernel_.schema.events[event.type];
  for (size_t i = 0; i < type.fields.size(); ++i) {
    if (type.fields[i]->fills < 0) continue;
    const auto index = static_cast<size_t>(type.fields[i]->fills);
    const artefact::AttributeT& attribute = *kernel_.schema.attributes[index];
    const value::FieldValue& given = event.fields[i];
    if (type.fields[i]->once && lead.attributes[index].known) continue;
    if (given.state == FieldState::Value)
      lead.attributes[index] = {true, given.word, std::string(given.text)};
    if (given.state != FieldState::Null) continue;
    if (attribute.presence == Presence::Required && lead.attributes[index].known) return false;
    lead.attributes[index] = {};
    if (lead.born_ms) take_defaults(lead);
  }
  return true;
}

void Fold::take_defaults(Lead& lead) const {
  for (size_t i = 0; i < lead.attributes.size(); ++i) {
    const artefact::AttributeT& attribute = *kernel_.schema.attributes[i];
    if (lead.attributes[i].known || attribute.presence != Presence::Default) continue;
    lead.attributes[i] = {true, attribute.fallback, attribute.fallback_text};
  }
}

bool Fold::knows_required(const Lead& lead) const {
  for (size_t i = 0; i < lead.attributes.size(); ++i) {
    if (kernel_.schema.attributes[i]->presence == Presence::Required && !lead.attributes[i].known)
      return false;
  }
  return true;
}

// --- reactions
// False: the lead would hold too much.
bool Fold::react(Item& item, const value::Event& event) {
  for (const kernel::Reaction& reaction : kernel_.reactions) {
    if (kernel::event_of(reaction) != static_cast<int32_t>(event.type)) continue;
    if (!apply(item, reaction, &event)) return false;
  }
  item.requests = routing_.with_one_claim(*item.lead, item.requests);
  return true;
}

bool Fold::apply(Item& item, const kernel::Reaction& reaction, const value::Event* event) {
  Lead& lead = *item.lead;
  View view(kernel_, zone_, lead, item.now_ms, event);
  if (!view.is_met(reaction.guard)) return true;
  const auto target = static_cast<uint32_t>(reaction.target);
  switch (reaction.effect) {
    case EffectKind::Push:
      return push(lead, target, item.now_ms,
                  reaction.amount ? view.value(reaction.amount) : Value{true, 0, {}});
    case EffectKind::Touch:
      touch(lead, target, item.now_ms, reaction.amount ? view.value(reaction.amount) : Value{});
      return true;
    case EffectKind::Reset:
      item.has_reset = true;
      reset(lead, kernel_.resets[target], item.now_ms);
      return true;
    case EffectKind::Tell:
      item.tellings.push_back(target);
      return true;
    case EffectKind::Ledger:
    case EffectKind::Balance:
      return book(item, reaction, view);
    case EffectKind::Route:
    case EffectKind::Clear:
    case EffectKind::Claim:
    case EffectKind::Hand:
    case EffectKind::Spend:
    case EffectKind::Back:
    case EffectKind::Renew:
      note(item, reaction, view);
      return true;
  }
  return true;
}

bool Fold::is_recent(int64_t instant_ms, const artefact::Period& period, int64_t now_ms) const {
  if (period.months() != 0) return now_ms < calendar::add_months(zone_, instant_ms, period.months());
  return now_ms < instant_ms + period.ms();
}

// As if nothing of what the score looks at had ever happened.
void Fold::reset(Lead& lead, const artefact::ResetT& reset, int64_t now_ms) const {
  for (const uint32_t i : reset.ledgers) lead.ledgers[i].clear();
  if (reset.balance >= 0) lead.balances[static_cast<size_t>(reset.balance)] = reset.to;
  for (const uint32_t i : reset.windows) lead.windows[i].clear();
  for (const uint32_t i : reset.marks) {
    lead.marks[i].reset();
    lead.mark_values[i] = {};
  }
  for (const uint32_t i : reset.limits) lead.limits[i].clear();
  for (const uint32_t i : reset.quiets) lead.quiets_from[i] = now_ms;
}

void Fold::touch(Lead& lead, uint32_t mark, int64_t now_ms, Value value) const {
  if (kernel_.marks[mark].first && lead.marks[mark]) return;
  lead.marks[mark] = now_ms;
  lead.mark_values[mark] = std::move(value);
}

bool Fold::push(Lead& lead, uint32_t window, int64_t now_ms, Value value) const {
  if (!value.known) return true;
  std::vector<Lead::Seen>& seen = lead.windows[window];
  const artefact::WindowT& slot = kernel_.windows[window];
  if (!slot.unbounded) {
    const auto recent = std::count_if(seen.begin(), seen.end(), [&](const Lead::Seen& each) {
      return is_recent(each.instant_ms, slot.keep, now_ms);
    });
    if (recent >= limits::kMaxWindowEvents) return false;
  }
  seen.push_back({now_ms, std::move(value)});
  return true;
}

bool Fold::book(Item& item, const kernel::Reaction& reaction, View& view) {
  const Value amount = view.value(reaction.amount);
  if (!amount.known) return true;
  if (reaction.limit >= 0) {
    std::string key;
    if (reaction.key) {
      const Value value = view.value(reaction.key);
      if (!value.known) return true;
      key = std::to_string(value.word) + " " + value.text;
    }
    const Pass pass = take(*item.lead, static_cast<uint32_t>(reaction.limit), key, item.now_ms);
    if (pass != Pass::Granted) return pass == Pass::Spent;
  }
  if (!add(*item.lead, reaction, amount.word, item.now_ms)) return false;
  item.rule = reaction.rule;
  item.bookings.emplace_back(static_cast<uint32_t>(reaction.rule), amount.word);
  return true;
}

bool Fold::add(Lead& lead, const kernel::Reaction& reaction, int64_t millionths, int64_t now_ms) const {
  const auto is_held = [](int64_t shown) { return std::abs(shown) <= limits::kMaxHeldMillionths; };
  const bool too_big = std::abs(millionths) > limits::kMaxAwardMillionths;
  if (reaction.effect == EffectKind::Balance) {
    if (too_big) return false;
    const artefact::BalanceT& slot = kernel_.balances[static_cast<size_t>(reaction.target)];
    int64_t& balance = lead.balances[static_cast<size_t>(reaction.target)];
    balance = std::max(slot.low, std::min(slot.high, balance + millionths));
    return is_held(balance);
  }
  const int32_t target = millionths < 0 ? reaction.target_minus : reaction.target;
  if (target < 0) return true;
  if (too_big) return false;
  const artefact::Decay& decay = kernel_.ledgers[static_cast<size_t>(target)].decay;
  std::vector<Award>& awards = lead.ledgers[static_cast<size_t>(target)];
  if (live_awards(awards, decay, now_ms) >= limits::kMaxLiveAwards) return false;
  awards.push_back({now_ms, millionths});
  return fits(awards, decay) && is_held(worth(awards, decay, now_ms));
}

// --- limits
// Whether a booking granted then still counts against the limit now.
bool Fold::counts_against(const artefact::LimitT& limit, int64_t granted_ms, int64_t now_ms) const {
  switch (limit.kind) {
    case LimitKind::Ever:
      return true;
    case LimitKind::Day:
      return calendar::day_around(zone_, now_ms).contains(granted_ms);
    case LimitKind::Week:
      return calendar::week_around(zone_, now_ms).contains(granted_ms);
    case LimitKind::Month:
      return calendar::month_around(zone_, now_ms).contains(granted_ms);
    case LimitKind::Rolling:
      return is_recent(granted_ms, limit.period, now_ms);
  }
  return true;
}

Fold::Pass Fold::take(Lead& lead, uint32_t limit, const std::string& key, int64_t now_ms) const {
  const artefact::LimitT& slot = kernel_.limits[limit];
  uint32_t granted = 0;
  std::set<std::string> keys;
  for (const Grant& grant : lead.limits[limit]) {
    if (!counts_against(slot, grant.instant_ms, now_ms)) continue;
    keys.insert(grant.key);
    if (grant.key == key) ++granted;
  }
  if (granted >= slot.count) return Pass::Spent;
  if (granted == 0 && keys.size() >= limits::kMaxKeysPerLimit) return Pass::TooMuch;
  lead.limits[limit].push_back({now_ms, key});
  return Pass::Granted;
}

}  // namespace lead::reference
