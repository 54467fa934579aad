// What a line says beside its payload: of what type it is, of which lead or person, when, and how it is told
// from others.
//
//   const Envelope envelope = envelope_of(json.fields());
//   if (auto rejected = read_envelope(envelope, event)) …     // instant, lead, id, source and seq of the event
//
// A line with `person` and without `type` and `lead` is about a person: their id stands where the lead's
// would. Views live as long as the fields. Cost: linear in the fields.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/ingest/json_fields.h"
#include "runtime/ingest/rejected.h"
#include "runtime/value/event.h"

namespace lead::ingest {

struct Envelope {
  const JsonField* type = nullptr;
  const JsonField* lead = nullptr;
  const JsonField* person = nullptr;
  const JsonField* time = nullptr;
  const JsonField* id = nullptr;
  const JsonField* source = nullptr;
  const JsonField* seq = nullptr;

  [[nodiscard]] bool is_of_person() const { return person != nullptr && type == nullptr && lead == nullptr; }
};

[[nodiscard]] Envelope envelope_of(const std::vector<JsonField>& fields);
// `type`, `lead`, `time`, `id`, `source`, `seq`.
[[nodiscard]] bool is_envelope_key(std::string_view key);
// Everything but the type. Fills views of the fields in.
[[nodiscard]] std::optional<Rejected> read_envelope(const Envelope& envelope, value::Event& event);

}  // namespace lead::ingest
