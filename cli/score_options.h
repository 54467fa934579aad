// What the options of `leadc score` say about the file of leads, read and judged. Each complains on stderr
// and answers nothing where an option is wrong use.
#pragma once
#include <optional>

#include "cli/options.h"
#include "runtime/artefact/artefact.h"
#include "runtime/ingest/lead_reader.h"

namespace lead::cli {

// `zone` must outlive what is read with the answer.
[[nodiscard]] std::optional<ingest::LeadReaderOptions> reader_options(const ScoreOptions& options,
                                                                      const artefact::ZoneT& zone);
[[nodiscard]] std::optional<ingest::CsvOptions> csv_options(const ScoreOptions& options);
// `--zone`, or the policy's.
[[nodiscard]] std::optional<artefact::ZoneT> zone_option(const ScoreOptions& options,
                                                         const artefact::ArtefactT& artefact);

}  // namespace lead::cli
