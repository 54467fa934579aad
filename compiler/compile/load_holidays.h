// The files that calendars are closed on, read into the tree.
//
//   load_holidays(sources, tree, sink);      // after parsing, before `check`
//
// A path is beside the policy file that names it, as those of tables are: in its folder or below, also behind
// links. What cannot be read at all, and lines that give no holiday, are reported at the path (L0595): a
// promise about time must not lose a holiday without a word. The files are no policy texts: they stay out of
// `sources`, and their dates count in the data hash. Each file is read once, however many calendars name it.
// BOUND: limits::kMaxPolicyFiles files, limits::kMaxCalendars calendars.
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

namespace lead::compile {

void load_holidays(const source::SourceMap& sources, syntax::SyntaxTree& tree, diagnostics::Sink& sink);

}  // namespace lead::compile
