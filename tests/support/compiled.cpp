#include "tests/support/compiled.h"

#include <algorithm>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/check.h"
#include "compiler/syntax/parse.h"

namespace lead::support {

namespace {

void run_steps(Compiled& compiled, const std::string& path, const std::string& text,
               diagnostics::Sink& sink) {
  const auto added = compiled.sources.add(path, text);
  if (const auto* error = std::get_if<source::LoadError>(&added)) {
    sink.add(diagnostics::load_problem(*error));
    return;
  }
  compiled.file = std::get<FileId>(added);
  syntax::parse(compiled.sources, compiled.file, compiled.tree, sink);
  if (sink.has_errors()) return;
  compiled.program = semantics::check(compiled.tree, compiled.sources, sink);
}

}  // namespace

bool Compiled::has_errors() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const auto& d) { return d.severity == diagnostics::Severity::Error; });
}

std::unique_ptr<Compiled> compile_text(const std::string& path, const std::string& text) {
  auto compiled = std::make_unique<Compiled>();
  diagnostics::Sink sink;
  run_steps(*compiled, path, text, sink);
  compiled->diagnostics = sink.sorted();
  return compiled;
}

}  // namespace lead::support
