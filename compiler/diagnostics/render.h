// Diagnostics for people and machines.
//
// Text: each diagnostic with its code, the guilty lines, carets, secondary labels, notes and fix-its,
// aligned; colour only where asked for. JSON: one object a line, spans as {file, begin, end, line, column}
// (bytes 0-based, lines and columns 1-based). SARIF 2.1.0 and the annotations of GitHub's workflows: for the
// tools of others. All print at most limits::kMaxDiagnostics and then one line (in SARIF a notification) that
// counts the rest.
#pragma once
#include <optional>
#include <string>
#include <string_view>
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

// How files are called in what other tools read: relative to the folder they work in, where they lie in it.
struct Surroundings {
  std::string folder;         // absolute, or empty: names stay as they are
  std::string fallback_path;  // where a diagnostic without a place is put
};

// One document, also where there is nothing to tell. Columns are in UTF-16 units, as the standard has it;
// `page_of` gives the help of each code that occurs (pages.h).
using PageOf = std::optional<std::string_view> (*)(Code);
[[nodiscard]] std::string render_sarif(const std::vector<Diagnostic>& diagnostics,
                                       const source::SourceMap& sources, const Surroundings& surroundings,
                                       PageOf page_of, std::string_view version);

// One line each: `::error file=inbound.lead,line=3,col=5,endColumn=9,title=L0301…::no attribute is called …`.
[[nodiscard]] std::string render_github(const std::vector<Diagnostic>& diagnostics,
                                        const source::SourceMap& sources, const Surroundings& surroundings);
// One that is no diagnostic: an error on a line (1-based) of a file.
[[nodiscard]] std::string render_github_error(std::string_view path, size_t line, std::string_view title,
                                              std::string_view text, const Surroundings& surroundings);

}  // namespace lead::diagnostics
