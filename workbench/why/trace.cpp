#include "workbench/why/trace.h"

namespace lead::why {

CauseText Trace::text_of(const engine::Cause& cause) const {
  CauseText text{cause.kind, {}, {}};
  if (cause.kind == engine::CauseKind::Event) {
    text.event = artefact_.schema->events[cause.event->type]->name;
    text.id = std::string(cause.event->id);
  }
  if (cause.kind == engine::CauseKind::Edge) text.event = artefact_.edges[cause.source]->text;
  if (cause.kind == engine::CauseKind::Schedule) text.event = artefact_.schedules[cause.source]->text;
  return text;
}

void Trace::decided(const engine::Decision& decision) {
  if (decision.lead != lead_) return;
  decisions_.push_back({decision.instant_ms, decision.output, decision.from, decision.to, decision.value,
                        decision.birth, decision.rule, text_of(decision.cause)});
}

void Trace::booked(const engine::Booking& booking) {
  if (booking.lead != lead_) return;
  bookings_.push_back({booking.instant_ms, booking.rule, booking.amount_millionths, text_of(booking.cause)});
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
