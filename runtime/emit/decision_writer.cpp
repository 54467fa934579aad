#include "runtime/emit/decision_writer.h"

#include <fmt/format.h>
#include <sodium.h>

#include "runtime/base/limits.h"
#include "runtime/base/text.h"
#include "runtime/emit/route_words.h"

namespace lead::emit {
namespace {

constexpr size_t kKeyBytes = 16;

std::string hex(const uint8_t* bytes, size_t count) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out(count * 2, '0');
  for (size_t i = 0; i < count; ++i) {
    out[2 * i] = kDigits[bytes[i] >> 4];
    out[2 * i + 1] = kDigits[bytes[i] & 15];
  }
  return out;
}

std::string_view kind_word(artefact::OutputKind kind) {
  switch (kind) {
    case artefact::OutputKind::Band:
      return "band";
    case artefact::OutputKind::Grade:
      return "grade";
    case artefact::OutputKind::Cell:
      return "cell";
    case artefact::OutputKind::Stage:
      return "stage";
    case artefact::OutputKind::Clock:
      return "clock";
    case artefact::OutputKind::Account:
      return "account";
  }
  return "";
}

std::string as_json(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

// The word for what has become of a role.
std::string_view how_word(engine::RoutingKind kind) {
  switch (kind) {
    case engine::RoutingKind::Given:
      return "given";
    case engine::RoutingKind::Claimed:
      return "claimed";
    case engine::RoutingKind::ByHand:
      return "by hand";
    case engine::RoutingKind::Cleared:
      return "cleared";
    case engine::RoutingKind::Queued:
      return "queued";
    case engine::RoutingKind::Expired:
      return "expired";
    case engine::RoutingKind::Waiting:
      return "waiting";
    case engine::RoutingKind::Kept:
      return "kept";
  }
  return "";
}

std::string row_words(const artefact::RouteRowT& row, const artefact::ArtefactT& artefact) {
  std::string words = ",\"row\":" + as_json(row.name);
  if (row.kind != artefact::DestinationKind::Team) return words;
  words += ",\"team\":" + as_json(artefact.teams[static_cast<size_t>(row.target)]->name);
  return words + ",\"by\":" + as_json(by_text(row));
}

// A part of what the key is made of: its length stands before it, so that no two lists run together.
void append_part(std::string& out, std::string_view part) {
  const fmt::format_int size(part.size());
  out.append(size.data(), size.size());
  out += ':';
  out += part;
}
std::string as_part(std::string_view text) {
  std::string out;
  append_part(out, text);
  return out;
}

// Who owes a promise, as its decisions say.
std::string debtor_of(const artefact::ArtefactT& artefact, size_t output) {
  for (const auto& clock : artefact.clocks) {
    if (clock->output == output && !clock->owed_by.empty()) return ",\"owed_by\":" + as_json(clock->owed_by);
  }
  return "";
}

}  // namespace

std::string short_hash(const std::vector<uint8_t>& hash) {
  return hex(hash.data(), std::min<size_t>(hash.size(), 8));
}
std::string long_hash(const std::vector<uint8_t>& hash) {
  return hex(hash.data(), hash.size());
}

DecisionWriter::DecisionWriter(const artefact::ArtefactT& artefact)
    : hashed_policy_(as_part(artefact.policy)) {
  for (const auto& output : artefact.outputs) {
    OutputWords words;
    words.head = fmt::format(",\"kind\":\"{}\",\"block\":{}{},\"from\":", kind_word(output->kind),
                             as_json(output->block), debtor_of(artefact, outputs_.size()));
    words.hashed_block = as_part(output->block);
    words.none = {"null", "-:"};
    for (const std::string& name : artefact.schema->name_lists[output->names]->names)
      words.names.push_back({as_json(name), as_part(name)});
    outputs_.push_back(std::move(words));
  }
  for (const auto& event : artefact.schema->events) events_.push_back(as_json(event->name));
  for (const auto& rule : artefact.rules) rules_.push_back(as_json(rule->name));
  for (const auto& edge : artefact.edges) edges_.push_back(as_json(edge->text));
  for (const auto& schedule : artefact.schedules) schedules_.push_back(as_json(schedule->text));
  for (const auto& step : artefact.steps)
    steps_.push_back(as_json(step->text) + ",\"sla\":" + as_json(artefact.clocks[step->clock]->name));
  for (const auto& role : artefact.roles) roles_.push_back(as_json(role->name));
  for (const auto& queue : artefact.queues) queues_.push_back(as_json(queue->name));
  for (const auto& row : artefact.route_rows) route_rows_.push_back(row_words(*row, artefact));
  for (const auto& transition : artefact.transitions) moves_.push_back(words_of(*transition, artefact));
  for (const auto& tell : artefact.tells) {
    TellWords words;
    words.head = ",\"kind\":\"notify\",\"whom\":" + as_json(tell->whom);
    if (!tell->text.empty()) words.head += ",\"text\":" + as_json(tell->text);
    words.is_person = tell->role >= 0 || !tell->person.empty();
    words.hashed = as_part("notify") + as_part(tell->whom) + as_part(tell->text);
    tells_.push_back(std::move(words));
  }
  head_of_tail_ = fmt::format(",\"policy\":{},\"version\":{},\"meaning\":\"{}\",\"data\":\"{}\"",
                              as_json(artefact.policy), as_json(artefact.version),
                              short_hash(artefact.meaning_hash), short_hash(artefact.data_hash));
  tail_ = head_of_tail_ + ",\"key\":\"";
}

DecisionWriter::MoveWords DecisionWriter::words_of(const artefact::TransitionT& transition,
                                                   const artefact::ArtefactT& artefact) {
  MoveWords words;
  words.head = ",\"transition\":" + as_json(transition.title.empty() ? transition.text : transition.title);
  const int32_t choice = artefact.lifecycles[transition.lifecycle]->stages[transition.to]->reasons;
  if (choice < 0) return words;
  for (const std::string& item : artefact.schema->choices[static_cast<size_t>(choice)]->items)
    words.reasons.push_back(as_json(item));
  return words;
}

void DecisionWriter::append(std::string& out, const engine::Decision& decision) {
  const OutputWords& words = outputs_[decision.output];
  out += "{\"time\":\"";
  append_instant(out, decision.instant_ms);
  out += "\",\"lead\":";
  append_json(out, decision.lead);
  out += words.head;
  out += words.name(decision.from).json;
  out += ",\"to\":";
  out += words.name(decision.to).json;
  if (decision.value) {
    out += ",\"value\":";
    append_millionths(out, *decision.value);
  }
  if (decision.birth) out += ",\"birth\":true";
  if (decision.transition >= 0) append_move(out, decision);
  if (decision.clock) append_clock(out, *decision.clock);
  append_cause(out, decision.cause);
  if (decision.rule >= 0) {
    out += ",\"rule\":";
    out += rules_[static_cast<size_t>(decision.rule)];
  }
  out += tail_;
  begin_key(decision.lead);
  hashed_ += words.hashed_block;
  hashed_ += words.name(decision.from).hashed;
  hashed_ += words.name(decision.to).hashed;
  append_key(out, decision.instant_ms, decision.lead);
  out += "\"}\n";
}

void DecisionWriter::append(std::string& out, const engine::Telling& telling) {
  const TellWords& words = tells_[telling.tell];
  out += "{\"time\":\"";
  append_instant(out, telling.instant_ms);
  out += "\",\"lead\":";
  append_json(out, telling.lead);
  out += words.head;
  if (words.is_person && telling.person.empty()) out += ",\"person\":null";
  if (!telling.person.empty()) {
    out += ",\"person\":";
    append_json(out, telling.person);
  }
  append_cause(out, telling.cause);
  out += tail_;
  begin_key(telling.lead);
  hashed_ += words.hashed;
  append_key(out, telling.instant_ms, telling.lead);
  out += "\"}\n";
}

void DecisionWriter::append(std::string& out, const engine::Assignment& assignment) {
  const auto person = [&](std::string_view key, std::string_view id) {
    out += key;
    if (id.empty())
      out += "null";
    else
      append_json(out, id);
  };
  out += "{\"time\":\"";
  append_instant(out, assignment.instant_ms);
  out += "\",\"lead\":";
  append_json(out, assignment.lead);
  out += ",\"kind\":\"assignment\",\"block\":";
  out += roles_[assignment.role];
  person(",\"from\":", assignment.from);
  person(",\"to\":", assignment.to);
  out += ",\"how\":\"";
  out += how_word(assignment.kind);
  out += '"';
  if (assignment.row >= 0) out += route_rows_[static_cast<size_t>(assignment.row)];
  if (assignment.queue >= 0) {
    out += ",\"queue\":";
    out += queues_[static_cast<size_t>(assignment.queue)];
  }
  if (!assignment.turn_of.empty()) person(",\"turn_of\":", assignment.turn_of);
  begin_key(assignment.lead);
  for (const std::string_view part :
       {std::string_view("assignment"), std::string_view(roles_[assignment.role]), how_word(assignment.kind),
        assignment.from, assignment.to})
    append_part(hashed_, part);
  finish(out, assignment.cause, assignment.instant_ms, assignment.lead);
}

void DecisionWriter::append(std::string& out, const engine::RefusedClaim& claim) {
  out += "{\"time\":\"";
  append_instant(out, claim.instant_ms);
  out += "\",\"lead\":";
  append_json(out, claim.lead);
  out += ",\"kind\":\"claim refused\",\"queue\":";
  out += queues_[claim.queue];
  out += ",\"person\":";
  append_json(out, claim.person);
  out += ",\"why\":";
  append_json(out, claim.why);
  if (!claim.by.empty()) {
    out += ",\"by\":";
    append_json(out, claim.by);
  }
  begin_key(claim.lead);
  for (const std::string_view part : {std::string_view("claim refused"), claim.person, claim.why})
    append_part(hashed_, part);
  finish(out, claim.cause, claim.instant_ms, claim.lead);
}

void DecisionWriter::append(std::string& out, const engine::RosterInForce& roster) {
  const std::string hash = hex(roster.hash->data(), 8);
  tail_ = fmt::format("{},\"roster\":\"{}\",\"key\":\"", head_of_tail_, hash);
  if (roster.is_first) return;
  out += "{\"time\":\"";
  append_instant(out, roster.instant_ms);
  out += "\",\"kind\":\"roster\",\"people\":";
  out += fmt::format_int(roster.people).str();
  out += tail_;
  begin_key({});
  append_part(hashed_, "roster");
  append_part(hashed_, hash);
  append_key(out, roster.instant_ms, {});
  out += "\"}\n";
}

void DecisionWriter::append(std::string& out, const engine::PresenceChange& presence) {
  out += "{\"time\":\"";
  append_instant(out, presence.instant_ms);
  out += "\",\"kind\":\"presence\",\"person\":";
  append_json(out, presence.person);
  out += presence.is_away ? ",\"away\":true" : ",\"away\":false";
  if (presence.is_away && presence.until_ms != INT64_MAX) {
    out += ",\"until\":\"";
    append_instant(out, presence.until_ms);
    out += "\"";
  }
  out += tail_;
  begin_key({});
  for (const std::string_view part :
       {std::string_view("presence"), presence.person, std::string_view(presence.is_away ? "away" : "back")})
    append_part(hashed_, part);
  append_key(out, presence.instant_ms, {});
  out += "\"}\n";
}

void DecisionWriter::finish(std::string& out, const engine::Cause& cause, int64_t instant_ms,
                            std::string_view lead) {
  append_cause(out, cause);
  out += tail_;
  append_key(out, instant_ms, lead);
  out += "\"}\n";
}

// By which transition, and for what reason.
void DecisionWriter::append_move(std::string& out, const engine::Decision& decision) const {
  const MoveWords& words = moves_[static_cast<size_t>(decision.transition)];
  out += words.head;
  if (!decision.reason || words.reasons.empty()) return;
  out += ",\"reason\":";
  out += words.reasons[*decision.reason];
}

// What a clock had used, how far it may run, and when that will have passed.
void DecisionWriter::append_clock(std::string& out, const engine::ClockFigures& clock) {
  out += ",\"elapsed_ms\":";
  const fmt::format_int elapsed(clock.elapsed_ms);
  out.append(elapsed.data(), elapsed.size());
  if (clock.target_ms < limits::kEndInstantMs) {
    out += ",\"target_ms\":";
    const fmt::format_int target(clock.target_ms);
    out.append(target.data(), target.size());
  }
  if (clock.due_ms == INT64_MAX) return;
  out += ",\"due\":\"";
  append_instant(out, clock.due_ms);
  out += '"';
}

// What made the item run.
void DecisionWriter::append_cause(std::string& out, const engine::Cause& cause) const {
  out += ",\"cause\":{";
  switch (cause.kind) {
    case engine::CauseKind::Event:
      out += "\"event\":";
      out += events_[cause.event->type];
      if (!cause.event->id.empty()) {
        out += ",\"id\":";
        append_json(out, cause.event->id);
      }
      break;
    case engine::CauseKind::Quiet:
      out += "\"silence\":";
      out += rules_[static_cast<size_t>(cause.rule)];
      break;
    case engine::CauseKind::Wake:
      out += "\"time\":true";
      break;
    case engine::CauseKind::Edge:
      out += "\"condition\":";
      out += edges_[cause.source];
      break;
    case engine::CauseKind::Schedule:
      out += "\"schedule\":";
      out += schedules_[cause.source];
      break;
    case engine::CauseKind::Step:
      out += "\"step\":";
      out += steps_[cause.source];
      break;
    case engine::CauseKind::Assignment:
      out += "\"assignment\":";
      out += roles_[cause.source];
      break;
    case engine::CauseKind::Release:
      out += "\"release\":";
      out += roles_[cause.source];
      break;
    case engine::CauseKind::Expiry:
      out += "\"expiry\":";
      out += queues_[cause.source];
      break;
    case engine::CauseKind::Roster:
      out += "\"roster\":true";
      break;
  }
  out += '}';
}

void DecisionWriter::begin_key(std::string_view lead) {
  hashed_ = hashed_policy_;
  append_part(hashed_, lead);
}

// The same occurrence has the same key wherever and however often it is computed: its place counts what is
// told of the lead at the instant.
void DecisionWriter::append_key(std::string& out, int64_t instant_ms, std::string_view lead) {
  if (instant_ms != instant_ms_) {
    places_.clear();
    instant_ms_ = instant_ms;
  }
  auto place = places_.find(lead);
  if (place == places_.end()) place = places_.emplace(lead, 0).first;
  const fmt::format_int instant(instant_ms);
  hashed_.append(instant.data(), instant.size());
  hashed_ += ':';
  const fmt::format_int ordinal(place->second++);
  hashed_.append(ordinal.data(), ordinal.size());
  uint8_t key[kKeyBytes];
  crypto_generichash(key, sizeof key, reinterpret_cast<const unsigned char*>(hashed_.data()), hashed_.size(),
                     nullptr, 0);
  out += hex(key, sizeof key);
}

}  // namespace lead::emit
