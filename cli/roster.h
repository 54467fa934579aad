// Rosters given on the command line: `people.csv`, or `2026-12-01=people.csv` for from then on.
#pragma once
#include <string>
#include <vector>

#include "runtime/engine/engine.h"

namespace lead::cli {

// The file of `FILE` or `INSTANT=FILE`.
[[nodiscard]] std::string file_of_roster(const std::string& option);
// Reads them all and hands them to the engine. False, with a message on stderr, where one cannot be used.
[[nodiscard]] bool load_rosters(engine::Engine& engine, const artefact::ArtefactT& artefact,
                                const std::vector<std::string>& rosters);

}  // namespace lead::cli
