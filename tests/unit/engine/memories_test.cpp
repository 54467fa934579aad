// Whom roles remember: which of several times counts, and what is told of a change.
#include "runtime/engine/memories.h"

#include <gtest/gtest.h>

#include <memory>

namespace lead::engine {
namespace {

using routing::kNobody;

constexpr routing::PersonNumber kAna = 0, kBo = 1;
constexpr int64_t kHour = 3'600'000;

// Of role 0: from the assignment for two hours; from effects for one hour, and for four. Role 1 has none.
std::unique_ptr<artefact::ArtefactT> three_times() {
  auto made = std::make_unique<artefact::ArtefactT>();
  made->zone = std::make_unique<artefact::ZoneT>();
  made->zone->offsets_ms = {0};
  for (int role = 0; role < 2; ++role) made->roles.push_back(std::make_unique<artefact::RoleT>());
  for (const int64_t hours : {2, 1, 4}) {
    made->memories.push_back(std::make_unique<artefact::MemoryT>());
    made->memories.back()->period = artefact::Period(hours * kHour, 0);
    made->memories.back()->from_assignment = hours == 2;
  }
  return made;
}

TEST(Memories, WhoCameLastIntoOneThatIsNotOverIsRemembered) {
  const auto artefact = three_times();
  Memories memories(*artefact);
  EXPECT_FALSE(memories.find(0, "k", 0));
  EXPECT_TRUE(memories.heard(2, "k", {kAna, 0}));
  EXPECT_TRUE(memories.heard(1, "k", {kBo, kHour}));
  EXPECT_EQ(memories.find(0, "k", 2 * kHour - 1)->who.person, kBo);
  EXPECT_EQ(memories.find(0, "k", 2 * kHour)->who.person, kAna) << "the hour is over, the four are not";
  EXPECT_EQ(memories.find(0, "k", 2 * kHour)->until_ms, 4 * kHour);
  EXPECT_EQ(memories.find(0, "k", 9 * kHour)->who.person, kBo) << "all are over: the last of them";
  EXPECT_FALSE(memories.find(1, "k", 0));
}

TEST(Memories, AtOneInstantTheTimeThatStandsFirstCounts) {
  const auto artefact = three_times();
  Memories memories(*artefact);
  EXPECT_TRUE(memories.heard(2, "k", {kAna, 0}));
  EXPECT_TRUE(memories.heard(1, "k", {kBo, 0}));
  EXPECT_EQ(memories.find(0, "k", 0)->who.person, kBo);
}

TEST(Memories, OnlyAnotherPersonIsAChange) {
  const auto artefact = three_times();
  Memories memories(*artefact);
  EXPECT_FALSE(memories.heard(1, "k", {kNobody, 0})) << "nobody held the lead";
  EXPECT_FALSE(memories.heard(0, "k", {kAna, 0})) << "nothing to renew";
  EXPECT_TRUE(memories.assigned(0, "k", {kAna, 0}));
  EXPECT_FALSE(memories.assigned(0, "k", {kAna, 1}));
  EXPECT_FALSE(memories.heard(0, "k", {kAna, kHour})) << "renewed, and the same";
  EXPECT_EQ(memories.find(0, "k", kHour)->until_ms, 3 * kHour);
  EXPECT_FALSE(memories.heard(0, "k", {kBo, kHour})) << "not theirs";
  EXPECT_FALSE(memories.heard(0, "k", {kAna, 3 * kHour})) << "over";
  EXPECT_TRUE(memories.heard(1, "k", {kAna, 3 * kHour})) << "after its time somebody at last";
}

TEST(Memories, TheStateSaysUntilWhen) {
  const auto artefact = three_times();
  Memories memories(*artefact);
  ASSERT_TRUE(memories.heard(2, "k", {kAna, kHour}));
  const std::vector<MemoryState> state = memories.state();
  ASSERT_EQ(state.size(), 1u);
  EXPECT_EQ(state[0].role, 0u);
  EXPECT_EQ(state[0].since_ms, kHour);
  EXPECT_EQ(state[0].until_ms, 5 * kHour);
}

}  // namespace
}  // namespace lead::engine
