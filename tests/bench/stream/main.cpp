// The stream benchmark: leadc beside C++ written by hand, in one process and one run, in turns.
//
//   stream_bench [--events N] [--leads N] [--rounds N] [--folder DIR] [--only memory|lines]
//
// Makes the stream, compiles stream.lead, folds it both ways from memory (events read already) and from
// NDJSON to NDJSON, insists that the decisions are the same, and prints the best of the rounds with their
// ratio. Exit 1 where the decisions differ.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "compiler/compile/compile.h"
#include "runtime/artefact/artefact.h"
#include "runtime/emit/decision_writer.h"
#include "runtime/engine/engine.h"
#include "runtime/ingest/event_reader.h"
#include "runtime/ingest/lines.h"
#include "tests/bench/stream/handwritten.h"
#include "tests/bench/stream/handwritten_lines.h"
#include "tests/bench/stream/workload.h"

namespace lead::bench {
namespace {

constexpr size_t kBlockEvents = 4096;

struct Arguments {
  Workload workload;
  int rounds = 3;
  std::string folder = "build/bench";
  std::string only;  // "memory" or "lines": one of the two, for a profiler
};

[[noreturn]] void fail(const std::string& why) {
  std::cerr << "stream_bench: " << why << "\n";
  std::exit(1);
}

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = values[i], value = values[i + 1];
    if (name == "--events")
      arguments.workload.events = std::stoull(value);
    else if (name == "--leads")
      arguments.workload.leads = static_cast<uint32_t>(std::stoul(value));
    else if (name == "--rounds")
      arguments.rounds = std::stoi(value);
    else if (name == "--folder")
      arguments.folder = value;
    else if (name == "--only")
      arguments.only = value;
    else
      fail("unknown option " + name);
  }
  return arguments;
}

// Order-dependent, so that a decision out of its place shows.
class Checksum {
 public:
  void add(uint64_t word) { sum_ = (sum_ ^ word) * 0x9e3779b97f4a7c15, sum_ ^= sum_ >> 29; }
  void add(std::string_view text) {
    for (const char c : text) sum_ = (sum_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  void add(int64_t instant_ms, std::string_view lead, uint32_t output, int64_t from, int64_t to,
           int64_t score, int64_t rule) {
    add(static_cast<uint64_t>(instant_ms));
    add(lead);
    for (const int64_t word : {int64_t{output}, from, to, score, rule}) add(static_cast<uint64_t>(word));
    ++count;
  }
  [[nodiscard]] uint64_t sum() const { return sum_; }
  uint64_t count = 0;

 private:
  uint64_t sum_ = 0;
};

struct HandwrittenSink {
  Checksum checksum;
  void decided(const Outcome& o) {
    checksum.add(o.instant_ms, o.lead, o.output, o.from, o.to, o.output == 0 ? o.score : 0, o.rule);
  }
};

class EngineSink : public engine::Observer {
 public:
  void decided(const engine::Decision& d) override {
    checksum.add(d.instant_ms, d.lead, d.output, d.birth || !d.from ? -1 : int64_t{*d.from},
                 d.to ? int64_t{*d.to} : -1, d.value.value_or(0), d.rule);
  }
  void set_aside(const engine::SetAside&) override { ++set_aside_count; }
  Checksum checksum;
  uint64_t set_aside_count = 0;
};

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

std::vector<value::EventBlock> read_blocks(const artefact::ArtefactT& artefact, const std::string& path) {
  auto opened = ingest::LineReader::open(path);
  auto* lines = std::get_if<ingest::LineReader>(&opened);
  if (lines == nullptr) fail("cannot read " + path);
  ingest::EventReader reader(artefact);
  std::vector<value::EventBlock> blocks(1);
  for (ingest::Line line; lines->next(line);) {
    if (blocks.back().events.size() == kBlockEvents) blocks.emplace_back();
    if (reader.read(line, 0, blocks.back())) fail("a line of the stream was set aside");
  }
  return blocks;
}

Input input_of(const value::Event& event) {
  Input input{static_cast<Type>(event.type), event.instant_ms, event.lead, {}};
  const auto& fields = event.fields;
  const auto given = [&](size_t i) { return fields[i].state == value::FieldState::Value; };
  if (event.type == kLeadCreated) {
    if (given(0)) input.industry = static_cast<int32_t>(fields[0].word);
    if (given(1)) input.employees = fields[1].word;
  } else {
    input.text = fields[0].text;
  }
  return input;
}

struct Best {
  double ours = 1e9, theirs = 1e9;
};

void print_row(const char* name, const Best& best, uint64_t events) {
  const auto rate = [&](double seconds) { return static_cast<double>(events) / seconds / 1e6; };
  fmt::print("{:<18} {:>8.3f} s {:>7.2f} M/s   {:>8.3f} s {:>7.2f} M/s   {:>6.2f}\n", name, best.ours,
             rate(best.ours), best.theirs, rate(best.theirs), best.theirs / best.ours);
}

Best from_memory(const artefact::VerifiedArtefact& artefact, const Arguments& arguments,
                 const std::string& path) {
  Best best;
  for (int round = 0; round < arguments.rounds; ++round) {
    std::vector<value::EventBlock> blocks = read_blocks(*artefact, path);
    HandwrittenSink by_hand;
    {
      const Stopwatch watch;
      Handwritten<HandwrittenSink> fold(by_hand);
      for (const value::EventBlock& block : blocks) {
        for (const value::Event& event : block.events) fold.event(input_of(event));
      }
      fold.finish();
      best.theirs = std::min(best.theirs, watch.seconds());
    }
    EngineSink ours;
    {
      const Stopwatch watch;
      engine::Engine engine(artefact, {}, ours);
      for (value::EventBlock& block : blocks) engine.push(std::move(block));
      engine.finish(std::nullopt);
      best.ours = std::min(best.ours, watch.seconds());
      if (round == 0)
        fmt::print("{} decisions, {} leads, {} bytes a lead\n", ours.checksum.count, engine.counts().leads,
                   engine.record_bytes());
    }
    if (ours.set_aside_count != 0) fail("events were set aside");
    if (ours.checksum.count != by_hand.checksum.count || ours.checksum.sum() != by_hand.checksum.sum())
      fail(fmt::format("the decisions differ: {} by leadc, {} by hand", ours.checksum.count,
                       by_hand.checksum.count));
  }
  return best;
}

class LineObserver : public engine::Observer {
 public:
  LineObserver(const artefact::ArtefactT& artefact, const std::string& path)
      : writer_(artefact), file_(path, std::ios::binary) {}
  void decided(const engine::Decision& decision) override {
    writer_.append(text_, decision);
    if (text_.size() > (size_t{1} << 20)) write();
  }
  bool write() {
    file_ << text_;
    text_.clear();
    return static_cast<bool>(file_.flush());
  }

 private:
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

Best from_lines(const artefact::VerifiedArtefact& artefact, const Arguments& arguments,
                const std::string& events) {
  const PolicyWords words{(*artefact).policy, (*artefact).version, emit::short_hash((*artefact).meaning_hash),
                          emit::short_hash((*artefact).data_hash)};
  const std::string ours = arguments.folder + "/decisions.leadc.ndjson";
  const std::string theirs = arguments.folder + "/decisions.by-hand.ndjson";
  Best best;
  for (int round = 0; round < arguments.rounds; ++round) {
    {
      const Stopwatch watch;
      if (!run_lines(events, theirs, words)) fail("the handwritten side cannot read " + events);
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

int run(const Arguments& arguments) {
  std::filesystem::create_directories(arguments.folder);
  const std::string events = arguments.folder + "/stream.ndjson";
  if (!write_stream(arguments.workload, events)) fail("cannot write " + events);
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result compiled =
      compile::compile(sources, {LEAD_SOURCE_DIR "/tests/bench/stream/stream.lead"}, sink);
  if (!compiled.artefact) fail("stream.lead does not compile");
  const artefact::VerifiedArtefact* verified = &*compiled.artefact;

  const uint64_t count = arguments.workload.events;
  fmt::print("{} events, {} bytes a line, best of {}; ratio is by hand / leadc\n", count,
             std::filesystem::file_size(events) / count, arguments.rounds);
  fmt::print("{:<18} {:>22}   {:>22}   {:>6}\n", "", "leadc", "by hand", "ratio");
  if (arguments.only != "lines") print_row("in memory", from_memory(*verified, arguments, events), count);
  if (arguments.only != "memory")
    print_row("NDJSON to NDJSON", from_lines(*verified, arguments, events), count);
  return 0;
}

}  // namespace
}  // namespace lead::bench

int main(int count, char** values) {
  return lead::bench::run(lead::bench::read_arguments(count, values));
}
