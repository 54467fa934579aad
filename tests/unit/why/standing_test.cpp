// Where a lead stands: stages and promises at an instant, as text and as JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fold.h"
#include "workbench/why/render.h"
#include "workbench/why/story.h"
#include "workbench/why/trace.h"

namespace lead::why {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPolicy = R"(policy p { version "1"  time zone "UTC"  owners sales }
event ask
event wait
event go
event call by sales
calendar always { monday to sunday 00:00-24:00 }
calendar office { monday to friday 09:00-17:00 }
lifecycle journey {
  stage raw    first, may rest
  stage called "To be called" may rest
  raw -> called on ask
}
sla reply "A reply" owed by sales { hours always  start on ask  met on call  within 24 business hours
  at 50% { notify sales } }
sla plain owed by sales { start on ask  met on call  pause on wait  resume on go  within 1 day }
sla short owed by sales { hours office  start on ask  met on call  within 30 business minutes
  at 1 business hour after breach { notify sales } }
sla other owed by sales { start on go  met on call  within 1 day }
)";

constexpr int64_t kHourMs = 3'600'000;
constexpr int64_t kMonday = 1'796'634'000'000;  // 2026-12-07 09:00 UTC

// What is told of a lead that asked on Monday at 09:00 and has waited since 11:00, so long after.
struct Told {
  std::string text, json;
};
Told told(int64_t after_ms) {
  const artefact::VerifiedArtefact artefact = lead::testing::compile_text(kPolicy);
  Trace trace(*artefact, "a");
  engine::Engine engine(artefact, {}, trace);
  value::EventBlock block;
  for (const auto& [type, instant_ms] :
       {std::pair{"ask", kMonday}, std::pair{"wait", kMonday + 2 * kHourMs}}) {
    if (instant_ms > kMonday + after_ms) break;
    value::Event event;
    const auto& events = artefact->schema->events;
    while (events[event.type]->name != type) ++event.type;
    event.instant_ms = instant_ms;
    event.lead = "a";
    block.events.push_back(event);
  }
  engine.push(std::move(block));
  engine.finish(kMonday + after_ms);
  const auto snapshot = engine.snapshot("a", kMonday + after_ms);
  if (!snapshot) return {};
  const Story story = tell(*artefact, *snapshot, trace);
  return {render_text(story, trace, *artefact, {}), render_json(story, trace, *artefact)};
}

TEST(Standing, NamesStagesAndPromises) {
  const Told at = told(3 * kHourMs);
  const std::string standing = at.text.substr(at.text.find("Where it stands now"));
  EXPECT_THAT(standing, HasSubstr("called since 2026-12-07 09:00:00"));
  EXPECT_THAT(standing, HasSubstr("running since 2026-12-07 09:00:00, used 3 business hours of 24 business "
                                  "hours, due 2026-12-08 09:00:00"));
  EXPECT_THAT(standing, HasSubstr("A reply, owed by sales"));
  EXPECT_THAT(standing, HasSubstr("next: at 50%, 2026-12-07 21:00:00"));
  EXPECT_THAT(standing, HasSubstr("paused since 2026-12-07 11:00:00, used 2 hours of 1 day"));
  EXPECT_THAT(standing, HasSubstr("breached since 2026-12-07 09:30:00, used 3 business hours of 30 business "
                                  "minutes"));
  EXPECT_THAT(standing, Not(HasSubstr("other")));
}

TEST(Standing, IsPartOfTheJson) {
  const Told at = told(kHourMs);
  EXPECT_THAT(at.json, HasSubstr(R"("standing":{"stages":[{"lifecycle":"journey","stage":"called",)"
                                 R"("since":"2026-12-07T09:00:00.000Z"}],"promises":[{"promise":"reply",)"
                                 R"("owed_by":"sales","state":"running","since":"2026-12-07T09:00:00.000Z",)"
                                 R"("counts":"business","elapsed_ms":3600000,"target_ms":86400000,)"
                                 R"("due":"2026-12-08T09:00:00.000Z","next":"at 50%",)"
                                 R"("next_time":"2026-12-07T21:00:00.000Z"})"));
  EXPECT_THAT(at.json,
              HasSubstr(R"("next":"at 1 business hour after breach","next_time":"2026-12-07T10:30:00)"));
}

// A notice stands behind what its cause has decided, and before what comes later.
TEST(History, IsInOrderOfTime) {
  const std::string text = told(3 * kHourMs).text;
  const std::string history = text.substr(text.find("Decisions\n"));
  size_t before = 0;
  for (const char* line : {"09:30:00  short             running → breached", "10:30:00  notify sales",
                           "11:00:00  plain             running → paused"}) {
    const size_t at = history.find(line);
    ASSERT_NE(at, std::string::npos) << line << "\n" << history;
    EXPECT_GT(at, before) << line << "\n" << history;
    before = at;
  }
}

TEST(Standing, BusinessTimeIsNamedInTheDecisions) {
  EXPECT_THAT(told(kHourMs).text, HasSubstr("used no business time of 24 business hours"));
}

}  // namespace
}  // namespace lead::why
