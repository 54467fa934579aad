// leadc why: how one lead came to stand where it stands.
#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "cli/output.h"
#include "cli/policy.h"
#include "cli/roster.h"
#include "cli/stream.h"
#include "compiler/diagnostics/diagnostic.h"
#include "runtime/emit/word_text.h"
#include "workbench/why/render.h"
#include "workbench/why/story.h"
#include "workbench/why/trace.h"

namespace lead::cli {
namespace {

// The leads that the stream names, for an answer where the one asked for is none.
class NamedLeads {
 public:
  explicit NamedLeads(std::string wanted) : wanted_(std::move(wanted)) {}
  void see(const value::Event& event) {
    if (event.lead == wanted_) {
      first_ms_ = std::min(first_ms_.value_or(event.instant_ms), event.instant_ms);
    } else if (names_.size() < kMostNames) {
      names_.emplace(event.lead);
    }
  }
  [[nodiscard]] std::optional<int64_t> first_ms() const { return first_ms_; }
  [[nodiscard]] std::vector<std::string> close_ones() const {
    return diagnostics::suggest(wanted_, {names_.begin(), names_.end()});
  }

 private:
  static constexpr size_t kMostNames = 100'000;
  std::string wanted_;
  std::optional<int64_t> first_ms_;
  std::set<std::string, std::less<>> names_;
};

void tell_unknown(const std::string& lead, const NamedLeads& named, const why::Trace& trace,
                  const artefact::ArtefactT& artefact) {
  if (!trace.asides().empty()) {
    complain(fmt::format("`{}` is not a lead: {}", lead, reason_text(trace.asides().front().reason)));
    return;
  }
  if (named.first_ms()) {
    complain(fmt::format("`{}` is not a lead yet by then; the first event that names it is of {}", lead,
                         emit::local_second(*named.first_ms(), *artefact.zone)));
    return;
  }
  const auto close = named.close_ones();
  complain(fmt::format("no event names the lead `{}`{}", lead,
                       close.empty() ? "" : fmt::format("; did you mean `{}`?", fmt::join(close, "`, `"))));
}

}  // namespace

int run_why(const WhyOptions& options) {
  if (std::filesystem::exists(options.lead) && !std::filesystem::exists(options.policy)) {
    complain(fmt::format("there is no policy `{}`; the lead comes first: leadc why {} {} …", options.policy,
                         options.policy, options.lead));
    return kWrongUse;
  }
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
  const auto rosters = load_rosters(engine, *policy.artefact, options.rosters, options.common);
  if (!rosters) return kWrongUse;
  ingest::EventReader reader(artefact);
  NamedLeads named(options.lead);
  const StreamResult stream = stream_into(
      engine, reader, options.events, at, options.common,
      [](uint32_t, const ingest::Line&, const ingest::Rejected&) {},
      [&named](const value::Event& event) {
        if (event.type != value::kPresence) named.see(event);
      });
  if (stream.exit_code == kWrongUse) return kWrongUse;
  engine.finish(at);
  const auto lead = engine.snapshot(options.lead, at.value_or(engine.now_ms()));
  if (!lead) {
    tell_unknown(options.lead, named, trace, artefact);
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
