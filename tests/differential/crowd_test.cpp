// A thousand leads of one instant are a thousand in sequence: who gets whom is the same as where each comes a
// millisecond after the one before, by every algorithm; and the order of the lines changes nothing. Stays
// that end at one instant end as the leads came, whatever their queues.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "runtime/engine/engine.h"
#include "tests/support/random.h"

namespace lead::testing {
namespace {

constexpr int kLeads = 1'000;
constexpr int64_t kStartMs = 1'796'083'200'000;  // 2026-12-01T00:00:00Z
constexpr int64_t kHourMs = 3'600'000;

std::string policy_of(std::string_view algorithm) {
  constexpr std::string_view kPeople = R"(policy crowd {
  version "1"
  owners  sales
  time zone "UTC"
}
lead { region text optional }
event came fills in region
person { senior yes or no = no }
people {
  ann  weight 5, capacity 400
  ben  weight 1, capacity 300
  cleo weight 1, senior yes, capacity 100
  dan  weight 2
}
team all where senior or not senior
)";
  return std::string(kPeople) +
         fmt::format(
             "route owner on came {{\n  some: to all, {}, at most 350 per month\n  last: keep "
             "otherwise\n}}\n",
             algorithm);
}

struct Gives final : engine::Observer {
  std::vector<std::string> lines;
  void assigned(const engine::Assignment& a) override {
    if (a.kind == engine::RoutingKind::Queued) return;
    lines.push_back(fmt::format("{} {} row {}", a.lead, a.to.empty() ? "-" : a.to, a.row));
  }
};

std::optional<artefact::VerifiedArtefact> compiled(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result result =
      compile::compile_loaded(sources, {std::get<FileId>(sources.add("crowd.lead", text))}, sink);
  EXPECT_TRUE(result.artefact) << diagnostics::render_text(sink.sorted(), sources, {}) << text;
  return std::move(result.artefact);
}

// Lead by lead, each `apart_ms` after the one before; `shuffled`: the order of the lines, 0 is theirs.
std::vector<std::string> gives(const artefact::VerifiedArtefact& artefact, int leads, int64_t apart_ms,
                               uint64_t shuffled) {
  value::EventBlock block;
  for (int i = 0; i < leads; ++i) {
    value::Event event;
    event.type = static_cast<uint32_t>(i) % static_cast<uint32_t>(artefact->schema->events.size());
    event.instant_ms = kStartMs + i * apart_ms;
    event.lead = block.keep(fmt::format("lead{:04}", i));
    event.id = event.lead;
    event.fields = block.fields(artefact->schema->events[event.type]->fields.size());
    block.events.push_back(event);
  }
  Random random(shuffled);
  for (size_t i = block.events.size(); shuffled > 0 && i > 1; --i)
    std::swap(block.events[i - 1], block.events[static_cast<size_t>(random.below(static_cast<int64_t>(i)))]);
  Gives observer;
  engine::Engine engine(artefact, {}, observer);
  engine.push(std::move(block));
  engine.finish(kStartMs + 2 * kHourMs);
  return observer.lines;
}

TEST(Crowd, OfOneInstantIsServedAsOneAfterTheOther) {
  for (const char* algorithm :
       {"in order", "by turns", "by least recent", "by smooth weighted turns", "by lowest pointer",
        "by count per day", "by least loaded", "by fair share"}) {
    const auto crowd = compiled(policy_of(algorithm));
    ASSERT_TRUE(crowd) << algorithm;
    const auto spread = gives(*crowd, kLeads, 1, 0);
    EXPECT_EQ(spread.size(), size_t{kLeads}) << algorithm;
    EXPECT_EQ(gives(*crowd, kLeads, 0, 0), spread) << algorithm;
    EXPECT_EQ(gives(*crowd, kLeads, 0, 7), spread) << algorithm;
    std::map<std::string, int> held;
    for (const std::string& line : spread) ++held[line.substr(9, line.find(" row") - 9)];
    EXPECT_GE(held.size(), 4u) << algorithm << ": caps and capacities send leads on to others";
  }
}

TEST(Crowd, OfStaysThatEndAtOnceLeavesAsItCame) {
  const auto two = compiled(R"(policy stays {
  version "1"
  owners  sales
  time zone "UTC"
}
lead { lane text optional }
event early fills in lane
event late fills in lane
event claim { rep person } fills in lane
people { ann }
role boss is ann
queue second claimed on claim by rep, for 1 hour, watched by boss
queue first claimed on claim by rep, for 1 hour, watched by boss
route owner on early { last: to first otherwise }
route seller on late { last: to second otherwise }
)");
  ASSERT_TRUE(two);
  EXPECT_EQ(gives(*two, 2, 0, 0), (std::vector<std::string>{"lead0000 - row -1", "lead0001 - row -1"}));
}

}  // namespace
}  // namespace lead::testing
