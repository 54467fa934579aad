// Causes: what makes something happen, checked in one place for every block that has them.
#pragma once
#include <optional>

#include "compiler/semantics/context.h"

namespace lead::semantics {

// Binds and types everything the cause says. `event_set` receives the events of an event cause. The scope is
// that in which whatever the cause sets off is judged: with the payload of its events, or without any;
// nothing where the event is unknown.
[[nodiscard]] std::optional<Scope> check_cause(Context& context, const syntax::Cause& cause,
                                               uint32_t& event_set);

}  // namespace lead::semantics
