#include "tests/reference/fold.h"

#include <algorithm>
#include <tuple>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"

namespace lead::reference {

using engine::CauseKind;

Fold::Fold(const kernel::Kernel& kernel, const artefact::ZoneT& zone, Options options,
           engine::Observer& observer)
    : kernel_(kernel),
      zone_(zone),
      hours_(kernel),
      options_(std::move(options)),
      observer_(&observer),
      routing_(kernel_, zone_, hours_, leads_) {}

// Lateness is judged as events arrive, everything else in the canonical order.
std::vector<const value::Event*> Fold::in_order(std::span<const value::Event> events) {
  std::vector<const value::Event*> order;
  std::optional<int64_t> greatest;
  for (const value::Event& event : events) {
    if (greatest && event.instant_ms < *greatest - kernel_.policy.lateness_ms) {
      if (!is_ignored(event)) set_aside(event, Reason::Late);
    } else {
      order.push_back(&event);
    }
    greatest = std::max(greatest.value_or(event.instant_ms), event.instant_ms);
  }
  const auto key = [](const value::Event* e) {
    return std::tuple(e->instant_ms, e->source, e->has_seq, e->has_seq ? e->seq : 0, e->id, e->lead);
  };
  std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
  return order;
}

void Fold::run(std::span<const value::Event> events) {
  const std::vector<const value::Event*> order = in_order(events);
  std::optional<int64_t> now;
  for (size_t i = 0; i < order.size();) {
    const int64_t instant = order[i]->instant_ms;
    if (now) pass_time(*now, instant - 1);
    begin(instant);
    quiet_bookings(instant);
    for (; i < order.size() && order[i]->instant_ms == instant; ++i) event(*order[i]);
    if (i < order.size() || instant <= options_.until_ms.value_or(instant)) {
      wake_all(instant);
      schedules(instant);
      steps(instant);
    }
    now = instant;
  }
  if (now && options_.until_ms) pass_time(*now, *options_.until_ms);
  // Who waits to this day is nobody we know.
  std::vector<const value::Event*> waiting;
  for (const auto& [name, lead] : leads_)
    waiting.insert(waiting.end(), lead.waiting.begin(), lead.waiting.end());
  for (const value::Event* each : order) {
    if (std::find(waiting.begin(), waiting.end(), each) != waiting.end())
      set_aside(*each, Reason::UnknownLead);
  }
}

void Fold::pass_time(int64_t after_ms, int64_t up_to_ms) {
  up_to_ms = std::min(up_to_ms, limits::kEndInstantMs - 1);
  const bool anybody = std::any_of(leads_.begin(), leads_.end(),
                                   [](const auto& each) { return each.second.born_ms.has_value(); });
  if (!anybody) return;
  int64_t now = after_ms;
  while (now < up_to_ms) {
    int64_t next = std::min(now + options_.step_ms, up_to_ms);
    for (const auto& [name, lead] : leads_) {
      for (uint32_t quiet = 0; quiet < kernel_.quiets.size() && lead.born_ms; ++quiet) {
        next = std::min(next, next_quiet(lead, quiet, now));
      }
    }
    for (uint32_t i = 0; i < kernel_.schedules.size(); ++i) next = std::min(next, next_schedule(i, now));
    if (rosters_loaded_ < options_.rosters.size())
      next = std::min(next, std::max(now + 1, options_.rosters[rosters_loaded_].first));
    now = next;
    begin(now);
    quiet_bookings(now);
    wake_all(now);
    schedules(now);
    steps(now);
  }
}

void Fold::wake_all(int64_t now_ms) {
  for (auto& [name, lead] : leads_) {
    if (!lead.born_ms) continue;
    Item item{&lead, now_ms, {CauseKind::Wake, nullptr, -1}};
    end_of_item(item);
  }
}

// Behind the wake-ups of an instant something has opened a transition whose time is over: it moves the lead
// next.
void Fold::wake_while_due(Lead& lead, int64_t now_ms) {
  for (uint32_t wakes = 0; wakes < limits::kMaxFollowUps && is_due(lead, now_ms); ++wakes) {
    Item item{&lead, now_ms, {CauseKind::Wake, nullptr, -1}};
    end_of_item(item);
  }
}

// --- quiet clocks
int64_t Fold::next_quiet(const Lead& lead, uint32_t quiet, int64_t after_ms) const {
  const artefact::QuietT& clock = kernel_.quiets[quiet];
  const int64_t mark = std::max({lead.marks[clock.mark].value_or(*lead.born_ms), *lead.born_ms,
                                 lead.quiets_from[quiet].value_or(*lead.born_ms)});
  for (int64_t n = 1;; ++n) {
    const int64_t instant = clock.period.months() != 0
                                ? calendar::add_months(zone_, mark, clock.period.months() * n)
                                : mark + clock.period.ms() * n;
    if (instant > after_ms) return instant;
  }
}

bool Fold::is_quiet_due(const Lead& lead, uint32_t quiet, int64_t now_ms) const {
  return lead.born_ms && *lead.born_ms < now_ms && next_quiet(lead, quiet, now_ms - 1) == now_ms;
}

void Fold::quiet_bookings(int64_t now_ms) {
  for (auto& [name, lead] : leads_) {
    for (uint32_t quiet = 0; quiet < kernel_.quiets.size(); ++quiet) {
      if (!is_quiet_due(lead, quiet, now_ms)) continue;
      const kernel::Reaction& reaction = kernel_.reactions[kernel_.quiets[quiet].reaction];
      const Lead before = lead;
      Item item{&lead, now_ms, {CauseKind::Quiet, nullptr, reaction.rule}};
      if (!apply(item, reaction, nullptr)) {
        lead = before;
        item.rule = -1;
        item.bookings.clear();
      }
      tell_booked(item);
      end_of_item(item);
    }
  }
}

// --- times of the calendar, found by trying the days one by one
int64_t Fold::next_schedule(uint32_t schedule, int64_t after_ms) const {
  const kernel::Schedule& slot = kernel_.schedules[schedule];
  for (int64_t day = calendar::day_of(zone_, after_ms) - 2;; ++day) {
    const calendar::CivilDate date = calendar::civil_of(day);
    if (slot.every == artefact::Every::Week && calendar::weekday_of(day) != slot.day) continue;
    if (slot.every == artefact::Every::Month) {
      const bool last = calendar::civil_of(day + 1).day == 1;
      if (date.day != slot.day && !(last && date.day < slot.day)) continue;
    }
    const int64_t instant = calendar::instant_of(zone_, day * calendar::kDayMs + slot.at_ms);
    if (instant > after_ms) return instant;
  }
}

void Fold::schedules(int64_t now_ms) {
  for (auto& [name, lead] : leads_) {
    for (uint32_t i = 0; i < kernel_.schedules.size() && lead.born_ms; ++i) {
      if (next_schedule(i, now_ms - 1) != now_ms) continue;
      Item item{&lead, now_ms, {CauseKind::Schedule, nullptr, -1, i}};
      const bool acted = react_as_item(item, artefact::CauseKind::Schedule, i);
      if (acted || is_heard(artefact::CauseKind::Schedule, i)) end_of_item(item);
    }
    if (lead.born_ms) wake_while_due(lead, now_ms);
  }
}

// --- the end of an item
bool Fold::react_as_item(Item& item, artefact::CauseKind cause, uint32_t source) {
  const Lead before = *item.lead;
  for (const kernel::Reaction& reaction : kernel_.reactions) {
    if (reaction.cause != cause || reaction.source != source) continue;
    if (apply(item, reaction, nullptr)) continue;
    *item.lead = before;
    item.requests.clear();
    return false;
  }
  item.cause.rule = item.rule;
  tell_booked(item);
  return item.has_reset || !item.bookings.empty() || !item.requests.empty();
}

std::string_view Fold::person_told(const Lead& lead, uint32_t telling) const {
  const artefact::TellT& tell = kernel_.tells[telling];
  if (tell.role < 0) return tell.person;
  const Value& holder = lead.attributes[kernel_.roles[static_cast<size_t>(tell.role)].attribute];
  return holder.known ? std::string_view(holder.text) : std::string_view();
}

void Fold::tell_booked(const Item& item) {
  for (const auto& [rule, millionths] : item.bookings)
    observer_->booked({item.now_ms, item.lead->name, rule, millionths, item.cause});
  for (const uint32_t telling : item.tellings)
    observer_->told({item.now_ms, item.lead->name, telling, item.cause, person_told(*item.lead, telling)});
}

void Fold::end_of_item(Item& item) {
  std::deque<Task> tasks;
  decide(item, tasks);
  follow(*item.lead, item.now_ms, tasks);
  look_at_lines(item.now_ms);
}

// Requests of an item come before everything that is still to follow, what has come to hold behind it.
void Fold::follow(Lead& lead, int64_t now_ms, std::deque<Task>& tasks) {
  for (uint32_t items = 0; !tasks.empty() && items < limits::kMaxFollowUps;) {
    const Task task = tasks.front();
    tasks.pop_front();
    if (task.request) {
      items += request(lead, *task.request, now_ms, tasks) ? 1 : 0;
      continue;
    }
    ++items;
    Item next{&lead, now_ms, {CauseKind::Edge, nullptr, -1, task.edge}};
    const bool acted = react_as_item(next, artefact::CauseKind::Edge, task.edge);
    if (acted || is_heard(artefact::CauseKind::Edge, task.edge)) decide(next, tasks);
  }
}

void Fold::decide(Item& item, std::deque<Task>& tasks) {
  Lead& lead = *item.lead;
  const Journey journey = move(item);
  std::vector<Told> clocks = std::move(item.clocks);
  for (const Told& change : settle_clocks(item, journey.passed)) clocks.push_back(change);
  View view(kernel_, zone_, lead, item.now_ms);
  std::vector<std::vector<bool>> latches = lead.latches;
  for (uint32_t latch = 0; latch < kernel_.latches.size(); ++latch) {
    const Value score = view.value(kernel_.latches[latch].score);
    if (score.known) latches[latch] = view.bands_on(latch, score.word);
  }
  uint32_t ordinal = 0;
  for (uint32_t i = 0; i < kernel_.outputs.size(); ++i) {
    const kernel::Output& output = kernel_.outputs[i];
    const bool is_told =
        output.kind == artefact::OutputKind::Stage || output.kind == artefact::OutputKind::Clock;
    if (is_told) continue;
    const Value value = view.value(output.expr);
    const std::optional<uint32_t> to =
        value.known ? std::optional(static_cast<uint32_t>(value.word)) : std::nullopt;
    if (to == lead.shown[i]) continue;
    engine::Decision decision{item.now_ms,  lead.name,  i,         lead.shown[i], to,
                              std::nullopt, item.birth, item.rule, ordinal++,     item.cause};
    if (output.value) {
      const Value points = view.value(output.value);
      if (points.known) decision.value = points.word;
    }
    lead.shown[i] = to;
    observer_->decided(decision);
  }
  for (const Moved& moved : journey.moves) {
    uint32_t output = 0;
    while (kernel_.outputs[output].kind != artefact::OutputKind::Stage ||
           kernel_.outputs[output].block != kernel_.lifecycles[moved.lifecycle].name)
      ++output;
    observer_->decided({item.now_ms, lead.name, output, moved.from, moved.to, std::nullopt, !moved.from,
                        item.rule, ordinal++, item.cause, moved.transition, moved.reason});
  }
  for (const Told& change : clocks) {
    uint32_t output = 0;
    while (kernel_.outputs[output].kind != artefact::OutputKind::Clock) ++output;
    engine::Decision decision{item.now_ms,
                              lead.name,
                              output + change.clock,
                              static_cast<uint32_t>(change.from),
                              static_cast<uint32_t>(change.to),
                              std::nullopt,
                              false,
                              item.rule,
                              ordinal++,
                              item.cause};
    decision.clock = change.figures;
    observer_->decided(decision);
  }
  for (uint32_t i = 0; i < kernel_.edges.size(); ++i) {
    const bool met = view.is_met(kernel_.edges[i].condition);
    if (met && !lead.edges[i]) tasks.push_back({std::nullopt, i});
    lead.edges[i] = met;
  }
  for (uint32_t role = 0; role < kernel_.roles.size(); ++role)
    lead.loads[role] = view.is_met(kernel_.roles[role].load);
  for (size_t i = item.requests.size(); i-- > 0;) tasks.push_front({item.requests[i], 0});
  lead.latches = std::move(latches);
}

// Whether a transition or a clock waits for it.
bool Fold::is_heard(artefact::CauseKind cause, uint32_t source) const {
  return std::any_of(kernel_.signals.begin(), kernel_.signals.end(),
                     [&](const kernel::Signal& signal) {
                       return signal.cause == cause && signal.source == source;
                     }) ||
         std::any_of(kernel_.transitions.begin(), kernel_.transitions.end(), [&](const auto& transition) {
           return transition.kind == artefact::MoveKind::Caused && transition.cause == cause &&
                  transition.source == source;
         });
}

void Fold::tell_applied(const value::Event& event, const Item& item) {
  observer_->applied(event);
  tell_booked(item);
}

std::vector<std::string> Fold::leads() const {
  std::vector<std::string> names;
  for (const auto& [name, lead] : leads_) {
    if (lead.born_ms) names.push_back(name);
  }
  return names;
}

std::optional<std::string> Fold::holder(const std::string& lead, uint32_t role) const {
  const auto found = leads_.find(lead);
  return found == leads_.end() ? std::nullopt : routing_.holder(found->second, role);
}

Value Fold::value(const std::string& lead, kernel::ExprId id, int64_t at_ms) const {
  const auto found = leads_.find(lead);
  if (found == leads_.end() || !found->second.born_ms) return {};
  View view(kernel_, zone_, found->second, at_ms);
  return view.value(id);
}

}  // namespace lead::reference
