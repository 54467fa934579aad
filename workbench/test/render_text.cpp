#include <fmt/format.h>

#include <algorithm>

#include "runtime/base/terminal.h"
#include "runtime/base/text.h"
#include "runtime/calendar/zone.h"
#include "workbench/test/render.h"
#include "workbench/why/render.h"

namespace lead::test {
namespace {

class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  [[nodiscard]] std::string bold(std::string_view t) const { return paint("1", t); }
  [[nodiscard]] std::string dim(std::string_view t) const { return paint("2", t); }
  [[nodiscard]] std::string green(std::string_view t) const { return paint("32", t); }
  [[nodiscard]] std::string red(std::string_view t) const { return paint("31", t); }

 private:
  bool color_;
  [[nodiscard]] std::string paint(std::string_view code, std::string_view t) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, t) : std::string(t);
  }
};

std::string plural(size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

// Lines of no lead are about a person.
bool has_several_leads(const Outcome& outcome) {
  const auto& lines = outcome.timeline;
  const auto first =
      std::find_if(lines.begin(), lines.end(), [](const auto& line) { return !line.lead.empty(); });
  return std::any_of(first, lines.end(),
                     [&](const auto& line) { return !line.lead.empty() && line.lead != first->lead; });
}

void write_failure(std::string& out, const Failure& failure, const source::SourceMap& sources,
                   const artefact::ZoneT& zone, bool names_lead, const Paint& paint, bool color) {
  const std::string lead = names_lead ? fmt::format(", lead `{}`", harmless(failure.lead)) : "";
  out += fmt::format("  {}\n", paint.dim(fmt::format("{}, at {}{}", place_of(failure.span, sources),
                                                     local_text(zone, failure.at_ms), lead)));
  out += fmt::format("    expected  {}\n", paint.bold(failure.expected));
  out += fmt::format("    found     {}\n", paint.red(harmless(failure.found)));
  // A single comparison has said it all above.
  const bool has_conditions =
      failure.condition &&
      std::any_of(failure.condition->parts.begin(), failure.condition->parts.end(),
                  [](const auto& part) { return part.kind != artefact::ExplainKind::Value; });
  if (has_conditions) out += why::render_condition(*failure.condition, 6, color);
}

std::string mark_of(MomentKind kind) {
  return kind >= MomentKind::Booked ? "    " : "";
}

void write_timeline(std::string& out, const Outcome& outcome, const artefact::ZoneT& zone, const Paint& paint,
                    const RenderOptions& options) {
  const std::vector<TimelineLine>& lines = outcome.timeline;
  out += fmt::format("  {}\n", paint.dim("what happened"));
  const size_t hidden = lines.size() > options.timeline_lines ? lines.size() - options.timeline_lines : 0;
  if (hidden > 0) out += paint.dim(fmt::format("    {} earlier\n", plural(hidden, "line")));
  const bool names_lead = has_several_leads(outcome);
  size_t width = 0;
  for (size_t i = hidden; i < lines.size(); ++i)
    width = std::max(width, local_text(zone, lines[i].instant_ms).size());
  std::string before;
  for (size_t i = hidden; i < lines.size(); ++i) {
    const std::string time = local_text(zone, lines[i].instant_ms);
    const std::string lead = names_lead ? left(harmless(lines[i].lead), 12) + "  " : "";
    out += fmt::format("    {}  {}{}{}\n", left(time == before ? "" : time, width), lead,
                       mark_of(lines[i].kind), harmless(lines[i].text));
    for (const std::string& row : lines[i].rows)
      out += paint.dim(fmt::format("    {}  {}      {}\n", left("", width), names_lead ? left("", 14) : "",
                                   harmless(row)));
    before = time;
  }
}

void write_failures(std::string& out, const Outcome& outcome, const source::SourceMap& sources,
                    const artefact::ZoneT& zone, const RenderOptions& options) {
  const Paint paint(options.color);
  for (const Failure& failure : outcome.failures)
    write_failure(out, failure, sources, zone, has_several_leads(outcome), paint, options.color);
  write_timeline(out, outcome, zone, paint, options);
}

void write_table(std::string& out, const Report& report, const source::SourceMap& sources,
                 const RenderOptions& options) {
  const Paint paint(options.color);
  const size_t passed = report.outcomes.size() - report.failed();
  const bool lists_passes = !options.quiet && passed <= options.listed_passes;
  size_t width = 0;
  for (const Outcome& outcome : report.outcomes) {
    if (lists_passes || !outcome.passed()) width = std::max<size_t>(width, width_of(outcome.name));
  }
  for (const Outcome& outcome : report.outcomes) {
    if (outcome.passed() && !lists_passes) continue;
    const std::string mark = outcome.passed() ? paint.green("✓") : paint.red("✗");
    const std::string count = outcome.passed() ? plural(outcome.expectations, "expectation")
                                               : fmt::format("{} failed", outcome.failures.size());
    out += fmt::format("{} {}  {}  {}\n", mark, left(outcome.name, width), left(count, 15),
                       paint.dim(place_of(outcome.span, sources)));
  }
}

}  // namespace

std::string place_of(Span span, const source::SourceMap& sources) {
  if (span.is_none()) return "";
  const source::SourceFile& file = sources[span.file];
  return fmt::format("{}:{}", file.path(), file.position(span.begin_byte).line);
}

std::string local_text(const artefact::ZoneT& zone, int64_t instant_ms) {
  const int64_t local = calendar::local_of(zone, instant_ms);
  const int64_t day =
      (local - ((local % calendar::kDayMs) + calendar::kDayMs) % calendar::kDayMs) / calendar::kDayMs;
  const int64_t ms = local - day * calendar::kDayMs;
  std::string text;
  append_date(text, day);
  text += fmt::format(" {:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60);
  if (ms % 60'000 != 0) text += fmt::format(":{:02}", ms / 1'000 % 60);
  if (ms % 1'000 != 0) text += fmt::format(".{:03}", ms % 1'000);
  return text;
}

std::string failure_text(const Outcome& outcome, const source::SourceMap& sources,
                         const artefact::ZoneT& zone, const RenderOptions& options) {
  std::string out;
  write_failures(out, outcome, sources, zone, options);
  return out;
}

std::string render_text(const Report& report, const source::SourceMap& sources, const artefact::ZoneT& zone,
                        const RenderOptions& options) {
  const Paint paint(options.color);
  std::string out;
  for (const Outcome& outcome : report.outcomes) {
    if (outcome.passed()) continue;
    out += fmt::format("{} {}\n", paint.red("✗"), paint.bold(outcome.name));
    write_failures(out, outcome, sources, zone, options);
    out += "\n";
  }
  write_table(out, report, sources, options);
  const size_t failed = report.failed(), passed = report.outcomes.size() - failed;
  size_t expectations = 0;
  for (const Outcome& outcome : report.outcomes) expectations += outcome.expectations;
  out += fmt::format("{} passed, {} ({}){}\n", plural(passed, "test"),
                     failed > 0 ? paint.red(fmt::format("{} failed", failed)) : "none failed",
                     plural(expectations, "expectation"),
                     report.left_out > 0 ? fmt::format(", {} left out by the filter", report.left_out) : "");
  return out;
}

}  // namespace lead::test
