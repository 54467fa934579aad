// Promises by name, for whatever asks about them.
#pragma once
#include <optional>

#include "compiler/semantics/context.h"

namespace lead::semantics {

// Index into Program::slas; nothing, and a report, where there is no such promise.
[[nodiscard]] std::optional<uint32_t> resolve_sla(Context& context, const syntax::Name& name);

}  // namespace lead::semantics
