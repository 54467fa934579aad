// Who belongs to the teams of a role at the end of a run: the people of a report by team and roster, with
// their titles; who was given nothing is among them, and who has left stands last.
#pragma once
#include "workbench/simulate/load_report.h"

namespace lead::simulate {

// Without a desk: by name, with the titles of the policy.
void put_in_order(Figures& figures, const artefact::ArtefactT& artefact, const engine::DeskState* desk);

}  // namespace lead::simulate
