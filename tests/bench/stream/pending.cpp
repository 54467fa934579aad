// Leaves many leads with a promise that runs, and asks the engine what these timers take.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "runtime/base/text.h"
#include "runtime/engine/engine.h"
#include "runtime/ingest/event_reader.h"
#include "runtime/ingest/lines.h"
#include "tests/bench/stream/bench.h"

namespace lead::bench {
namespace {

constexpr int64_t kMondayMs = 1'767'571'200'000;  // 2026-01-05 00:00, hours before the office opens

// One event a lead, a millisecond after the other: every promise waits for the same morning.
void write_questions(uint32_t leads, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  std::string text;
  for (uint32_t lead = 0; lead < leads; ++lead) {
    fmt::format_to(std::back_inserter(text), R"({{"type":"asked","lead":"lead-{:07}","time":")", lead);
    append_instant(text, kMondayMs + lead);
    text += "\"}\n";
  }
  file << text;
  if (!file.flush()) fail("cannot write " + path);
}

struct Aside : engine::Observer {
  uint64_t count = 0;
  void set_aside(const engine::SetAside&) override { ++count; }
};

}  // namespace

void print_pending(const artefact::VerifiedArtefact& artefact, uint32_t leads, const std::string& folder) {
  const std::string path = folder + "/pending.ndjson";
  write_questions(leads, path);
  auto opened = ingest::LineReader::open(path);
  auto* lines = std::get_if<ingest::LineReader>(&opened);
  if (lines == nullptr) fail("cannot read " + path);
  Aside observer;
  engine::Engine engine(artefact, {}, observer);
  ingest::EventReader reader(*artefact);
  value::EventBlock block;
  for (ingest::Line line; lines->next(line);) {
    if (reader.read(line, 0, block)) fail("a line of the stream was set aside");
  }
  engine.push(std::move(block));
  engine.finish(std::nullopt);
  const engine::PendingTimers pending = engine.pending_timers();
  if (observer.count != 0 || pending.clocks != leads)
    fail(fmt::format("{} promises wait of {}, {} events were set aside", pending.clocks, leads,
                     observer.count));
  const auto each = [&](size_t bytes) {
    return static_cast<double>(bytes) / static_cast<double>(pending.clocks);
  };
  fmt::print("pending: {} promises wait; {:.1f} bytes each: {:.1f} of the clock, {:.1f} of the queue\n",
             pending.clocks, each(pending.state_bytes + pending.queue_bytes), each(pending.state_bytes),
             each(pending.queue_bytes));
}

}  // namespace lead::bench
