#include "compiler/diagnostics/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/closest.h"

namespace lead::diagnostics {

Severity severity_of(Code code) {
  switch (code) {
#define LEAD_DIAGNOSTIC(number, severity, name, title) \
  case Code::name:                                     \
    return Severity::severity;
#include "compiler/diagnostics/diagnostics.def"
#undef LEAD_DIAGNOSTIC
  }
  return Severity::Error;
}

std::string_view title_of(Code code) {
  switch (code) {
#define LEAD_DIAGNOSTIC(number, severity, name, title) \
  case Code::name:                                     \
    return title;
#include "compiler/diagnostics/diagnostics.def"
#undef LEAD_DIAGNOSTIC
  }
  return {};
}

std::string code_text(Code code) {
  return fmt::format("L{:04}", static_cast<unsigned>(code));
}

const std::vector<Code>& all_codes() {
  static const std::vector<Code> kCodes = [] {
    std::vector<Code> codes = {
#define LEAD_DIAGNOSTIC(number, severity, name, title) Code::name,
#include "compiler/diagnostics/diagnostics.def"
#undef LEAD_DIAGNOSTIC
    };
    std::sort(codes.begin(), codes.end());
    return codes;
  }();
  return kCodes;
}

Diagnostic make(Code code, Span span, std::string message, std::string label) {
  return {code, severity_of(code), std::move(message), {span, std::move(label)}, {}, {}, {}};
}

void Sink::add(Diagnostic diagnostic) {
  const Span span = diagnostic.primary.span;
  const bool is_new = seen_.emplace(diagnostic.code, span, span.is_none() ? diagnostic.message : "").second;
  if (!is_new) return;
  if (diagnostic.severity == Severity::Error) ++error_count_;
  items_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> result = items_;
  std::stable_sort(result.begin(), result.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.primary.span, a.code) < std::tie(b.primary.span, b.code);
  });
  return result;
}

std::vector<std::string> suggest(std::string_view wanted, const std::vector<std::string>& names) {
  return closest(wanted, names);
}

}  // namespace lead::diagnostics
