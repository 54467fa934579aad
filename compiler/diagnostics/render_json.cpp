#include <fmt/format.h>

#include "compiler/diagnostics/display.h"
#include "compiler/diagnostics/paint.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/selection.h"

namespace lead::diagnostics {

namespace {

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : scrub(text)) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

template <class Items, class Print>
std::string array(const Items& items, Print print) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ",";
    out += print(item);
  }
  return out + "]";
}

// The members that say where; `null` where there is no text to point into.
std::string place(Span span, const source::SourceMap& sources) {
  if (span.is_none()) {
    return R"("file":null,"begin":null,"end":null,"line":null,"column":null,"end_line":null,"end_column":null)";
  }
  const source::SourceFile& file = sources[span.file];
  const source::Position begin = file.position(span.begin_byte);
  const source::Position end = file.position(span.end_byte);
  return fmt::format(R"("file":{},"begin":{},"end":{},"line":{},"column":{},"end_line":{},"end_column":{})",
                     quote(file.path()), span.begin_byte, span.end_byte, begin.line, begin.column, end.line,
                     end.column);
}

std::string print_label(const Label& label, const source::SourceMap& sources) {
  return fmt::format(R"({{{},"text":{}}})", place(label.span, sources), quote(label.text));
}

std::string print_fix(const Fix& fix, const source::SourceMap& sources) {
  const std::string edits = array(fix.edits, [&](const Edit& edit) {
    return fmt::format(R"({{{},"replacement":{}}})", place(edit.span, sources), quote(edit.replacement));
  });
  return fmt::format(R"({{"title":{},"edits":{}}})", quote(fix.title), edits);
}

std::string print(const Diagnostic& d, const source::SourceMap& sources) {
  return fmt::format(
      R"({{"code":"{}","severity":"{}","title":{},"message":{},"primary":{},"secondary":{},"notes":{},"fixes":{}}})",
      code_text(d.code), word_of(d.severity), quote(title_of(d.code)), quote(d.message),
      print_label(d.primary, sources),
      array(d.secondary, [&](const Label& label) { return print_label(label, sources); }),
      array(d.notes, [](const std::string& note) { return quote(note); }),
      array(d.fixes, [&](const Fix& fix) { return print_fix(fix, sources); }));
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
