// leadc why: how one lead came to stand where it stands.
#include <fmt/format.h>

#include "cli/output.h"
#include "cli/policy.h"
#include "cli/stream.h"
#include "compiler/diagnostics/diagnostic.h"
#include "workbench/why/render.h"
#include "workbench/why/story.h"
#include "workbench/why/trace.h"

namespace lead::cli {
namespace {

// Names of leads seen on the way, for "did you mean": the first few that are close enough are asked for after
// the run.
void tell_unknown(const engine::Engine& engine, const std::string& lead, const why::Trace& trace) {
  if (!trace.asides().empty()) {
    complain(fmt::format("`{}` is not a lead: {}", lead, reason_text(trace.asides().front().reason)));
    return;
  }
  std::vector<std::string> names;
  for (const std::string_view name : engine.leads()) names.emplace_back(name);
  const auto close = diagnostics::suggest(lead, names);
  complain(fmt::format("no event names the lead `{}`{}", lead,
                       close.empty() ? "" : fmt::format("; did you mean `{}`?", fmt::join(close, "`, `"))));
}

}  // namespace

int run_why(const WhyOptions& options) {
  const LoadedPolicy policy = load_policy(options.policy, options.common);
  if (!policy.artefact) return policy.exit_code;
  const artefact::ArtefactT& artefact = **policy.artefact;
  std::optional<int64_t> at;
  if (options.at) {
    at = read_instant_option(*options.at, "--at", artefact);
    if (!at) return kWrongUse;
  }
  why::Trace trace(artefact, options.lead);
  engine::Engine engine(*policy.artefact, {.only_lead = options.lead}, trace);
  ingest::EventReader reader(artefact);
  const StreamResult stream = stream_into(engine, reader, options.events, at, options.common,
                                          [](uint32_t, const ingest::Line&, const ingest::Rejected&) {});
  if (stream.exit_code == kWrongUse) return kWrongUse;
  engine.finish(at);
  const auto lead = engine.snapshot(options.lead, at.value_or(engine.now_ms()));
  if (!lead) {
    tell_unknown(engine, options.lead, trace);
    return kFindings;
  }
  const why::Story story = why::tell(artefact, *lead, trace);
  why::RenderOptions render;
  render.color = use_color(options.common, stdout);
  fmt::print("{}", options.common.format == Format::Json ? why::render_json(story, trace, artefact)
                                                         : why::render_text(story, trace, artefact, render));
  return stream.exit_code;
}

}  // namespace lead::cli
