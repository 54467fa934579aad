#include "tests/support/record_observer.h"

#include <fmt/format.h>

#include <algorithm>

namespace lead::testing {
namespace {

std::string event_line(const value::Event& event) {
  return fmt::format("t={} {} type {} source `{}` id `{}` seq {} line {}", event.instant_ms, event.lead,
                     event.type, event.source, event.id, event.has_seq ? std::to_string(event.seq) : "-",
                     event.line);
}

std::string cause_words(const engine::Cause& cause) {
  switch (cause.kind) {
    case engine::CauseKind::Event:
      return fmt::format("event {} `{}`", cause.event->instant_ms, cause.event->id);
    case engine::CauseKind::Quiet:
      return fmt::format("quiet rule {}", cause.rule);
    case engine::CauseKind::Edge:
      return fmt::format("edge {} rule {}", cause.source, cause.rule);
    case engine::CauseKind::Schedule:
      return fmt::format("schedule {} rule {}", cause.source, cause.rule);
    case engine::CauseKind::Step:
      return fmt::format("step {}", cause.source);
    case engine::CauseKind::Assignment:
      return fmt::format("assignment {}", cause.source);
    case engine::CauseKind::Release:
      return fmt::format("release {}", cause.source);
    case engine::CauseKind::Expiry:
      return fmt::format("expiry {}", cause.source);
    case engine::CauseKind::Roster:
      return "roster";
    case engine::CauseKind::Wake:
      break;
  }
  return "time";
}

template <class T>
std::string or_dash(const std::optional<T>& value) {
  return value ? std::to_string(*value) : "-";
}

void append(std::vector<std::string>& all, const char* what, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) all.push_back(fmt::format("{} {}", what, line));
}

}  // namespace

void RecordObserver::decided(const engine::Decision& decision) {
  decisions.push_back(fmt::format(
      "t={} {} output {}: {} -> {} value {}{} rule {} #{} by {} transition {} reason {}{}",
      decision.instant_ms, decision.lead, decision.output, or_dash(decision.from), or_dash(decision.to),
      or_dash(decision.value), decision.birth ? " birth" : "", decision.rule, decision.ordinal,
      cause_words(decision.cause), decision.transition, or_dash(decision.reason),
      decision.clock ? fmt::format(" elapsed {} target {} due {}", decision.clock->elapsed_ms,
                                   decision.clock->target_ms, decision.clock->due_ms)
                     : ""));
}

void RecordObserver::set_aside(const engine::SetAside& event) {
  set_aside_events.push_back(fmt::format("{}: {}", reason_word(event.reason), event_line(*event.event)));
}

void RecordObserver::applied(const value::Event& event) {
  applied_events.push_back(event_line(event));
}

void RecordObserver::booked(const engine::Booking& booking) {
  bookings.push_back(fmt::format("t={} {} rule {} {} by {}", booking.instant_ms, booking.lead, booking.rule,
                                 booking.amount_millionths, cause_words(booking.cause)));
}

void RecordObserver::told(const engine::Telling& telling) {
  tellings.push_back(fmt::format("t={} {} telling {}{}{} by {}", telling.instant_ms, telling.lead,
                                 telling.tell, telling.person.empty() ? "" : " to ", telling.person,
                                 cause_words(telling.cause)));
}

std::vector<std::string> RecordObserver::sorted_set_aside() const {
  std::vector<std::string> sorted = set_aside_events;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

std::vector<std::string> RecordObserver::lines() const {
  std::vector<std::string> all;
  append(all, "decided", decisions);
  append(all, "booked", bookings);
  append(all, "told", tellings);
  append(all, "applied", applied_events);
  append(all, "set aside", sorted_set_aside());
  return all;
}

}  // namespace lead::testing
