// What leadc tells the author of a policy: one `Diagnostic` per cause, as data. Rendering happens elsewhere
// (`render.h`), wording in each room's `problems.cpp`.
//
//   Diagnostic d = make(Code::UnknownName, span, "no attribute is called `employes`");
//   d.fixes.push_back({"write `employees`", {{span, "employees"}}});
//
// Message style: lower case, no full stop, the user's text in backticks, what was seen before what was
// wanted, the words of the policy (docs/language.md, "Words") and never those of the implementation.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "runtime/base/span.h"

namespace lead::diagnostics {

enum class Severity : uint8_t { Error, Warning, Note };

enum class Code : uint16_t {
#define LEAD_DIAGNOSTIC(code, severity, name, title) name = code,
#include "compiler/diagnostics/diagnostics.def"
#undef LEAD_DIAGNOSTIC
};

[[nodiscard]] Severity severity_of(Code code);
[[nodiscard]] std::string_view title_of(Code code);
[[nodiscard]] std::string code_text(Code code);      // "L0401"
[[nodiscard]] const std::vector<Code>& all_codes();  // ascending

struct Label {
  Span span;
  std::string text;  // may be empty: the span alone says it
};

struct Edit {
  Span span;  // replaced; length 0 inserts
  std::string replacement;
};

// A repair that makes this diagnostic go away. Edits do not overlap.
struct Fix {
  std::string title;  // "write `employees`"
  std::vector<Edit> edits;
};

struct Diagnostic {
  Code code;
  Severity severity;
  std::string message;  // one line
  Label primary;
  std::vector<Label> secondary;    // "declared here", "because of this"
  std::vector<std::string> notes;  // advice, a witness: "witness: a lead with employees 1000"
  std::vector<Fix> fixes;          // each is a whole alternative
};

[[nodiscard]] Diagnostic make(Code code, Span span, std::string message, std::string label = {});

// Collects what one run finds. One cause, one diagnostic: a repeat of the same code at the same span is
// dropped (without a span: of the same code and message).
class Sink {
 public:
  void add(Diagnostic diagnostic);
  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] uint32_t error_count() const { return error_count_; }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  // Sorted by file, position, code; stable. Not capped: rendering caps at limits::kMaxDiagnostics and says
  // so.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> items_;
  std::set<std::tuple<Code, Span, std::string>> seen_;  // CACHE: of items_, so that add() stays logarithmic
  uint32_t error_count_ = 0;
};

// At most three names close to `wanted` (edit distance, transpositions count one, capitals do not count),
// best first, ties by order given. `wanted` itself is never suggested. BOUND: names past 64 characters match
// only when they differ in capitals alone; otherwise the cost is names x length^2.
[[nodiscard]] std::vector<std::string> suggest(std::string_view wanted,
                                               const std::vector<std::string>& names);

}  // namespace lead::diagnostics
