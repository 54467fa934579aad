// A roster from a spreadsheet: who works here, for a run that has begun with another roster.
//
//   auto read = ingest::read_roster("people-december.csv", *artefact);
//
// A header names the columns: `person` (the id, also where it is the first column under another name),
// `title`, `hours` (a calendar of the policy), `weight`, `capacity`, `cover`, `away` (`2026-12-01/2026-12-08;
// …`, dates or instants of the zone of the hours, else of the policy; the end not included), and the policy's
// own columns, whatever their case. An empty cell is the column's default, or missing. Columns that nobody
// knows are refused: a roster is short, and a misspelt column would count for nobody. So are a column or a
// person that is there twice, who covers and is not in the file, and a file with nobody in it. Messages name
// the line:
// "`people.csv`, line 3: …".
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/ingest/bytes.h"

namespace lead::ingest {

// What is longer is refused unread: hostile files and devices end, too.
inline constexpr uint64_t kMaxRosterFileBytes = 64u << 20;

using RosterRows = std::vector<std::unique_ptr<artefact::PersonT>>;

[[nodiscard]] std::variant<RosterRows, InputError> read_roster(const std::string& path,
                                                               const artefact::ArtefactT& artefact);

}  // namespace lead::ingest
