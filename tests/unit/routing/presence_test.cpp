// What people say of themselves, beside what the roster plans.
#include "runtime/routing/presence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/routing/availability.h"
#include "tests/support/random.h"

namespace lead::routing {
namespace {

using Absences = std::vector<Absence>;

TEST(Presence, SaysNothingAtFirst) {
  const Absences planned{{10, 20}, {20, 25}, {40, 50}};
  EXPECT_EQ(absences_of(planned, {}), planned);
}

TEST(Presence, WhoLeavesIsAwayUntilThenBesideWhatIsPlanned) {
  const Absences planned{{10, 20}, {40, 50}};
  Presence said;
  said.leave(5, 8);
  EXPECT_EQ(absences_of(planned, said), (Absences{{5, 8}, {10, 20}, {40, 50}}));
  said.leave(12, 30);
  EXPECT_EQ(absences_of(planned, said), (Absences{{10, 30}, {40, 50}}));
  said.leave(15, kNever);
  EXPECT_EQ(absences_of(planned, said), (Absences{{10, kNever}}));
}

TEST(Presence, TheLastWordCounts) {
  Presence said;
  said.leave(5, 100);
  said.leave(6, 8);
  EXPECT_EQ(absences_of({}, said), (Absences{{6, 8}}));
}

TEST(Presence, WhoIsBackHasEndedWhatHadBegunAndNothingElse) {
  const Absences planned{{10, 20}, {40, 50}};
  Presence said;
  said.leave(5, kNever);
  said.come_back(10);
  EXPECT_EQ(absences_of(planned, said), (Absences{{40, 50}}));
  said.leave(11, 12);  // what had ended does not begin again
  EXPECT_EQ(absences_of(planned, said), (Absences{{11, 12}, {40, 50}}));
}

// Beside a second way to say it: instant by instant.
TEST(Presence, AgreesWithItsMeaningAtEveryInstant) {
  testing::Random random(7);
  for (int round = 0; round < 2'000; ++round) {
    Person person;
    int64_t end = 0;
    for (int64_t i = random.below(4); i > 0; --i) {
      const int64_t from = end + random.below(6);
      end = from + 1 + random.below(6);
      person.away.push_back({from, end});
    }
    const Absences planned = person.away;
    Presence said;
    int64_t now = 0, away_until = 0, back = -1;
    for (int64_t words = random.below(4); words > 0; --words) {
      now += random.below(8);
      if (random.chance(50)) {
        away_until = random.chance(20) ? kNever : now + 1 + random.below(9);
        said.leave(now, away_until);
      } else {
        away_until = 0;
        back = now;
        said.come_back(now);
      }
    }
    person.away = absences_of(planned, said);
    for (size_t i = 0; i < person.away.size(); ++i) {
      EXPECT_LT(person.away[i].from_ms, person.away[i].until_ms);
      EXPECT_GE(person.away[i].from_ms, i > 0 ? person.away[i - 1].until_ms : 0);
    }
    for (int64_t at = now; at < 40; ++at) {
      const bool is_planned = std::any_of(planned.begin(), planned.end(), [&](const Absence& each) {
        return each.from_ms <= at && at < each.until_ms && each.from_ms > back;
      });
      EXPECT_EQ(is_away(person, at), at < away_until || is_planned) << round << " at " << at;
    }
  }
}

}  // namespace
}  // namespace lead::routing
