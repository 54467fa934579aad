#include "cli/score_options.h"

#include <fmt/format.h>

#include <fstream>

#include "cli/output.h"
#include "runtime/base/text.h"
#include "runtime/calendar/zone_source.h"

namespace lead::cli {
namespace {

// "Company size=employees"; the last = divides, since attributes have none.
bool take_mapping(const std::string& text, std::vector<std::pair<std::string, std::string>>& mapping) {
  const size_t at = text.rfind('=');
  if (at == std::string::npos || at == 0 || at + 1 == text.size()) {
    complain(fmt::format("`{}` maps nothing; write \"Company size=employees\"", shortened(text)));
    return false;
  }
  mapping.emplace_back(text.substr(0, at), text.substr(at + 1));
  return true;
}

}  // namespace

std::optional<ingest::LeadReaderOptions> reader_options(const ScoreOptions& options,
                                                        const artefact::ZoneT& zone) {
  ingest::LeadReaderOptions out;
  out.key = options.key;
  out.cells.decimal = options.decimal.front();
  out.cells.date_format = options.date_format;
  out.cells.zone = &zone;
  if (!options.date_format.empty() && !ingest::is_date_format(options.date_format)) {
    complain(fmt::format("--date-format is `{}`; write it with YYYY, MM and DD, such as DD.MM.YYYY",
                         options.date_format));
    return std::nullopt;
  }
  for (const std::string& text : options.mapping) {
    if (!take_mapping(text, out.mapping)) return std::nullopt;
  }
  if (!options.mapping_file) return out;
  std::ifstream file(*options.mapping_file);
  if (!file) {
    complain(fmt::format("`{}` cannot be read", *options.mapping_file));
    return std::nullopt;
  }
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty() && !line.starts_with('#') && !take_mapping(line, out.mapping)) return std::nullopt;
  }
  return out;
}

std::optional<ingest::CsvOptions> csv_options(const ScoreOptions& options) {
  ingest::CsvOptions out;
  out.encoding = options.encoding;
  if (options.delimiter.empty()) return out;
  const bool tab = options.delimiter == "tab" || options.delimiter == "\\t";
  if (!tab && (options.delimiter.size() != 1 || options.delimiter == "\"")) {
    complain(fmt::format("--delimiter is `{}`; write one sign, or tab", options.delimiter));
    return std::nullopt;
  }
  out.delimiter = tab ? '\t' : options.delimiter.front();
  return out;
}

std::optional<artefact::ZoneT> zone_option(const ScoreOptions& options, const artefact::ArtefactT& artefact) {
  if (options.zone.empty()) return *artefact.zone;
  auto zone = calendar::resolve_zone(options.zone);
  if (zone) return zone;
  const auto close = calendar::close_zones(options.zone);
  complain(fmt::format("--zone is `{}`, which is no time zone{}", options.zone,
                       close.empty() ? "" : fmt::format("; did you mean `{}`?", fmt::join(close, "`, `"))));
  return std::nullopt;
}

}  // namespace lead::cli
