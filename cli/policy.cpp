#include "cli/policy.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/findings.h"
#include "cli/output.h"
#include "compiler/compile/compile.h"
#include "runtime/calendar/zone.h"
#include "runtime/ingest/scalars.h"

namespace lead::cli {
namespace {

constexpr std::string_view kMagic = "LEADPACK";

LoadedPolicy load_artefact(const std::string& path) {
  auto loaded = artefact::load(path);
  if (const auto* refusal = std::get_if<artefact::Refusal>(&loaded)) {
    complain(fmt::format("`{}` is refused: {}", path, refusal->reason));
    return {std::nullopt, kWrongUse};
  }
  return {std::move(std::get<artefact::VerifiedArtefact>(loaded)), kFine};
}

// A stream of events or a spreadsheet where the policy should stand: the usual slip in the order of files.
bool looks_like_data(std::string_view path) {
  for (const std::string_view ending : {".ndjson", ".json", ".csv", ".gz"}) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}

// "2026-12-07 09:00", with seconds or without: milliseconds of the wall clock.
std::optional<int64_t> read_local(const std::string& text) {
  constexpr size_t kDate = 10, kMinutes = 16, kSeconds = 19;
  if ((text.size() != kMinutes && text.size() != kSeconds) || text[kDate] != ' ') return std::nullopt;
  std::string utc = text + (text.size() == kMinutes ? ":00Z" : "Z");
  utc[kDate] = 'T';
  return ingest::parse_instant(utc);
}

}  // namespace

bool looks_like_artefact(const std::string& path) {
  if (path.ends_with(".leadpack")) return true;
  if (path == "-") return false;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char head[8] = {};
  const size_t got = std::fread(head, 1, sizeof head, file);
  std::fclose(file);
  return std::string_view(head, got) == kMagic;
}

bool are_texts(const std::vector<std::string>& policies) {
  for (const std::string& path : policies) {
    if (!looks_like_artefact(path)) continue;
    complain(fmt::format("`{}` is a compiled policy; `run`, `why` and `score` read it", path));
    return false;
  }
  return true;
}

LoadedPolicy load_policy(const std::string& path, const Common& common) {
  if (looks_like_artefact(path)) return load_artefact(path);
  if (looks_like_data(path)) {
    complain(fmt::format(
        "`{}` stands where the policy belongs; the policy (.lead or .leadpack) comes first, then the data",
        path));
    return {std::nullopt, kWrongUse};
  }
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result result = compile::compile(sources, {path}, sink);
  if (!common.quiet || sink.has_errors())
    print_findings(sink, sources, {Format::Text, common.color, common.quiet}, stderr, path);
  if (!result.artefact) return {std::nullopt, kFindings};
  return {std::move(result.artefact), kFine};
}

std::optional<int64_t> read_instant_option(const std::string& text, std::string_view option,
                                           const artefact::ArtefactT& artefact) {
  if (const auto instant = ingest::parse_instant(text)) return instant;
  if (const auto day = ingest::parse_date(text)) return calendar::start_of_day(*artefact.zone, *day);
  if (const auto local = read_local(text)) return calendar::instant_of(*artefact.zone, *local);
  complain(fmt::format(
      "{} is `{}`; write an instant such as 2026-12-07T09:00:00Z, a time of the policy's zone such "
      "as \"2026-12-07 09:00\", or a date such as 2026-12-07",
      option, text));
  return std::nullopt;
}

}  // namespace lead::cli
