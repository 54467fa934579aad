#include "tests/support/compiled.h"

#include <algorithm>

#include "compiler/diagnostics/problems.h"

namespace lead::support {

bool Compiled::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const auto& d) { return d.severity == diagnostics::Severity::Error; });
}

Compiled compile_text(const std::string& path, const std::string& text) {
  Compiled compiled;
  diagnostics::Sink sink;
  const auto added = compiled.sources.add(path, text);
  if (const auto* error = std::get_if<source::LoadError>(&added)) {
    sink.add(diagnostics::load_problem(*error));
  } else {
    compiled.file = std::get<FileId>(added);
    compiled.result = compile::compile_loaded(compiled.sources, {compiled.file}, sink);
  }
  compiled.diagnostics = sink.sorted();
  return compiled;
}

}  // namespace lead::support
