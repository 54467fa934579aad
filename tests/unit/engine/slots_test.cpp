// The parts of a lead on their own: rings, windows, order, duplicates.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <numeric>
#include <utility>
#include <vector>

#include "runtime/artefact/opcode.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"
#include "runtime/engine/dedupe.h"
#include "runtime/engine/keyed.h"
#include "runtime/engine/order.h"
#include "runtime/engine/rings.h"
#include "runtime/engine/window.h"
#include "tests/support/random.h"

namespace lead::engine {
namespace {

using lead::testing::Random;

TEST(Rings, AreQueuesAlsoAfterRollBack) {
  Random random(3);
  for (const size_t stride : {1u, 2u, 4u}) {
    RingStore rings;
    constexpr size_t kRings = 7;
    std::vector<int64_t> words(kRings * RingStore::kWords, 0);
    std::vector<std::deque<int64_t>> wanted(kRings);
    const auto act = [&](size_t ring) {
      int64_t* at = &words[ring * RingStore::kWords];
      if (random.chance(60) && wanted[ring].size() < 300) {
        const int64_t value = random.below(1'000'000);
        int64_t* entry = rings.push(at, stride);
        for (size_t i = 0; i < stride; ++i) entry[i] = value + static_cast<int64_t>(i);
        wanted[ring].push_back(value);
      } else if (!wanted[ring].empty()) {
        const auto entries =
            static_cast<size_t>(random.between(1, static_cast<int64_t>(wanted[ring].size())));
        rings.drop_front(at, entries);
        wanted[ring].erase(wanted[ring].begin(), wanted[ring].begin() + static_cast<std::ptrdiff_t>(entries));
      }
    };
    for (int round = 0; round < 4'000; ++round) {
      const bool fails = random.chance(30);
      const auto former_words = words;
      const auto former_wanted = wanted;
      rings.begin();
      for (int64_t actions = random.between(1, 20); actions > 0; --actions)
        act(static_cast<size_t>(random.below(kRings)));
      if (fails) {
        rings.roll_back();
        words = former_words;
        wanted = former_wanted;
      } else {
        rings.commit();
      }
      for (size_t ring = 0; ring < kRings; ++ring) {
        const int64_t* at = &words[ring * RingStore::kWords];
        ASSERT_EQ(RingStore::count(at), wanted[ring].size());
        for (size_t i = 0; i < wanted[ring].size(); ++i) {
          ASSERT_EQ(rings.entry(at, i, stride)[0], wanted[ring][i]);
          ASSERT_EQ(rings.entry(at, i, stride)[stride - 1],
                    wanted[ring][i] + static_cast<int64_t>(stride) - 1);
        }
      }
    }
    for (size_t ring = 0; ring < kRings; ++ring) rings.release(&words[ring * RingStore::kWords], stride);
    EXPECT_EQ(rings.used_bytes(), 0u);
  }
}

TEST(Window, CountsMonthsOfTheCalendarAlsoWhereTheClockGoesBack) {
  const auto zone = calendar::resolve_zone("Europe/Stockholm");
  ASSERT_TRUE(zone.has_value());
  artefact::WindowT declared;
  declared.keep = artefact::Period(0, 2);
  const Window window(declared, *zone);
  RingStore rings;
  std::vector<int64_t> words(window.size(), 0);
  std::vector<int64_t> instants;
  Random random(4);
  int64_t now = calendar::days_of({2026, 7, 20}) * calendar::kDayMs;
  const int64_t end = calendar::days_of({2027, 1, 20}) * calendar::kDayMs;
  while (now < end) {
    now += random.below(3 * 3'600'000);
    instants.push_back(now);
    ASSERT_TRUE(window.push(words.data(), rings, now, 0));
    const int64_t later = now + random.below(70 * calendar::kDayMs);
    for (const int32_t months : {1, 2}) {
      const auto wanted = std::count_if(instants.begin(), instants.end(), [&](int64_t t) {
        return later < calendar::add_months(*zone, t, months);
      });
      ASSERT_EQ(window.count(words.data(), rings, later, 0, months), wanted) << now << " " << later;
    }
  }
}

// Against a plain list: what the values that still count add up to, are at least, at most, and how many
// differ; and over a stretch of time the bounds hold what is read at each end.
TEST(Window, KeepsValuesBesideItsInstants) {
  using artefact::Opcode;
  artefact::ZoneT zone;
  zone.offsets_ms = {0};
  artefact::WindowT declared;
  declared.keep = artefact::Period(1'000, 0);
  declared.values = true;
  const Window window(declared, zone);
  RingStore rings;
  std::vector<int64_t> words(window.size(), 0);
  std::vector<std::pair<int64_t, int64_t>> all;
  Random random(11);
  for (int64_t now = 0; now < 60'000; now += random.below(400)) {
    all.emplace_back(now, random.between(-5, 5));
    ASSERT_TRUE(window.push(words.data(), rings, now, all.back().second));
    const int64_t later = now + random.below(1'500), keep = random.between(1, 1'000);
    std::vector<int64_t> wanted;
    for (const auto& [instant, value] : all) {
      if (later < instant + keep) wanted.push_back(value);
    }
    const artefact::Period period(keep, 0);
    const auto read = [&](Opcode op) { return window.value(op, words.data(), rings, later, period); };
    EXPECT_EQ(read(Opcode::WindowSum).value, std::accumulate(wanted.begin(), wanted.end(), int64_t{0}));
    EXPECT_EQ(read(Opcode::WindowLeast).known, !wanted.empty());
    EXPECT_EQ(read(Opcode::WindowGreatest).known, !wanted.empty());
    std::sort(wanted.begin(), wanted.end());
    if (!wanted.empty()) {
      EXPECT_EQ(read(Opcode::WindowLeast).value, wanted.front());
      EXPECT_EQ(read(Opcode::WindowGreatest).value, wanted.back());
    }
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    EXPECT_EQ(read(Opcode::WindowDistinct).value, static_cast<int64_t>(wanted.size()));
    for (const Opcode op :
         {Opcode::WindowSum, Opcode::WindowLeast, Opcode::WindowGreatest, Opcode::WindowDistinct}) {
      const vm::Interval bounds = window.value_bounds(op, words.data(), rings, now, later, period);
      const vm::Word at_end = read(op);
      EXPECT_TRUE(at_end.known
                      ? bounds.may_be_known && bounds.low <= at_end.value && at_end.value <= bounds.high
                      : bounds.may_be_missing);
    }
  }
}

TEST(Window, IsBounded) {
  artefact::ZoneT zone;
  zone.offsets_ms = {0};
  artefact::WindowT declared;
  declared.keep = artefact::Period(1'000, 0);
  declared.unbounded = true;
  const Window window(declared, zone);
  RingStore rings;
  std::vector<int64_t> words(window.size(), 0);
  for (uint32_t i = 0; i < limits::kMaxWindowEvents; ++i) ASSERT_TRUE(window.push(words.data(), rings, 5, 0));
  EXPECT_EQ(window.count(words.data(), rings, 1'004, 1'000, 0), limits::kMaxWindowEvents);
  EXPECT_EQ(window.count(words.data(), rings, 1'005, 1'000, 0), 0);
  EXPECT_EQ(window.count(words.data(), rings, 1'005, 0, 0), limits::kMaxWindowEvents);
  EXPECT_FALSE(window.push(words.data(), rings, 1'004, 0));
}

TEST(Keyed, ForgetsKeysMadeByAnItemThatFailed) {
  artefact::ZoneT zone;
  zone.offsets_ms = {0};
  artefact::LimitT declared;
  declared.count = 2;
  declared.keyed = true;
  Limit limit(declared, zone);
  KeyedCounters keyed;
  RingStore rings;
  int64_t list[KeyedCounters::kListWords] = {0, 0};
  const auto take = [&](int64_t key) {
    return limit.take(keyed.state({1, 0, key}, list, limit, rings, 0), rings, 0);
  };
  keyed.begin();
  EXPECT_TRUE(take(7));
  keyed.commit();
  keyed.begin();
  EXPECT_TRUE(take(7));
  EXPECT_FALSE(take(7));
  EXPECT_TRUE(take(8));
  EXPECT_TRUE(take(9));
  EXPECT_EQ(list[1], 3);
  keyed.roll_back();
  EXPECT_EQ(list[1], 1);
  keyed.begin();
  EXPECT_TRUE(take(7));
  EXPECT_FALSE(take(7));
  EXPECT_TRUE(take(9));
  keyed.commit();
  EXPECT_EQ(list[1], 2);
}

TEST(Order, HandsOutWhatTheWatermarkHasPassedAndLetsBlocksGo) {
  Order order(100);
  EXPECT_EQ(order.next(INT64_MAX), nullptr);
  const auto add = [&](std::vector<int64_t> instants) {
    value::EventBlock block;
    for (const int64_t instant : instants) {
      value::Event event;
      event.instant_ms = instant;
      event.lead = block.keep("lead");
      block.events.push_back(event);
    }
    order.add(std::move(block));
  };
  std::vector<int64_t> handed;
  const auto drain = [&](int64_t before) {
    while (const Pending* pending = order.next(before)) {
      handed.push_back(pending->late ? -order.event(*pending).instant_ms : order.event(*pending).instant_ms);
      order.take();
    }
  };
  add({1'000, 980});
  EXPECT_EQ(order.watermark_ms(), 900);
  drain(order.watermark_ms());
  EXPECT_TRUE(handed.empty());
  add({1'090, 990, 899, 1'090});  // the watermark is 990 at 1090: 990 is in time, 899 is not
  add({2'000});
  drain(order.watermark_ms());
  EXPECT_EQ(handed, (std::vector<int64_t>{980, -899, 990, 1'000, 1'090, 1'090}));
  drain(INT64_MAX);
  EXPECT_EQ(handed.back(), 2'000);
}

TEST(Dedupe, ForgetsWhatTheHorizonHasPassed) {
  Dedupe dedupe(1'000);
  value::Event event;
  event.source = "crm";
  event.id = "17";
  event.instant_ms = 5;
  event.content = 1;
  using Verdict = Dedupe::Verdict;
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::New);
  event.instant_ms = 1'004;
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::Duplicate);
  EXPECT_EQ(dedupe.judge(event).first_ms, 5);
  event.content = 2;
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::DifferingCopy);
  event.instant_ms = 1'005;
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::New);
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::Duplicate);
  // Source and id do not run together, and no id is never a duplicate.
  event.source = "crm1";
  event.id = "7";
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::New);
  event.id = "";
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::New);
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::New);
  // Many more than are swept at once: the recent stay known.
  event.source = "web";
  std::string id;
  for (int64_t i = 0; i < 300'000; ++i) {
    id = std::to_string(i);
    event.id = id;
    event.instant_ms = 2'000 + i / 100;
    ASSERT_EQ(dedupe.judge(event).verdict, Verdict::New);
  }
  EXPECT_EQ(dedupe.judge(event).verdict, Verdict::Duplicate);
}

}  // namespace
}  // namespace lead::engine
