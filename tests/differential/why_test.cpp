// INVARIANT(adds_up) of workbench/why/story.h, over random policies and streams: the lines of a rule add up
// to the rule, the rules and groups to the sum, and the sum clamped to the range is the score.
//
// LEAD_DIFF_SEED as in differential_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "compiler/compile/compile.h"
#include "tests/differential/generate_events.h"
#include "tests/differential/generate_policy.h"
#include "workbench/why/render.h"
#include "workbench/why/story.h"
#include "workbench/why/trace.h"

namespace lead::testing {
namespace {

constexpr uint64_t kPolicies = 60;

uint64_t first_seed() {
  const char* text = std::getenv("LEAD_DIFF_SEED");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 1;
}

int64_t clamped(int64_t value, std::optional<int64_t> at_most) {
  return at_most ? std::clamp(value, -*at_most, *at_most) : value;
}

// Nothing is left of a booking that stands before the last reset of its score, and all others count.
void expect_resets_told(const why::ScoreStory& score, uint32_t index, const why::Trace& trace) {
  const why::ResetLine* last = nullptr;
  for (const why::ResetLine& reset : trace.resets()) {
    if (reset.score == index) last = &reset;
  }
  ASSERT_EQ(score.reset.has_value(), last != nullptr) << score.name;
  for (const why::RuleStory& rule : score.rules) {
    for (const why::LedgerLine& line : rule.lines) {
      EXPECT_EQ(line.before_reset ? line.now_millionths : 0, 0) << rule.name;
      EXPECT_TRUE(!line.before_reset || last != nullptr) << rule.name;
      if (last == nullptr) continue;
      EXPECT_TRUE(line.before_reset || line.instant_ms >= last->instant_ms) << rule.name;
      EXPECT_TRUE(!line.before_reset || line.instant_ms <= last->instant_ms) << rule.name;
    }
  }
}

void expect_rules_add_up(const why::ScoreStory& score) {
  for (const why::RuleStory& rule : score.rules) {
    int64_t sum = 0;
    for (const why::LedgerLine& line : rule.lines) sum += line.now_millionths;
    EXPECT_EQ(rule.live ? rule.raw_millionths : sum, rule.raw_millionths) << "the lines of " << rule.name;
    EXPECT_EQ(clamped(rule.raw_millionths, rule.at_most), rule.shown_millionths) << rule.name;
  }
}

void expect_score_adds_up(const why::ScoreStory& score, int64_t low, int64_t high) {
  int64_t sum = 0;
  std::vector<int64_t> groups(score.groups.size());
  for (const why::RuleStory& rule : score.rules) {
    if (rule.group < 0)
      sum += rule.shown_millionths;
    else
      groups[static_cast<size_t>(rule.group)] += rule.shown_millionths;
  }
  for (size_t g = 0; g < groups.size(); ++g) {
    EXPECT_EQ(groups[g], score.groups[g].raw_millionths) << "the rules of " << score.groups[g].text;
    sum += score.groups[g].shown_millionths;
  }
  EXPECT_EQ(score.running ? score.sum_millionths : sum, score.sum_millionths) << score.name;
  EXPECT_EQ(std::clamp(score.sum_millionths, low, high), score.value_millionths) << score.name;
}

struct LookedAt {
  size_t lines = 0, resets = 0;
};

LookedAt expect_adds_up(const artefact::VerifiedArtefact& artefact, const value::EventBlock& events,
                        const std::string& lead) {
  why::Trace trace(*artefact, lead);
  engine::Engine engine(artefact, {.only_lead = lead}, trace);
  value::EventBlock block;
  block.events = events.events;
  engine.push(std::move(block));
  engine.finish(std::nullopt);
  const auto snapshot = engine.snapshot(lead, engine.now_ms());
  if (!snapshot) return {};
  const why::Story story = why::tell(*artefact, *snapshot, trace);
  LookedAt looked{0, trace.resets().size()};
  for (size_t s = 0; s < story.scores.size(); ++s) {
    expect_resets_told(story.scores[s], static_cast<uint32_t>(s), trace);
    expect_rules_add_up(story.scores[s]);
    expect_score_adds_up(story.scores[s], artefact->scores[s]->low, artefact->scores[s]->high);
    for (const why::RuleStory& rule : story.scores[s].rules) looked.lines += rule.lines.size();
  }
  EXPECT_FALSE(why::render_text(story, trace, *artefact, {}).empty());
  EXPECT_FALSE(why::render_json(story, trace, *artefact).empty());
  return looked;
}

TEST(Why, AddsUp) {
  size_t lines = 0, resets = 0;
  for (uint64_t seed = first_seed(); seed < first_seed() + kPolicies && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    source::SourceMap sources;
    diagnostics::Sink sink;
    const compile::Result result = compile::compile_loaded(
        sources, {std::get<FileId>(sources.add("generated.lead", generate_policy(seed)))}, sink);
    if (!result.artefact) continue;
    const value::EventBlock events = generate_events(seed, {}, **result.artefact);
    std::set<std::string> leads;
    for (const value::Event& event : events.events) leads.emplace(event.lead);
    for (const std::string& lead : leads) {
      const LookedAt looked = expect_adds_up(*result.artefact, events, lead);
      lines += looked.lines;
      resets += looked.resets;
    }
  }
  EXPECT_GT(lines, kPolicies * 10);
  EXPECT_GT(resets, kPolicies);
}

}  // namespace
}  // namespace lead::testing
