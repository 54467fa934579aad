#include "cli/findings.h"

#include <fmt/format.h>

#include <filesystem>

#include "cli/output.h"
#include "compiler/diagnostics/pages.h"
#include "compiler/diagnostics/render.h"

namespace lead::cli {

std::string working_folder() {
  std::error_code error;
  const auto folder = std::filesystem::current_path(error);
  return error ? std::string() : folder.string();
}

void print_findings(const diagnostics::Sink& sink, const source::SourceMap& sources, const Common& common,
                    std::FILE* stream, const std::string& path) {
  const auto found = sink.sorted();
  switch (common.format) {
    case Format::Json:
      fmt::print(stream, "{}", diagnostics::render_json(found, sources));
      return;
    case Format::Sarif:
      fmt::print(
          stream, "{}",
          diagnostics::render_sarif(found, sources, {working_folder(), path}, diagnostics::page, kVersion));
      return;
    case Format::Github:
      fmt::print(stream, "{}", diagnostics::render_github(found, sources, {working_folder(), path}));
      return;
    case Format::Text:
      break;
  }
  if (found.empty()) return;
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
