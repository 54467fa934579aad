// A policy text as `check` takes it: parsed together with the modules it uses, and what was found.
//
//   Checked checked("define d means employees >= \"5\"");    // behind a policy block and a lead
//   checked.codes()  -> "L0401"
//
// `kHead` gives the policy block; texts that begin with `policy` or `# whole` stand alone.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/semantics/check.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics::testing {

struct Checked {
  explicit Checked(const std::string& text);
  Checked(const Checked&) = delete;
  Checked& operator=(const Checked&) = delete;

  [[nodiscard]] std::string codes() const;     // "L0301 L0401", in the order of the text
  [[nodiscard]] std::string messages() const;  // one line each, with labels, notes and fixes
  // The facts of the first expression whose text is exactly this.
  [[nodiscard]] const TypedExpr& expr(const std::string& text) const;
  [[nodiscard]] std::string type(const std::string& text) const {
    return describe(expr(text).type, *program);
  }

  source::SourceMap sources;
  syntax::SyntaxTree tree;
  diagnostics::Sink sink;
  std::optional<Program> program;
};

extern const char* const kHead;

}  // namespace lead::semantics::testing
