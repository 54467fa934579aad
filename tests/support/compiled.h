// A policy as far as the compiler takes it: what tests look at.
//
// In: a text under a path (both only named, nothing is read). Out: the sources, what the steps made, and the
// diagnostics in the order in which they are printed. It is the pipeline of `leadc compile`
// (compiler/compile/compile.h).
//
//   Compiled policy = compile_text("a.lead", "policy p { … } grade fit { A when x  B otherwise }");
#pragma once
#include <string>
#include <vector>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::support {

struct Compiled {
  source::SourceMap sources;
  FileId file;  // none where the text could not be taken in
  compile::Result result;
  std::vector<diagnostics::Diagnostic> diagnostics;  // sorted

  [[nodiscard]] bool has_errors() const;
};

[[nodiscard]] Compiled compile_text(const std::string& path, const std::string& text);

}  // namespace lead::support
