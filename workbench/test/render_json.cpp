#include <fmt/format.h>

#include "runtime/base/text.h"
#include "workbench/test/render.h"
#include "workbench/why/render.h"

namespace lead::test {
namespace {

// `"key":"text"`, with a comma before it where `out` ends inside an object.
void add_key(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ",";
  append_json(out, key);
  out += ":";
}

void add_text(std::string& out, std::string_view key, std::string_view text) {
  add_key(out, key);
  append_json(out, text);
}

void add_count(std::string& out, std::string_view key, size_t count) {
  add_key(out, key);
  out += fmt::format("{}", count);
}

void add_instant(std::string& out, std::string_view key, int64_t instant_ms) {
  add_key(out, key);
  out += '"';
  append_instant(out, instant_ms);
  out += '"';
}

void add_place(std::string& out, Span span, const source::SourceMap& sources) {
  const source::SourceFile& file = sources[span.file];
  const source::Position at = file.position(span.begin_byte);
  add_text(out, "file", file.path());
  add_count(out, "line", at.line);
  add_count(out, "column", at.column);
}

std::string_view word_of(MomentKind kind) {
  switch (kind) {
    case MomentKind::Given:
      return "given";
    case MomentKind::Event:
      return "event";
    case MomentKind::SetAside:
      return "set_aside";
    case MomentKind::Booked:
      return "booked";
    case MomentKind::Decided:
      return "decided";
    case MomentKind::Notified:
      return "notified";
  }
  return {};
}

void add_failure(std::string& out, const Failure& failure, const source::SourceMap& sources) {
  out += out.back() == '[' ? "{" : ",{";
  add_text(out, "expected", failure.expected);
  add_text(out, "found", failure.found);
  add_text(out, "lead", failure.lead);
  add_instant(out, "at", failure.at_ms);
  add_place(out, failure.span, sources);
  if (failure.condition) {
    add_key(out, "condition");
    why::append_condition_json(out, *failure.condition);
  }
  out += "}";
}

void add_outcome(std::string& out, const Outcome& outcome, const source::SourceMap& sources) {
  out += "{";
  add_text(out, "test", outcome.name);
  add_key(out, "passed");
  out += outcome.passed() ? "true" : "false";
  add_count(out, "expectations", outcome.expectations);
  add_place(out, outcome.span, sources);
  if (!outcome.passed()) {
    add_key(out, "failures");
    out += "[";
    for (const Failure& failure : outcome.failures) add_failure(out, failure, sources);
    out += "]";
    add_key(out, "timeline");
    out += "[";
    for (const TimelineLine& line : outcome.timeline) {
      out += out.back() == '[' ? "{" : ",{";
      add_instant(out, "at", line.instant_ms);
      add_text(out, "lead", line.lead);
      add_text(out, "kind", word_of(line.kind));
      add_text(out, "text", line.text);
      if (!line.rows.empty()) add_key(out, "rows");
      for (size_t i = 0; i < line.rows.size(); ++i) {
        out += i > 0 ? "," : "[";
        append_json(out, line.rows[i]);
      }
      out += line.rows.empty() ? "}" : "]}";
    }
    out += "]";
  }
  out += "}\n";
}

}  // namespace

std::string render_json(const Report& report, const source::SourceMap& sources) {
  std::string out;
  for (const Outcome& outcome : report.outcomes) add_outcome(out, outcome, sources);
  out += "{";
  add_count(out, "tests", report.outcomes.size());
  add_count(out, "failed", report.failed());
  add_count(out, "left_out", report.left_out);
  out += "}\n";
  return out;
}

}  // namespace lead::test
