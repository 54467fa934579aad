// From the checked program to the kernel: the only step that knows what the sugar means. Never fails.
#pragma once
#include "compiler/kernel/kernel.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::kernel {

[[nodiscard]] Kernel desugar(const syntax::SyntaxTree& tree, const semantics::Program& program);

}  // namespace lead::kernel
