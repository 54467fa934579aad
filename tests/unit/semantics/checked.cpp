#include "tests/unit/semantics/checked.h"

#include <fmt/format.h>

#include <stdexcept>

#include "compiler/syntax/parse.h"
#include "stdlib/modules.h"

namespace lead::semantics::testing {

const char* const kHead = R"(policy p { time zone "UTC" }
choice Industry { software, fintech, retail, other }
choice Seniority { intern < manager < director }
lead {
  email email
  company text optional
  industry Industry optional
  seniority Seniority optional
  level Seniority = intern
  employees number from 0 to 10_000_000 optional
  seats number from 0 to 1000 = 0
  ratio decimal from 0 to 10 = 0.5
  share percent from 0% to 100% = 0%
  budget money EUR from EUR 0 to EUR 1_000_000 = EUR 0
  price money SEK from SEK 0 to SEK 1_000_000 = SEK 0
  country country optional
  signed_up instant optional
  born_on date = 2000-01-01
  is_customer yes or no = no
}
event page_view { path text, seconds number from 0 to 3_600 optional }
event form_submit { form text } fills in company, employees
event review { stars number from 0 to 5, level Seniority }
event demo_request
)";

Checked::Checked(const std::string& text) {
  const bool is_whole = text.starts_with("policy") || text.starts_with("# whole");
  const auto parse = [&](std::string path, std::string content) {
    syntax::parse(sources, std::get<FileId>(sources.add(std::move(path), std::move(content))), tree, sink);
  };
  parse("test.lead", is_whole ? text : kHead + text);
  const bool uses_email = text.find("use std.email") != std::string::npos;
  for (const stdlib::Module& module : stdlib::standard_modules()) {
    if (uses_email && module.name == "std.email") parse(std::string(module.name), std::string(module.text));
  }
  if (sink.has_errors()) return;
  program = check(tree, sources, sink);
}

std::string Checked::codes() const {
  std::string result;
  for (const auto& d : sink.sorted()) result += (result.empty() ? "" : " ") + diagnostics::code_text(d.code);
  return result;
}

std::string Checked::messages() const {
  std::string result;
  for (const auto& d : sink.sorted()) {
    result +=
        fmt::format("{} [{}] {}\n", diagnostics::code_text(d.code), sources.text(d.primary.span), d.message);
    if (!d.primary.text.empty()) result += fmt::format("  ^ {}\n", d.primary.text);
    for (const auto& label : d.secondary)
      result += fmt::format("  [{}] {}\n", sources.text(label.span), label.text);
    for (const auto& note : d.notes) result += fmt::format("  note: {}\n", note);
    for (const auto& fix : d.fixes) result += fmt::format("  fix: {}\n", fix.title);
  }
  return result;
}

const TypedExpr& Checked::expr(const std::string& text) const {
  for (uint32_t i = 0; i < tree.exprs.size(); ++i) {
    const bool is_it = sources.text(tree.exprs[syntax::ExprId{i}].span) == text &&
                       tree.exprs[syntax::ExprId{i}].span.begin_byte > 0;
    if (is_it && program->exprs[i].type.kind != TypeKind::Error) return program->exprs[i];
  }
  throw std::runtime_error("no expression `" + text + "`");
}

}  // namespace lead::semantics::testing
