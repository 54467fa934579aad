#include "runtime/ingest/event_reader.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <vector>

#include "runtime/base/closest.h"
#include "runtime/base/limits.h"
#include "runtime/base/text.h"
#include "runtime/base/text_hash.h"
#include "runtime/ingest/envelope.h"
#include "runtime/ingest/field_value.h"
#include "runtime/ingest/json_fields.h"
#include "runtime/ingest/json_trouble.h"
#include "runtime/value/fingerprint.h"

namespace lead::ingest {
namespace {

using artefact::Presence;
using artefact::UnknownRule;
using value::FieldState;

constexpr size_t kMaxNamesCounted = 1'000;
constexpr std::string_view kTheRest = "…";

void count(std::map<std::string, uint64_t>& counts, std::string_view name) {
  auto it = counts.find(shortened(name));
  if (it == counts.end()) {
    if (counts.size() >= kMaxNamesCounted) name = kTheRest;
    it = counts.emplace(shortened(name), 0).first;
  }
  ++it->second;
}

// Which known name a stranger may be a slip of: "; did you mean `page_view`?", or nothing. BOUND:
// kMaxNamesCounted strangers are compared, however often they come; the rest get no such words.
class Meant {
 public:
  void add(std::string_view name) { names_.emplace_back(name); }
  const std::string& words(std::string_view stranger) {
    static const std::string kNothing;
    const std::string typed = shortened(stranger);
    const auto known = told_.find(typed);
    if (known != told_.end()) return known->second;
    if (told_.size() >= kMaxNamesCounted) return kNothing;
    const std::vector<std::string> close = closest(typed, names_);
    return told_.emplace(typed, close.empty() ? "" : fmt::format("; did you mean `{}`?", close.front()))
        .first->second;
  }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::string> told_;
};

struct EventPlan {
  std::string_view name;
  std::vector<FieldPlan> fields;
  absl::flat_hash_map<std::string_view, uint32_t, TextHash> by_name;
  Meant meant;  // of its fields
};

EventPlan plan_of(const artefact::EventTypeT& type, const artefact::SchemaT& schema) {
  EventPlan plan;
  plan.name = type.name;
  for (const auto& field : type.fields) {
    plan.fields.push_back(plan_of_field(field->name, *field->type, field->presence, field->fallback,
                                        field->fallback_text, schema));
    plan.by_name.emplace(plan.fields.back().name, static_cast<uint32_t>(plan.fields.size() - 1));
    plan.meant.add(plan.fields.back().name);
  }
  return plan;
}

// What a line about a person may say (value::PresenceField), read as the payload of an event is.
artefact::EventTypeT presence_type() {
  artefact::EventTypeT type;
  type.name = "presence";
  const auto add = [&](const char* name, artefact::FieldKind kind, Presence presence) {
    auto& field = type.fields.emplace_back(std::make_unique<artefact::FieldT>());
    field->name = name;
    field->presence = presence;
    field->type = std::make_unique<artefact::FieldTypeT>();
    field->type->kind = kind;
    if (kind == artefact::FieldKind::YesNo) field->type->high = 1;
    if (kind == artefact::FieldKind::Instant) field->type->high = limits::kEndInstantMs - 1;
  };
  add("away", artefact::FieldKind::YesNo, Presence::Required);
  add("until", artefact::FieldKind::Instant, Presence::Optional);
  return type;
}

// An end that means nothing.
std::optional<Rejected> wrong_presence(const value::Event& event) {
  const value::FieldValue& until = event.fields[static_cast<size_t>(value::PresenceField::Until)];
  if (until.state != FieldState::Value) return std::nullopt;
  if (event.fields[static_cast<size_t>(value::PresenceField::Away)].word == 0)
    return Rejected{Reason::OutOfRange, "`until` says when an absence ends, and `away` is false"};
  if (until.word <= event.instant_ms) return Rejected{Reason::OutOfRange, "`until` is not after `time`"};
  return std::nullopt;
}

}  // namespace

struct EventReader::State {
  const artefact::ArtefactT& artefact;
  std::vector<EventPlan> plans;
  const artefact::EventTypeT type_of_presence = presence_type();
  EventPlan presence;
  absl::flat_hash_map<std::string_view, uint32_t, TextHash> by_name;
  Meant meant;  // of the types of events
  JsonFields json;
  std::map<std::string, uint64_t> unknown_fields, ignored_events;
  std::vector<std::string_view>
      strangers;  // unknown fields of the line being read, counted once the event is taken

  explicit State(const artefact::ArtefactT& a) : artefact(a), presence(plan_of(type_of_presence, *a.schema)) {
    for (const auto& type : a.schema->events) plans.push_back(plan_of(*type, *a.schema));
    for (uint32_t i = 0; i < plans.size(); ++i) {
      by_name.emplace(plans[i].name, i);
      meant.add(plans[i].name);
    }
  }

  std::optional<Rejected> read_payload(EventPlan& plan, value::EventBlock& block,
                                       std::span<value::FieldValue> out);
  std::optional<Rejected> read_event(const Envelope& envelope, EventPlan& plan, value::Event& event,
                                     value::EventBlock& block);
};

std::optional<Rejected> EventReader::State::read_payload(EventPlan& plan, value::EventBlock& block,
                                                         std::span<value::FieldValue> out) {
  strangers.clear();
  for (const JsonField& field : json.fields()) {
    const auto at = plan.by_name.find(field.key);
    if (at == plan.by_name.end()) {
      if (is_envelope_key(field.key) || (&plan == &presence && field.key == "person")) continue;
      if (artefact.unknown_fields == UnknownRule::SetAside) {
        count(unknown_fields, field.key);
        return Rejected{Reason::UnknownField, fmt::format("`{}` is no field of `{}`{}", shortened(field.key),
                                                          plan.name, plan.meant.words(field.key))};
      }
      strangers.push_back(field.key);
      continue;
    }
    if (auto problem = read_field(plan.fields[at->second], field, block, out[at->second])) {
      return Rejected{problem->reason, std::move(problem->detail)};
    }
  }
  for (size_t i = 0; i < plan.fields.size(); ++i) {
    const FieldPlan& field = plan.fields[i];
    if (out[i].state != FieldState::Absent || field.presence == Presence::Optional) continue;
    if (field.presence == Presence::Required) {
      return Rejected{Reason::MissingField,
                      fmt::format("`{}` is missing, and `{}` must have it", field.name, plan.name)};
    }
    out[i] = {FieldState::Value, field.fallback, field.fallback_text};
  }
  for (const std::string_view name : strangers) count(unknown_fields, name);
  return std::nullopt;
}

std::optional<Rejected> EventReader::State::read_event(const Envelope& envelope, EventPlan& plan,
                                                       value::Event& event, value::EventBlock& block) {
  if (auto rejected = read_envelope(envelope, event)) return rejected;
  const std::span<value::FieldValue> fields = block.fields(plan.fields.size());
  if (auto rejected = read_payload(plan, block, fields)) return rejected;
  event.fields = fields;
  event.lead = block.keep(event.lead);
  event.id = event.id.empty() ? std::string_view{} : block.keep(event.id);
  event.source = event.source.empty() ? std::string_view{} : block.keep(event.source);
  event.content = value::fingerprint(event);
  return std::nullopt;
}

EventReader::EventReader(const artefact::ArtefactT& artefact) : state_(std::make_unique<State>(artefact)) {}
EventReader::~EventReader() = default;

std::optional<Rejected> EventReader::read(const Line& line, uint32_t input, value::EventBlock& block) {
  State& s = *state_;
  if (line.too_long) return Rejected{Reason::LineTooLong, {}};
  if (const auto reason = s.json.read(line.text)) {
    if (*reason == Reason::TwiceTheSameKey)
      return Rejected{*reason, fmt::format("`{}` occurs twice", shortened(s.json.doubled()))};
    return Rejected{*reason, *reason == Reason::NotJson ? json_trouble(line.text) : std::string{}};
  }
  const Envelope envelope = envelope_of(s.json.fields());
  value::Event event;
  event.line = line.number;
  event.input = input;
  if (envelope.is_of_person()) {
    event.type = value::kPresence;
    if (auto rejected = s.read_event(envelope, s.presence, event, block)) return rejected;
    if (auto rejected = wrong_presence(event)) return rejected;
    block.events.push_back(event);
    return std::nullopt;
  }
  if (envelope.type == nullptr || envelope.type->kind == JsonKind::Null) return Rejected{Reason::NoType, {}};
  if (envelope.type->kind != JsonKind::Text) return Rejected{Reason::NoType, "`type` must be a text"};
  const auto type = s.by_name.find(envelope.type->text);
  if (type == s.by_name.end()) {
    if (s.artefact.unknown_events == UnknownRule::Ignored) {
      count(s.ignored_events, shortened(envelope.type->text));
      return std::nullopt;
    }
    return Rejected{Reason::UnknownEvent,
                    fmt::format("the policy has no event `{}`{}", shortened(envelope.type->text),
                                s.meant.words(envelope.type->text))};
  }
  event.type = type->second;
  if (auto rejected = s.read_event(envelope, s.plans[event.type], event, block)) return rejected;
  block.events.push_back(event);
  return std::nullopt;
}

const std::map<std::string, uint64_t>& EventReader::unknown_fields() const {
  return state_->unknown_fields;
}
const std::map<std::string, uint64_t>& EventReader::ignored_events() const {
  return state_->ignored_events;
}

}  // namespace lead::ingest
