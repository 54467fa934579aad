// What a test expects of decisions: `stage becomes lost because no_budget`, `owner becomes anna`, `no
// decision on interest`. Part of `check_tests`: unknown names are reported, and then there is no answer.
#pragma once
#include <optional>

#include "compiler/semantics/context.h"
#include "compiler/semantics/tests.h"

namespace lead::semantics {

[[nodiscard]] std::optional<Decided> check_decided(Context& context, const syntax::Name& name);
[[nodiscard]] std::optional<Expected> check_becomes(Context& context, const syntax::BecomesExpectation& node);

}  // namespace lead::semantics
