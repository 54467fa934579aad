// The report of a run of tests: for people, as JSON lines for programs, and as JUnit XML for build servers.
#pragma once
#include <string>

#include "compiler/source/source.h"
#include "runtime/artefact/schema.h"
#include "workbench/test/outcome.h"

namespace lead::test {

struct RenderOptions {
  bool color = false;
  bool quiet = false;          // failures and the closing line alone
  size_t listed_passes = 200;  // beyond, tests that passed are counted and not listed
  size_t timeline_lines = 40;  // the latest lines of a timeline
};

// Failures with their timelines, a table of results, counts. Times are those of the policy's zone.
[[nodiscard]] std::string render_text(const Report& report, const source::SourceMap& sources,
                                      const artefact::ZoneT& zone, const RenderOptions& options);
// One object a line: one for each test, then the counts.
[[nodiscard]] std::string render_json(const Report& report, const source::SourceMap& sources);
// One `testsuite` a file. Valid XML 1.0 whatever the names hold.
[[nodiscard]] std::string render_junit(const Report& report, const source::SourceMap& sources,
                                       const artefact::ZoneT& zone, const std::string& policy);

// "inbound.lead:41": where a span begins.
[[nodiscard]] std::string place_of(Span span, const source::SourceMap& sources);
// "2026-12-07 09:00", with seconds and milliseconds where there are any; local time of the zone.
[[nodiscard]] std::string local_text(const artefact::ZoneT& zone, int64_t instant_ms);
// The failures and the timeline of one test without colour, as it stands in the text report.
[[nodiscard]] std::string failure_text(const Outcome& outcome, const source::SourceMap& sources,
                                       const artefact::ZoneT& zone, const RenderOptions& options);

}  // namespace lead::test
