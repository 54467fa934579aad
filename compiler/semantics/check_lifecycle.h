// Stages by name, for whatever asks about them.
#pragma once
#include <optional>
#include <vector>

#include "compiler/semantics/context.h"

namespace lead::semantics {

// The stage of that name in any lifecycle; nothing, and a report, where none or more than one has it.
[[nodiscard]] std::optional<StageRef> resolve_stage(Context& context, const syntax::Name& name);

// What is done at a cause, without a change of stage: scores and owners that there are.
void check_effects(Context& context, const std::vector<syntax::Effect>& effects);
void check_owner(Context& context, const syntax::Name& name);

// The place of the stage in Program::doors, where it is entered if need be.
[[nodiscard]] uint32_t add_door(Program& program, StageRef stage);

}  // namespace lead::semantics
