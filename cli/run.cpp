// leadc run: a policy over streams of events; decisions, what was set aside, leads and a summary out.
#include <fmt/format.h>

#include "cli/output.h"
#include "cli/policy.h"
#include "cli/roster.h"
#include "cli/stream.h"
#include "runtime/emit/decision_writer.h"
#include "runtime/emit/desk_writer.h"
#include "runtime/emit/lead_writer.h"
#include "runtime/emit/set_aside_writer.h"
#include "runtime/emit/summary.h"
#include "workbench/simulate/render.h"

namespace lead::cli {
namespace {

// Writes what the engine tells as it tells it.
class Recorder : public engine::Observer {
 public:
  Recorder(const artefact::ArtefactT& artefact, const RunOptions& options)
      : artefact_(artefact), options_(options), writer_(artefact), summary(artefact) {
    if (options.summary && !artefact.roles.empty()) loads.emplace(artefact);
  }

  bool open() {
    if (options_.decisions) {
      if (!decisions_.open(*options_.decisions)) return false;
    } else if (!options_.summary && !decisions_.open("-"))
      return false;
    return !options_.rejects || rejects_.open(*options_.rejects);
  }
  bool close() {
    const bool decisions_written = decisions_.close();
    return rejects_.close() && decisions_written;
  }

  void decided(const engine::Decision& decision) override {
    summary.decided(decision);
    if (!decisions_.is_open()) return;
    writer_.append(decisions_.text, decision);
    decisions_.settle();
  }
  void told(const engine::Telling& telling) override {
    summary.told(telling);
    if (!decisions_.is_open()) return;
    writer_.append(decisions_.text, telling);
    decisions_.settle();
  }
  void assigned(const engine::Assignment& assignment) override {
    summary.assigned(assignment);
    if (loads) loads->assigned(assignment);
    if (!decisions_.is_open()) return;
    writer_.append(decisions_.text, assignment);
    decisions_.settle();
  }
  void refused(const engine::RefusedClaim& claim) override {
    summary.refused(claim);
    if (loads) loads->refused(claim);
    if (!decisions_.is_open()) return;
    writer_.append(decisions_.text, claim);
    decisions_.settle();
  }
  void roster_changed(const engine::RosterInForce& roster) override {
    writer_.append(decisions_.text, roster);
    summary.roster_changed(roster);
    if (decisions_.is_open()) decisions_.settle();
  }
  void presence_changed(const engine::PresenceChange& presence) override {
    summary.presence_changed(presence);
    if (!decisions_.is_open()) return;
    writer_.append(decisions_.text, presence);
    decisions_.settle();
  }
  [[nodiscard]] engine::Detail wants_considered(std::string_view) const override {
    return loads ? engine::Detail::Shares : engine::Detail::Nothing;
  }
  void considered(const engine::Considered& considered) override { loads->considered(considered); }
  void set_aside(const engine::SetAside& event) override {
    ++set_aside_count_;
    summary.set_aside(event.reason);
    if (!rejects_.is_open()) return;
    emit::append_set_aside(rejects_.text, artefact_, options_.events[event.event->input], event.reason,
                           event.detail, *event.event);
    rejects_.settle();
  }
  void applied(const value::Event& event) override { summary.applied(event); }
  [[nodiscard]] uint64_t set_aside_count() const { return set_aside_count_; }
  [[nodiscard]] uint64_t not_json_count() const { return not_json_count_; }
  void rejected(uint32_t input, const ingest::Line& line, const ingest::Rejected& rejected) {
    ++set_aside_count_;
    if (rejected.reason == Reason::NotJson) ++not_json_count_;
    summary.set_aside(rejected.reason);
    if (!rejects_.is_open()) return;
    emit::append_rejected_line(rejects_.text, options_.events[input], line.number, rejected.reason,
                               rejected.detail, line.text);
    rejects_.settle();
  }

 private:
  const artefact::ArtefactT& artefact_;
  const RunOptions& options_;
  emit::DecisionWriter writer_;
  OutputFile decisions_, rejects_;
  uint64_t set_aside_count_ = 0, not_json_count_ = 0;

 public:
  emit::Summary summary;
  std::optional<simulate::LoadReport> loads;  // of a summary: what people carry
};

bool write_leads(const engine::Engine& engine, const artefact::ArtefactT& artefact, const std::string& path) {
  OutputFile file;
  if (!file.open(path)) return false;
  const emit::LeadPlaces places(artefact, engine.desk_state());
  for (const std::string_view name : engine.leads()) {
    if (const auto lead = engine.snapshot(name, engine.now_ms()))
      emit::append_lead(file.text, artefact, *lead, places);
    file.settle();
  }
  return file.close();
}

bool write_pools(const engine::Engine& engine, const artefact::ArtefactT& artefact, const std::string& path) {
  OutputFile file;
  if (!file.open(path)) return false;
  emit::append_desk(file.text, artefact, engine.desk_state(), engine.now_ms());
  return file.close();
}

void print_summary(const Recorder& recorder, const engine::Engine& engine,
                   const artefact::ArtefactT& artefact, const StreamResult& stream,
                   const ingest::EventReader& reader, const Common& common) {
  emit::Summary::Totals totals;
  totals.lines = stream.lines;
  totals.bytes = stream.bytes;
  totals.after_until = stream.after_until;
  totals.counts = engine.counts();
  totals.run_until_ms = engine.now_ms();
  totals.record_bytes = engine.record_bytes();
  totals.unknown_fields = reader.unknown_fields();
  totals.ignored_events = reader.ignored_events();
  std::optional<simulate::Figures> figures;
  if (recorder.loads) {
    const engine::DeskState desk = engine.desk_state();
    figures =
        recorder.loads->figures(engine.now_ms(), totals.counts.leads, recorder.set_aside_count(), &desk);
  }
  if (common.format == Format::Json) {
    fmt::print("{}", recorder.summary.json(totals, figures ? simulate::render_keys(*figures, artefact) : ""));
    return;
  }
  const bool color = use_color(common, stdout);
  fmt::print("{}", recorder.summary.text(totals, color,
                                         figures ? simulate::render_loads(*figures, artefact, color) : ""));
}

// Without a summary nobody would see it.
void tell_set_aside(uint64_t count, uint64_t lines, const Common& common) {
  if (count == 0 || common.quiet) return;
  complain(fmt::format("{} of {} lines were set aside; --summary counts the reasons, --rejects lists them",
                       count, lines));
}

void tell_cut_off(uint64_t count, const Common& common) {
  if (count == 0 || common.quiet) return;
  complain(fmt::format("{} rules set each other off at one instant without end and were cut off",
                       count == 1 ? "once" : fmt::format("{} times", count)));
}

}  // namespace

int run_run(const RunOptions& options) {
  const LoadedPolicy policy = load_policy(options.policy, options.common);
  if (!policy.artefact) return policy.exit_code;
  const artefact::ArtefactT& artefact = **policy.artefact;
  std::optional<int64_t> until;
  if (options.until) {
    until = read_instant_option(*options.until, "--until", artefact);
    if (!until) return kWrongUse;
  }
  std::vector<std::string> inputs = options.events;
  for (const std::string& roster : options.rosters) inputs.push_back(file_of_roster(roster));
  inputs.push_back(options.policy);
  const std::string nowhere;
  if (!are_apart(inputs, {options.decisions.value_or(nowhere), options.rejects.value_or(nowhere),
                          options.leads.value_or(nowhere), options.pools.value_or(nowhere)}))
    return kWrongUse;
  Recorder recorder(artefact, options);
  if (!recorder.open()) return kWrongUse;
  engine::Engine engine(*policy.artefact, {}, recorder);
  const auto rosters = load_rosters(engine, *policy.artefact, options.rosters, options.common);
  if (!rosters) return kWrongUse;
  ingest::EventReader reader(artefact);
  const StreamResult stream =
      stream_into(engine, reader, options.events, until, options.common,
                  [&](uint32_t input, const ingest::Line& line, const ingest::Rejected& rejected) {
                    recorder.rejected(input, line, rejected);
                  });
  if (stream.exit_code == kWrongUse) return kWrongUse;
  engine.finish(until);
  tell_unused(*rosters, engine.now_ms(), options.common);
  if (!recorder.close()) return kWrongUse;
  if (options.leads && !write_leads(engine, artefact, *options.leads)) return kWrongUse;
  if (options.pools && !write_pools(engine, artefact, *options.pools)) return kWrongUse;
  if (options.summary)
    print_summary(recorder, engine, artefact, stream, reader, options.common);
  else
    tell_set_aside(recorder.set_aside_count(), stream.lines, options.common);
  tell_cut_off(engine.counts().cut_chains, options.common);
  if (stream.lines > 0 && recorder.not_json_count() == stream.lines) {
    complain(
        "no line is a JSON object: events are read as NDJSON (docs/events.md); `leadc score` reads "
        "spreadsheets");
  }
  return stream.exit_code;
}

}  // namespace lead::cli
