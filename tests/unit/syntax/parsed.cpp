#include "tests/unit/syntax/parsed.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/source/source.h"
#include "compiler/syntax/parse.h"
#include "tests/support/print_tree.h"

namespace lead::testing {

Parsed parse_text(std::string_view text) {
  source::SourceMap sources;
  const auto added = sources.add("test.lead", std::string(text));
  if (!std::holds_alternative<FileId>(added)) {
    ADD_FAILURE() << "the test's text is not taken in";
    return {};
  }
  const FileId file = std::get<FileId>(added);
  Parsed parsed;
  diagnostics::Sink sink;
  syntax::parse(sources, file, parsed.tree, sink);
  parsed.printed = print_tree(parsed.tree);
  parsed.diagnostics = sink.sorted();
  constexpr size_t kMostSaid = 60;  // finding a column takes time on long lines
  for (size_t i = 0; i < std::min(kMostSaid, parsed.diagnostics.size()); ++i) {
    const diagnostics::Diagnostic& d = parsed.diagnostics[i];
    const source::Position at = sources[file].position(d.primary.span.begin_byte);
    parsed.said +=
        fmt::format("{} {}:{} {}\n", diagnostics::code_text(d.code), at.line, at.column, d.message);
  }
  return parsed;
}

std::string parse_expr(std::string_view text) {
  const Parsed parsed = parse_text(fmt::format("define x means {}", text));
  if (!parsed.said.empty()) return parsed.said;
  const std::string_view prefix = "(define x ";
  return parsed.printed.substr(prefix.size(), parsed.printed.size() - prefix.size() - 2);
}

std::string repaired(std::string_view text, const Parsed& parsed) {
  std::vector<diagnostics::Edit> edits;
  for (const diagnostics::Diagnostic& d : parsed.diagnostics) {
    if (d.fixes.empty()) continue;
    edits.insert(edits.end(), d.fixes.front().edits.begin(), d.fixes.front().edits.end());
  }
  std::sort(edits.begin(), edits.end(),
            [](const auto& a, const auto& b) { return a.span.begin_byte > b.span.begin_byte; });
  std::string out(text);
  for (const diagnostics::Edit& edit : edits) {
    out.replace(edit.span.begin_byte, edit.span.end_byte - edit.span.begin_byte, edit.replacement);
  }
  return out;
}

}  // namespace lead::testing
