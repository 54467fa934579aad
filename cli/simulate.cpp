// leadc simulate: who would carry what if the policy were live over these events.
#include <fmt/format.h>

#include "cli/output.h"
#include "cli/policy.h"
#include "cli/roster.h"
#include "cli/stream.h"
#include "workbench/simulate/render.h"

namespace lead::cli {

int run_simulate(const SimulateOptions& options) {
  const LoadedPolicy policy = load_policy(options.policy, options.common);
  if (!policy.artefact) return policy.exit_code;
  const artefact::ArtefactT& artefact = **policy.artefact;
  if (artefact.roles.empty()) {
    complain("the policy gives leads to nobody: it has no `route`");
    return kWrongUse;
  }
  std::optional<int64_t> until;
  if (options.until) {
    until = read_instant_option(*options.until, "--until", artefact);
    if (!until) return kWrongUse;
  }
  std::vector<std::string> inputs = options.events;
  inputs.push_back(options.policy);
  for (const std::string& roster : options.rosters) inputs.push_back(file_of_roster(roster));
  if (!are_apart(inputs, {options.csv.value_or(std::string())})) return kWrongUse;
  simulate::LoadReport report(artefact);
  engine::Engine engine(*policy.artefact, {}, report);
  const auto rosters = load_rosters(engine, *policy.artefact, options.rosters, options.common);
  if (!rosters) return kWrongUse;
  ingest::EventReader reader(artefact);
  uint64_t unread = 0;
  const StreamResult stream =
      stream_into(engine, reader, options.events, until, options.common,
                  [&](uint32_t, const ingest::Line&, const ingest::Rejected&) { ++unread; });
  if (stream.exit_code == kWrongUse) return kWrongUse;
  engine.finish(until);
  tell_unused(*rosters, engine.now_ms(), options.common);
  const uint64_t aside = unread + engine.counts().set_aside;
  const engine::DeskState desk = engine.desk_state();
  const simulate::Figures figures = report.figures(engine.now_ms(), engine.counts().leads, aside, &desk);
  if (options.csv) {
    OutputFile file;
    if (!file.open(*options.csv)) return kWrongUse;
    file.text = simulate::render_csv(figures, artefact);
    file.settle();
    if (!file.close()) return kWrongUse;
  }
  const bool is_json = options.common.format == Format::Json;
  fmt::print("{}", is_json ? simulate::render_json(figures, artefact)
                           : simulate::render_text(figures, artefact, use_color(options.common, stdout)));
  if (aside > 0 && !options.common.quiet)
    complain(fmt::format("{} of {} lines were set aside; `leadc run --summary` counts the reasons", aside,
                         stream.lines));
  return stream.exit_code;
}

}  // namespace lead::cli
