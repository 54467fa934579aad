// The parts of `tell` that more than one file needs: names and conditions as a lead has them.
//
// Shapes and lifetimes as in story.h. None fails: the artefact is verified, and the snapshot is of its leads.
#pragma once
#include <optional>
#include <string>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/engine.h"
#include "workbench/why/story.h"

namespace lead::why {

// The name that word `reg` stands for in list `names`; nothing where it is missing.
[[nodiscard]] std::optional<std::string> name_at(const artefact::ArtefactT& a, uint32_t names, uint32_t reg,
                                                 const engine::LeadSnapshot& lead);
[[nodiscard]] ConditionStory condition_at(const artefact::ArtefactT& a, uint32_t index,
                                          const engine::LeadSnapshot& lead);
[[nodiscard]] GradeStory grade_story(const artefact::ArtefactT& a, const artefact::GradeT& grade,
                                     const engine::LeadSnapshot& lead);

// Where the lead stands: its stages, and the promises that are still owed.
[[nodiscard]] std::vector<StageStory> stages_of(const artefact::ArtefactT& a, const Trace& trace);
[[nodiscard]] std::vector<RoleStory> roles_of(const artefact::ArtefactT& a, const Trace& trace);
[[nodiscard]] std::vector<ClockStory> clocks_of(const artefact::ArtefactT& a,
                                                const engine::LeadSnapshot& lead, const Trace& trace);

}  // namespace lead::why
