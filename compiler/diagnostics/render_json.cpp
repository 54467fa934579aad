#include <fmt/format.h>

#include "compiler/diagnostics/json_text.h"
#include "compiler/diagnostics/paint.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/selection.h"

namespace lead::diagnostics {

namespace {

// The members that say where; `null` where there is no text to point into.
std::string place(Span span, const source::SourceMap& sources) {
  if (span.is_none()) {
    return R"("file":null,"begin":null,"end":null,"line":null,"column":null,"end_line":null,"end_column":null)";
  }
  const source::SourceFile& file = sources[span.file];
  const source::Position begin = file.position(span.begin_byte);
  const source::Position end = file.position(span.end_byte);
  return fmt::format(R"("file":{},"begin":{},"end":{},"line":{},"column":{},"end_line":{},"end_column":{})",
                     json_text(file.path()), span.begin_byte, span.end_byte, begin.line, begin.column,
                     end.line, end.column);
}

std::string print_label(const Label& label, const source::SourceMap& sources) {
  return fmt::format(R"({{{},"text":{}}})", place(label.span, sources), json_text(label.text));
}

std::string print_fix(const Fix& fix, const source::SourceMap& sources) {
  const std::string edits = json_array(fix.edits, [&](const Edit& edit) {
    return fmt::format(R"({{{},"replacement":{}}})", place(edit.span, sources), json_text(edit.replacement));
  });
  return fmt::format(R"({{"title":{},"edits":{}}})", json_text(fix.title), edits);
}

std::string print(const Diagnostic& d, const source::SourceMap& sources) {
  return fmt::format(
      R"({{"code":"{}","severity":"{}","title":{},"message":{},"primary":{},"secondary":{},"notes":{},"fixes":{}}})",
      code_text(d.code), word_of(d.severity), json_text(title_of(d.code)), json_text(d.message),
      print_label(d.primary, sources),
      json_array(d.secondary, [&](const Label& label) { return print_label(label, sources); }),
      json_array(d.notes, [](const std::string& note) { return json_text(note); }),
      json_array(d.fixes, [&](const Fix& fix) { return print_fix(fix, sources); }));
}

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics, const source::SourceMap& sources) {
  const Selection selection = select_for_printing(diagnostics);
  std::string out;
  for (const Diagnostic* d : selection.shown) out += print(*d, sources) + "\n";
  if (selection.left_out > 0) out += fmt::format("{{\"more\":{}}}\n", selection.left_out);
  return out;
}

}  // namespace lead::diagnostics
