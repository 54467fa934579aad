// The figures of a simulation as a table with bars, as CSV and as JSON. Same figures, same bytes.
#pragma once
#include <string>

#include "workbench/simulate/load_report.h"

namespace lead::simulate {

[[nodiscard]] std::string render_text(const Figures& figures, const artefact::ArtefactT& artefact,
                                      bool color);
// The same without the line above it: roles, rows, queues, those who wait, claims refused, what fell through.
// Begins with a blank line.
[[nodiscard]] std::string render_loads(const Figures& figures, const artefact::ArtefactT& artefact,
                                       bool color);
// One row a person, team, queue and line:
// what,role,name,given,by_team,expected,holds,most_held,came,left,expired,…
[[nodiscard]] std::string render_csv(const Figures& figures, const artefact::ArtefactT& artefact);
// One object; `render_keys`: of it the keys that a summary has, too, each behind a comma.
[[nodiscard]] std::string render_keys(const Figures& figures, const artefact::ArtefactT& artefact);
[[nodiscard]] std::string render_json(const Figures& figures, const artefact::ArtefactT& artefact);

}  // namespace lead::simulate
