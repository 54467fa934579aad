// Text to tree. The only room that knows ANTLR.
//
// Bounds brackets on tokens before parsing and the depth of the tree while building it (limits::kMaxNesting,
// L0010). Recovers: a mistake in one declaration does not hide the mistakes of the next, and a missing brace
// is reported once, where it belongs. Never throws. Several files may be parsed into one tree, in order.
//
//   syntax::SyntaxTree tree;
//   syntax::parse(sources, file, tree, sink);
#pragma once
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

namespace lead::syntax {

// Appends the declarations of `file` to `tree`. Linear in the text, about 1 MB/s.
void parse(const source::SourceMap& sources, FileId file, SyntaxTree& tree, diagnostics::Sink& sink);

}  // namespace lead::syntax
