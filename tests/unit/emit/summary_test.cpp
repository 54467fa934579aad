// How a summary tells promises and stages.
#include "runtime/emit/summary.h"

#include <gtest/gtest.h>

#include "runtime/artefact/clock_state.h"

namespace lead::emit {
namespace {

using artefact::ClockState;

void add_output(artefact::ArtefactT& made, artefact::OutputKind kind, const std::string& block,
                std::vector<std::string> names) {
  auto list = std::make_unique<artefact::NameListT>();
  list->names = std::move(names);
  auto output = std::make_unique<artefact::OutputT>();
  output->kind = kind;
  output->block = block;
  output->names = static_cast<uint32_t>(made.schema->name_lists.size());
  made.schema->name_lists.push_back(std::move(list));
  made.outputs.push_back(std::move(output));
}

void add_promise(artefact::ArtefactT& made, const std::string& name, const std::string& owed_by) {
  auto clock = std::make_unique<artefact::ClockT>();
  clock->name = name;
  clock->owed_by = owed_by;
  clock->output = static_cast<uint32_t>(made.outputs.size());
  made.clocks.push_back(std::move(clock));
  add_output(made, artefact::OutputKind::Clock, name,
             {artefact::kClockWords.begin(), artefact::kClockWords.end()});
}

artefact::ArtefactT policy() {
  artefact::ArtefactT made;
  made.policy = "acme";
  made.schema = std::make_unique<artefact::SchemaT>();
  made.zone = std::make_unique<artefact::ZoneT>();
  made.zone->offsets_ms = {0};
  add_output(made, artefact::OutputKind::Stage, "journey", {"raw", "mql"});
  auto lifecycle = std::make_unique<artefact::LifecycleT>();
  for (const char* title : {"", "Qualified"}) {
    lifecycle->stages.push_back(std::make_unique<artefact::StageT>());
    lifecycle->stages.back()->title = title;
  }
  made.lifecycles.push_back(std::move(lifecycle));
  add_promise(made, "research", "marketing");
  add_promise(made, "first_call", "sales");
  add_promise(made, "outcome", "sales");
  return made;
}

void decide(Summary& summary, uint32_t output, ClockState from, ClockState to) {
  engine::Decision decision{};
  decision.output = output;
  decision.clock = engine::ClockFigures{};
  decision.from = static_cast<uint32_t>(from);
  decision.to = static_cast<uint32_t>(to);
  summary.decided(decision);
}

std::string section(const std::string& text, const std::string& from) {
  const size_t begin = text.find("\n" + from);
  return begin == std::string::npos ? "" : text.substr(begin);
}

TEST(Summary, PromisesStandInOneTableAndAreAddedUpByDebtor) {
  const artefact::ArtefactT artefact = policy();
  Summary summary(artefact);
  for (int lead = 0; lead < 3; ++lead) decide(summary, 2, ClockState::NotStarted, ClockState::Running);
  decide(summary, 2, ClockState::Running, ClockState::Met);
  decide(summary, 2, ClockState::Running, ClockState::Breached);
  decide(summary, 2, ClockState::Breached, ClockState::MetLate);
  for (int lead = 0; lead < 2; ++lead) decide(summary, 3, ClockState::NotStarted, ClockState::Running);
  decide(summary, 3, ClockState::Running, ClockState::Breached);
  decide(summary, 3, ClockState::Running, ClockState::Cancelled);
  EXPECT_EQ(section(summary.text({}, false), "Promises"), R"(
Promises
                    owed by      kept in time                                  late   broken    open  cancelled
  research          marketing          0 of 0                                     0        0       0          0
  first_call        sales              1 of 2   50.0%  ██████████                 1        0       1          0
  outcome           sales              0 of 1    0.0%                             0        1       0          1

  together          marketing          0 of 0                                     0        0       0          0
  together          sales              1 of 3   33.3%  ██████▋                    1        1       1          1
)");
}

TEST(Summary, WhatIsBrokenNowIsRed) {
  const artefact::ArtefactT artefact = policy();
  Summary summary(artefact);
  decide(summary, 3, ClockState::NotStarted, ClockState::Running);
  decide(summary, 3, ClockState::Running, ClockState::Breached);
  EXPECT_NE(summary.text({}, true).find("\x1b[31m        1\x1b[0m"), std::string::npos);
}

TEST(Summary, StagesHaveTheirTitles) {
  const artefact::ArtefactT artefact = policy();
  Summary summary(artefact);
  engine::Decision decision{};
  decision.birth = true;
  decision.to = 1;
  summary.decided(decision);
  EXPECT_NE(summary.text({}, false).find("  mql               Qualified           1           1  █"),
            std::string::npos)
      << summary.text({}, false);
}

TEST(Summary, DecisionsAreTheLinesOfTheirFile) {
  const artefact::ArtefactT artefact = policy();
  Summary summary(artefact);
  decide(summary, 2, ClockState::NotStarted, ClockState::Running);
  summary.assigned({});
  summary.refused({});
  const std::array<uint8_t, 32> hash{0xab};
  summary.roster_changed({0, &hash, 3, true});  // that of the policy is no line
  summary.roster_changed({3'600'000, &hash, 4, false});
  summary.presence_changed({7'200'000, "anna", true, INT64_MAX});
  summary.presence_changed({7'300'000, "anna", false, INT64_MAX});
  EXPECT_NE(summary.text({}, false).find("\n  decisions                    6\n"), std::string::npos)
      << summary.text({}, false);
  EXPECT_NE(summary.text({}, false).find("\n  away                         1  people said that they were\n"),
            std::string::npos)
      << summary.text({}, false);
  EXPECT_NE(summary.json({}).find(R"("decisions":6,)"), std::string::npos);
  EXPECT_NE(summary.json({}).find(R"("presence":{"away":1,"back":1})"), std::string::npos);
  EXPECT_NE(summary.json({}).find(R"("rosters":[{"from":"1970-01-01T01:00:00.000Z","people":4,"roster":"ab)"),
            std::string::npos)
      << summary.json({});
}

TEST(Summary, WhoHasThemStandsBehindThePromises) {
  const artefact::ArtefactT artefact = policy();
  const Summary summary(artefact);
  const std::string text = summary.text({}, false, "\nowner\n");
  EXPECT_LT(text.find("\nPromises"), text.find("\nowner\n"));
}

}  // namespace
}  // namespace lead::emit
