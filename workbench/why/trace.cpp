#include "workbench/why/trace.h"

#include <fmt/format.h>

#include "runtime/base/limits.h"
#include "runtime/emit/word_text.h"

namespace lead::why {

CauseText Trace::text_of(const engine::Cause& cause) const {
  CauseText text{cause.kind, {}, {}};
  if (cause.kind == engine::CauseKind::Event) {
    text.event = artefact_.schema->events[cause.event->type]->name;
    text.id = std::string(cause.event->id);
  }
  if (cause.kind == engine::CauseKind::Edge) text.event = artefact_.edges[cause.source]->text;
  if (cause.kind == engine::CauseKind::Schedule) text.event = artefact_.schedules[cause.source]->text;
  if (cause.kind == engine::CauseKind::Step) {
    const artefact::StepT& step = *artefact_.steps[cause.source];
    text.event = fmt::format("{}, {}", artefact_.clocks[step.clock]->name, step.text);
  }
  if (cause.kind == engine::CauseKind::Assignment)
    text.event = "assignment of " + artefact_.roles[cause.source]->name;
  if (cause.kind == engine::CauseKind::Release)
    text.event = artefact_.roles[cause.source]->name + " is nobody's";
  if (cause.kind == engine::CauseKind::Expiry)
    text.event = "expiry of " + artefact_.queues[cause.source]->name;
  if (cause.kind == engine::CauseKind::Roster) text.event = "the roster";
  return text;
}

void Trace::decided(const engine::Decision& decision) {
  if (decision.lead != lead_) return;
  decisions_.push_back({decision.instant_ms, decision.output, decision.from, decision.to, decision.value,
                        decision.birth, decision.rule, text_of(decision.cause), note_of(decision)});
}

std::string Trace::note_of(const engine::Decision& decision) const {
  if (decision.clock) {
    const engine::ClockFigures& clock = *decision.clock;
    std::string note = "used " + emit::clock_text(clock.elapsed_ms, clock.is_business);
    if (clock.target_ms < limits::kEndInstantMs)
      note += " of " + emit::clock_text(clock.target_ms, clock.is_business);
    if (clock.due_ms != INT64_MAX) note += ", due " + emit::local_second(clock.due_ms, *artefact_.zone);
    return note;
  }
  if (decision.transition < 0) return {};
  const artefact::TransitionT& transition = *artefact_.transitions[static_cast<size_t>(decision.transition)];
  std::string note = transition.title.empty() ? transition.text : transition.title;
  const int32_t choice = artefact_.lifecycles[transition.lifecycle]->stages[transition.to]->reasons;
  if (decision.reason && choice >= 0)
    note += ", reason " + artefact_.schema->choices[static_cast<size_t>(choice)]->items[*decision.reason];
  return note;
}

void Trace::told(const engine::Telling& telling) {
  if (telling.lead != lead_) return;
  const artefact::TellT& tell = *artefact_.tells[telling.tell];
  tellings_.push_back({telling.instant_ms, decisions_.size(), tell.whom, tell.text, text_of(telling.cause)});
}

void Trace::booked(const engine::Booking& booking) {
  if (booking.lead != lead_) return;
  bookings_.push_back({booking.instant_ms, booking.rule, booking.amount_millionths, text_of(booking.cause)});
}

void Trace::was_reset(const engine::ScoreReset& reset) {
  if (reset.lead != lead_) return;
  resets_.push_back({reset.instant_ms, reset.score, reset.to_millionths, bookings_.size(), decisions_.size(),
                     text_of(reset.cause)});
}

void Trace::set_aside(const engine::SetAside& event) {
  if (event.event->lead != lead_) return;
  asides_.push_back({event.event->instant_ms, event.reason, artefact_.schema->events[event.event->type]->name,
                     event.detail});
}

void Trace::applied(const value::Event& event) {
  if (event.lead == lead_) ++event_count_;
}

}  // namespace lead::why
