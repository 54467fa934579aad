// leadc test: runs the tests of a policy. The report is the result; how long it took is talk.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cli/findings.h"
#include "cli/output.h"
#include "compiler/compile/compile.h"
#include "runtime/calendar/zone_source.h"
#include "workbench/test/render.h"
#include "workbench/test/run.h"

namespace lead::cli {
namespace {

bool is_unreadable(const diagnostics::Sink& sink) {
  const auto found = sink.sorted();
  return std::any_of(found.begin(), found.end(),
                     [](const auto& d) { return d.code == diagnostics::Code::FileUnreadable; });
}

using Clock = std::chrono::steady_clock;

int64_t ms_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
}

void tell_time(int64_t tests, int64_t compiled_ms, int64_t ran_ms, const Common& common) {
  if (common.quiet) return;
  fmt::print(stderr, "{} test{} in {} ms{}, after {} ms of compiling\n", tests, tests == 1 ? "" : "s", ran_ms,
             ran_ms > 0 ? fmt::format(" ({} a second)", tests * 1'000 / ran_ms) : "", compiled_ms);
}

// A policy whose tests nobody wrote, or none that the filter asks for.
int tell_nothing_ran(const TestOptions& options, const test::Report& report) {
  if (!report.refused.empty()) {
    complain(
        fmt::format("the tests ask too much at once: {}; run them in parts, with --filter", report.refused));
  } else if (report.left_out == 0) {
    complain(fmt::format("`{}` has no tests; docs/how-to/test-a-policy.md shows how to write one",
                         fmt::join(options.policies, "`, `")));
  } else {
    complain(fmt::format("none of {} test{} has `{}` in its name", report.left_out,
                         report.left_out == 1 ? "" : "s", options.filter));
  }
  return kWrongUse;
}

bool write_junit(const std::string& path, std::string text) {
  OutputFile file;
  if (!file.open(path)) return false;
  file.text = std::move(text);
  return file.close();
}

}  // namespace

int run_test(const TestOptions& options) {
  const Clock::time_point begun = Clock::now();
  source::SourceMap sources;
  diagnostics::Sink sink;
  const compile::Result checked = compile::check(sources, options.policies, sink);
  if (!options.common.quiet || sink.has_errors())
    print_findings(sink, sources, {Format::Text, options.common.color, options.common.quiet}, stderr,
                   options.policies.front());
  if (!checked.program) return is_unreadable(sink) ? kWrongUse : kFindings;
  const Clock::time_point compiled = Clock::now();
  const test::Report report = test::run(checked, sources, options.filter);
  const Clock::time_point ran = Clock::now();
  if (report.outcomes.empty()) return tell_nothing_ran(options, report);
  const auto zone = calendar::resolve_zone(checked.program->policy.zone);
  const artefact::ZoneT local = zone.value_or(artefact::ZoneT{});
  if (options.junit &&
      !write_junit(*options.junit, test::render_junit(report, sources, local, checked.program->policy.id)))
    return kWrongUse;
  test::RenderOptions render;
  render.color = use_color(options.common, stdout);
  render.quiet = options.common.quiet;
  if (options.junit != "-") {
    fmt::print("{}", options.common.format == Format::Json
                         ? test::render_json(report, sources)
                         : test::render_text(report, sources, local, render));
  }
  tell_time(static_cast<int64_t>(report.outcomes.size()), ms_between(begun, compiled),
            ms_between(compiled, ran), options.common);
  return report.failed() == 0 ? kFine : kFindings;
}

}  // namespace lead::cli
