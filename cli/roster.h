// Rosters given on the command line: `people.csv`, or `2026-12-01=people.csv` for from then on.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "runtime/engine/engine.h"

namespace lead::cli {

// The file of `FILE` or `INSTANT=FILE`.
[[nodiscard]] std::string file_of_roster(const std::string& option);
// From when on a file's people are in force.
struct LoadedRoster {
  std::string file;
  int64_t from_ms = 0;
};
// Reads them all, hands them to the engine, and warns on stderr of what nobody of a roster can do: teams
// nobody is in, notices and watchers that name somebody who is gone. Nothing, with a message on stderr, where
// one cannot be used or two begin at one instant.
[[nodiscard]] std::optional<std::vector<LoadedRoster>> load_rosters(engine::Engine& engine,
                                                                    const artefact::VerifiedArtefact& policy,
                                                                    const std::vector<std::string>& rosters,
                                                                    const Common& common);
// Warns of those that are still to come at the end of a run.
void tell_unused(const std::vector<LoadedRoster>& rosters, int64_t run_until_ms, const Common& common);

}  // namespace lead::cli
