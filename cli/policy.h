// A policy as the subcommands want it: from text (checked and compiled) or from an artefact file.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "runtime/artefact/artefact.h"

namespace lead::cli {

struct LoadedPolicy {
  std::optional<artefact::VerifiedArtefact> artefact;
  int exit_code = kFine;  // where there is none: what to exit with; the reasons have been told
};

// A file that begins like an artefact is loaded, anything else is compiled; findings go to stderr. A name
// that ends like one of data (.ndjson, .json, .csv, .gz) is refused as wrong use.
[[nodiscard]] LoadedPolicy load_policy(const std::string& path, const Common& common);

// Whether the file is a compiled policy, by its name or its first bytes.
[[nodiscard]] bool looks_like_artefact(const std::string& path);
// Complains of the first compiled policy among them, for those who want its text. False: there was one.
[[nodiscard]] bool are_texts(const std::vector<std::string>& policies);

// "2026-12-07T09:00:00Z", or "2026-12-07": the first instant of that date in the policy's zone. Complains and
// answers nothing where it is neither.
[[nodiscard]] std::optional<int64_t> read_instant_option(const std::string& text, std::string_view option,
                                                         const artefact::ArtefactT& artefact);

}  // namespace lead::cli
