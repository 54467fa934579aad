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

std::string_view or_dash(std::string_view id) {
  return id.empty() ? "-" : id;
}

std::string_view word_of(engine::RoutingKind kind) {
  constexpr std::string_view kWords[] = {"given",  "claimed", "by hand", "cleared",
                                         "queued", "expired", "waiting", "kept"};
  return kWords[static_cast<size_t>(kind)];
}

// The reason of a refused claim in one or two words.
std::string_view short_of(std::string_view why) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"was taken already", "taken"},
      {"is not in the queue", "not in queue"},
      {"claimed by somebody who is not in the roster", "not in roster"},
      {"is not offered to them", "not offered"},
      {"claimed by somebody who is at their limit", "at limit"}};
  for (const auto& [words, short_words] : kWords) {
    if (words == why) return short_words;
  }
  return why;
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

void RecordObserver::assigned(const engine::Assignment& a) {
  std::string line = fmt::format("t={} {} role {}: {} -> {} {}", a.instant_ms, a.lead, a.role,
                                 or_dash(a.from), or_dash(a.to), word_of(a.kind));
  if (a.row >= 0) line += fmt::format(" row {}", a.row);
  if (a.queue >= 0) line += fmt::format(" queue {}", a.queue);
  if (!a.turn_of.empty()) line += fmt::format(" turn of {}", a.turn_of);
  rosters.push_back(a.roster != nullptr ? *a.roster : std::array<uint8_t, 32>{});
  routings.push_back(std::move(line));
}

void RecordObserver::refused(const engine::RefusedClaim& claim) {
  std::string line = fmt::format("t={} {} queue {}: {} refused {}", claim.instant_ms, claim.lead, claim.queue,
                                 or_dash(claim.person), short_of(claim.why));
  if (!claim.by.empty()) line += fmt::format(" by {}", claim.by);
  routings.push_back(std::move(line));
}

void RecordObserver::presence_changed(const engine::PresenceChange& presence) {
  applied_events.push_back(fmt::format("t={} {} is {} until {}", presence.instant_ms, presence.person,
                                       presence.is_away ? "away" : "back", presence.until_ms));
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
  append(all, "routed", routings);
  append(all, "applied", applied_events);
  append(all, "set aside", sorted_set_aside());
  return all;
}

}  // namespace lead::testing
