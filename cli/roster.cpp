#include "cli/roster.h"

#include <fmt/format.h>

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

}  // namespace

std::string file_of_roster(const std::string& option) {
  return option.substr(begin_of_file(option));
}

bool load_rosters(engine::Engine& engine, const artefact::ArtefactT& artefact,
                  const std::vector<std::string>& rosters) {
  if (!rosters.empty() && artefact.roles.empty()) {
    complain("--roster: the policy gives leads to nobody: it has no `route`");
    return false;
  }
  for (const std::string& option : rosters) {
    const size_t file = begin_of_file(option);
    int64_t from_ms = limits::kMinInstantMs;
    if (file > 0) {
      const auto read = read_instant_option(option.substr(0, file - 1), "--roster", artefact);
      if (!read) return false;
      from_ms = *read;
    }
    auto people = ingest::read_roster(option.substr(file), artefact);
    if (const auto* error = std::get_if<ingest::InputError>(&people)) {
      complain("--roster: " + error->message);
      return false;
    }
    const auto problem = engine.change_roster(from_ms, std::get<ingest::RosterRows>(people));
    if (!problem) continue;
    complain(fmt::format("--roster: `{}`: {}", option.substr(file), *problem));
    return false;
  }
  return true;
}

}  // namespace lead::cli
