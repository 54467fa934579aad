#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "runtime/emit/decision_writer.h"
#include "runtime/engine/engine.h"
#include "runtime/ingest/event_reader.h"
#include "runtime/ingest/lines.h"
#include "tests/bench/stream/bench.h"
#include "tests/bench/stream/lines_by_hand.h"

namespace lead::bench {
namespace {

class LineObserver : public engine::Observer {
 public:
  LineObserver(const artefact::ArtefactT& artefact, const std::string& path)
      : writer_(artefact), file_(path, std::ios::binary) {}
  void decided(const engine::Decision& decision) override {
    writer_.append(text_, decision);
    write_some();
  }
  void told(const engine::Telling& telling) override {
    writer_.append(text_, telling);
    write_some();
  }
  bool write() {
    file_ << text_;
    text_.clear();
    return static_cast<bool>(file_.flush());
  }

 private:
  void write_some() {
    if (text_.size() > (size_t{1} << 20)) write();
  }

  emit::DecisionWriter writer_;
  std::ofstream file_;
  std::string text_;
};

void run_leadc(const artefact::VerifiedArtefact& artefact, const std::string& events,
               const std::string& out) {
  LineObserver observer(*artefact, out);
  engine::Engine engine(artefact, {}, observer);
  auto opened = ingest::LineReader::open(events);
  auto& lines = std::get<ingest::LineReader>(opened);
  ingest::EventReader reader(*artefact);
  value::EventBlock block;
  for (ingest::Line line; lines.next(line);) {
    if (reader.read(line, 0, block)) fail("a line of the stream was set aside");
    if (block.events.size() < kBlockEvents) continue;
    engine.push(std::move(block));
  }
  engine.push(std::move(block));
  engine.finish(std::nullopt);
  if (!observer.write()) fail("cannot write " + out);
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

Best through_lines(const artefact::VerifiedArtefact& artefact, Policy policy, int rounds,
                   const std::string& events, const std::string& folder) {
  const PolicyWords words{(*artefact).policy, (*artefact).version, emit::short_hash((*artefact).meaning_hash),
                          emit::short_hash((*artefact).data_hash)};
  const std::string ours = fmt::format("{}/{}.leadc.ndjson", folder, name_of(policy));
  const std::string theirs = fmt::format("{}/{}.by-hand.ndjson", folder, name_of(policy));
  Best best;
  for (int round = 0; round < rounds; ++round) {
    {
      const Stopwatch watch;
      if (!run_lines(policy, events, theirs, words)) fail("the handwritten side cannot read " + events);
      best.theirs = std::min(best.theirs, watch.seconds());
    }
    {
      const Stopwatch watch;
      run_leadc(artefact, events, ours);
      best.ours = std::min(best.ours, watch.seconds());
    }
    if (bytes_of(ours) != bytes_of(theirs)) fail("the decisions differ: compare " + ours + " and " + theirs);
  }
  return best;
}

}  // namespace lead::bench
