// leadc fmt: lays policies out in the one canonical way, or says which are not.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/changes.h"
#include "cli/findings.h"
#include "cli/output.h"
#include "compiler/diagnostics/problems.h"
#include "compiler/diagnostics/render.h"
#include "compiler/format/format.h"

namespace lead::cli {
namespace {

// What came of one file: an exit code, and whether it would change.
struct Outcome {
  int exit_code = kFine;
  bool changes = false;
};

void show(const FormatOptions& options, const std::string& path, std::string_view before,
          std::string_view after) {
  if (options.common.format == Format::Github) {
    fmt::print("{}", diagnostics::render_github_error(
                         path, first_changed_line(before, after), "leadc fmt",
                         "from here on the file would be laid out in another way; `leadc fmt` does it",
                         {working_folder(), path}));
    return;
  }
  fmt::print("{}", describe_change(path, before, after, options.diff, use_color(options.common, stdout)));
}

Outcome format_one(const FormatOptions& options, const std::string& path) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const auto loaded = sources.load(path);
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    sink.add(diagnostics::load_problem(*error));
    print_findings(sink, sources, options.common, stderr, path);
    return {kFindings, false};
  }
  const FileId file = std::get<FileId>(loaded);
  const std::string_view before = sources[file].text();
  const auto after = format::format_policy(sources, file, sink);
  if (!after) {
    print_findings(sink, sources, options.common, stderr, path);
    complain(fmt::format("`{}` is left as it is", sources[file].path()));
    return {kFindings, false};
  }
  if (*after == before) {
    if (path == "-" && !options.check && !options.diff) fmt::print("{}", *after);
    return {kFine, false};
  }
  if (options.check || options.diff) {
    show(options, sources[file].path(), before, *after);
    return {kFindings, true};
  }
  if (path == "-") {
    fmt::print("{}", *after);
    return {kFine, true};
  }
  if (!replace_file(path, *after)) return {kWrongUse, true};
  if (!options.common.quiet) fmt::print(stderr, "{}: laid out\n", path);
  return {kFine, true};
}

}  // namespace

int run_format(const FormatOptions& options) {
  int exit_code = kFine;
  size_t changing = 0;
  for (const std::string& path : options.policies) {
    const Outcome outcome = format_one(options, path);
    exit_code = std::max(exit_code, outcome.exit_code);
    if (outcome.changes) ++changing;
  }
  std::fflush(stdout);  // where both go to one place, the closing line stands last
  if (options.check && changing > 0 && !options.common.quiet) {
    fmt::print(stderr, "{} would change; `leadc fmt` lays {} out\n",
               changing == 1 ? "one file" : fmt::format("{} files", changing), changing == 1 ? "it" : "them");
  }
  return exit_code;
}

}  // namespace lead::cli
