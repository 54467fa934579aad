// The compiler on one page: text → tree → program → kernel → artefact. Each step is one function of one room.
//
//   source::SourceMap sources;
//   diagnostics::Sink sink;
//   compile::Result result = compile::compile(sources, {"inbound.lead"}, sink);
//   if (result.artefact) …                // none where the sink has errors
//
// Several paths are one policy, in the order given. Modules that are used (`use std.email`) are found inside
// the compiler. The pipeline stops between steps: a step runs where the step before found no error. A policy
// that passes a limit of artefacts is a finding (L0701). Throws std::logic_error only where leadc itself is
// wrong: its own verifier refuses what it made.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/kernel/kernel.h"
#include "compiler/semantics/program.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"
#include "runtime/artefact/artefact.h"

namespace lead::compile {

// What the steps made, as far as they came. The tree outlives the program that refers to it.
struct Result {
  std::unique_ptr<syntax::SyntaxTree> tree;
  std::optional<semantics::Program> program;
  std::optional<kernel::Kernel> kernel;
  std::optional<artefact::VerifiedArtefact> artefact;
};

// Loads, parses and checks: as far as `leadc check` must go.
[[nodiscard]] Result check(source::SourceMap& sources, const std::vector<std::string>& paths,
                           diagnostics::Sink& sink);

// All of it.
[[nodiscard]] Result compile(source::SourceMap& sources, const std::vector<std::string>& paths,
                             diagnostics::Sink& sink);

// The same for files that are in `sources` already (tests).
[[nodiscard]] Result compile_loaded(source::SourceMap& sources, const std::vector<FileId>& files,
                                    diagnostics::Sink& sink);

}  // namespace lead::compile
