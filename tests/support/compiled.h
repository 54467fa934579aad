// A policy as far as the compiler takes it: what tests look at.
//
// In: a text under a path (both only named, nothing is read). Out: the sources, the tree, the diagnostics in
// the order they are printed, and the checked program where there was no error. Steps run in the order of the
// pipeline, and one that reported an error is the last: exactly what `leadc check` does.
//
//   Compiled policy = compile_text("a.lead", "grade fit { A when x  B otherwise }");
//
// Lifetime: `program` points into `tree`; the whole must not be moved, hence it is handed out behind a
// pointer.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/program.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

namespace lead::support {

struct Compiled {
  source::SourceMap sources;
  FileId file;  // none where the text could not be taken in
  syntax::SyntaxTree tree;
  std::optional<semantics::Program> program;
  std::vector<diagnostics::Diagnostic> diagnostics;  // sorted

  [[nodiscard]] bool has_errors() const;
};

[[nodiscard]] std::unique_ptr<Compiled> compile_text(const std::string& path, const std::string& text);

}  // namespace lead::support
