#include <fmt/format.h>

#include "runtime/engine/engine.h"
#include "runtime/ingest/event_reader.h"
#include "runtime/ingest/lines.h"
#include "tests/bench/stream/bench.h"
#include "tests/bench/stream/journey_by_hand.h"
#include "tests/bench/stream/routing_by_hand.h"
#include "tests/bench/stream/scoring_by_hand.h"

namespace lead::bench {
namespace {

// Order-dependent, so that a decision out of its place shows.
class Checksum {
 public:
  void add(const Outcome& o) {
    add(o.instant_ms, o.lead, o.cause);
    for (const int64_t word :
         {int64_t{o.output}, int64_t{o.from}, int64_t{o.to}, o.score, int64_t{o.transition},
          o.figures.elapsed_ms, o.figures.target_ms, o.figures.due_ms})
      add(word);
  }
  void add(const Notice& n) {
    add(n.instant_ms, n.lead, n.cause);
    add(int64_t{n.notice});
  }
  void add(const Handing& h) {
    add(h.instant_ms, h.lead, h.cause);
    for (const std::string_view person : {h.from, h.to, h.turn_of}) add(person);
    for (const int64_t word : {static_cast<int64_t>(h.kind), int64_t{h.row}, int64_t{h.queue}}) add(word);
  }
  void add(const Refusal& r) {
    add(r.instant_ms, r.lead, r.cause);
    for (const std::string_view word : {r.person, r.why, r.by}) add(word);
  }
  [[nodiscard]] uint64_t sum() const { return sum_; }
  uint64_t count = 0;

 private:
  void add(int64_t word) {
    sum_ = (sum_ ^ static_cast<uint64_t>(word)) * 0x9e3779b97f4a7c15, sum_ ^= sum_ >> 29;
  }
  void add(std::string_view text) {
    for (const char c : text) sum_ = (sum_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    add(static_cast<int64_t>(text.size()));
  }
  void add(int64_t instant_ms, std::string_view lead, const Cause& cause) {
    add(lead);
    add(instant_ms);
    add(int64_t{cause.rule} << 16 | int64_t{static_cast<uint8_t>(cause.by)} << 8 | cause.source);
    ++count;
  }
  uint64_t sum_ = 0;
};

struct SinkByHand {
  Checksum checksum;
  void decided(const Outcome& outcome) { checksum.add(outcome); }
  void told(const Notice& notice) { checksum.add(notice); }
  void handed(const Handing& handing) { checksum.add(handing); }
  void refused(const Refusal& refusal) { checksum.add(refusal); }
};

class EngineSink : public engine::Observer {
 public:
  void decided(const engine::Decision& d) override {
    Outcome outcome{d.instant_ms,
                    d.lead,
                    d.output,
                    d.birth || !d.from ? -1 : static_cast<int32_t>(*d.from),
                    d.to ? static_cast<int32_t>(*d.to) : -1,
                    d.value.value_or(0),
                    cause_of(d.cause, d.rule),
                    0};
    outcome.transition = d.transition;
    if (d.clock) outcome.figures = {d.clock->elapsed_ms, d.clock->target_ms, d.clock->due_ms};
    checksum.add(outcome);
  }
  void told(const engine::Telling& t) override {
    checksum.add(Notice{t.instant_ms, t.lead, t.tell, cause_of(t.cause, -1), 0});
  }
  void assigned(const engine::Assignment& a) override {
    checksum.add(Handing{a.instant_ms, a.lead, static_cast<HandingKind>(a.kind), a.from, a.to, a.turn_of,
                         a.row, a.queue, cause_of(a.cause, -1)});
  }
  void refused(const engine::RefusedClaim& r) override {
    checksum.add(Refusal{r.instant_ms, r.lead, r.person, r.why, r.by, cause_of(r.cause, -1)});
  }
  void set_aside(const engine::SetAside&) override { ++set_aside_count; }
  Checksum checksum;
  uint64_t set_aside_count = 0;

 private:
  static Cause cause_of(const engine::Cause& cause, int32_t rule) {
    const auto last = static_cast<Rule>(rule);
    if (cause.kind == engine::CauseKind::Event)
      return {By::Event, static_cast<uint8_t>(cause.event->type), last};
    if (cause.kind == engine::CauseKind::Step) return {By::Step, static_cast<uint8_t>(cause.source), last};
    if (cause.kind == engine::CauseKind::Edge) return {By::Edge, 0, last};
    if (cause.kind == engine::CauseKind::Assignment) return {By::Assignment, 0, last};
    if (cause.kind == engine::CauseKind::Expiry) return {By::Expiry, 0, last};
    return {By::Time, 0, last};
  }
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
    if (given(0)) input.choice = static_cast<int32_t>(fields[0].word);
    if (given(1)) input.employees = fields[1].word;
    if (fields.size() > 2 && given(2)) input.text = fields[2].text;
  } else if (event.type == kCall) {
    input.reached = fields[0].word != 0;
  } else if (!fields.empty()) {
    input.text = fields[0].text;
  }
  return input;
}

template <template <class> class Fold>
Best both_ways(const artefact::VerifiedArtefact& artefact, int rounds, const std::string& events) {
  Best best;
  for (int round = 0; round < rounds; ++round) {
    std::vector<value::EventBlock> blocks = read_blocks(*artefact, events);
    SinkByHand theirs;
    {
      const Stopwatch watch;
      Fold<SinkByHand> fold(theirs);
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
    if (ours.checksum.count != theirs.checksum.count || ours.checksum.sum() != theirs.checksum.sum())
      fail(fmt::format("the decisions differ: {} by leadc, {} by hand", ours.checksum.count,
                       theirs.checksum.count));
  }
  return best;
}

}  // namespace

Best from_memory(const artefact::VerifiedArtefact& artefact, Policy policy, int rounds,
                 const std::string& events) {
  switch (policy) {
    case Policy::Scoring:
      return both_ways<ScoringByHand>(artefact, rounds, events);
    case Policy::Journey:
      return both_ways<JourneyByHand>(artefact, rounds, events);
    case Policy::Routing:
      return both_ways<RoutingByHand>(artefact, rounds, events);
  }
  return {};
}

}  // namespace lead::bench
