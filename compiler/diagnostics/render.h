// Diagnostics for people and machines.
//
// Text: each diagnostic with its code, the guilty lines, carets, secondary labels, notes and fix-its,
// aligned; colour only where asked for. JSON: one object a line, spans as {file, begin, end, line, column}
// (bytes 0-based, lines and columns 1-based). Both print at most limits::kMaxDiagnostics and then one line
// that counts the rest.
#pragma once
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source.h"

namespace lead::diagnostics {

struct RenderOptions {
  bool color = false;
  uint32_t width = 100;  // columns of the terminal; long source lines are cut around the span
};

[[nodiscard]] std::string render_text(const std::vector<Diagnostic>& diagnostics,
                                      const source::SourceMap& sources, const RenderOptions& options);
[[nodiscard]] std::string render_json(const std::vector<Diagnostic>& diagnostics,
                                      const source::SourceMap& sources);

}  // namespace lead::diagnostics
