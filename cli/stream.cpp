#include "cli/stream.h"

namespace lead::cli {
namespace {

constexpr size_t kBatchLines = 4'096;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

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
  value::EventBlock block;
  size_t in_block = 0;
  for (uint32_t input = 0; input < readers.size(); ++input) {
    ingest::Line line;
    while (readers[input].next(line)) {
      if (!line.too_long && is_blank(line.text)) continue;
      ++result.lines;
      const size_t before = block.events.size();
      if (const auto rejected = reader.read(line, input, block)) on_rejected(input, line, *rejected);
      if (on_event && block.events.size() > before) on_event(block.events.back());
      if (until_ms && !block.events.empty() && block.events.back().instant_ms > *until_ms) {
        block.events.pop_back();
        ++result.after_until;
      }
      // Lines that were set aside have left their fields and texts in the block: it is let go by lines, not
      // by events.
      if (++in_block >= kBatchLines) {
        in_block = 0;
        engine.push(std::move(block));
        progress.tell(result.lines, result.bytes + readers[input].bytes_read());
      }
    }
    result.bytes += readers[input].bytes_read();
    if (const auto& trouble = readers[input].trouble()) {
      complain(trouble->message);
      result.exit_code = kFindings;
    }
  }
  if (!block.events.empty()) engine.push(std::move(block));
  return result;
}

}  // namespace lead::cli
