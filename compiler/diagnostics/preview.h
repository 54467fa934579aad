// What a repair does to the text, as lines before and after.
//
//   12 -   when employes >= 1000
//   12 +   when employees >= 1000
//
// In: one fix and the sources it edits. Out: printed lines, each ending in a line break; a line that names
// the file where it is not `home`. Lines that stay as they are are not shown, and at most six of a kind per
// place.
#pragma once
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/snippet.h"
#include "compiler/source/source.h"

namespace lead::diagnostics {

[[nodiscard]] std::string draw_preview(const Fix& fix, const source::SourceMap& sources, FileId home,
                                       const Frame& frame);
[[nodiscard]] uint32_t last_line_of(const Fix& fix, const source::SourceMap& sources);

}  // namespace lead::diagnostics
