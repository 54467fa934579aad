// Events as the engine takes them: typed, checked against the artefact's schema, in blocks.
//
// Ingest makes an `EventBlock` from lines of a stream, the engine consumes it. A block owns every byte its
// events point into; an `Event` is a view that lives as long as its block. Fields stand in the order of the
// event type's schema. Nothing is allocated per event: fields and characters are appended to the block's own
// arenas.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/arena.h"

namespace lead::value {

enum class FieldState : uint8_t { Absent, Null, Value };

// One field of a payload. `word` or `text` counts, by the field's type; Absent and Null have neither.
struct FieldValue {
  FieldState state = FieldState::Absent;
  int64_t word = 0;
  std::string_view text;
};

// The type of what is said of a person and not of a lead: that they are away, or back. `lead` is their id,
// and the fields are those of `PresenceField`.
inline constexpr uint32_t kPresence = UINT32_MAX;
enum class PresenceField : uint8_t { Away, Until };  // 0 or 1; an instant, where it is known
inline constexpr size_t kPresenceFields = 2;

struct Event {
  uint32_t type = 0;        // index into schema.events; kPresence
  int64_t instant_ms = 0;   // limits::kMinInstantMs <= instant < limits::kEndInstantMs
  std::string_view lead;    // never empty
  std::string_view source;  // may be empty
  std::string_view id;      // empty: never a duplicate
  bool has_seq = false;
  int64_t seq = 0;
  std::span<const FieldValue> fields;
  uint64_t content =
      0;  // fingerprint of type, instant, lead, seq and fields: tells a duplicate from a differing copy
  uint64_t line = 0;   // 1-based line of its input, for messages
  uint32_t input = 0;  // which input file
};

// Where an event's bytes live: views stay good until the block is destroyed or cleared.
class EventBlock {
 public:
  std::vector<Event> events;

  // Copies characters into the block. The view lives as long as the block.
  std::string_view keep(std::string_view text);
  // Room for `count` fields, all Absent.
  std::span<FieldValue> fields(size_t count);
  void clear();  // keeps some memory for what comes next

 private:
  Arena<char> characters_;
  Arena<FieldValue> values_;
};

}  // namespace lead::value
