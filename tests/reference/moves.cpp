// Lifecycles, written again from their words: what the cause of an item moves, what time moves, what waits
// for a condition.
#include "tests/reference/fold.h"

namespace lead::reference {

using artefact::CauseKind;
using artefact::MoveKind;

void Fold::enter_first_stages(Lead& lead, int64_t now_ms) const {
  lead.stages.clear();
  for (const kernel::Lifecycle& lifecycle : kernel_.lifecycles)
    lead.stages.push_back({lifecycle.first, now_ms, {}});
}

Fold::Journey Fold::move(Item& item) {
  Journey journey;
  for (const Lead::Stand& stand : item.lead->stages) journey.visited.push_back({stand.stage});
  if (item.birth) {
    for (uint32_t l = 0; l < kernel_.lifecycles.size(); ++l) {
      const uint32_t first = kernel_.lifecycles[l].first;
      journey.moves.push_back({l, std::nullopt, first, -1, std::nullopt});
      pass(item, journey, {l, first, false});
    }
  }
  const auto kind = item.cause.kind;
  if (kind == engine::CauseKind::Event) caused(item, journey, CauseKind::Event, item.cause.event->type);
  if (kind == engine::CauseKind::Edge) caused(item, journey, CauseKind::Edge, item.cause.source);
  if (kind == engine::CauseKind::Schedule) caused(item, journey, CauseKind::Schedule, item.cause.source);
  if (kind == engine::CauseKind::Step) caused(item, journey, CauseKind::Step, item.cause.source);
  if (kind == engine::CauseKind::Assignment) caused(item, journey, CauseKind::Assignment, item.cause.source);
  if (kind == engine::CauseKind::Expiry) caused(item, journey, CauseKind::Expiry, item.cause.source);
  if (kind == engine::CauseKind::Wake) timed(item, journey);
  through_doors(item, journey);
  while (when(item, journey)) through_doors(item, journey);
  return journey;
}

bool Fold::may_go(const Item& item, const Journey& journey, const kernel::Transition& transition) const {
  const uint32_t stage = item.lead->stages[transition.lifecycle].stage;
  return (transition.from >> stage & 1) != 0 &&
         !journey.visited[transition.lifecycle].contains(transition.to);
}

void Fold::caused(Item& item, Journey& journey, CauseKind cause, uint32_t source) {
  std::set<uint32_t> done;
  for (uint32_t t = 0; t < kernel_.transitions.size(); ++t) {
    const kernel::Transition& transition = kernel_.transitions[t];
    if (transition.kind != MoveKind::Caused || transition.cause != cause || transition.source != source)
      continue;
    if (done.contains(transition.lifecycle) || !may_go(item, journey, transition)) continue;
    View view(kernel_, zone_, *item.lead, item.now_ms, item.cause.event);
    if (!view.is_met(transition.guard)) continue;
    std::optional<uint32_t> reason;
    if (transition.reason) {
      const Value said = view.value(transition.reason);
      if (said.known) reason = static_cast<uint32_t>(said.word);
    }
    done.insert(transition.lifecycle);
    fire(item, journey, t, reason);
  }
}

void Fold::timed(Item& item, Journey& journey) {
  for (uint32_t l = 0; l < kernel_.lifecycles.size(); ++l) {
    for (uint32_t t = 0; t < kernel_.transitions.size(); ++t) {
      const kernel::Transition& transition = kernel_.transitions[t];
      if (transition.lifecycle != l || transition.kind != MoveKind::After) continue;
      View view(kernel_, zone_, *item.lead, item.now_ms);
      if (!view.is_met(transition.condition) || !may_go(item, journey, transition)) continue;
      fire(item, journey, t, std::nullopt);
      break;
    }
  }
}

// Whether a time is over that would move the lead now.
bool Fold::is_due(const Lead& lead, int64_t now_ms) const {
  View view(kernel_, zone_, lead, now_ms);
  return std::any_of(kernel_.transitions.begin(), kernel_.transitions.end(), [&](const auto& transition) {
    const uint32_t stage = lead.stages[transition.lifecycle].stage;
    return transition.kind == MoveKind::After && (transition.from >> stage & 1) != 0 &&
           transition.to != stage && view.is_met(transition.condition);
  });
}

bool Fold::when(Item& item, Journey& journey) {
  std::optional<uint32_t> found;
  View view(kernel_, zone_, *item.lead, item.now_ms);
  for (uint32_t l = 0; l < kernel_.lifecycles.size(); ++l) {
    for (uint32_t t = 0; t < kernel_.transitions.size(); ++t) {
      const kernel::Transition& transition = kernel_.transitions[t];
      if (transition.lifecycle != l || transition.kind != MoveKind::When) continue;
      std::set<uint32_t>& held = item.lead->stages[l].held;
      if (!view.is_met(transition.condition)) {
        held.erase(t);
        continue;
      }
      if (held.contains(t) || found) continue;
      if (may_go(item, journey, transition))
        found = t;
      else
        held.insert(t);
    }
  }
  if (found) fire(item, journey, *found, std::nullopt);
  return found.has_value();
}

void Fold::fire(Item& item, Journey& journey, uint32_t t, std::optional<uint32_t> reason) {
  const kernel::Transition& transition = kernel_.transitions[t];
  const uint32_t l = transition.lifecycle, from = item.lead->stages[l].stage;
  if (transition.reason_item >= 0) reason = static_cast<uint32_t>(transition.reason_item);
  journey.moves.push_back({l, from, transition.to, static_cast<int32_t>(t), reason});
  pass(item, journey, {l, from, true});
  item.lead->stages[l] = {transition.to, item.now_ms, {}};
  journey.visited[l].insert(transition.to);
  pass(item, journey, {l, transition.to, false});
}

void Fold::pass(Item& item, Journey& journey, const kernel::Door& door) {
  for (uint32_t d = 0; d < kernel_.doors.size(); ++d) {
    if (!(kernel_.doors[d] == door)) continue;
    const Lead before = *item.lead;
    Item at_door{item.lead, item.now_ms, item.cause};
    bool fits = true;
    for (const kernel::Reaction& reaction : kernel_.reactions) {
      if (reaction.cause != CauseKind::Door || reaction.source != d || !fits) continue;
      fits = apply(at_door, reaction, nullptr);
    }
    journey.doors.push_back(d);
    journey.passed.push_back(d);
    if (!fits) {
      *item.lead = before;
      continue;
    }
    if (at_door.rule >= 0) item.rule = at_door.rule;
    item.requests.insert(item.requests.end(), at_door.requests.begin(), at_door.requests.end());
    tell_booked(at_door);
  }
}

void Fold::through_doors(Item& item, Journey& journey) {
  for (size_t next = 0; next < journey.doors.size(); ++next) {
    const uint32_t door = journey.doors[next];
    caused(item, journey, CauseKind::Door, door);
  }
  journey.doors.clear();
}

}  // namespace lead::reference
