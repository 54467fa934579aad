// The wording of what can be wrong with a file as a whole (L00xx). These diagnostics have no span: there is
// no text to point into, so the message names the file.
//
//   auto loaded = sources.load(path);
//   if (auto* error = std::get_if<source::LoadError>(&loaded)) sink.add(load_problem(*error));
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::diagnostics {

// L0701: a policy that passes a limit of artefacts; `what` as the verifier says it.
[[nodiscard]] Diagnostic policy_too_large(Span policy, std::string_view what);
// L0001, L0002 or L0003.
[[nodiscard]] Diagnostic load_problem(const source::LoadError& error);

}  // namespace lead::diagnostics
