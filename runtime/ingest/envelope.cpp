#include "runtime/ingest/envelope.h"

#include <fmt/format.h>

#include <string>

#include "runtime/base/limits.h"
#include "runtime/base/text.h"
#include "runtime/ingest/scalars.h"

namespace lead::ingest {
namespace {

constexpr size_t kMaxTimeBytes = 40;  // no instant is longer

// Which key of the envelope, or Other.
enum class Key : uint8_t { Type, Lead, Person, Time, Id, Source, Seq, Other };
Key key_of(std::string_view key) {
  if (key == "type") return Key::Type;
  if (key == "lead") return Key::Lead;
  if (key == "person") return Key::Person;
  if (key == "time") return Key::Time;
  if (key == "id") return Key::Id;
  if (key == "source") return Key::Source;
  if (key == "seq") return Key::Seq;
  return Key::Other;
}

// A lead, person, id or source: a text, or a whole number taken by its digits.
bool read_name(const JsonField& json, std::string_view& out) {
  if (json.kind == JsonKind::Null) return true;
  if (json.text.size() > limits::kMaxTextBytes) return false;
  if (json.kind == JsonKind::Number && json.text.find_first_of(".eE") != std::string_view::npos) return false;
  out = json.text;
  return json.kind == JsonKind::Text || json.kind == JsonKind::Number;
}

std::optional<Rejected> read_instant(const JsonField* time, int64_t& instant_ms) {
  if (time == nullptr || time->kind == JsonKind::Null) return Rejected{Reason::NoTime, {}};
  if (time->kind != JsonKind::Text) return Rejected{Reason::BadTime, "`time` is no text"};
  const auto instant = parse_instant(time->text);
  if (!instant) {
    const bool lacks_zone = parse_instant(std::string(time->text.substr(0, kMaxTimeBytes)) + "Z").has_value();
    return Rejected{Reason::BadTime,
                    fmt::format("`time` is \"{}\"{}", shortened(time->text),
                                lacks_zone ? ", which names no zone: `Z` for UTC, or +01:00" : "")};
  }
  if (*instant < limits::kMinInstantMs || *instant >= limits::kEndInstantMs) {
    return Rejected{Reason::TimeOutOfRange, fmt::format("`time` is \"{}\"", shortened(time->text))};
  }
  instant_ms = *instant;
  return std::nullopt;
}

std::optional<Rejected> read_names(const Envelope& envelope, value::Event& event) {
  const bool is_of_person = envelope.is_of_person();
  const JsonField* whose = is_of_person ? envelope.person : envelope.lead;
  const Reason nobody = is_of_person ? Reason::UnknownPerson : Reason::NoLead;
  if (whose == nullptr || whose->kind == JsonKind::Null) return Rejected{nobody, {}};
  if (!read_name(*whose, event.lead)) {
    return Rejected{Reason::BadEnvelope, is_of_person ? "`person` must be a text or a whole number"
                                                      : "`lead` must be a text or a whole number"};
  }
  if (event.lead.empty()) return Rejected{nobody, {}};
  if (envelope.id != nullptr && !read_name(*envelope.id, event.id)) {
    return Rejected{Reason::BadEnvelope, "`id` must be a text or a whole number"};
  }
  if (envelope.source != nullptr && !read_name(*envelope.source, event.source)) {
    return Rejected{Reason::BadEnvelope, "`source` must be a text or a whole number"};
  }
  if (envelope.seq != nullptr && envelope.seq->kind != JsonKind::Null) {
    const Decimal seq = envelope.seq->kind == JsonKind::Number ? parse_decimal(envelope.seq->text, 0, false)
                                                               : Decimal{0, DecimalError::Malformed};
    if (seq.error) return Rejected{Reason::BadEnvelope, "`seq` must be a whole number"};
    event.has_seq = true;
    event.seq = seq.word;
  }
  return std::nullopt;
}

}  // namespace

Envelope envelope_of(const std::vector<JsonField>& fields) {
  Envelope envelope;
  for (const JsonField& field : fields) {
    switch (key_of(field.key)) {
      case Key::Type:
        envelope.type = &field;
        break;
      case Key::Lead:
        envelope.lead = &field;
        break;
      case Key::Person:
        envelope.person = &field;
        break;
      case Key::Time:
        envelope.time = &field;
        break;
      case Key::Id:
        envelope.id = &field;
        break;
      case Key::Source:
        envelope.source = &field;
        break;
      case Key::Seq:
        envelope.seq = &field;
        break;
      case Key::Other:
        break;
    }
  }
  return envelope;
}

bool is_envelope_key(std::string_view key) {
  const Key found = key_of(key);
  return found != Key::Other && found != Key::Person;
}

std::optional<Rejected> read_envelope(const Envelope& envelope, value::Event& event) {
  if (auto rejected = read_instant(envelope.time, event.instant_ms)) return rejected;
  return read_names(envelope, event);
}

}  // namespace lead::ingest
