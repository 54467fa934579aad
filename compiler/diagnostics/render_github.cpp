#include <fmt/format.h>

#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/selection.h"
#include "compiler/diagnostics/surroundings.h"

namespace lead::diagnostics {
namespace {

// What stands behind `::`, where a line break would end the annotation.
std::string escape_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else {
      out += c;
    }
  }
  return out;
}

// The value of a property, where `:` and `,` end it too.
std::string escape_property(std::string_view text) {
  std::string out;
  for (const char c : escape_text(text)) {
    if (c == ':') {
      out += "%3A";
    } else if (c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "notice";
  }
  return "error";
}

// Columns are taken for one line only: GitHub leaves out annotations that give them for more.
std::string place(Span span, const source::SourceMap& sources, const Surroundings& surroundings) {
  if (span.is_none()) {
    return surroundings.fallback_path.empty()
               ? std::string()
               : fmt::format("file={},",
                             escape_property(name_of_file(surroundings.fallback_path, surroundings)));
  }
  const source::SourceFile& file = sources[span.file];
  const source::Position begin = file.position(span.begin_byte);
  const source::Position end = file.position(span.end_byte);
  std::string out =
      fmt::format("file={},line={},", escape_property(name_of_file(file.path(), surroundings)), begin.line);
  if (begin.line == end.line) {
    out += fmt::format("col={},endLine={},endColumn={},", begin.column, end.line, end.column);
  } else {
    out += fmt::format("endLine={},", end.line);
  }
  return out;
}

}  // namespace

std::string render_github(const std::vector<Diagnostic>& diagnostics, const source::SourceMap& sources,
                          const Surroundings& surroundings) {
  const Selection selection = select_for_printing(diagnostics);
  std::string out;
  for (const Diagnostic* d : selection.shown) {
    std::string text = whole_message(*d);
    for (const Fix& fix : d->fixes) text += "\nhelp: " + fix.title;
    out += fmt::format(
        "::{} {}title={}::{}\n", command_of(d->severity), place(d->primary.span, sources, surroundings),
        escape_property(fmt::format("{}: {}", code_text(d->code), title_of(d->code))), escape_text(text));
  }
  if (selection.left_out > 0) out += fmt::format("::notice title=leadc::and {} more\n", selection.left_out);
  return out;
}

std::string render_github_error(std::string_view path, size_t line, std::string_view title,
                                std::string_view text, const Surroundings& surroundings) {
  return fmt::format("::error file={},line={},title={}::{}\n",
                     escape_property(name_of_file(path, surroundings)), line, escape_property(title),
                     escape_text(text));
}

}  // namespace lead::diagnostics
