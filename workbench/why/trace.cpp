#include "workbench/why/trace.h"

#include <fmt/format.h>

#include "runtime/base/limits.h"
#include "runtime/emit/word_text.h"

namespace lead::why {

void Trace::decided(const engine::Decision& decision) {
  if (decision.lead != lead_) return;
  decisions_.push_back({decision.instant_ms, decision.output, decision.from, decision.to, decision.value,
                        decision.birth, decision.rule, reason_of(decision),
                        cause_text(decision.cause, artefact_), note_of(decision)});
}

std::string Trace::reason_of(const engine::Decision& decision) const {
  if (decision.transition < 0 || !decision.reason) return {};
  const artefact::TransitionT& transition = *artefact_.transitions[static_cast<size_t>(decision.transition)];
  const int32_t choice = artefact_.lifecycles[transition.lifecycle]->stages[transition.to]->reasons;
  return choice < 0 ? std::string()
                    : artefact_.schema->choices[static_cast<size_t>(choice)]->items[*decision.reason];
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
  if (const std::string reason = reason_of(decision); !reason.empty()) note += ", reason " + reason;
  return note;
}

void Trace::told(const engine::Telling& telling) {
  if (telling.lead != lead_) return;
  const artefact::TellT& tell = *artefact_.tells[telling.tell];
  tellings_.push_back({telling.instant_ms, decisions_.size(), tell.whom, std::string(telling.person),
                       tell.text, cause_text(telling.cause, artefact_)});
}

void Trace::booked(const engine::Booking& booking) {
  if (booking.lead != lead_) return;
  bookings_.push_back(
      {booking.instant_ms, booking.rule, booking.amount_millionths, cause_text(booking.cause, artefact_)});
}

void Trace::was_reset(const engine::ScoreReset& reset) {
  if (reset.lead != lead_) return;
  resets_.push_back({reset.instant_ms, reset.score, reset.to_millionths, bookings_.size(), decisions_.size(),
                     cause_text(reset.cause, artefact_)});
}

void Trace::set_aside(const engine::SetAside& event) {
  if (event.event->lead != lead_ || event.event->type == value::kPresence) return;
  asides_.push_back({event.event->instant_ms, event.reason, artefact_.schema->events[event.event->type]->name,
                     event.detail});
}

void Trace::applied(const value::Event& event) {
  if (event.lead == lead_) ++event_count_;
}

}  // namespace lead::why
