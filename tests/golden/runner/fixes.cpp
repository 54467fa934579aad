#include "tests/golden/runner/fixes.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/apply.h"

namespace lead::golden {

namespace {

using diagnostics::Diagnostic;
using diagnostics::Edit;
using diagnostics::Fix;

bool is_syntax(const Diagnostic& d) {
  const auto number = static_cast<unsigned>(d.code);
  return number >= 100 && number < 300 && d.severity == diagnostics::Severity::Error;
}

auto count_syntax_errors(const support::Compiled& compiled) {
  return std::count_if(compiled.diagnostics.begin(), compiled.diagnostics.end(), is_syntax);
}

bool begins_in(Span span, Span place) {
  const uint32_t end = std::max(place.end_byte, place.begin_byte + 1);
  return span.begin_byte >= place.begin_byte && span.begin_byte < end;
}

std::string check_fix(const support::Compiled& before, const Diagnostic& d, const Fix& fix) {
  const auto& file = before.sources[before.file];
  const std::string repaired = diagnostics::apply(fix, before.file, file.text());
  const std::string what = fmt::format("the repair `{}` of {} at line {}", fix.title, code_text(d.code),
                                       file.position(d.primary.span.begin_byte).line);
  if (repaired == file.text()) return what + " changes nothing";
  const auto after = support::compile_text(file.path(), repaired);
  const Span place = diagnostics::moved(d.primary.span, fix.edits);
  for (const Diagnostic& other : after.diagnostics) {
    if (other.code == d.code && begins_in(other.primary.span, place)) {
      return fmt::format("{} does not remove it: {}", what, other.message);
    }
  }
  if (count_syntax_errors(after) > count_syntax_errors(before)) return what + " makes a new syntax error";
  return {};
}

}  // namespace

std::vector<std::string> find_bad_fixes(const support::Compiled& compiled) {
  std::vector<std::string> problems;
  for (const Diagnostic& d : compiled.diagnostics) {
    for (const Fix& fix : d.fixes) {
      std::string problem = check_fix(compiled, d, fix);
      if (!problem.empty()) problems.push_back(std::move(problem));
    }
  }
  return problems;
}

}  // namespace lead::golden
