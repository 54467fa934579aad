// Properties over random policies and streams: every change of an output comes at its first millisecond, and
// neither batches, nor the order of arrival, nor needless wake-ups change what the engine says.
#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/base/arithmetic.h"
#include "runtime/engine/engine.h"
#include "tests/support/random.h"
#include "tests/unit/engine/small_policy.h"

namespace lead::engine::testing {
namespace {

using artefact::Decay;
using artefact::Period;
using lead::testing::Random;

Decay random_decay(Random& random) {
  const int64_t period = random.between(1, 3'000);
  switch (random.below(6)) {
    case 0:
      return {DecayKind::None, 0, 0};
    case 1:
      return {DecayKind::Half, period, 0};
    case 2:
      return {DecayKind::Evenly, period, random.between(100'000, kMillion)};
    case 3:
      return {DecayKind::Drops, period, random.between(1, 4 * kMillion)};
    case 4:
      return {DecayKind::Halves, period, 0};
    default:
      return {DecayKind::Expires, period, 0};
  }
}

struct RandomPolicy {
  artefact::VerifiedArtefact artefact;
  std::vector<uint32_t> events;
};

// Plus and minus ledgers of all kinds, windows, a mark's age, a band over the clamped sum and grades over the
// rest.
RandomPolicy random_policy(Random& random, bool with_memory) {
  SmallPolicy policy;
  std::vector<uint32_t> events;
  for (const char* name : {"x", "y", "z"}) events.push_back(policy.event(name));
  std::vector<uint32_t> windows, marks;
  for (int64_t n = random.below(3); n > 0; --n)
    windows.push_back(policy.window(Period(random.between(1, 3'000), 0)));
  marks.push_back(policy.mark(random.chance(30)));
  for (const uint32_t window : windows) policy.push(random.pick(events), window);
  policy.touch(events[0], marks[0]);

  CodeWriter code = policy.derived();
  uint32_t sum = code.constant(random.between(-5, 5) * kMillion);
  const auto ledgers = random.between(1, 4);
  std::vector<uint32_t> all;
  for (int64_t n = 0; n < ledgers; ++n) {
    const bool minus = random.chance(40);
    all.push_back(policy.ledger(random_decay(random), minus));
    const int64_t points = random.between(1, 20);
    policy.book(random.pick(events), all.back(), minus ? -points : points);
    uint32_t shown = code.ledger(all.back());
    if (random.chance(30))
      shown = code.word(Opcode::Least, shown, code.constant(random.between(0, 15) * kMillion));
    sum = code.add(sum, shown);
  }
  const uint32_t score = code.word(Opcode::Greatest, sum, code.constant(0));
  std::vector<int64_t> from{0}, until{0};
  while (from.size() < 4) {
    from.push_back(from.back() + random.between(1, 12));
    until.push_back(with_memory ? random.between(until.back(), from.back()) : from.back());
  }
  policy.band("interest", score, from, until);
  for (const uint32_t window : windows) {
    const uint32_t count = code.count(window, random.between(1, policy.raw().windows[window]->keep.ms()));
    policy.grade("busy", code.word(Opcode::LessEqual, code.constant(random.between(1, 3)), count), 2);
  }
  const uint32_t age =
      code.word(Opcode::Subtract, code.word(Opcode::Now), code.word(Opcode::MarkInstant, 0, 0, 0, marks[0]));
  policy.grade("fresh", code.word(Opcode::LessEqual, age, code.constant(random.between(0, 2'000))), 2);
  if (with_memory && random.chance(70)) {
    const uint32_t minus = policy.ledger(random_decay(random), true);
    policy.quiet(marks[0], Period(random.between(50, 1'500), 0), minus, -random.between(1, 9));
    policy.band("quiet", code.add(code.ledger(minus), code.constant(50 * kMillion)), {0, 30, 40, 45});
  }
  return {policy.finish(), events};
}

std::vector<Sample> random_samples(Random& random, const std::vector<uint32_t>& events, size_t count,
                                   int64_t step_ms) {
  std::vector<Sample> samples;
  int64_t now = random.between(0, 2'000'000'000'000);
  for (size_t i = 0; i < count; ++i) {
    now += random.chance(20) ? 0 : random.below(step_ms);
    samples.push_back({random.pick(events),
                       std::string(1, static_cast<char>('a' + random.below(3))),
                       now,
                       random.between(-5, 20),
                       {},
                       {},
                       {},
                       static_cast<int64_t>(i),
                       {}});
  }
  return samples;
}

// Every output at every millisecond up to `end`, as decisions: the slow way, from snapshots of the state
// after the last event.
std::vector<std::string> changes_by_looking(const artefact::VerifiedArtefact& artefact, const Engine& engine,
                                            int64_t end) {
  std::vector<std::string> lines;
  std::vector<std::vector<int64_t>> shown;
  const auto leads = engine.leads();
  const auto word_at = [&](const LeadSnapshot& lead, uint32_t output) {
    const uint32_t at = artefact->outputs[output]->register_;
    return lead.words_known[at] != 0 ? lead.words[at] : int64_t{-1};
  };
  for (int64_t now = engine.now_ms(); now <= end; ++now) {
    for (size_t lead = 0; lead < leads.size(); ++lead) {
      const auto snapshot = *engine.snapshot(leads[lead], now);
      if (now == engine.now_ms()) shown.emplace_back();
      for (uint32_t output = 0; output < artefact->outputs.size(); ++output) {
        const int64_t word = word_at(snapshot, output);
        if (now == engine.now_ms()) {
          shown[lead].push_back(word);
          continue;
        }
        if (word == shown[lead][output]) continue;
        const auto name = [](int64_t w) { return w < 0 ? std::string("-") : std::to_string(w); };
        lines.push_back(std::to_string(now) + " " + std::string(leads[lead]) + " " +
                        artefact->outputs[output]->block + " " + name(shown[lead][output]) + ">" +
                        name(word) + " wake");
        shown[lead][output] = word;
      }
    }
  }
  return lines;
}

TEST(Exactness, EveryChangeByTimeComesAtItsFirstMillisecond) {
  size_t changes = 0;
  for (uint64_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    const RandomPolicy policy = random_policy(random, false);
    const std::vector<Sample> samples = random_samples(random, policy.events, 12, 300);
    const int64_t last = samples.back().instant_ms;
    const int64_t end = last + 4'000;
    Recording still(policy.artefact), running(policy.artefact);
    for (Recording* run : {&still, &running}) run->push(samples);
    still.finish();
    running.finish(end);
    std::vector<std::string> found(running.lines.begin() + static_cast<std::ptrdiff_t>(still.lines.size()),
                                   running.lines.end());
    const std::vector<std::string> wanted = changes_by_looking(policy.artefact, still.engine, end);
    ASSERT_EQ(found, wanted) << "seed " << seed;
    changes += wanted.size();
  }
  EXPECT_GT(changes, 300u);
}

TEST(Exactness, BatchesArrivalAndNeedlessWakeUpsChangeNothing) {
  size_t decisions = 0;
  for (uint64_t seed = 1'000; seed < 1'150; ++seed) {
    Random random(seed);
    RandomPolicy policy = random_policy(random, true);
    const std::vector<Sample> samples = random_samples(random, policy.events, 60, 400);
    const int64_t end = samples.back().instant_ms + 20'000;
    Recording whole(policy.artefact);
    whole.with_bookings = true;
    whole.push(samples);
    whole.finish(end);
    decisions += whole.lines.size();
    for (const uint32_t extra : {0u, 1u, 5u}) {
      Recording pieces(policy.artefact, {.only_lead = {}, .extra_wakes = extra});
      pieces.with_bookings = true;
      for (size_t i = 0; i < samples.size();) {
        const size_t size = static_cast<size_t>(random.between(1, 7));
        const size_t stop = std::min(i + size, samples.size());
        pieces.push({samples.begin() + static_cast<std::ptrdiff_t>(i),
                     samples.begin() + static_cast<std::ptrdiff_t>(stop)});
        i = stop;
      }
      pieces.finish(end);
      ASSERT_EQ(pieces.lines, whole.lines) << "seed " << seed << ", extra wake-ups " << extra;
    }
  }
  EXPECT_GT(decisions, 5'000u);
}

TEST(Exactness, ShufflingWithinTheLatenessChangesNothing) {
  for (uint64_t seed = 2'000; seed < 2'050; ++seed) {
    Random random(seed);
    SmallPolicy small;
    const uint32_t event = small.event("x");
    const uint32_t points = small.ledger({DecayKind::Half, 500, 0});
    small.book(event, points, std::nullopt);
    small.band(
        "interest",
        small.derived().word(Opcode::Greatest, small.derived().ledger(points), small.derived().constant(0)),
        {0, 5, 20});
    small.raw().lateness_ms = 1'000;
    const auto artefact = small.finish();
    std::vector<Sample> samples = random_samples(random, {event}, 80, 200);
    for (Sample& sample : samples) sample.number = std::abs(*sample.number);
    Recording ordered(artefact), shuffled(artefact);
    ordered.push(samples);
    ordered.finish();
    // Each event arrives less than the lateness after its instant.
    std::vector<std::pair<int64_t, size_t>> arrivals;
    for (size_t i = 0; i < samples.size(); ++i)
      arrivals.emplace_back(samples[i].instant_ms + random.below(1'000), i);
    std::sort(arrivals.begin(), arrivals.end());
    for (size_t i = 0; i < arrivals.size(); i += 3) {
      std::vector<Sample> batch;
      for (size_t j = i; j < std::min(i + 3, arrivals.size()); ++j)
        batch.push_back(samples[arrivals[j].second]);
      shuffled.push(batch);
    }
    shuffled.finish();
    ASSERT_EQ(shuffled.lines, ordered.lines) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lead::engine::testing
