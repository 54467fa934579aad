// Routing in the reference: kernels made by hand, one sentence of docs/decisions/0013-routing.md after the
// other.
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

// --- rows
TEST(Rows, AreTriedInOrderAndOneInWhichNobodyIsEligibleIsPassedOver) {
  RoutingStory story;
  story.person("ana", "north");
  story.person("ben", "south");
  auto first = RoutingStory::to_team(story.team(), Algorithm::InOrder);
  first.eligible = story.region_matches();
  auto second = RoutingStory::to_team(0, Algorithm::InOrder);
  second.guard = story.is(story.attribute_text(RoutingStory::kRegion), story.text("west"));
  story.route_on("come", {first, second, RoutingStory::row(Kind::Clear)});
  story.at(1, "come", "s", "south").at(2, "come", "w", "west").at(3, "come", "e", "east");
  EXPECT_THAT(story.told(4),
              ElementsAre("t=1 s role 0: - -> ben given row 0", "t=2 w role 0: - -> ana given row 1",
                          "t=3 e role 0: - -> - cleared row 2"));
}

TEST(Rows, KeepLeavesTheHolderAndClearLeavesNobody) {
  RoutingStory story = with({"ana"});
  story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  story.route_on("touch", {RoutingStory::row(Kind::Keep)});
  story.on("drop", EffectKind::Clear, 0);
  story.at(1, "come", "x").at(2, "touch", "x").at(3, "drop", "x").at(4, "drop", "x").at(5, "touch", "x");
  EXPECT_THAT(story.told(6),
              ElementsAre("t=1 x role 0: - -> ana given row 0", "t=2 x role 0: ana -> ana kept row 1",
                          "t=3 x role 0: ana -> - cleared", "t=5 x role 0: - -> - kept row 1"));
}

TEST(Rows, GoToThePersonNamedIfEligible) {
  RoutingStory story = with({"ana"});
  auto named = RoutingStory::row(Kind::Person);
  named.person = story.attribute_text(RoutingStory::kRegion);
  story.route_on("come", {named, RoutingStory::row(Kind::Clear)});
  story.at(1, "come", "x", "ana").at(2, "come", "y", "zoe").at(3, "come", "z");
  EXPECT_THAT(story.told(4),
              ElementsAre("t=1 x role 0: - -> ana given row 0", "t=2 y role 0: - -> - cleared row 1",
                          "t=3 z role 0: - -> - cleared row 1"));
}

TEST(Rows, ManyLeadsOfOneInstantAreAsManyOneAfterTheOther) {
  RoutingStory together = with({"ana", "ben", "cy"}), apart = with({"ana", "ben", "cy"});
  for (RoutingStory* story : {&together, &apart}) {
    story->route_on("come", {RoutingStory::to_team(story->team(), Algorithm::Turns)});
    for (int i = 0; i < 1'000; ++i)
      story->at(story == &apart ? i : 7, "come", "lead" + std::to_string(1'000 + i));
  }
  const auto holders = [](std::vector<std::string> lines) {
    for (std::string& line : lines) line.erase(0, line.find(' '));
    return lines;
  };
  EXPECT_EQ(holders(together.told(7)), holders(apart.told(1'000)));
}

// --- eligible
TEST(Eligible, AbsencesEndBeforeTheirEnd) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.people[0].away = {artefact::Absence(kSundayMs + 10, kSundayMs + 20)};
  story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  for (const int64_t ms : {9, 10, 19, 20}) story.at(ms, "come", "x" + std::to_string(ms));
  EXPECT_THAT(story.told(21),
              ElementsAre("t=9 x9 role 0: - -> ana given row 0", "t=10 x10 role 0: - -> ben given row 0",
                          "t=19 x19 role 0: - -> ben given row 0", "t=20 x20 role 0: - -> ana given row 0"));
}

TEST(Eligible, HoursAreOpenNowOrOpenWithinSoMuchPlainTime) {
  for (const int64_t look_ahead : {int64_t{0}, kMinuteMs}) {
    RoutingStory story = with({"ana", "ben"});
    story.kernel.people[0].hours = story.hours(kHourMs, 2 * kHourMs);
    auto row = RoutingStory::to_team(story.team(), Algorithm::InOrder);
    row.at_work = true;
    row.look_ahead_ms = look_ahead;
    story.route_on("come", {row});
    story.at(kHourMs - look_ahead - 1, "come", "a")
        .at(kHourMs - look_ahead, "come", "b")
        .at(2 * kHourMs - 1, "come", "c")
        .at(2 * kHourMs, "come", "d");
    std::string given;
    for (const std::string& line : story.told(2 * kHourMs, kHourMs))
      given += line.find("-> ana") != std::string::npos ? 'a' : 'b';
    EXPECT_EQ(given, "baab") << look_ahead;
  }
}

TEST(Eligible, LeadsHeldStayBelowTheCapacity) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.people[0].capacity = 2;
  story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  story.on("drop", EffectKind::Clear, 0);
  story.at(1, "come", "a").at(2, "come", "b").at(3, "come", "c").at(4, "drop", "a").at(5, "come", "d");
  EXPECT_THAT(story.told(6),
              ElementsAre("t=1 a role 0: - -> ana given row 0", "t=2 b role 0: - -> ana given row 0",
                          "t=3 c role 0: - -> ben given row 0", "t=4 a role 0: ana -> - cleared",
                          "t=5 d role 0: - -> ana given row 0"));
}

TEST(Eligible, TheLoadCountsWhileTheConditionOfTheRoleIsMet) {
  RoutingStory story = with({"ana", "ben"});
  story.kernel.people[0].capacity = 1;
  story.kernel.roles[0].load = story.is(story.attribute_text(RoutingStory::kRegion), story.text("open"));
  story.route_on("claim", {RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  story.at(1, "come", "a", "open").at(2, "claim", "a").at(3, "come", "b", "open").at(4, "claim", "b");
  story.at(5, "come", "a", "shut").at(6, "come", "c", "open").at(7, "claim", "c");
  EXPECT_THAT(story.told(8),
              ElementsAre("t=2 a role 0: - -> ana given row 0", "t=4 b role 0: - -> ben given row 0",
                          "t=7 c role 0: - -> ana given row 0"));
}

TEST(Eligible, CapsCountTheTurnsOfOneOrOfAllByThisRow) {
  RoutingStory story = with({"ana", "ben"});
  auto row = RoutingStory::to_team(story.team(), Algorithm::InOrder);
  row.caps = {RoutingStory::cap(1, CapKind::Hour), RoutingStory::cap(3, CapKind::Rolling, 2 * kHourMs, true)};
  story.route_on("come", {row, RoutingStory::row(Kind::Clear)});
  const int64_t at[] = {59, 59, 59, 60, 61, 178, 179};
  for (size_t i = 0; i < std::size(at); ++i) story.at(at[i] * kMinuteMs, "come", "x" + std::to_string(i));
  std::string given;
  for (const std::string& line : story.told(180 * kMinuteMs, kMinuteMs)) given += line[line.find("-> ") + 3];
  EXPECT_EQ(given, "ab-a--a");  // the third of the hour; the fourth of two hours; two have gone at 2:59
}

TEST(Eligible, IsNobodyAmongTheLastOwners) {
  RoutingStory story = with({"ana", "ben", "cy"});
  const uint32_t route = story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::InOrder)});
  story.on("back", EffectKind::Route, route).exclude = 1;
  story.on("touch", EffectKind::Route, route).exclude = 2;
  story.at(1, "come", "x").at(2, "back", "x").at(3, "back", "x").at(4, "touch", "x").at(5, "touch", "x");
  EXPECT_THAT(story.told(6),
              ElementsAre("t=1 x role 0: - -> ana given row 0", "t=2 x role 0: ana -> ben given row 0",
                          "t=3 x role 0: ben -> ana given row 0", "t=4 x role 0: ana -> cy given row 0",
                          "t=5 x role 0: cy -> ben given row 0"));
}

TEST(Eligible, ToLastOwnerIsWhoHeldTheRoleBefore) {
  RoutingStory story = with({"ana", "ben"});
  story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::Turns)});
  story.route_on("back", {RoutingStory::row(Kind::LastHolder), RoutingStory::row(Kind::Keep)});
  story.on("drop", EffectKind::Clear, 0);
  story.at(1, "come", "x").at(2, "back", "x").at(3, "drop", "x").at(4, "back", "x").at(5, "come", "x");
  story.at(6, "back", "x").at(7, "back", "x");
  EXPECT_THAT(story.told(8),
              ElementsAre("t=1 x role 0: - -> ana given row 0", "t=2 x role 0: ana -> ana kept row 2",
                          "t=3 x role 0: ana -> - cleared", "t=4 x role 0: - -> ana given row 1",
                          "t=5 x role 0: ana -> ben given row 0", "t=6 x role 0: ben -> ana given row 1",
                          "t=7 x role 0: ana -> ben given row 1"));
}

// --- cover
TEST(Cover, GetsTheLeadAndTheMemberHasTheTurn) {
  RoutingStory story = with({"ana", "ben", "cy"});
  story.kernel.people[0].away = {artefact::Absence(kSundayMs, kSundayMs + 10)};
  story.kernel.people[0].cover = "cy";
  auto row = RoutingStory::to_team(story.team({"ana", "ben"}), Algorithm::Turns);
  row.cover = true;
  row.caps = {RoutingStory::cap(1, CapKind::Day)};
  story.route_on("come", {row, RoutingStory::row(Kind::Clear)});
  story.at(1, "come", "a").at(2, "come", "b").at(20, "come", "c");
  EXPECT_THAT(story.told(21), ElementsAre("t=1 a role 0: - -> cy given row 0 turn of ana",
                                          "t=2 b role 0: - -> ben given row 0",
                                          "t=20 c role 0: - -> - cleared row 1"));  // ana had her one
}

TEST(Cover, OfACoverIsNotAsked) {
  RoutingStory story = with({"ana", "ben", "cy"});
  for (const size_t i : {0u, 1u})
    story.kernel.people[i].away = {artefact::Absence(kSundayMs, kSundayMs + 10)};
  story.kernel.people[0].cover = "ben";
  story.kernel.people[1].cover = "cy";
  auto row = RoutingStory::to_team(story.team({"ana"}), Algorithm::InOrder);
  row.cover = true;
  story.route_on("come", {row, RoutingStory::row(Kind::Clear)});
  story.at(1, "come", "a");
  EXPECT_THAT(story.told(2), ElementsAre("t=1 a role 0: - -> - cleared row 1"));
}

// --- pools
TEST(Pools, AreOneARowAndKey) {
  RoutingStory story = with({"ana", "ben"});
  auto row = RoutingStory::to_team(story.team(), Algorithm::Turns);
  row.key = story.attribute_text(RoutingStory::kRegion);
  story.route_on("come", {row});
  story.at(1, "come", "a", "n").at(2, "come", "b", "s").at(3, "come", "c", "n").at(4, "come", "d");
  std::string given;
  for (const std::string& line : story.told(5)) given += line[line.find("-> ") + 3];
  EXPECT_EQ(given, "aaba");
}

TEST(Pools, LeastRecentCountsByAnyRowClaimOrHandThatCounts) {
  RoutingStory story = with({"ana", "ben", "cy"});
  story.route_on("come", {RoutingStory::to_team(story.team(), Algorithm::LeastRecent)});
  story.route_on("touch", {RoutingStory::row(Kind::Queue, static_cast<int32_t>(story.queue()))});
  story.on("hand", EffectKind::Hand, 0);
  story.on("back", EffectKind::Hand, 0).counted = false;
  story.at(1, "hand", "a", "ana").at(2, "touch", "b").at(3, "claim", "b", "ben").at(4, "come", "c");
  story.at(5, "back", "d", "ana").at(6, "come", "e").at(7, "come", "f");
  EXPECT_THAT(story.told(8),
              ElementsAre("t=1 a role 0: - -> ana by hand", "t=2 b role 0: - -> - queued row 1 queue 0",
                          "t=3 b role 0: - -> ben claimed queue 0", "t=4 c role 0: - -> cy given row 0",
                          "t=5 d role 0: - -> ana by hand", "t=6 e role 0: - -> ana given row 0",
                          "t=7 f role 0: - -> ben given row 0"));
}

TEST(Pools, TurnsAreSpentByTheFirstEventWhileThatPersonHoldsTheRole) {
  RoutingStory story = with({"ana", "ben"});
  auto row = RoutingStory::to_team(story.team(), Algorithm::Turns);
  row.spent_later = true;
  row.caps = {RoutingStory::cap(2, CapKind::Day)};
  story.route_on("come", {row});
  story.on("done", EffectKind::Spend, 0);
  story.on("hand", EffectKind::Hand, 0);
  story.at(1, "come", "a").at(2, "come", "b").at(3, "done", "b").at(4, "done", "b").at(5, "come", "c");
  story.at(6, "hand", "a", "ben")
      .at(7, "done", "a")
      .at(8, "come", "d")
      .at(9, "done", "d")
      .at(10, "come", "e");
  std::string given;
  for (const std::string& line : story.told(11)) given += line[line.find("-> ") + 3];
  EXPECT_EQ(given, "aabbba");  // a, b; c: b's turn; by hand; d: still b's; e
}

TEST(Pools, TurnsGivenBackOnceAndOutOfTheCapsToo) {
  RoutingStory story = with({"ana", "ben"});
  auto row = RoutingStory::to_team(story.team(), Algorithm::InOrder);
  row.caps = {RoutingStory::cap(1, CapKind::Day)};
  story.route_on("come", {row, RoutingStory::row(Kind::Clear)});
  story.on("back", EffectKind::Back, 0);
  story.at(1, "come", "a").at(2, "back", "a").at(3, "come", "b").at(4, "back", "a").at(5, "come", "c");
  story.at(6, "come", "d");
  std::string given;
  for (const std::string& line : story.told(7)) given += line[line.find("-> ") + 3];
  EXPECT_EQ(given, "aab-");
}

}  // namespace
}  // namespace lead::testing
