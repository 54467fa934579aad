#include "cli/roster.h"

#include <fmt/format.h>

#include <set>

#include "cli/output.h"
#include "cli/policy.h"
#include "runtime/base/limits.h"
#include "runtime/ingest/roster_file.h"

namespace lead::cli {
namespace {

// Where the file begins: behind the first `=` of an option that begins with a digit, as instants do.
size_t begin_of_file(const std::string& option) {
  const bool may_be_instant = !option.empty() && option[0] >= '0' && option[0] <= '9';
  const size_t sign = may_be_instant ? option.find('=') : std::string::npos;
  return sign == std::string::npos ? 0 : sign + 1;
}

void warn(const LoadedRoster& roster, std::string_view message) {
  complain(fmt::format("--roster: warning: `{}`: {}", roster.file, message));
}

// What the compiler says of the policy's own people, of those of a file. The engine knows who belongs to a
// team: one that nothing happens to is asked.
void judge(const LoadedRoster& roster, const artefact::VerifiedArtefact& policy,
           const ingest::RosterRows& people) {
  const artefact::ArtefactT& artefact = *policy;
  engine::Observer nobody;
  engine::Engine engine(policy, {}, nobody);
  if (engine.change_roster(limits::kMinInstantMs, people)) return;
  engine.finish(limits::kMinInstantMs);
  const engine::DeskState desk = engine.desk_state();
  for (size_t team = 0; team < artefact.teams.size(); ++team) {
    if (desk.teams[team].empty())
      warn(roster, fmt::format("nobody of it belongs to the team `{}`", artefact.teams[team]->name));
  }
  std::set<std::string> known, there, gone;
  for (const auto& person : artefact.people) known.insert(person->id);
  for (const auto& person : people) there.insert(person->id);
  const auto ask = [&](const std::string& id, const std::string& what) {
    if (!known.contains(id) || there.contains(id) || !gone.insert(what).second) return;
    warn(roster, fmt::format("`{}` is not in it, {}", id, what));
  };
  for (const auto& tell : artefact.tells)
    ask(tell->person, tell->whom == tell->person ? "and is to be notified"
                                                 : fmt::format("and is notified as `{}`", tell->whom));
  for (const auto& queue : artefact.queues)
    ask(queue->watched_by, fmt::format("and watches the queue `{}`", queue->name));
  for (const auto& team : artefact.teams) {
    for (const std::string& id : team->members)
      ask(id, fmt::format("and is listed in the team `{}`", team->name));
  }
}

}  // namespace

std::string file_of_roster(const std::string& option) {
  return option.substr(begin_of_file(option));
}

std::optional<std::vector<LoadedRoster>> load_rosters(engine::Engine& engine,
                                                      const artefact::VerifiedArtefact& policy,
                                                      const std::vector<std::string>& rosters,
                                                      const Common& common) {
  const artefact::ArtefactT& artefact = *policy;
  if (!rosters.empty() && artefact.roles.empty()) {
    complain("--roster: the policy gives leads to nobody: it has no `route`");
    return std::nullopt;
  }
  std::vector<LoadedRoster> loaded;
  for (const std::string& option : rosters) {
    const size_t file = begin_of_file(option);
    LoadedRoster roster{option.substr(file), limits::kMinInstantMs};
    if (file > 0) {
      const auto read = read_instant_option(option.substr(0, file - 1), "--roster", artefact);
      if (!read) return std::nullopt;
      roster.from_ms = *read;
    }
    for (const LoadedRoster& other : loaded) {
      if (other.from_ms != roster.from_ms) continue;
      complain(fmt::format("--roster: `{}` and `{}` begin at one instant; say from when on: 2026-12-01={}",
                           other.file, roster.file, roster.file));
      return std::nullopt;
    }
    auto read = ingest::read_roster(roster.file, artefact);
    if (const auto* error = std::get_if<ingest::InputError>(&read)) {
      complain("--roster: " + error->message);
      return std::nullopt;
    }
    const auto& people = std::get<ingest::RosterRows>(read);
    if (const auto problem = engine.change_roster(roster.from_ms, people)) {
      complain(fmt::format("--roster: `{}`: {}", roster.file, *problem));
      return std::nullopt;
    }
    if (!common.quiet) judge(roster, policy, people);
    loaded.push_back(std::move(roster));
  }
  return loaded;
}

void tell_unused(const std::vector<LoadedRoster>& rosters, int64_t run_until_ms, const Common& common) {
  if (common.quiet) return;
  for (const LoadedRoster& roster : rosters) {
    if (roster.from_ms > run_until_ms) warn(roster, "it does not come into force: the run ends before");
  }
}

}  // namespace lead::cli
