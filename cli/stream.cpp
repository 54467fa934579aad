#include "cli/stream.h"

namespace lead::cli {

StreamResult stream_into(engine::Engine& engine, ingest::EventReader& reader,
                         const std::vector<std::string>& inputs, std::optional<int64_t> until_ms,
                         const Common& common, const OnRejected& on_rejected, const OnEvent& on_event) {
  StreamResult result;
  Progress progress(common);
  // Every input is opened before the first is read, so that a mistyped name costs nothing.
  std::vector<ingest::LineReader> readers;
  for (const std::string& path : inputs) {
    auto opened = ingest::LineReader::open(path);
    if (const auto* error = std::get_if<ingest::InputError>(&opened)) {
      complain(error->message);
      result.exit_code = kWrongUse;
    } else {
      readers.push_back(std::move(std::get<ingest::LineReader>(opened)));
    }
  }
  if (result.exit_code != kFine) return result;
  Batches batches(reader, std::move(readers), until_ms, common.threads, on_event);
  Batch batch;
  while (batches.next(batch)) {
    for (const RejectedLine& line : batch.rejected)
      on_rejected(line.input, {line.text, line.number, line.too_long}, line.rejected);
    for (const std::string& trouble : batch.troubles) {
      complain(trouble);
      result.exit_code = kFindings;
    }
    result.lines = batch.lines;
    result.bytes = batch.bytes;
    result.after_until = batch.after_until;
    if (!batch.block.events.empty()) engine.push(std::move(batch.block));
    progress.tell(result.lines, result.bytes);
  }
  return result;
}

}  // namespace lead::cli
