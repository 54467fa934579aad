// Lines from the inputs into an engine: the loop that `run` and `why` share.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/batches.h"
#include "cli/output.h"
#include "runtime/engine/engine.h"
#include "runtime/ingest/event_reader.h"

namespace lead::cli {

struct StreamResult {
  uint64_t lines = 0, bytes = 0;
  uint64_t after_until = 0;  // events left out because they happen after `until`
  int exit_code =
      kFine;  // kWrongUse: an input could not be opened (nothing of it was read); kFindings: one ended early
};

// A line that was no event: which input, which line, why, and its text.
using OnRejected =
    std::function<void(uint32_t input, const ingest::Line& line, const ingest::Rejected& rejected)>;

// Reads every input in order and pushes what are events up to and including `until`. Does not finish the
// engine. Blank lines are skipped.
[[nodiscard]] StreamResult stream_into(engine::Engine& engine, ingest::EventReader& reader,
                                       const std::vector<std::string>& inputs,
                                       std::optional<int64_t> until_ms, const Common& common,
                                       const OnRejected& on_rejected, const OnEvent& on_event = {});

}  // namespace lead::cli
