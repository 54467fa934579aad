#include "workbench/test/stream.h"

#include <algorithm>

#include "runtime/value/fingerprint.h"

namespace lead::test {
namespace {

using artefact::Presence;
using value::FieldState;
using value::FieldValue;

// As ingest would have read them: what is not said is absent, or has its default.
std::vector<FieldValue> defaults_of(const artefact::EventTypeT& type) {
  std::vector<FieldValue> fields(type.fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    const artefact::FieldT& field = *type.fields[i];
    if (field.presence == Presence::Default)
      fields[i] = {FieldState::Value, field.fallback, field.fallback_text};
  }
  return fields;
}

std::vector<FieldValue> filled(std::vector<FieldValue> fields,
                               const std::vector<semantics::TestValue>& values) {
  for (const semantics::TestValue& value : values) {
    FieldValue& field = fields[value.index];
    field = {};
    field.state = value.word || value.text ? FieldState::Value : FieldState::Null;
    if (value.word) field.word = *value.word;
    if (value.text) field.text = *value.text;
  }
  return fields;
}

}  // namespace

value::EventBlock Stream::block(size_t first, size_t end) const {
  value::EventBlock block;
  block.events.assign(events.begin() + static_cast<std::ptrdiff_t>(first),
                      events.begin() + static_cast<std::ptrdiff_t>(end));
  return block;
}

Stream stream_of(const semantics::Test& test, const Build& build) {
  Stream stream;
  const auto& types = build.artefact->schema->events;
  const auto add = [&](value::Event event, const std::vector<semantics::TestValue>& values,
                       const semantics::TestEvent* origin) {
    std::vector<FieldValue> fields = event.type == value::kPresence
                                         ? std::vector<FieldValue>(value::kPresenceFields)
                                         : defaults_of(*types[event.type]);
    event.fields = stream.fields.emplace_back(filled(std::move(fields), values));
    event.content = value::fingerprint(event);
    stream.events.push_back(event);
    stream.origin.push_back(origin);
  };
  std::vector<const semantics::TestLead*> given;
  for (const semantics::TestLead& lead : test.leads) {
    if (lead.is_known) given.push_back(&lead);
  }
  std::stable_sort(given.begin(), given.end(),
                   [](const auto* a, const auto* b) { return a->since_ms < b->since_ms; });
  for (const semantics::TestLead* lead : given) {
    value::Event event;
    event.type = build.given;
    event.instant_ms = lead->since_ms;
    event.lead = lead->name;
    add(event, lead->attributes, nullptr);
  }
  stream.given_count = stream.events.size();
  for (const semantics::TestStep& step : test.steps) {
    const auto* happening = std::get_if<semantics::TestEvent>(&step);
    if (happening == nullptr) continue;
    value::Event event;
    event.type = happening->type;
    event.instant_ms = happening->instant_ms;
    event.lead = event.type == value::kPresence ? happening->person : test.leads[happening->lead].name;
    event.source = happening->source;
    event.id = happening->id;
    event.has_seq = happening->seq.has_value();
    event.seq = happening->seq.value_or(0);
    add(event, happening->fields, happening);
  }
  return stream;
}

}  // namespace lead::test
