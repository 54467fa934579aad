// The engine against the reference, line by line: policies that count in milliseconds, streams made at
// random. The larger hunt, over policies made at random, is tests/differential.
#include "tests/reference/fold.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "tests/support/random.h"
#include "tests/support/record_observer.h"

namespace lead::testing {
namespace {

constexpr int64_t kBegin = 1'000'000;
constexpr int64_t kSpan = 400;

// A policy, compiled and verified, with its kernel kept.
struct Policy {
  kernel::Kernel kernel;
  std::unique_ptr<artefact::VerifiedArtefact> artefact;

  explicit Policy(const std::string& text) {
    source::SourceMap sources;
    diagnostics::Sink sink;
    compile::Result result =
        compile::compile_loaded(sources, {std::get<FileId>(sources.add("test.lead", text))}, sink);
    if (!result.artefact) throw std::runtime_error(diagnostics::render_text(sink.sorted(), sources, {}));
    artefact = std::make_unique<artefact::VerifiedArtefact>(std::move(*result.artefact));
    kernel = std::move(*result.kernel);
  }
};

// A value for a field: small numbers, few texts, so that limits, keys and conditions meet.
value::FieldValue field_value(Random& random, const artefact::FieldT& field, const artefact::SchemaT& schema,
                              value::EventBlock& block) {
  using artefact::FieldKind;
  value::FieldValue made;
  const bool may_lack = field.presence != artefact::Presence::Required;
  if (may_lack && random.chance(field.fills >= 0 ? 60 : 20)) {
    if (field.fills >= 0 && random.chance(20)) made.state = value::FieldState::Null;
    return made;
  }
  made.state = value::FieldState::Value;
  const FieldKind kind = field.type->kind;
  if (kind == FieldKind::Text || kind == FieldKind::Email) {
    made.text = block.keep(std::string(1, static_cast<char>('a' + random.below(3))));
  } else if (kind == FieldKind::Choice) {
    made.word = random.below(static_cast<int64_t>(schema.choices[field.type->names]->items.size()));
  } else if (kind == FieldKind::YesNo) {
    made.word = random.below(2);
  } else {
    made.word =
        random.between(std::max<int64_t>(field.type->low, -20), std::min<int64_t>(field.type->high, 20));
  }
  return made;
}

void add_event(Random& random, const artefact::SchemaT& schema, int64_t instant_ms,
               value::EventBlock& block) {
  value::Event event;
  event.type = static_cast<uint32_t>(random.below(static_cast<int64_t>(schema.events.size())));
  event.instant_ms = instant_ms;
  event.lead = block.keep(std::string(1, static_cast<char>('A' + random.below(3))));
  if (random.chance(70)) event.id = block.keep("e" + std::to_string(random.below(60)));
  if (random.chance(30)) event.source = block.keep("crm");
  event.has_seq = random.chance(30);
  if (event.has_seq) event.seq = random.below(4);
  const auto& type = *schema.events[event.type];
  const std::span<value::FieldValue> fields = block.fields(type.fields.size());
  for (size_t i = 0; i < fields.size(); ++i) fields[i] = field_value(random, *type.fields[i], schema, block);
  event.fields = fields;
  event.content = random.next() % 2;
  event.line = block.events.size() + 1;
  block.events.push_back(event);
}

// Events roughly in order, some of them late, some at the same instant.
value::EventBlock stream(uint64_t seed, const artefact::SchemaT& schema, int events) {
  Random random(seed);
  value::EventBlock block;
  int64_t now = kBegin;
  for (int i = 0; i < events; ++i) {
    now += random.chance(30) ? 0 : random.below(2 * kSpan / events);
    add_event(random, schema, random.chance(10) ? now - random.below(30) : now, block);
  }
  return block;
}

void expect_agreement(const Policy& policy, uint64_t seed, int events, uint32_t extra_wakes) {
  value::EventBlock block = stream(seed, *(*policy.artefact)->schema, events);
  const int64_t until = kBegin + 2 * kSpan;
  RecordObserver slow, fast;
  reference::Fold fold(policy.kernel, *(*policy.artefact)->zone, {until, 1}, slow);
  fold.run(block.events);
  engine::Engine engine(*policy.artefact, {std::nullopt, extra_wakes}, fast);
  // In two batches, for the batches must not matter.
  value::EventBlock first;
  first.events.assign(block.events.begin(), block.events.begin() + events / 2);
  value::EventBlock second;
  second.events.assign(block.events.begin() + events / 2, block.events.end());
  engine.push(std::move(first));
  engine.push(std::move(second));
  engine.finish(until);
  ASSERT_EQ(fast.lines(), slow.lines()) << "seed " << seed;
  EXPECT_FALSE(slow.decisions.empty());
  for (const std::string& lead : fold.leads()) {
    const auto snapshot = engine.snapshot(lead, until);
    ASSERT_TRUE(snapshot.has_value());
    for (size_t i = 0; i < policy.kernel.scores.size(); ++i) {
      EXPECT_EQ(snapshot->words[(*policy.artefact)->scores[i]->value],
                fold.value(lead, policy.kernel.scores[i].value, until).word);
    }
  }
}

const char* const kFading = R"(policy p { lateness 10ms  dedupe 100ms }
choice Status { registered, attended }
lead { email email optional  size number from 0 to 100 optional  vip yes or no = no }
event created fills in size, vip
event view { path text }
event demo { status Status  points number from -20 to 20 }
score interest { range 0 to 60  fades by half every 7ms
  view:  +5 each view where path is "a", shows at most 12 points
  any_view: +3 each view, at most 2 times per 20ms
  once_a: +9 each view, once per path
  demo:  points from points each demo, at most 3 times per 50ms
  even:  +8 each demo where status is attended, fades evenly by 30% every 11ms
  drop:  +7 each view, drops by 2 points every 9ms
  halve: -9 each demo, halves every full 13ms
  gone:  +6 each view where path is "b", expires after 17ms
  quiet: -4 each 29ms without view where path is not "c"
  keen:  best of { 10 when count of view in last 20ms at least 2  6 when any demo in last 31ms }
  live:  +3 while vip and size is known and size > 9
  together { view, any_view } shows at most 14 points
  bands { cold from 0, cool from 6 until below 4, warm from 15 until below 9, hot from 30 until below 20 } }
grade fit { A when size >= 15  B when last view less than 12ms ago  C when first demo more than 40ms ago  D otherwise }
matrix cell (interest, fit) {
         | A | B | C | D |
  hot:   | x | x | y | y |
  warm:  | x | y | y | z |
  cool:  | y | y | z | z |
  cold:  | y | z | z | z |
})";

const char* const kRunning = R"(policy p { anonymous events wait  lateness 5ms }
lead { email email  size number from 0 to 100 optional  vip yes or no = no }
event created fills in email, size
event change fills in email, vip
event view { path text  weight number from 0 to 20 optional }
define busy means count of view where path is "a" and weight > 3 in last 25ms at least 2
score heat { range 0 to 40  running
  up: +9 each view, at most 2 times per 10ms
  down: each view { -12 when heat > 25, -2 when heat >= 5 }
  slow: -3 each 17ms without view
  bands { low from 0, mid from 10, top from 25 until below 15 } }
score side { range 0 to 100
  weight: points from weight or else 1 each view where heat at least mid, fades by half every 19ms
  never: +2 each 40ms without change, at most 3 times
  bands { calm from 0, wild from 12 } }
grade fit { A when busy and vip  B when no view in last 30ms  C when heat is top and side is wild  D otherwise })";

class Agreement : public ::testing::TestWithParam<uint64_t> {};

TEST_P(Agreement, HoldsWhereEverythingFades) {
  static const Policy policy(kFading);
  expect_agreement(policy, GetParam(), 60, static_cast<uint32_t>(GetParam() % 3));
}

TEST_P(Agreement, HoldsWhereScoresRunAndLeadsWait) {
  static const Policy policy(kRunning);
  expect_agreement(policy, GetParam() + 1000, 80, static_cast<uint32_t>(GetParam() % 3));
}

INSTANTIATE_TEST_SUITE_P(Reference, Agreement, ::testing::Range<uint64_t>(0, 20));

}  // namespace
}  // namespace lead::testing
