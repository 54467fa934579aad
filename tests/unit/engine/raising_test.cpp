#include "runtime/engine/raising.h"

#include <gtest/gtest.h>

#include "runtime/vm/bounds.h"
#include "tests/unit/engine/small_policy.h"

namespace lead::engine {
namespace {

using testing::CodeWriter;
using testing::DecayKind;
using testing::Opcode;
using testing::SmallPolicy;

constexpr int64_t kHourMs = 3'600'000;

Raising raising_of(SmallPolicy& policy, const std::vector<uint32_t>& watches) {
  const artefact::ArtefactT& artefact = policy.raw();
  return find_raising(artefact, watches, vm::time_dependent(*artefact.derived, artefact));
}

uint32_t is_over(CodeWriter code, uint32_t since) {
  return code.word(Opcode::LessEqual, code.add(since, code.constant(kHourMs)), code.word(Opcode::Now));
}

class RaisingTest : public ::testing::Test {
 protected:
  RaisingTest() : view(policy.event("page_view")), call(policy.event("call")) {}

  SmallPolicy policy;
  uint32_t view, call;
  CodeWriter code = policy.derived();
};

TEST_F(RaisingTest, PutsATimeInAStageBesideAScoreThatFades) {
  const uint32_t points = policy.ledger({DecayKind::Half, 1000, 0});
  policy.book(view, points, 10);
  const uint32_t over = is_over(code, code.word(Opcode::StageSince));
  policy.band("interest", code.ledger(points), {0, 5});
  const Raising raising = raising_of(policy, {over});
  EXPECT_EQ(raising.events, (std::vector<uint8_t>{1, 1}));
  EXPECT_EQ(raising.outputs, std::vector<uint32_t>{0});
  EXPECT_EQ(raising.watches, std::vector<uint32_t>{0});
}

TEST_F(RaisingTest, LetsAnEventPutASilenceOff) {
  const uint32_t mark = policy.mark();
  policy.touch(view, mark);
  const uint32_t since = code.word(Opcode::StageSince);
  const uint32_t last = code.word(Opcode::OrElse, code.word(Opcode::MarkInstant, 0, 0, 0, mark), since);
  const Raising raising = raising_of(policy, {is_over(code, code.word(Opcode::Greatest, since, last))});
  EXPECT_EQ(raising.events, (std::vector<uint8_t>{1, 1}));
}

// Missing until the first event, and then behind it: the event brings the end of the time.
TEST_F(RaisingTest, SearchesWhereAnEventBeginsATime) {
  const uint32_t mark = policy.mark();
  policy.touch(view, mark);
  const Raising raising = raising_of(policy, {is_over(code, code.word(Opcode::MarkInstant, 0, 0, 0, mark))});
  EXPECT_EQ(raising.events, (std::vector<uint8_t>{0, 1}));
}

// As little time as there is left of both: neither falls nor climbs.
TEST_F(RaisingTest, SearchesWhereAnEventTouchesWhatMovesBothWays) {
  const uint32_t plus = policy.ledger({DecayKind::Half, 1000, 0});
  const uint32_t minus = policy.ledger({DecayKind::Half, 5000, 0}, true);
  policy.book(view, plus, 10);
  policy.raw().reactions.back()->target_minus = static_cast<int32_t>(minus);
  policy.band("interest", code.add(code.ledger(plus), code.ledger(minus)), {0, 5});
  const Raising raising = raising_of(policy, {});
  EXPECT_EQ(raising.events, (std::vector<uint8_t>{0, 1}));
  EXPECT_TRUE(raising.outputs.empty());
}

// More views end the quiet, fewer views begin it: a count that has to be small is no falling value.
TEST_F(RaisingTest, TurnsAroundUnderNot) {
  const uint32_t window = policy.window({kHourMs, 0});
  policy.push(view, window);
  const uint32_t busy = code.word(Opcode::Less, code.constant(2), code.count(window, kHourMs));
  const uint32_t idle = code.word(Opcode::Not, busy);
  const uint32_t since = code.word(Opcode::StageSince);
  const uint32_t both = code.word(Opcode::And, idle, is_over(code, since));
  EXPECT_EQ(raising_of(policy, {both}).events, (std::vector<uint8_t>{1, 1}));
  const uint32_t early = code.word(Opcode::Not, is_over(code, since));
  const uint32_t mixed = code.word(Opcode::And, idle, early);
  EXPECT_EQ(raising_of(policy, {mixed}).events, (std::vector<uint8_t>{0, 1}));
}

TEST_F(RaisingTest, KnowsWhetherClocksAreRead) {
  EXPECT_FALSE(raising_of(policy, {}).reads_clocks);
  (void)code.word(Opcode::Clock);
  EXPECT_TRUE(raising_of(policy, {}).reads_clocks);
}

}  // namespace
}  // namespace lead::engine
