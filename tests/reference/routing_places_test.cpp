// Routing in the reference: queues, lines, memory, rosters, and assignments as items. Sentences of
// docs/decisions/0013-routing.md, kernels made by hand.
#include <gmock/gmock.h>

#include "tests/reference/routing_story.h"

namespace lead::testing {
namespace {

using ::testing::ElementsAre;
using Kind = DestinationKind;

RoutingStory with(const std::vector<std::string>& people) {
  RoutingStory story;
  for (const std::string& id : people) story.person(id);
  return story;
}
kernel::RouteRow to_queue(uint32_t queue) {
  return RoutingStory::row(Kind::Queue, static_cast<int32_t>(queue));
}
kernel::RouteRow waiting(kernel::RouteRow row) {
  row.wait = true;
  return row;
}

// --- queues
TEST(Queues, TheFirstClaimTakesTheRoleAndTheOthersHearWhoWasFirst) {
  RoutingStory story = with({"ana", "ben", "cy"});
  const uint32_t queue = story.queue();
  story.kernel.queues[queue].team = static_cast<int32_t>(story.team({"ana", "ben"}));
  story.kernel.queues[queue].caps = {RoutingStory::cap(1, CapKind::Day)};
  story.route_on("come", {to_queue(queue)});
  story.at(1, "claim", "x", "ana").at(2, "come", "x").at(3, "claim", "x", "zoe").at(4, "claim", "x", "cy");
  story.at(5, "claim", "x").at(6, "claim", "x", "ana").at(6, "claim", "x", "ben").at(7, "come", "y");
  story.at(8, "claim", "y", "ana").at(9, "claim", "y", "ben");
  EXPECT_THAT(
      story.told(10),
      ElementsAre("t=1 x queue 0: ana refused not in queue", "t=2 x role 0: - -> - queued row 0 queue 0",
                  "t=3 x queue 0: zoe refused not in roster", "t=4 x queue 0: cy refused not offered",
                  "t=5 x queue 0: - refused not in roster", "t=6 x role 0: - -> ana claimed queue 0",
                  "t=6 x queue 0: ben refused taken by ana", "t=7 y role 0: - -> - queued row 0 queue 0",
                  "t=8 y queue 0: ana refused at limit", "t=9 y role 0: - -> ben claimed queue 0"));
}

TEST(Queues, AStayEndsBeforeTheEventsOfItsInstant) {
  RoutingStory story = with({"ana"});
  const uint32_t queue = story.queue(10);
  story.route_on("come", {to_queue(queue)});
  const uint32_t after = story.route({RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  story.on(artefact::CauseKind::Expiry, queue, EffectKind::Route, after);
  story.at(1, "come", "x").at(2, "come", "y").at(10, "claim", "x", "ana").at(12, "claim", "y", "ana");
  EXPECT_THAT(
      story.told(20),
      ElementsAre("t=1 x role 0: - -> - queued row 0 queue 0", "t=2 y role 0: - -> - queued row 0 queue 0",
                  "t=10 x role 0: - -> ana claimed queue 0", "t=12 y role 0: - -> - expired queue 0",
                  "t=12 y role 0: - -> ana given row 1", "t=12 y queue 0: ana refused not in queue"));
}

TEST(Queues, TakeTheRoleFromItsHolderAndAStayBeginsAnew) {
  RoutingStory story = with({"ana"});
  story.route_on("come", {to_queue(story.queue(10))});
  story.on("hand", EffectKind::Hand, 0);
  story.at(1, "hand", "x", "ana").at(2, "come", "x").at(7, "come", "x");
  EXPECT_THAT(
      story.told(20),
      ElementsAre("t=1 x role 0: - -> ana by hand", "t=2 x role 0: ana -> - queued row 0 queue 0",
                  "t=7 x role 0: - -> - queued row 0 queue 0", "t=17 x role 0: - -> - expired queue 0"));
}

TEST(Queues, AreLeftWhenTheRoleIsSetByHandOrCleared) {
  RoutingStory story = with({"ana"});
  story.route_on("come", {to_queue(story.queue(10))});
  story.on("hand", EffectKind::Hand, 0);
  story.on("drop", EffectKind::Clear, 0);
  story.at(1, "come", "x")
      .at(2, "hand", "x", "ana")
      .at(3, "come", "y")
      .at(4, "drop", "y")
      .at(5, "claim", "y", "ana");
  EXPECT_THAT(story.told(30),
              ElementsAre("t=1 x role 0: - -> - queued row 0 queue 0", "t=2 x role 0: - -> ana by hand",
                          "t=3 y role 0: - -> - queued row 0 queue 0", "t=4 y role 0: - -> - cleared",
                          "t=5 y queue 0: ana refused not in queue"));
}

// --- lines
TEST(Lines, AreServedFirstComeFirstWhenALeadIsGivenAway) {
  RoutingStory story = with({"ana"});
  story.kernel.people[0].capacity = 1;
  story.route_on("come", {waiting(RoutingStory::to_team(story.team(), Algorithm::InOrder))});
  story.on("drop", EffectKind::Clear, 0);
  story.at(1, "come", "c").at(2, "come", "b").at(3, "come", "a").at(4, "come", "b").at(5, "drop", "c");
  story.at(6, "drop", "a").at(7, "drop", "b");
  EXPECT_THAT(story.told(8),
              ElementsAre("t=1 c role 0: - -> ana given row 0", "t=2 b role 0: - -> - waiting row 0",
                          "t=3 a role 0: - -> - waiting row 0", "t=4 b role 0: - -> - waiting row 0",
                          "t=5 c role 0: ana -> - cleared", "t=5 b role 0: - -> ana given row 0",
                          "t=6 a role 0: - -> - cleared", "t=7 b role 0: ana -> - cleared"));
}

TEST(Lines, MoveBeforeTheEventsOfTheInstantAtWhichAnAbsenceEndsAndACapBeginsAfresh) {
  RoutingStory story = with({"ana"});
  story.kernel.people[0].away = {artefact::Absence(kSundayMs, kSundayMs + 10)};
  auto row = waiting(RoutingStory::to_team(story.team(), Algorithm::InOrder));
  row.caps = {RoutingStory::cap(1, CapKind::Rolling, 5)};
  story.route_on("come", {row});
  story.at(1, "come", "b").at(10, "come", "a").at(15, "touch", "z");
  EXPECT_THAT(story.told(16),
              ElementsAre("t=1 b role 0: - -> - waiting row 0", "t=10 b role 0: - -> ana given row 0",
                          "t=10 a role 0: - -> - waiting row 0", "t=15 a role 0: - -> ana given row 0"));
}

TEST(Lines, MoveWhenATurnComesBackARosterIsLoadedOrTheLeadItselfChanges) {
  RoutingStory story = with({"ana"});
  auto row = waiting(RoutingStory::to_team(story.team(), Algorithm::InOrder));
  row.caps = {RoutingStory::cap(1, CapKind::Day)};
  row.eligible = story.region_matches();
  story.kernel.people[0] = RoutingStory::made("ana", "n");
  story.route_on("claim", {row});
  story.on("back", EffectKind::Back, 0);
  story.at(1, "come", "a", "n")
      .at(1, "claim", "a")
      .at(2, "come", "b", "n")
      .at(2, "claim", "b")
      .at(3, "back", "a");
  story.at(4, "come", "c", "s")
      .at(4, "claim", "c")
      .at(6, "come", "d", "w")
      .at(6, "claim", "d")
      .at(7, "come", "d", "s");
  story.roster(
      5, {RoutingStory::made("ana", "n"), RoutingStory::made("ben", "s"), RoutingStory::made("cy", "s")});
  EXPECT_THAT(story.told(8),
              ElementsAre("t=1 a role 0: - -> ana given row 0", "t=2 b role 0: - -> - waiting row 0",
                          "t=3 b role 0: - -> ana given row 0", "t=4 c role 0: - -> - waiting row 0",
                          "t=5 c role 0: - -> ben given row 0", "t=6 d role 0: - -> - waiting row 0",
                          "t=7 d role 0: - -> cy given row 0"));
}

TEST(Lines, LeaveTheHolderAndGoOnWhereARouteKeeps) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.people[1].away = {artefact::Absence(kSundayMs, kSundayMs + 10)};
  auto row = waiting(RoutingStory::to_team(story.team(), Algorithm::InOrder));
  row.exclude = 1;
  story.on("hand", EffectKind::Hand, 0);
  story.route_on("come", {row});
  story.route_on("touch", {RoutingStory::row(Kind::Keep)});
  story.at(1, "hand", "x", "ana").at(2, "come", "x").at(3, "touch", "x");
  EXPECT_THAT(story.told(11),
              ElementsAre("t=1 x role 0: - -> ana by hand", "t=2 x role 0: ana -> ana waiting row 0",
                          "t=3 x role 0: ana -> ana kept row 1", "t=10 x role 0: ana -> ben given row 0"));
}

// --- by hand, memory
TEST(ByHand, MakesAnybodyTheHolderAndTheLoadCountsAlways) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.people[0].capacity = 1;
  story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  story.on("hand", EffectKind::Hand, 0).counted = false;
  story.at(1, "hand", "x", "ana")
      .at(2, "hand", "y", "ana")
      .at(3, "come", "z")
      .at(4, "hand", "z", "zoe")
      .at(5, "hand", "z");
  EXPECT_THAT(story.told(6),
              ElementsAre("t=1 x role 0: - -> ana by hand", "t=2 y role 0: - -> ana by hand",
                          "t=3 z role 0: - -> ben given row 0", "t=4 z role 0: ben -> zoe by hand"));
}

TEST(Memory, KeepsWhoWasAssignedLastForItsTime) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.memories = {{0, artefact::Period(10, 0), true}};
  const uint32_t route = story.route_on(
      "come", {RoutingStory::row(Kind::Remembered), RoutingStory::to_team(story.team(), Algorithm::Turns)});
  story.kernel.routes[route].remember_key = story.attribute_text(RoutingStory::kRegion);
  story.on("touch", EffectKind::Renew, 0).key = story.attribute_text(RoutingStory::kRegion);
  story.on("hand", EffectKind::Hand, 0);
  story.at(1, "come", "a", "n").at(2, "come", "b", "n").at(3, "come", "c", "s").at(13, "come", "d", "s");
  story.at(14, "touch", "d")
      .at(23, "come", "e", "s")
      .at(24, "hand", "e", "ben")
      .at(25, "touch", "d")
      .at(34, "come", "f", "s");
  std::string given;
  for (const std::string& line : story.told(40)) given += line.substr(line.find("-> ") + 3, 1) + line.back();
  // a by turns, b remembered, c by turns; d: over at 13; e: renewed at 14; by hand; d is no lead of ben's:
  // over
  EXPECT_EQ(given, "a1a0b1a1a0bdb1") << ::testing::PrintToString(story.told(40));
}

TEST(Memory, OfEventsKeepsWhoHeldTheLeadThenAndTheLastThatIsNotOverCounts) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.memories = {{0, artefact::Period(10, 0), false}, {0, artefact::Period(30, 0), false}};
  const uint32_t route = story.route_on(
      "come", {RoutingStory::row(Kind::Remembered), RoutingStory::to_team(story.team(), Algorithm::Turns)});
  story.kernel.routes[route].remember_key = story.attribute_text(RoutingStory::kRegion);
  story.on("touch", EffectKind::Renew, 0).key = story.attribute_text(RoutingStory::kRegion);
  story.on("done", EffectKind::Renew, 1).key = story.attribute_text(RoutingStory::kRegion);
  // To be given a lead is not to be remembered for it: a and b by turns. Ana wins a at 3, Ben calls for b
  // at 5.
  story.at(1, "come", "a", "n").at(2, "come", "b", "n").at(3, "done", "a").at(5, "touch", "b");
  // The last that is not over: Ben until 15, Ana then until 33; c to f by memory, g by turns.
  story.at(6, "come", "c", "n").at(14, "come", "d", "n").at(15, "come", "e", "n");
  story.at(32, "come", "f", "n").at(33, "come", "g", "n");
  std::string given;
  for (const std::string& line : story.told(40)) given += line.substr(line.find("-> ") + 3, 1) + line.back();
  EXPECT_EQ(given, "a1b1b0b0a0a0a1") << ::testing::PrintToString(story.told(40));
}

// --- rosters
TEST(Rosters, TakeEffectBeforeTheEventsOfTheirInstantAndWhoHasLeftKeepsTheirs) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.people[1].capacity = 1;
  story.route_on("come",
                 {RoutingStory::to_team(story.team(), Algorithm::Turns), RoutingStory::row(Kind::Keep)});
  story.at(1, "come", "a").at(2, "come", "b").at(5, "come", "c").at(6, "come", "b").at(7, "come", "a");
  artefact::PersonT ben = RoutingStory::made("ben");
  ben.capacity = 1;
  story.roster(5, {ben}).roster(7, {RoutingStory::made("dan"), ben});
  EXPECT_THAT(story.told(8),
              ElementsAre("t=1 a role 0: - -> ana given row 0", "t=2 b role 0: - -> ben given row 0",
                          "t=5 c role 0: - -> - kept row 1", "t=6 b role 0: ben -> ben kept row 1",
                          "t=7 a role 0: ana -> dan given row 0"));
}

// --- assignments as items
TEST(Assignments, AreItemsThatReadTheNewHolderBeforeTheNextRequest) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.roles.push_back({"seller", "", RoutingStory::kRegion, -1, {}, 0});
  const uint32_t team = story.team();
  story.route_on("come", {RoutingStory::to_team(team, Algorithm::InOrder)});
  auto only_if_known = RoutingStory::row(Kind::Person);
  only_if_known.person = story.attribute_text(RoutingStory::kOwner);
  const uint32_t seller = story.route({only_if_known, RoutingStory::row(Kind::Clear)}, 1);
  story.on("come", EffectKind::Route, seller);
  const uint32_t again = story.route({RoutingStory::to_team(story.team({"ben"}), Algorithm::InOrder)}, 1);
  auto& reaction = story.on(artefact::CauseKind::Assignment, 0, EffectKind::Route, again);
  reaction.guard = story.is(story.attribute_text(RoutingStory::kOwner), story.text("ana"));
  story.at(1, "come", "x");
  EXPECT_THAT(story.told(2),
              ElementsAre("t=1 x role 0: - -> ana given row 0", "t=1 x role 1: - -> ben given row 3",
                          "t=1 x role 1: ben -> ana given row 1"));
}

TEST(Assignments, SayWhetherTheHolderIsAway) {
  RoutingStory story = with({"ana"});
  story.kernel.roles[0].away = RoutingStory::kAway;
  story.kernel.people[0].away = {artefact::Absence(kSundayMs + 10, kSundayMs + 20)};
  story.on("hand", EffectKind::Hand, 0);
  const auto is_away = story.expr(artefact::Opcode::Attribute, {}, {}, RoutingStory::kAway);
  story.kernel.edges.push_back({is_away, {}});
  story.on(artefact::CauseKind::Edge, 0, EffectKind::Clear, 0);
  story.at(1, "hand", "x", "ana").at(15, "hand", "y", "ana").at(20, "hand", "z", "ana");
  EXPECT_THAT(story.told(30),
              ElementsAre("t=1 x role 0: - -> ana by hand", "t=10 x role 0: ana -> - cleared",
                          "t=15 y role 0: - -> ana by hand", "t=15 y role 0: ana -> - cleared",
                          "t=20 z role 0: - -> ana by hand"));
}

}  // namespace
}  // namespace lead::testing
