#include "cli/findings.h"

#include <fmt/format.h>

#include "cli/output.h"
#include "compiler/diagnostics/render.h"

namespace lead::cli {

void print_findings(const diagnostics::Sink& sink, const source::SourceMap& sources, const Common& common,
                    std::FILE* stream) {
  const auto found = sink.sorted();
  if (found.empty()) return;
  if (common.format == Format::Json) {
    fmt::print(stream, "{}", diagnostics::render_json(found, sources));
    return;
  }
  fmt::print(stream, "{}",
             diagnostics::render_text(found, sources, {use_color(common, stream), terminal_width(stream)}));
  const size_t errors = sink.error_count(), others = found.size() - errors;
  std::string closing;
  if (errors > 0) closing = fmt::format("{} error{}", errors, errors == 1 ? "" : "s");
  if (others > 0)
    closing += fmt::format("{}{} warning{}", closing.empty() ? "" : ", ", others, others == 1 ? "" : "s");
  fmt::print(stream, "{}; `leadc explain CODE` tells more about a code\n", closing);
}

}  // namespace lead::cli
