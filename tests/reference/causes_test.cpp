// What sets something off: conditions that come to hold, times of the calendar, resets, suspension, events
// that never count; and what looks at values of events. Each story is told with its figures, and the
// reference must tell the same as the engine.
#include <gmock/gmock.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "runtime/calendar/zone.h"
#include "runtime/ingest/event_reader.h"
#include "tests/reference/fold.h"
#include "tests/support/record_observer.h"

namespace lead::testing {
namespace {

constexpr int64_t kMinuteMs = 60'000;

int64_t instant(const std::string& minute) {  // "2026-03-28 23:00", in UTC
  const auto part = [&](size_t at, size_t length) { return std::stoi(minute.substr(at, length)); };
  const int64_t day =
      calendar::days_of({part(0, 4), static_cast<uint32_t>(part(5, 2)), static_cast<uint32_t>(part(8, 2))});
  return day * calendar::kDayMs + (part(11, 2) * 60 + part(14, 2)) * kMinuteMs;
}

class Story {
 public:
  explicit Story(const std::string& text) {
    source::SourceMap sources;
    diagnostics::Sink sink;
    auto result = compile::compile_loaded(sources, {std::get<FileId>(sources.add("story.lead", text))}, sink);
    if (!result.artefact) throw std::runtime_error(diagnostics::render_text(sink.sorted(), sources, {}));
    kernel_ = std::move(*result.kernel);
    artefact_ = std::make_unique<artefact::VerifiedArtefact>(std::move(*result.artefact));
  }

  // The policy of an example, and its events.
  static Story of_example(const std::string& name) {
    const std::string folder = std::string(LEAD_SOURCE_DIR) + "/examples/" + name + "/";
    Story story(text_of(folder + name + ".lead"));
    std::istringstream lines(text_of(folder + "events.ndjson"));
    for (std::string line; std::getline(lines, line);) story.add(line);
    story.step_ms_ = 60 * kMinuteMs;  // nothing of them changes by time alone between silences
    return story;
  }

  // `event` is a type, and fields as JSON: at("2026-12-01 09:00", R"("visit","path":"/a")").
  Story& at(const std::string& minute, const std::string& event, const std::string& lead = "ann") {
    std::string line = R"({"lead":")" + lead + R"(","time":")" + minute.substr(0, 10) + "T" +
                       minute.substr(11) + R"(:00Z","type":)" + event + "}";
    add(line);
    return *this;
  }

 private:
  static std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("there is no " + path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void add(std::string line) {
    const size_t length = line.size();
    line.append(ingest::LineReader::kPadding, '\0');
    ingest::EventReader reader(**artefact_);
    if (const auto rejected = reader.read({std::string_view(line).substr(0, length), 1, false}, 0, events_))
      throw std::runtime_error(line + ": " + rejected->detail);
  }

 public:
  Story& look_each_millisecond() {
    step_ms_ = 1;
    return *this;
  }

  // Millionths of the first score at the end of a minute; the reference has told the same until then.
  int64_t points(const std::string& until, const std::string& lead = "ann", size_t score = 0) {
    const int64_t until_ms = instant(until);
    RecordObserver fast, slow;
    engine::Engine engine(*artefact_, {}, fast);
    value::EventBlock block;
    block.events = events_.events;
    engine.push(std::move(block));
    engine.finish(until_ms);
    counts_ = engine.counts();
    reference::Fold fold(kernel_, *(*artefact_)->zone, {until_ms, step_ms_}, slow);
    fold.run(events_.events);
    EXPECT_EQ(fast.lines(), slow.lines());
    told_ = fast;
    const auto snapshot = engine.snapshot(lead, until_ms);
    if (!snapshot) throw std::runtime_error("there is no lead " + lead);
    const int64_t found = snapshot->words[(*artefact_)->scores[score]->value];
    EXPECT_EQ(found, fold.value(lead, kernel_.scores[score].value, until_ms).word);
    return found / 1'000'000;
  }

  [[nodiscard]] const engine::Counts& counts() const { return counts_; }
  [[nodiscard]] const RecordObserver& told() const { return told_; }

 private:
  kernel::Kernel kernel_;
  std::unique_ptr<artefact::VerifiedArtefact> artefact_;
  value::EventBlock events_;
  int64_t step_ms_ = kMinuteMs;
  engine::Counts counts_;
  RecordObserver told_;
};

constexpr const char* kHead = R"(policy p { time zone "Europe/Stockholm" }
lead { title text optional  held yes or no = no  channel text optional }
event created fills in title, held, channel once
event visit { path text  seconds number from 0 to 200 optional }
event lost
event review { points number from -50 to 50 optional }
)";

std::string policy(const std::string& rest) {
  return kHead + rest;
}

// --- conditions that come to hold
TEST(Edges, BookWhenAnAttributeBecomesKnown) {
  Story story(policy("score s { range 0 to 100 titled: +50 on title becoming known, once }"));
  story.at("2026-12-01 09:00", R"("created")").at("2026-12-01 10:00", R"("created","title":"CEO")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 50);
  story.at("2026-12-01 11:00", R"("created","title":null)")
      .at("2026-12-01 12:00", R"("created","title":"CTO")");
  EXPECT_EQ(story.points("2026-12-01 13:00"), 50);  // once
}

TEST(Edges, WhatHoldsAtBirthHasComeToHold) {
  Story story(
      policy("score s { range 0 to 100 titled: +50 on title becoming known  free: +3 on held becoming no }"));
  story.at("2026-12-01 09:00", R"("created","title":"CEO")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 53);
}

TEST(Edges, ComeAgainAfterTheyEnded) {
  Story story(policy("score s { range 0 to 100 titled: +10 on title becoming known }"));
  story.at("2026-12-01 09:00", R"("created","title":"CEO")")
      .at("2026-12-01 10:00", R"("created","title":null)")
      .at("2026-12-01 11:00", R"("created","title":"CTO")")
      .at("2026-12-01 12:00", R"("created","title":"CFO")");  // known all along
  EXPECT_EQ(story.points("2026-12-01 13:00"), 20);
}

// A booking lifts a band, whose rule books at the same instant, which lifts the next.
TEST(Edges, FollowEachOtherAtTheSameInstant) {
  Story story(policy(R"(score s { range 0 to 100
  visit: +20 each visit
  warm:  +30 on s becoming warm
  hot:   +5 on s becoming hot
  bands { cold from 0, warm from 20, hot from 50 } })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-01 09:00"), 55);
  const auto& decisions = story.told().decisions;
  ASSERT_EQ(decisions.size(), 2u);
  EXPECT_THAT(decisions[0], ::testing::HasSubstr("- -> 1 value 20000000 birth"));
  EXPECT_THAT(decisions[1], ::testing::HasSubstr("1 -> 2 value 50000000 rule 1 #0 by edge 0"));
}

TEST(Edges, OfCountsComeWhenTheCountIsReachedAndAreArmedAgainWhenItFalls) {
  Story story(policy("score s { range 0 to 100 often: +8 on count of visit in last 7 days reaching 2 }"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")")
      .at("2026-12-02 09:00", R"("visit","path":"/")")
      .at("2026-12-03 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-03 09:00"), 8);
  story.at("2026-12-20 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-20 09:00"), 8);
  story.at("2026-12-20 10:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-20 10:00"), 16);
}

// Time alone makes a condition come to hold.
TEST(Edges, ComeByTimeAlone) {
  Story story(policy(R"(define silent means last visit at least 2 days ago
score s { range 0 to 100 visit: +20 each visit  fading: -5 on silent becoming yes })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-03 08:59"), 20);
  EXPECT_EQ(story.points("2026-12-03 09:00"), 15);
}

TEST(Edges, JudgeTheirStateWhenTheyCome) {
  Story story(policy("score s { range 0 to 100 titled: +50 on title becoming known when not held }"));
  story.at("2026-12-01 09:00", R"("created","held":true,"title":"CEO")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 0);
}

// --- times of the calendar
TEST(Schedules, RunInThePolicysZoneAcrossSummerTime) {
  Story story(policy("score s { range 0 to 100 running daily: +1 every day at 02:30 }"));
  story.at("2026-03-27 12:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-03-28 01:29"), 0);
  EXPECT_EQ(story.points("2026-03-28 01:30"), 1);  // 02:30 is 01:30 UTC
  EXPECT_EQ(story.points("2026-03-29 01:29"), 1);  // the 29th has no 02:30: it is 03:30, 01:30 UTC
  EXPECT_EQ(story.points("2026-03-29 01:30"), 2);
  EXPECT_EQ(story.points("2026-03-30 00:29"), 2);
  EXPECT_EQ(story.points("2026-03-30 00:30"), 3);
}

TEST(Schedules, OfARepeatedTimeTheFirstCounts) {
  Story story(policy("score s { range 0 to 100 running daily: +1 every day at 02:30 }"));
  story.at("2026-10-24 12:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-10-25 00:30"), 1);
  EXPECT_EQ(story.points("2026-10-25 23:00"), 1);
}

TEST(Schedules, WeeksAndMonthsClampTheDay) {
  Story story(policy(R"(score s { range 0 to 1000 running
  weekly: +1 every monday at 08:00
  monthly: +100 every month on day 31 at 00:00 })"));
  story.at("2026-02-01 12:00", R"("visit","path":"/")");  // a Sunday
  EXPECT_EQ(story.points("2026-02-02 07:00"), 1);         // 08:00 in Stockholm
  EXPECT_EQ(story.points("2026-02-27 23:00"), 104);       // 28 February, 00:00; four Mondays
  EXPECT_EQ(story.points("2026-03-30 21:00"), 109);
  EXPECT_EQ(story.points("2026-03-30 22:00"), 209);  // 31 March, summer time
}

TEST(Schedules, ComeAfterTheEventsOfTheirInstant) {
  Story story(policy("score s { range 0 to 100 running visit: +10 each visit  reset s every day at 00:00 }"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")").at("2026-12-01 23:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-01 23:00"), 0);  // midnight in Stockholm
}

TEST(Schedules, CostNothingWhereTheyCanDoNothing) {
  Story story(policy(R"(score s { range -100 to 100 running
  visit: +10 each visit
  off: -30 each lost
  reset s every day at 00:00 when s below 0
  weekly: -1 every monday at 08:00 when held })"));
  story.at("2020-01-01 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2020-02-15 09:00"), 10);
  EXPECT_EQ(story.counts().wakes, 0u);
  EXPECT_TRUE(story.told().bookings.size() == 1);
}

// --- resets
constexpr const char* kFresh = R"(score s { range -100 to 100
  visit: +5 each visit where path starts with "/p", once per path
  first: +10 each visit, once
  real:  +20 each visit, once ever
  keen:  +7 while count of visit in last 30 days at least 2
  quiet: -3 each 10 days without visit
  reset s on lost })";

TEST(Resets, ASeesOnlyWhatComesLater) {
  Story story(policy(kFresh));
  story.at("2026-12-01 09:00", R"("visit","path":"/p1")").at("2026-12-02 09:00", R"("visit","path":"/p2")");
  EXPECT_EQ(story.points("2026-12-02 09:00"), 5 + 5 + 10 + 20 + 7);
  story.at("2026-12-08 09:00", R"("lost")");
  EXPECT_EQ(story.points("2026-12-08 09:00"), 0);
  EXPECT_EQ(story.points("2026-12-18 08:59"), 0);  // silence is counted from the reset
  EXPECT_EQ(story.points("2026-12-18 09:00"), -3);
  story.at("2026-12-19 09:00", R"("visit","path":"/p1")");
  EXPECT_EQ(story.points("2026-12-19 09:00"), -3 + 5 + 10);  // `once ever` stays spent, one visit is not two
}

TEST(Resets, SetARunningScoreToANumber) {
  Story story(policy("score s { range 0 to 100 running visit: +40 each visit  reset s to 10 on lost }"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")").at("2026-12-01 10:00", R"("lost")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 10);
}

TEST(Resets, ReachNoOtherScoreAndNoDefinition) {
  Story story(policy(R"(define keen means count of visit in last 30 days at least 2
score s { range 0 to 100 visit: +1 each visit  keen_one: +7 while keen  reset s on lost }
score t { range 0 to 100 visit: +1 each visit  keen_two: +7 while count of visit in last 30 days at least 2 })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")")
      .at("2026-12-02 09:00", R"("visit","path":"/")")
      .at("2026-12-03 09:00", R"("lost")");
  EXPECT_EQ(story.points("2026-12-03 09:00"), 7);
  EXPECT_EQ(story.points("2026-12-03 09:00", "ann", 1), 9);
}

// --- suspension, events that never count, attributes filled once
TEST(Suspension, BooksNothingButLetsPointsFade) {
  Story story(policy(R"(suspend scoring while held
score s { range 0 to 100 fades by half every 10 days visit: +40 each visit })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")")
      .at("2026-12-02 09:00", R"("created","held":true)")
      .at("2026-12-03 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.points("2026-12-11 09:00"), 20);
  story.at("2026-12-12 09:00", R"("created","held":false)").at("2026-12-12 10:00", R"("visit","path":"/")");
  EXPECT_GT(story.points("2026-12-12 10:00"), 55);
}

TEST(Ignoring, ComesBeforeEverythingElse) {
  Story story(policy(R"(ignore visit "Robots" where path contains "bot"
score s { range 0 to 100 visit: +10 each visit })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/bot","id":"1")")
      .at("2026-12-01 10:00", R"("visit","path":"/","id":"1")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 10);
  ASSERT_EQ(story.told().set_aside_events.size(), 1u);
  EXPECT_THAT(story.told().set_aside_events[0], ::testing::HasSubstr("ignored"));
}

TEST(Ignoring, ReadsWhatTheEventFillsInAsTheEventSaysIt) {
  Story story(policy(R"(ignore created where title is "test"
score s { range 0 to 100 titled: +10 while title is "test" })"));
  story.at("2026-12-01 09:00", R"("created","title":"CEO")")
      .at("2026-12-01 10:00", R"("created","title":"test")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 0);
}

TEST(FillingOnce, NeverOverwritesAValue) {
  Story story(policy(
      "score s { range 0 to 100 web: +1 while channel is \"web\"  fair: +2 while channel is \"fair\" }"));
  story.at("2026-12-01 09:00", R"("created")")
      .at("2026-12-01 10:00", R"("created","channel":"web")")
      .at("2026-12-01 11:00", R"("created","channel":"fair")")
      .at("2026-12-01 12:00", R"("created","channel":null)");
  EXPECT_EQ(story.points("2026-12-01 12:00"), 1);
}

TEST(Defaults, ComeBackWhereNullClearsAnAttribute) {
  Story story(policy("score s { range 0 to 100 held: +1 while held  free: +2 while not held }"));
  story.at("2026-12-01 09:00", R"("created","held":true)");
  EXPECT_EQ(story.points("2026-12-01 09:00"), 1);
  story.at("2026-12-01 10:00", R"("created","held":null)");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 2);
}

// --- values of events
TEST(Values, AreSummedAndComparedWhileTheyCount) {
  Story story(policy(R"(score s { range 0 to 1_000_000 running dummy: +1 each lost }
score total { range 0 to 1_000_000 v: points from sum of seconds of visit in last 2 days while not held }
score top { range 0 to 1_000_000 v: points from (greatest of seconds of visit in last 2 days or else 0) while not held }
score low { range 0 to 1_000_000 v: points from (least of seconds of visit in last 2 days or else 0) while not held }
score mean { range 0 to 1_000_000 v: points from 10 * (average of seconds of visit in last 2 days or else 0) while not held }
score paths { range 0 to 1_000_000 v: points from count of distinct path of visit in last 2 days while not held })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/a","seconds":30)")
      .at("2026-12-01 10:00", R"("visit","path":"/b","seconds":5)")
      .at("2026-12-01 11:00", R"("visit","path":"/a","seconds":10)")
      .at("2026-12-01 12:00", R"("visit","path":"/c")");  // no seconds: no value
  const auto all = [&](const std::string& until) {
    std::vector<int64_t> found;
    for (size_t score = 1; score < 6; ++score) found.push_back(story.points(until, "ann", score));
    return found;
  };
  EXPECT_THAT(all("2026-12-03 08:59"), ::testing::ElementsAre(45, 30, 5, 150, 3));
  EXPECT_THAT(all("2026-12-03 09:00"), ::testing::ElementsAre(15, 10, 5, 75, 3));
  EXPECT_THAT(all("2026-12-03 10:00"), ::testing::ElementsAre(10, 10, 10, 100, 2));
  EXPECT_THAT(all("2026-12-03 11:00"), ::testing::ElementsAre(0, 0, 0, 0, 1));
}

TEST(Values, OfTheLastEventAreLivePoints) {
  Story story(policy("score s { range -100 to 100 manual: points from last review.points }"));
  story.at("2026-12-01 09:00", R"("review","points":30)");
  EXPECT_EQ(story.points("2026-12-01 09:00"), 30);
  story.at("2026-12-01 10:00", R"("review","points":-4)");
  EXPECT_EQ(story.points("2026-12-01 10:00"), -4);
  story.at("2026-12-01 11:00", R"("review")");
  EXPECT_EQ(story.points("2026-12-01 11:00"), 0);
}

TEST(Values, FromAPayloadExpire) {
  Story story(policy(
      "score s { range 0 to 100 manual: points from points or else 0 each review, expires after 90 days }"));
  story.at("2026-01-01 09:00", R"("review","points":30)");
  EXPECT_EQ(story.points("2026-03-31 09:00"), 30);
  EXPECT_EQ(story.points("2026-04-01 09:00"), 0);
}

TEST(Values, OfTheFirstAndLastEventAreTheFirstAndLastTouch) {
  Story story(policy(R"(score s { range 0 to 100
  came: +1 while first visit.path is "/fair"
  now:  +2 while last visit.path is "/web" })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/fair")")
      .at("2026-12-01 10:00", R"("visit","path":"/web")");
  EXPECT_EQ(story.points("2026-12-01 10:00"), 3);
}

// --- examples: what their READMEs tell
TEST(Examples, VendorModelComesOutAsItsReadmeSays) {
  Story story = Story::of_example("vendor_model");
  EXPECT_EQ(story.points("2026-04-12 13:59", "ida"), 81);
  EXPECT_EQ(story.points("2026-04-12 14:00", "ida"), 66);
  EXPECT_EQ(story.points("2026-05-12 14:00", "ida"), 51);
  EXPECT_EQ(story.points("2026-04-20 06:03", "tom"), 1);
  EXPECT_EQ(story.points("2026-04-20 06:04", "tom"), -4);
  EXPECT_EQ(story.points("2026-07-01 00:00", "tom"), -4);
}

// --- words
TEST(Ignored, ForAWholeWordOfTheEvent) {
  Story story(policy(R"(ignore visit where path has any word of list { "bot" }
  score s { range 0 to 100  visit: +4 each visit })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")");
  story.at("2026-12-01 09:01", R"("visit","path":"a friendly bot")");
  story.at("2026-12-01 09:02", R"("visit","path":"a botanist")");
  EXPECT_EQ(story.points("2026-12-01 09:03"), 8);
}

// --- bands of segments
// While `hot` is kept, the score falls below where `warm` begins for its segment, for one millisecond. Nobody
// sees that, but it is what counts when the segment ends and `warm` would be kept down to 1.
TEST(Segments, ABandThatWentOffBelowAnotherStaysOffWhenTheSegmentEnds) {
  Story story(policy(R"(score s { range 0 to 100
  drops by 1 point every 60ms
  visit: +4 each visit
  bands { cold from 0
    warm from 6 until below 1, from 5 when count of visit in last 121ms at least 2
    hot from 15 until below 10, from 7 until below 3 when count of visit in last 121ms at least 2 } })"));
  story.at("2026-12-01 09:00", R"("visit","path":"/")").at("2026-12-01 09:00", R"("visit","path":"/")");
  EXPECT_EQ(story.look_each_millisecond().points("2026-12-01 09:01"), 0);
  const auto& decisions = story.told().decisions;
  ASSERT_EQ(decisions.size(), 3u);  // cold at birth, hot at once, cold
  EXPECT_THAT(decisions[2], ::testing::HasSubstr("2 -> 0 value 4000000 rule -1 #0 by time"));
}

}  // namespace
}  // namespace lead::testing
