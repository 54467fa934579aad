// A roster from a spreadsheet: who works here, for a run that has begun with another roster.
//
//   auto read = ingest::read_roster("people-december.csv", *artefact);
//
// The file is read as that of `people from` is, by the same code: named_sheet.h says how rows and names are
// found, person_cells.h what the cells mean. What the compiler refuses there is refused here: columns that
// nobody knows, a column or a person that is there twice, who is called as something else of the policy is,
// who covers and is not in the file, and a file with nobody in it. The first mistake ends it, with its line:
// "`people.csv`, line 3: …". BOUND: kMaxSourceBytes. A pipe or a device is not waited for: the path is that
// of a plain file, or "-" for the standard input.
#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/ingest/bytes.h"

namespace lead::ingest {

using RosterRows = std::vector<std::unique_ptr<artefact::PersonT>>;

[[nodiscard]] std::variant<RosterRows, InputError> read_roster(const std::string& path,
                                                               const artefact::ArtefactT& artefact);

}  // namespace lead::ingest
