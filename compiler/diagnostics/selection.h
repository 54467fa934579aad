// Which diagnostics are printed when there are more than limits::kMaxDiagnostics: errors before warnings
// before notes, so that no warning hides an error; those chosen stay in the order given.
#pragma once
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::diagnostics {

struct Selection {
  std::vector<const Diagnostic*> shown;  // point into the vector given
  size_t left_out = 0;
};
[[nodiscard]] Selection select_for_printing(const std::vector<Diagnostic>& diagnostics);

}  // namespace lead::diagnostics
