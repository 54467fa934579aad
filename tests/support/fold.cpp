#include "tests/support/fold.h"

#include <stdexcept>
#include <utility>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "runtime/ingest/event_reader.h"

namespace lead::testing {
namespace {

constexpr size_t kBatchEvents = 1'000;

artefact::VerifiedArtefact verified(compile::Result result, const diagnostics::Sink& sink,
                                    const source::SourceMap& sources) {
  if (!result.artefact) throw std::runtime_error(diagnostics::render_text(sink.sorted(), sources, {}));
  return std::move(*result.artefact);
}

void read_into(engine::Engine& engine, ingest::EventReader& reader, const std::string& path, uint32_t input,
               CountingObserver& observer) {
  auto opened = ingest::LineReader::open(path);
  if (const auto* error = std::get_if<ingest::InputError>(&opened)) throw std::runtime_error(error->message);
  auto& lines = std::get<ingest::LineReader>(opened);
  value::EventBlock block;
  ingest::Line line;
  while (lines.next(line)) {
    if (const auto rejected = reader.read(line, input, block)) {
      ++observer.set_aside_by_reason[std::string(reason_word(rejected->reason))];
    }
    if (block.events.size() < kBatchEvents) continue;
    engine.push(std::move(block));
    block = value::EventBlock{};
  }
  if (lines.trouble()) throw std::runtime_error(lines.trouble()->message);
  engine.push(std::move(block));
}

}  // namespace

artefact::VerifiedArtefact compile_file(const std::string& path) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  return verified(compile::compile(sources, {path}, sink), sink, sources);
}

artefact::VerifiedArtefact compile_text(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = std::get<FileId>(sources.add("test.lead", text));
  return verified(compile::compile_loaded(sources, {file}, sink), sink, sources);
}

int64_t Fold::score(const engine::LeadSnapshot& lead, const std::string& name) const {
  for (const auto& score : (*artefact)->scores) {
    if (score->name == name) return lead.words[score->value];
  }
  throw std::runtime_error("no score is called " + name);
}

std::optional<std::string> Fold::output(const engine::LeadSnapshot& lead, const std::string& block) const {
  for (const auto& output : (*artefact)->outputs) {
    if (output->block != block) continue;
    if (lead.words_known[output->register_] == 0) return std::nullopt;
    return (*artefact)->schema->name_lists[output->names]->names[static_cast<size_t>(
        lead.words[output->register_])];
  }
  throw std::runtime_error("nothing observed is called " + block);
}

Fold fold_files(const std::string& policy, const std::vector<std::string>& events,
                std::optional<int64_t> until_ms, OnDecision on_decision) {
  Fold fold;
  fold.artefact = std::make_unique<artefact::VerifiedArtefact>(compile_file(policy));
  fold.observer = std::make_unique<CountingObserver>(**fold.artefact, std::move(on_decision));
  fold.engine = std::make_unique<engine::Engine>(*fold.artefact, engine::Options{}, *fold.observer);
  ingest::EventReader reader(**fold.artefact);
  for (uint32_t i = 0; i < events.size(); ++i) read_into(*fold.engine, reader, events[i], i, *fold.observer);
  fold.engine->finish(until_ms);
  fold.ignored_events = reader.ignored_events();
  return fold;
}

}  // namespace lead::testing
