#include "compiler/syntax/trial.h"

#include <algorithm>
#include <set>

#include "compiler/diagnostics/apply.h"
#include "runtime/base/limits.h"

namespace lead::syntax {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Fix;

bool begins_in(Span span, Span place) {
  const uint32_t end = std::max(place.end_byte, place.begin_byte + 1);
  return span.begin_byte >= place.begin_byte && span.begin_byte < end;
}

auto count_errors(const std::vector<Diagnostic>& found) {
  return std::count_if(found.begin(), found.end(),
                       [](const Diagnostic& d) { return d.severity == diagnostics::Severity::Error; });
}

std::multiset<diagnostics::Code> codes_of(const std::vector<Diagnostic>& found) {
  std::multiset<diagnostics::Code> codes;
  for (const Diagnostic& d : found) codes.insert(d.code);
  return codes;
}

bool repairs(const Diagnostic& diagnostic, const Fix& fix, const std::vector<Diagnostic>& before,
             const std::vector<Diagnostic>& after) {
  const Span place = diagnostics::moved(diagnostic.primary.span, fix.edits);
  const bool is_gone = std::none_of(after.begin(), after.end(), [&](const Diagnostic& other) {
    return other.code == diagnostic.code && begins_in(other.primary.span, place);
  });
  if (!is_gone || count_errors(after) > count_errors(before)) return false;
  // Of several reserved words in a list, the next one is told only when the first is mended.
  return count_errors(after) < count_errors(before) ||
         (diagnostic.code == diagnostics::Code::ReservedWord && codes_of(after) == codes_of(before));
}

}  // namespace

std::vector<Diagnostic> keep_proven_repairs(std::vector<Diagnostic> found, std::string_view text, FileId file,
                                            const ParseAgain& parse_again) {
  const std::vector<Diagnostic> before = found;
  size_t bytes_left = limits::kMaxTrialBytes;
  for (Diagnostic& diagnostic : found) {
    std::erase_if(diagnostic.fixes, [&](const Fix& fix) {
      const std::string repaired = diagnostics::apply(fix, file, text);
      if (repaired.size() > bytes_left) return true;
      bytes_left -= repaired.size();
      return !repairs(diagnostic, fix, before, parse_again(repaired));
    });
  }
  return found;
}

}  // namespace lead::syntax
