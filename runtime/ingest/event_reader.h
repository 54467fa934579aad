// One line of NDJSON to one typed event.
//
//   EventReader reader(*artefact);
//   if (auto rejected = reader.read(line, input, block)) …   // set aside: the reason, and what was wrong
//
// Envelope keys: `type`, `lead` and `time` must be there; `id`, `source` and `seq` may be. A line that has
// `person` in place of `type` and `lead` says that they are away, or back (value::kPresence). All other keys
// are payload; a payload field may bear an envelope's name (`source`) and then is read as both. Values per
// type are those of docs/events.md: numbers are read from their own digits, never through floating point.
// Every field is validated, also those nobody reads. Unknown fields are counted by name, and set the event
// aside only where the policy says so. Never throws. Cost: linear in the line.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "runtime/artefact/artefact.h"
#include "runtime/ingest/lines.h"
#include "runtime/ingest/rejected.h"
#include "runtime/value/event.h"

namespace lead::ingest {

class EventReader {
 public:
  // The artefact must outlive the reader.
  explicit EventReader(const artefact::ArtefactT& artefact);
  ~EventReader();

  // Appends the event to `block`, or says why not. An event of an unknown type that the policy ignores is
  // neither: it is only counted. The line must have LineReader::kPadding readable bytes behind it.
  std::optional<Rejected> read(const Line& line, uint32_t input, value::EventBlock& block);

  // Names of fields the policy does not know, with how often they came (at most 1,000 names; the rest under
  // "…").
  [[nodiscard]] const std::map<std::string, uint64_t>& unknown_fields() const;
  [[nodiscard]] const std::map<std::string, uint64_t>& ignored_events() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lead::ingest
