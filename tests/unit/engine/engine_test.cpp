// Timelines: small policies, a few events, and what the engine says at which millisecond.
#include "runtime/engine/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "tests/unit/engine/small_policy.h"

namespace lead::engine::testing {
namespace {

using artefact::FieldKind;
using artefact::Period;
using artefact::Presence;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kDayMs = 86'400'000;

TEST(Engine, ABandIsLeftAtTheFirstMillisecondBelowIt) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::Half, 1'000, 0});
  policy.book(view, points, 10);
  policy.band("interest", policy.derived().ledger(points), {0, 5});
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.event(view, "a", 10'000);
  run.finish(100'000);
  // At age 1000 the value is 5 exactly and 5 still is warm; one millisecond later it is not.
  EXPECT_THAT(run.lines, ElementsAre("10000 a interest ->1 event birth", "11001 a interest 1>0 wake"));
}

// No compiler writes it: what is always met moves the lead to and fro at one instant.
TEST(Engine, TimesThatChaseEachOtherAreCutOffAndCounted) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t funnel = policy.lifecycle("funnel", 2);
  const uint32_t always = policy.derived().constant(1);
  policy.after(funnel, 0, 1, always);
  policy.after(funnel, 1, 0, always);
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.event(view, "a", 10'000);
  run.finish(20'000);
  EXPECT_EQ(run.engine.counts().cut_chains, 1u);
  EXPECT_LE(run.lines.size(), limits::kMaxFollowUps + 2);
}

TEST(Engine, HotIsKeptUntilItsLowerThreshold) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::Evenly, 10'000, kMillion});
  policy.book(view, points, std::nullopt);
  policy.band("interest", policy.derived().ledger(points), {0, 20, 50}, {0, 20, 40});
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.event(view, "a", 0, 45);  // warm: 45 is not 50
  run.event(view, "b", 0, 50);  // hot
  run.finish(20'000);
  EXPECT_THAT(run.lines, ElementsAre("0 a interest ->1 event birth", "0 b interest ->2 event birth",
                                     "2001 b interest 2>1 wake",  // 50 · (1 - age/10000) < 40
                                     "5556 a interest 1>0 wake",  // 45 · (1 - age/10000) < 20
                                     "6001 b interest 1>0 wake"));
}

TEST(Engine, AWindowForgetsAtTheMillisecond) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t seen = policy.window(Period(5'000, 0));
  policy.push(view, seen);
  CodeWriter code = policy.derived();
  policy.grade("busy", code.word(Opcode::LessEqual, code.constant(2), code.count(seen, 5'000)), 2);
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.event(view, "a", 1'000);
  run.event(view, "a", 3'000);
  run.event(view, "a", 5'999);
  run.finish(50'000);
  EXPECT_THAT(run.lines,
              ElementsAre("1000 a busy ->0 event birth", "3000 a busy 0>1 event", "8000 a busy 1>0 wake"));
}

TEST(Engine, AnEventAtTheVeryInstantComesBeforeTheWakeUp) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t seen = policy.window(Period(5'000, 0));
  policy.push(view, seen);
  CodeWriter code = policy.derived();
  policy.grade("seen", code.word(Opcode::LessEqual, code.constant(1), code.count(seen, 5'000)), 2);
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.event(view, "a", 1'000);
  run.event(view, "a", 6'000);  // the first is forgotten now, the second counts now: nothing changes
  run.finish(10'999);
  EXPECT_THAT(run.lines, ElementsAre("1000 a seen ->1 event birth"));
}

TEST(Engine, SilenceBooksEveryCompletedPeriodAndAnEventStartsItAfresh) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t other = policy.event("other");
  const uint32_t plus = policy.ledger({DecayKind::None, 0, 0});
  const uint32_t minus = policy.ledger({DecayKind::None, 0, 0}, true);
  const uint32_t mark = policy.mark();
  policy.touch(view, mark);
  policy.book(view, plus, 20);
  policy.quiet(mark, Period(1'000, 0), minus, -5);
  CodeWriter code = policy.derived();
  policy.band("interest", code.add(code.ledger(plus), code.ledger(minus)), {0, 10, 20});
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.with_bookings = true;
  run.event(other, "a", 0);      // born, silent since
  run.event(view, "a", 1'000);   // the period is complete and booked before the event, which starts the next
  run.event(other, "a", 1'500);  // not an activity
  run.finish(3'500);
  EXPECT_THAT(run.lines, ElementsAre("0 a interest ->0 event birth",             //
                                     "1000 a -5", "1000 a interest 0>- quiet",   // below the first band
                                     "1000 a +20", "1000 a interest ->1 event",  //
                                     "2000 a -5", "3000 a -5", "3000 a interest 1>0 quiet"));
  EXPECT_EQ(run.engine.counts().quiet_bookings, 3u);
}

TEST(Engine, SilenceOfAMonthFollowsTheCalendar) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t minus = policy.ledger({DecayKind::None, 0, 0}, true);
  const uint32_t mark = policy.mark();
  policy.touch(view, mark);
  policy.quiet(mark, Period(0, 1), minus, -1);
  policy.band("interest", policy.derived().ledger(minus), {-100});
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.with_bookings = true;
  run.event(view, "a", 30 * kDayMs);  // 31 January 1970
  run.finish(100 * kDayMs);
  EXPECT_THAT(run.lines, ElementsAre("2592000000 a interest ->0 event birth",  //
                                     std::to_string(58 * kDayMs) + " a -1",    // 28 February
                                     std::to_string(89 * kDayMs) + " a -1"));  // 31 March
}

TEST(Engine, LimitsCountWhatGotThrough) {
  struct Case {
    LimitKind kind;
    uint32_t count;
    int64_t period_ms;
    bool keyed;
    std::vector<int64_t> granted;  // instants in hours
  };
  // Every 8 hours from 1970-01-01 (a Thursday): keys alternate x, y.
  const std::vector<Case> cases{
      {LimitKind::Ever, 2, 0, false, {0, 8}},
      {LimitKind::Ever, 1, 0, true, {0, 8}},
      {LimitKind::Day, 1, 0, false, {0, 24, 48, 72, 96}},
      {LimitKind::Day, 1, 0, true, {0, 8, 24, 32, 48, 56, 72, 80, 96, 104}},
      {LimitKind::Week, 2, 0, false, {0, 8, 96, 104}},
      {LimitKind::Month, 3, 0, false, {0, 8, 16}},
      {LimitKind::Rolling, 1, 24 * 3'600'000, false, {0, 24, 48, 72, 96}},
      {LimitKind::Rolling, 2, 40 * 3'600'000, false, {0, 8, 40, 48, 80, 88}},
      {LimitKind::Rolling, 1, 20 * 3'600'000, true, {0, 8, 32, 40, 64, 72, 96, 104}},
  };
  for (const Case& c : cases) {
    SmallPolicy policy;
    const uint32_t view = policy.event("page_view");
    const uint32_t points = policy.ledger({DecayKind::None, 0, 0});
    const uint32_t limit = policy.limit(c.count, c.kind, c.period_ms, c.keyed);
    policy.book(view, points, 1, {static_cast<int32_t>(limit), c.keyed ? 0 : -1});
    const auto artefact = policy.finish();
    Recording run(artefact);
    run.with_bookings = true;
    for (int64_t hour = 0; hour < 112; hour += 8)
      run.event(view, "a", hour * 3'600'000, std::nullopt, hour % 16 == 0 ? "x" : "y");
    run.event(view, "a", 112 * 3'600'000);  // without a key: books where the limit has none
    run.finish();
    std::vector<std::string> wanted;
    for (const int64_t hour : c.granted) wanted.push_back(std::to_string(hour * 3'600'000) + " a +1");
    std::vector<std::string> found = run.lines;
    if (!found.empty() && found.back() == std::to_string(112 * 3'600'000) + " a +1") found.pop_back();
    EXPECT_EQ(found, wanted) << static_cast<int>(c.kind) << " " << c.count << " " << c.keyed;
  }
}

TEST(Engine, ARunningScoreIsClampedAfterEveryBooking) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t running = policy.balance(0, 10);
  policy.run_balance(view, running, std::nullopt);
  CodeWriter code = policy.derived();
  policy.band("interest", code.word(Opcode::Balance, 0, 0, 0, running), {0, 5, 10});
  const auto artefact = policy.finish();
  Recording run(artefact);
  for (const int64_t number : {-20, 5, 100, -4, -2}) run.event(view, "a", 1'000, number);
  run.finish();
  EXPECT_THAT(run.lines, ElementsAre("1000 a interest ->0 event birth", "1000 a interest 0>1 event",
                                     "1000 a interest 1>2 event", "1000 a interest 2>1 event",
                                     "1000 a interest 1>0 event"));
}

TEST(Engine, ALeadIsBornWithItsRequiredAttributes) {
  SmallPolicy policy;
  const uint32_t email = policy.attribute("email", FieldKind::Email, Presence::Required);
  const uint32_t staff = policy.attribute("staff", FieldKind::Number, Presence::Default, 7);
  const uint32_t created = policy.event("created", {email, staff});
  const uint32_t view = policy.event("page_view");
  CodeWriter code = policy.derived();
  const uint32_t size = code.word(Opcode::Attribute, 0, 0, 0, staff);
  policy.grade("large", code.word(Opcode::LessEqual, code.constant(7), size), 2);
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.event(view, "a", 1);
  run.push({{created, "a", 2, {}, {}, {}, {}, {}, {std::nullopt, "3"}},    // no e-mail
            {created, "a", 3, {}, {}, {}, {}, {}, {"a@b", std::nullopt}},  // born, with the default
            {created, "a", 4, {}, {}, {}, {}, {}, {"null", std::nullopt}},
            {created, "a", 5, {}, {}, {}, {}, {}, {std::nullopt, "6"}},
            {created, "a", 6, {}, {}, {}, {}, {}, {std::nullopt, "null"}}});
  run.finish();
  EXPECT_THAT(run.lines, ElementsAre("1 a unknown_lead", "2 a unknown_lead", "3 a large ->1 event birth",
                                     "4 a required_cleared", "5 a large 1>0 event", "6 a large 0>1 event"));
  EXPECT_EQ(run.engine.counts().leads, 1u);
  EXPECT_EQ(run.engine.snapshot("a", 10)->attribute_texts[email], "a@b");
  EXPECT_FALSE(run.engine.snapshot("nobody", 10).has_value());
}

TEST(Engine, AnonymousEventsWaitForTheBirth) {
  SmallPolicy policy;
  const uint32_t email = policy.attribute("email", FieldKind::Email, Presence::Required);
  const uint32_t company = policy.attribute("company", FieldKind::Text, Presence::Required);
  const uint32_t created = policy.event("created", {email, company});
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::Expires, 1'000, 0});
  policy.book(view, points, 10);
  policy.band("interest", policy.derived().ledger(points), {0, 10, 20});
  policy.raw().anonymous_wait = true;
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.with_bookings = true;
  run.event(view, "a", 100);
  run.event(view, "nobody", 150);
  run.push({{created, "a", 300, {}, {}, {}, {}, {}, {"a@b", std::nullopt}}});
  run.event(view, "a", 400);
  EXPECT_THAT(run.engine.leads(), IsEmpty());
  run.push({{created, "a", 500, {}, {}, {}, {}, {}, {std::nullopt, "Firm"}}});
  run.finish(5'000);
  // Points count from the instants of their events, and fade accordingly.
  EXPECT_THAT(run.lines,
              ElementsAre("100 a +10", "400 a +10", "500 a interest ->2 event birth",
                          "1100 a interest 2>1 wake", "1400 a interest 1>0 wake", "150 nobody unknown_lead"));
  EXPECT_THAT(run.engine.leads(), ElementsAre("a"));
}

TEST(Engine, TheFirstInOrderCountsOnce) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::None, 0, 0});
  policy.book(view, points, std::nullopt);
  policy.raw().dedupe_ms = 1'000;
  policy.raw().lateness_ms = 10'000;
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.with_bookings = true;
  const auto sample = [&](int64_t instant, int64_t number, const char* id, const char* source) {
    return Sample{view, "a", instant, number, {}, id, source, {}, {}};
  };
  run.push({sample(20, 2, "x", "crm"), sample(10, 1, "x", "crm"), sample(20, 2, "x", "web"),
            sample(10, 1, "x", "crm"), sample(1'009, 1, "x", "crm"), sample(1'010, 3, "x", "crm"),
            sample(1'011, 4, "", "crm"), sample(1'011, 4, "", "crm")});
  run.finish();
  EXPECT_THAT(run.lines, ElementsAre("10 a +1", "10 a duplicate", "20 a differing_copy", "20 a +2",
                                     "1009 a differing_copy", "1010 a +3", "1011 a +4", "1011 a +4"));
}

TEST(Engine, LateEventsAreSetAsideWhateverTheBatches) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::None, 0, 0});
  policy.book(view, points, std::nullopt);
  policy.raw().lateness_ms = 100;
  const auto artefact = policy.finish();
  std::vector<Sample> samples;
  for (const int64_t instant : {1'000, 950, 1'200, 1'100, 1'099, 1'050, 1'300, 1'199, 1'200}) {
    samples.push_back({view, "a", instant, static_cast<int64_t>(samples.size()), {}, {}, {}, {}, {}});
  }
  const std::vector<std::string> wanted{"950 a +1",    "1000 a +0", "1099 a late", "1050 a late", "1100 a +3",
                                        "1199 a late", "1200 a +2", "1200 a +8",   "1300 a +6"};
  for (size_t batch = 1; batch <= samples.size(); ++batch) {
    Recording run(artefact);
    run.with_bookings = true;
    for (size_t i = 0; i < samples.size(); i += batch) {
      run.push({samples.begin() + static_cast<std::ptrdiff_t>(i),
                samples.begin() + static_cast<std::ptrdiff_t>(std::min(i + batch, samples.size()))});
    }
    run.finish();
    EXPECT_EQ(run.lines, wanted) << batch;
  }
}

TEST(Engine, TiesAreBrokenBySourceSeqIdAndLead) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::None, 0, 0});
  policy.book(view, points, std::nullopt);
  const auto artefact = policy.finish();
  std::vector<Sample> samples;
  const auto add = [&](const char* lead, const char* source, std::optional<int64_t> seq, const char* id) {
    samples.push_back({view, lead, 5, static_cast<int64_t>(samples.size()), {}, id, source, seq, {}});
  };
  add("a", "", {}, "");
  add("b", "", {}, "");
  add("b", "", {}, "0");
  add("a", "", {}, "1");
  add("b", "", -2, "");
  add("a", "", 10, "");
  add("a", "crm", {}, "");
  std::vector<std::string> wanted;
  for (const Sample& sample : samples)
    wanted.push_back("5 " + sample.lead + " +" + std::to_string(*sample.number));
  std::sort(samples.begin(), samples.end(),
            [](const Sample& x, const Sample& y) { return *x.number > *y.number; });
  do {
    Recording run(artefact);
    run.with_bookings = true;
    run.push(samples);
    run.finish();
    ASSERT_EQ(run.lines, wanted);
  } while (std::prev_permutation(samples.begin(), samples.end(),
                                 [](const Sample& x, const Sample& y) { return *x.number < *y.number; }) &&
           *samples.front().number > 3);
}

TEST(Engine, WakeUpsOfAnInstantGoByName) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::Expires, 1'000, 0});
  policy.book(view, points, 10);
  policy.band("interest", policy.derived().ledger(points), {0, 5});
  const auto artefact = policy.finish();
  Recording run(artefact);
  for (const char* lead : {"c", "a", "b", "ab"}) run.event(view, lead, 10);
  run.lines.clear();
  run.finish(2'000);
  EXPECT_THAT(run.lines, ElementsAre("10 a interest ->1 event birth", "10 ab interest ->1 event birth",
                                     "10 b interest ->1 event birth", "10 c interest ->1 event birth",
                                     "1010 a interest 1>0 wake", "1010 ab interest 1>0 wake",
                                     "1010 b interest 1>0 wake", "1010 c interest 1>0 wake"));
}

TEST(Engine, AnEventThatHoldsTooMuchLeavesNoTrace) {
  SmallPolicy policy;
  const uint32_t email = policy.attribute("email", FieldKind::Email, Presence::Optional);
  const uint32_t view = policy.event("page_view", {email});
  const uint32_t seen = policy.window(Period(kDayMs, 0), true);
  const uint32_t points = policy.ledger({DecayKind::None, 0, 0});
  const uint32_t once = policy.limit(2, LimitKind::Ever, 0, true);
  policy.push(view, seen);
  policy.book(view, points, 1, {static_cast<int32_t>(once), 0});
  policy.book(view, points, std::nullopt);
  CodeWriter code = policy.derived();
  const uint32_t count = code.count(seen, kDayMs);
  const uint32_t all = code.count(seen, 0);
  const uint32_t sum = code.ledger(points);
  const auto artefact = policy.finish();
  Recording run(artefact);
  run.with_bookings = true;
  run.push({{view, "a", 1, 5, "x", {}, {}, {}, {"before"}}});
  run.push({{view, "a", 2, 2'000'000, "x", {}, {}, {}, {"after"}}});  // one award may not be that large
  run.push({{view, "a", 2, 2'000'000, "new key", {}, {}, {}, {"after"}}});
  run.push({{view, "a", 3, 6, "x", {}, {}, {}, {}}});  // the second for x
  run.push({{view, "a", 4, 7, "new key", {}, {}, {}, {}}});
  run.finish();
  EXPECT_THAT(run.lines, ElementsAre("1 a +1", "1 a +5", "2 a too_much_held", "2 a too_much_held", "3 a +1",
                                     "3 a +6", "4 a +1", "4 a +7"));
  const auto lead = run.engine.snapshot("a", 4);
  EXPECT_EQ(lead->attribute_texts[email], "before");
  EXPECT_EQ(lead->words[count], 3);
  EXPECT_EQ(lead->words[all], 3);
  EXPECT_EQ(lead->words[sum], 21 * kMillion);
}

TEST(Engine, KeysAndWindowsAreBounded) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::None, 0, 0});
  const uint32_t daily = policy.limit(1, LimitKind::Day, 0, true);
  policy.book(view, points, 1, {static_cast<int32_t>(daily), 0});
  CodeWriter code = policy.derived();
  const uint32_t sum = code.ledger(points);
  const auto artefact = policy.finish();
  Recording run(artefact);
  std::vector<Sample> samples;
  for (uint32_t i = 0; i < limits::kMaxKeysPerLimit + 2; ++i)
    samples.push_back({view, "a", 0, {}, "key " + std::to_string(i), {}, {}, i, {}});
  for (uint32_t i = 0; i < limits::kMaxKeysPerLimit; ++i)
    samples.push_back({view, "a", kDayMs, {}, "next " + std::to_string(i), {}, {}, i, {}});
  run.push(samples);
  run.finish();
  // Of the first day two too many; on the next day the old keys are over and make room.
  EXPECT_THAT(run.lines, ElementsAre("0 a too_much_held", "0 a too_much_held"));
  EXPECT_EQ(run.engine.snapshot("a", kDayMs)->words[sum], int64_t{2} * limits::kMaxKeysPerLimit * kMillion);
}

TEST(Engine, OneLeadAloneIsJudgedAsAmongAll) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::Half, 1'000, 0});
  policy.book(view, points, 10);
  policy.band("interest", policy.derived().ledger(points), {0, 5});
  const auto artefact = policy.finish();
  const std::vector<Sample> samples{{view, "b", 1, {}, {}, "1", {}, {}, {}},
                                    {view, "a", 2, {}, {}, "1", {}, {}, {}},
                                    {view, "a", 3, {}, {}, "2", {}, {}, {}},
                                    {view, "b", 900, {}, {}, "3", {}, {}, {}},
                                    {view, "a", 899, {}, {}, "4", {}, {}, {}}};
  Recording all(artefact), alone(artefact, {.only_lead = "a"});
  for (Recording* run : {&all, &alone}) {
    run->push(samples);
    run->finish(100'000);
  }
  std::vector<std::string> of_a;
  for (const std::string& line : all.lines) {
    if (line.find(" a ") != std::string::npos) of_a.push_back(line);
  }
  EXPECT_EQ(alone.lines, of_a);
  EXPECT_THAT(alone.lines, ElementsAre("2 a differing_copy", "3 a interest ->1 event birth", "899 a late",
                                       "1004 a interest 1>0 wake"));
}

TEST(Engine, FinishStopsTimersWhereItIsTold) {
  SmallPolicy policy;
  const uint32_t view = policy.event("page_view");
  const uint32_t points = policy.ledger({DecayKind::Expires, 1'000, 0});
  policy.book(view, points, 10);
  policy.band("interest", policy.derived().ledger(points), {0, 5});
  const auto artefact = policy.finish();
  for (const int64_t until : {1'009, 1'010}) {
    Recording run(artefact);
    run.event(view, "a", 10);
    run.finish(until);
    EXPECT_EQ(run.lines.size(), until == 1'009 ? 1u : 2u);
    EXPECT_EQ(run.engine.now_ms(), until);
  }
  Recording nothing(artefact);
  nothing.finish();
  EXPECT_THAT(nothing.lines, IsEmpty());
}

}  // namespace
}  // namespace lead::engine::testing
