#include "compiler/diagnostics/selection.h"

#include <algorithm>

#include "runtime/base/limits.h"

namespace lead::diagnostics {

Selection select_for_printing(const std::vector<Diagnostic>& diagnostics) {
  Selection selection;
  for (const Diagnostic& d : diagnostics) selection.shown.push_back(&d);
  if (diagnostics.size() <= limits::kMaxDiagnostics) return selection;
  const auto by_severity = [](auto* a, auto* b) { return a->severity < b->severity; };
  std::stable_sort(selection.shown.begin(), selection.shown.end(), by_severity);
  selection.left_out = selection.shown.size() - limits::kMaxDiagnostics;
  selection.shown.resize(limits::kMaxDiagnostics);
  std::sort(selection.shown.begin(), selection.shown.end());  // one vector: by address is the order given
  return selection;
}

}  // namespace lead::diagnostics
