// Who got a lead, as text and as JSON: rows that were passed over, who was looked at, and those who wait.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/ingest/event_reader.h"
#include "runtime/ingest/lines.h"
#include "tests/support/fold.h"
#include "workbench/why/render.h"
#include "workbench/why/story.h"
#include "workbench/why/trace.h"

namespace lead::why {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPolicy = R"(policy p { version "1"  time zone "Europe/Berlin"  owners sales }
choice Region { north, south }
lead {
  email  email
  region Region = north
  urgent yes or no = no
}
event ask fills in email, region, urgent
event lost by sales
person { region Region }
people {
  anna region north
  ben  region north, capacity 1
  carl region north, away from 2026-12-01 to 2026-12-09
  dora region south, away from 2026-12-01 to 2026-12-09, cover ben
}
team desk where region is north or region is south
route owner on ask {
  mine "Stays": keep when owner is known
  before: to remembered owner
  quick: to desk where region matches, by least recent, at most 1 per day when urgent
  ours: to desk where region matches, by turns per region, at most 2 per day, or cover, or wait otherwise
  remember by email for 30 days
  turn back on lost
})";

constexpr int64_t kMinuteMs = 60'000;
constexpr int64_t kMonday = 1'796'634'000'000;  // 2026-12-07 09:00 UTC, 10:00 in Berlin

// A lead asks in each minute from Monday on, `f` for the company of `a`, `g` from the south, `h` urgently;
// `a` is lost after an hour.
std::string events() {
  const auto line = [](const char* type, char lead, int minutes, const char* more) {
    return fmt::format(R"({{"type":"{}","lead":"{}","time":"2026-12-07T{:02}:{:02}:00Z"{}}})", type, lead,
                       9 + minutes / 60, minutes % 60, more);
  };
  std::vector<std::string> lines;
  for (int i = 0; i < 8; ++i) {
    const char lead = static_cast<char>('a' + i);
    const char* more = lead == 'g' ? R"(,"region":"south")" : lead == 'h' ? R"(,"urgent":true)" : "";
    const std::string email = fmt::format(R"(,"email":"{}@x.example"{})", lead == 'f' ? 'a' : lead, more);
    lines.push_back(line("ask", lead, i, email.c_str()));
  }
  lines.push_back(line("lost", 'a', 60, ""));
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

struct Told {
  std::string text, json;
};
// What is told of a lead so many minutes after Monday at nine, from "Who got it" on.
Told told(std::string_view lead, int64_t minutes) {
  const artefact::VerifiedArtefact artefact = lead::testing::compile_text(kPolicy);
  Trace trace(*artefact, std::string(lead));
  engine::Engine engine(artefact, {}, trace);
  ingest::EventReader reader(*artefact);
  value::EventBlock block;
  std::string all = events();
  const size_t size = all.size();
  all.append(ingest::LineReader::kPadding, '\0');
  uint64_t number = 0;
  for (size_t at = 0; at < size; at = all.find('\n', at) + 1) {
    const std::string_view text = std::string_view(all).substr(at, all.find('\n', at) - at);
    EXPECT_FALSE(reader.read({text, ++number}, 0, block)) << text;
    if (block.events.back().instant_ms > kMonday + minutes * kMinuteMs) block.events.pop_back();
  }
  engine.push(std::move(block));
  engine.finish(kMonday + minutes * kMinuteMs);
  const auto snapshot = engine.snapshot(lead, kMonday + minutes * kMinuteMs);
  if (!snapshot) return {};
  const Story story = tell(*artefact, *snapshot, trace);
  const std::string text = render_text(story, trace, *artefact, {});
  return {text.substr(std::min(text.find("Who got it"), text.size())), render_json(story, trace, *artefact)};
}

TEST(WhoGotIt, RowsThatWerePassedOverSayWhy) {
  const std::string text = told("c", 10).text;
  EXPECT_THAT(text, HasSubstr("mine passed over: `owner is known` is not met\n"));
  EXPECT_THAT(text, HasSubstr("before passed over: nobody is remembered for `c@x.example`\n"));
  EXPECT_THAT(text, HasSubstr("quick passed over: `urgent` is not met\n"));
  EXPECT_THAT(text, HasSubstr("ours looked at 4 people where region matches, for north, last turn "));
  EXPECT_THAT(text, HasSubstr("ben             holds enough leads: 1 of 1\n"));
  EXPECT_THAT(text, HasSubstr("carl            is away until 2026-12-09 00:00:00\n"));
  EXPECT_THAT(text, HasSubstr("dora            is away, and ben holds enough leads: 1 of 1\n"));
}

TEST(WhoGotIt, WhoIsRememberedIsToldWithKeyAndTime) {
  EXPECT_THAT(
      told("f", 10).text,
      HasSubstr("before anna, remembered for `a@x.example` by assignment of a from 2026-12-07 10:00:00 to "));
}

TEST(WhoGotIt, InstantsAreThoseOfThePolicysZone) {
  EXPECT_THAT(told("h", 10).text, HasSubstr("✔ anna            last assigned 2026-12-07 10:05:00\n"));
}

// What happens to other leads and frees nobody is no try.
TEST(WhoGotIt, ALeadThatWaitsTellsTheLastLook) {
  const std::string text = told("d", 10).text;
  EXPECT_THAT(text, HasSubstr("waits for somebody"));
  EXPECT_THAT(text, HasSubstr("anna            has had enough turns: 2 of 2 per day\n"));
  const size_t still = text.find("still waits");
  ASSERT_NE(still, std::string::npos) << text;
  EXPECT_THAT(text.substr(still), HasSubstr("ours looked at 4 people where region matches"));
  EXPECT_EQ(text.find("anna ", text.find("anna ", still) + 1), std::string::npos) << text;
}

TEST(WhoGotIt, ALeadThatHasWaitedTellsItsTries) {
  const std::string text = told("d", 90).text;
  EXPECT_THAT(text, Not(HasSubstr("still waits")));
  const size_t given = text.find("nobody → anna");
  ASSERT_NE(given, std::string::npos) << text;
  EXPECT_THAT(text.substr(given), HasSubstr(" to 2026-12-07 11:00:00, at last: looked at 4 people"));
  EXPECT_THAT(text.substr(given), HasSubstr("✔ anna            owed 1 turn"));
}

TEST(WhoGotIt, IsPartOfTheJson) {
  const std::string json = told("c", 10).json;
  EXPECT_THAT(json, HasSubstr(R"({"row":"quick","passed":true,"why":"`urgent` is not met","people":[]})"));
  EXPECT_THAT(json, HasSubstr(R"("where":"region matches","key":"north","last_turn":)"));
  EXPECT_THAT(json, HasSubstr(R"({"person":"ben","bar":"holds enough leads","figures":"1 of 1"})"));
}

}  // namespace
}  // namespace lead::why
