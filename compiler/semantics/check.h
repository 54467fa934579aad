// Names and types: a syntax tree comes in, a checked `Program` or diagnostics go out.
//
//   std::optional<Program> program = semantics::check(tree, sources, sink);
//
// Reports names (L03xx), types (L04xx) and rules (L05xx): unknown and doubled names with suggestions, cycles
// shown, units that do not mix, conditions that would be met because something is missing (with both honest
// spellings), expressions that might not fit, gaps and overlaps of bands and buckets, matrices that are not
// total. One cause, one diagnostic. No program where an error was reported. Linear but for suggestions.
#pragma once
#include <optional>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

[[nodiscard]] std::optional<Program> check(const syntax::SyntaxTree& tree, const source::SourceMap& sources,
                                           diagnostics::Sink& sink);

}  // namespace lead::semantics
