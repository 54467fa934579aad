// The parts of `verify`, one a file. Internal to the room.
//
// `Judge` keeps the first thing that is wrong; each part goes on only while nothing is. A part may rely on
// what the parts before it in `verify` have proved, and says so.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/opcode.h"

namespace lead::artefact {

class Judge {
 public:
  // True where `holds`. Otherwise remembers "<place>: <what>" unless something was wrong before.
  bool require(bool holds, std::string_view place, std::string_view what) {
    if (!holds && reason_.empty()) reason_ = std::string(place) + ": " + std::string(what);
    return holds;
  }
  // The same for sizes: what passes a limit may have been made from an honest policy.
  bool require_within(bool holds, std::string_view place, std::string_view what) {
    if (!holds && reason_.empty()) passes_limit_ = true;
    return require(holds, place, what);
  }
  [[nodiscard]] bool passes_limit() const { return passes_limit_; }
  [[nodiscard]] bool fine() const { return reason_.empty(); }
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
  bool passes_limit_ = false;
};

// "attribute 3": where something is wrong, in words that a person with a dump can follow.
[[nodiscard]] std::string place(std::string_view table, size_t index);

[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] bool is_text_kind(FieldKind kind);
// An index that may be none (-1).
[[nodiscard]] inline bool is_none_or_below(int32_t index, size_t count) {
  return index == -1 || (index >= 0 && static_cast<size_t>(index) < count);
}
[[nodiscard]] inline bool is_below(int32_t index, size_t count) {
  return index >= 0 && static_cast<size_t>(index) < count;
}

// How many names a type's values have: items of its choice or entries of its name list; nothing for other
// kinds.
[[nodiscard]] std::optional<size_t> name_count(const FieldTypeT& type, const SchemaT& schema);

// Required tables are there, no list holds a null, none is too long. Everything else relies on this.
void check_presence(const ArtefactT& artefact, Judge& judge);
void check_zone(const ZoneT& zone, std::string_view place, Judge& judge);
void check_calendars(const ArtefactT& artefact, Judge& judge);
void check_schema(const SchemaT& schema, Judge& judge);
void check_field_type(const FieldTypeT& type, const SchemaT& schema, std::string_view place, Judge& judge);
void check_slots(const ArtefactT& artefact, Judge& judge);  // after schema
void check_tables(const ArtefactT& artefact, Judge& judge);
void check_lookups(const ArtefactT& artefact, Judge& judge);  // after schema; code rests on it
// One section of code. `event`: whose payload it may read; -1: none; kPersonPayload: columns of a person. After schema
// and slots.
inline constexpr int32_t kPersonPayload = -2;
void check_code(const CodeT& code, const ArtefactT& artefact, int32_t event, std::string_view place,
                Judge& judge);
void check_causes(const ArtefactT& artefact, Judge& judge);  // after derived code; edges, schedules, ignores
void check_doors(const ArtefactT& artefact, Judge& judge);   // before reactions
void check_clocks(const ArtefactT& artefact, Judge& judge);
void check_lifecycles(const ArtefactT& artefact,
                      Judge& judge);  // after derived code, doors; checks their code
void check_routing(const ArtefactT& artefact, Judge& judge);  // after derived code, calendars; checks its code
[[nodiscard]] size_t count_of_causes(const ArtefactT& artefact, CauseKind kind);
void check_reactions(const ArtefactT& artefact, Judge& judge);     // after slots; checks their code
void check_quiets(const ArtefactT& artefact, Judge& judge);        // after reactions
void check_outputs(const ArtefactT& artefact, Judge& judge);       // after derived code
void check_explanations(const ArtefactT& artefact, Judge& judge);  // after outputs

// For each word register of verified derived code, the values it can hold: what the code's shape proves, no
// more.
struct WordRange {
  int64_t low = INT64_MIN;
  int64_t high = INT64_MAX;
};
[[nodiscard]] std::vector<WordRange> word_ranges(const CodeT& code, const ArtefactT& artefact);

}  // namespace lead::artefact
