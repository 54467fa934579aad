// A program that links the runtime and nothing of the compiler: if the runtime needed the grammar, this would
// not link. It is also the smallest whole user of the runtime: a compiled policy and streams in, decisions
// out.
//
//   runtime_alone POLICY.leadpack EVENTS...      decisions on standard output; exit 1 where an input is
//   refused
#include <cstdio>
#include <string>
#include <variant>

#include "runtime/artefact/artefact.h"
#include "runtime/emit/decision_writer.h"
#include "runtime/engine/engine.h"
#include "runtime/ingest/event_reader.h"
#include "runtime/ingest/lines.h"

namespace {

using namespace lead;

class Printer : public engine::Observer {
 public:
  explicit Printer(const artefact::ArtefactT& artefact) : writer_(artefact) {}
  void decided(const engine::Decision& decision) override {
    line_.clear();
    writer_.append(line_, decision);
    std::fwrite(line_.data(), 1, line_.size(), stdout);
  }

 private:
  emit::DecisionWriter writer_;
  std::string line_;
};

bool read_stream(const char* path, uint32_t input, ingest::EventReader& reader, engine::Engine& engine) {
  auto opened = ingest::LineReader::open(path);
  if (const auto* error = std::get_if<ingest::InputError>(&opened)) {
    std::fprintf(stderr, "%s\n", error->message.c_str());
    return false;
  }
  auto& lines = std::get<ingest::LineReader>(opened);
  value::EventBlock block;
  for (ingest::Line line; lines.next(line);) {
    (void)reader.read(line, input, block);  // what is refused is for `leadc run` to tell
    if (block.events.size() < 1024) continue;
    engine.push(std::move(block));
    block = {};
  }
  engine.push(std::move(block));
  return !lines.trouble();
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fputs("usage: runtime_alone POLICY.leadpack EVENTS...\n", stderr);
    return 2;
  }
  auto loaded = artefact::load(words[1]);
  if (const auto* refusal = std::get_if<artefact::Refusal>(&loaded)) {
    std::fprintf(stderr, "%s\n", refusal->reason.c_str());
    return 1;
  }
  const auto& policy = std::get<artefact::VerifiedArtefact>(loaded);
  Printer printer(*policy);
  engine::Engine engine(policy, {}, printer);
  ingest::EventReader reader(*policy);
  for (int i = 2; i < count; ++i) {
    if (!read_stream(words[i], static_cast<uint32_t>(i - 2), reader, engine)) return 1;
  }
  engine.finish(std::nullopt);
  return 0;
}
