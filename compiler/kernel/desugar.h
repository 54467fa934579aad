// From the checked program to the kernel: the only step that knows what the sugar means. Never fails.
#pragma once
#include <span>

#include "compiler/kernel/kernel.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::kernel {

// `questions`: conditions that `check` has typed outside of every event; `Kernel::questions` is parallel to
// them.
[[nodiscard]] Kernel desugar(const syntax::SyntaxTree& tree, const semantics::Program& program,
                             std::span<const syntax::ExprId> questions = {});

}  // namespace lead::kernel
