// Caps, memories, queues and lines: what leads and people wait for.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "runtime/base/limits.h"
#include "runtime/routing/caps.h"
#include "runtime/routing/line.h"
#include "runtime/routing/memory.h"
#include "runtime/routing/queues.h"
#include "tests/support/random.h"
#include "tests/unit/calendar/calendars.h"

namespace lead::routing {
namespace {

using calendar::at;
using calendar::kDayMs;
using calendar::kHourMs;
using calendar::kMinuteMs;

constexpr PersonNumber kAna = 0, kBo = 1;

TEST(Cap, CountsAMemberByTheDayOfTheZone) {
  const artefact::ZoneT zone = calendar::zone_named("Europe/Stockholm");
  Cap cap({2, CapSpan::Day, false, 0}, zone);
  const int64_t evening = at(2026, 1, 10, 22, 30);  // 23:30 in Stockholm
  cap.book(kAna, evening);
  EXPECT_TRUE(cap.is_below(kAna, evening));
  cap.book(kAna, evening + 1);
  EXPECT_FALSE(cap.is_below(kAna, evening + 1));
  EXPECT_TRUE(cap.is_below(kBo, evening + 1));
  const int64_t midnight = at(2026, 1, 10, 23);
  EXPECT_EQ(cap.begins_afresh_at(kAna, evening + 1), midnight);
  EXPECT_EQ(cap.begins_afresh_at(kBo, evening + 1), kNever);
  EXPECT_EQ(cap.count(kAna, midnight - 1), 2u);
  EXPECT_EQ(cap.count(kAna, midnight), 0u);
  cap.un_book(kAna, evening);
  EXPECT_EQ(cap.count(kAna, evening + 2), 1u);
  cap.book(kAna, midnight);
  cap.un_book(kAna, evening + 1);
  EXPECT_EQ(cap.count(kAna, midnight), 1u) << "a turn of yesterday is none of today";
}

// 2026-03-29 is a Sunday of 23 hours in Stockholm, the last of its week; April begins on a Wednesday.
TEST(Cap, BeginsAfreshWithEachHourWeekAndMonthOfTheZone) {
  const artefact::ZoneT zone = calendar::zone_named("Europe/Stockholm");
  struct Case {
    CapSpan span;
    int64_t last, afresh;  // an instant of the span, and the first of the next
  };
  const Case cases[] = {
      {CapSpan::Hour, at(2026, 3, 29, 0, 59), at(2026, 3, 29, 1)},
      {CapSpan::Week, at(2026, 3, 29, 21, 59), at(2026, 3, 29, 22)},
      {CapSpan::Month, at(2026, 3, 31, 21, 59), at(2026, 3, 31, 22)},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(static_cast<int>(c.span));
    Cap cap({1, c.span, false, 0}, zone);
    cap.book(kAna, c.last);
    EXPECT_FALSE(cap.is_below(kAna, c.last));
    EXPECT_EQ(cap.begins_afresh_at(kAna, c.last), c.afresh);
    EXPECT_FALSE(cap.is_below(kAna, c.afresh - 1));
    EXPECT_TRUE(cap.is_below(kAna, c.afresh));
    cap.book(kAna, c.afresh);
    EXPECT_EQ(cap.count(kAna, c.afresh), 1u);
    EXPECT_EQ(cap.count(kAna, c.last), 0u) << "what was before is over";
  }
}

TEST(Cap, CountsAllTogether) {
  const artefact::ZoneT zone = calendar::utc();
  Cap cap({3, CapSpan::Month, true, 0}, zone);
  const int64_t now = at(2026, 1, 31, 12);
  for (const PersonNumber person : {kAna, kBo, kAna}) cap.book(person, now);
  EXPECT_FALSE(cap.is_below(kBo, now));
  EXPECT_EQ(cap.begins_afresh_at(kBo, now), at(2026, 2, 1));
  EXPECT_EQ(Cap({1, CapSpan::Week, true, 0}, zone).begins_afresh_at(kAna, now), kNever);
}

TEST(Cap, RollsAsANaiveListDoes) {
  const artefact::ZoneT zone = calendar::utc();
  testing::Random random(5);
  for (int round = 0; round < 30; ++round) {
    const auto most = static_cast<uint32_t>(random.between(1, 6));
    const int64_t span = random.between(1, 40);
    Cap cap({most, CapSpan::Rolling, false, span}, zone);
    std::deque<int64_t> all;
    int64_t now = 1000;
    for (int step = 0; step < 400; ++step) {
      now += random.below(8);
      while (!all.empty() && all.front() <= now - span) all.pop_front();
      ASSERT_EQ(cap.count(kAna, now), all.size());
      ASSERT_EQ(cap.begins_afresh_at(kAna, now), all.empty() ? kNever : all.front() + span);
      if (all.size() < most && random.chance(70)) {
        cap.book(kAna, now);
        all.push_back(now);
      } else if (!all.empty() && random.chance(20)) {
        const auto which = all.begin() + random.below(static_cast<int64_t>(all.size()));
        cap.un_book(kAna, *which);
        all.erase(which);
      }
      if (!random.chance(10)) continue;
      Cap again(cap.rule(), zone);
      ASSERT_TRUE(again.restore(cap.counts()));
      cap = again;
    }
  }
}

TEST(Cap, KeepsNoMoreThanCanMatter) {
  const artefact::ZoneT zone = calendar::utc();
  Cap cap({3, CapSpan::Rolling, false, 1000}, zone);
  for (int64_t now = 0; now < 500; ++now) cap.book(kAna, now);
  EXPECT_EQ(cap.counts()[0].instants.size(), 3u);
  EXPECT_FALSE(cap.is_below(kAna, 1496));
  EXPECT_TRUE(cap.is_below(kAna, 1497));
  Cap daily({3, CapSpan::Day, false, 0}, zone);
  EXPECT_FALSE(daily.restore(cap.counts()));
  EXPECT_FALSE(Cap({2, CapSpan::Rolling, false, 9}, zone).restore(cap.counts()));
}

TEST(Zone, HoursFollowEachOtherThroughChangesOfTheClock) {
  for (const char* name : {"Europe/Stockholm", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"}) {
    const artefact::ZoneT zone = calendar::zone_named(name);
    int64_t begin = calendar::hour_around(zone, at(2026, 1, 1)).begin_ms;
    for (const int64_t end = at(2027, 1, 1); begin < end;) {
      const calendar::Stretch hour = calendar::hour_around(zone, begin);
      ASSERT_EQ(hour.begin_ms, begin) << name;
      ASSERT_GT(hour.end_ms, begin);
      ASSERT_LE(hour.end_ms - begin, kHourMs);
      ASSERT_EQ(calendar::hour_around(zone, hour.end_ms - 1).begin_ms, begin);
      begin = hour.end_ms;
    }
  }
}

TEST(OwnerMemory, KeepsWhoCameLast) {
  OwnerMemory memory;
  EXPECT_FALSE(memory.find("acme"));
  memory.remember("acme", {kAna, 0});
  memory.remember("acme", {kBo, 170});
  ASSERT_TRUE(memory.find("acme"));
  EXPECT_EQ(memory.find("acme")->person, kBo);
  EXPECT_EQ(memory.find("acme")->instant_ms, 170);
  EXPECT_EQ(memory.size(), 1u);
}

TEST(OwnerMemory, LetsTheOldestGoWhereItIsFull) {
  OwnerMemory memory(3);
  memory.remember("a", {kAna, 1});
  memory.remember("b", {kAna, 2});
  memory.remember("c", {kAna, 2});
  memory.remember("a", {kAna, 3});
  memory.remember("d", {kBo, 4});
  EXPECT_FALSE(memory.find("b"));
  EXPECT_TRUE(memory.find("a"));
  OwnerMemory again(3);
  ASSERT_TRUE(again.restore(memory.entries()));
  again.remember("e", {kBo, 6});
  EXPECT_FALSE(again.find("c"));
  EXPECT_EQ(again.find("d")->person, kBo);
  EXPECT_FALSE(OwnerMemory(2).restore(memory.entries()));
  EXPECT_FALSE(OwnerMemory().restore({{"a", {kAna, 5}}, {"b", {kAna, 4}}}));
  EXPECT_FALSE(OwnerMemory().restore({{"a", {kAna, 5}}, {"a", {kAna, 6}}}));
}

TEST(Queue, GivesALeadToTheFirstAndTellsTheSecondWhoThatWas) {
  Queue queue;
  queue.put_in({7, 0, 7 * kDayMs, 1});
  const Claimant ana{kAna, true, true, true};
  EXPECT_EQ(queue.claim(8, ana, {1, 1}).refusal, Refusal::NotInQueue);
  EXPECT_EQ(queue.claim(7, {kNobody, false, true, true}, {1, 2}).refusal, Refusal::NotInRoster);
  EXPECT_EQ(queue.claim(7, {kBo, true, false, true}, {1, 3}).refusal, Refusal::NotOffered);
  EXPECT_EQ(queue.claim(7, {kBo, true, true, false}, {1, 4}).refusal, Refusal::AtLimit);
  EXPECT_EQ(queue.claim(7, ana, {1, 5}).refusal, Refusal::None);
  const ClaimAnswer second = queue.claim(7, {kBo, true, true, true}, {1, 6});
  EXPECT_EQ(second.refusal, Refusal::Taken);
  EXPECT_EQ(second.taken_by, kAna);
  EXPECT_EQ(second.taken_at, (Assigned{1, 5}));
  EXPECT_FALSE(queue.contains(7));
  EXPECT_EQ(queue.next_to_end(), std::nullopt);
  queue.put_in({7, 2, kNever, 2});
  EXPECT_EQ(queue.claim(7, {kBo, true, true, true}, {3, 7}).refusal, Refusal::None);
  for (const Refusal refusal :
       {Refusal::Taken, Refusal::NotInQueue, Refusal::NotInRoster, Refusal::NotOffered, Refusal::AtLimit})
    EXPECT_FALSE(text_of(refusal).empty());
}

TEST(Queue, EndsStaysInTheirOrder) {
  Queue queue;
  queue.put_in({1, 0, 50, 1});
  queue.put_in({2, 0, 40, 2});
  queue.put_in({3, 0, 40, 3});
  queue.put_in({4, 0, kNever, 4});
  queue.put_in({2, 5, 40, 6});
  std::string order;
  while (const auto over = queue.next_to_end()) {
    order += std::to_string(over->lead);
    EXPECT_TRUE(queue.take_out(over->lead));
  }
  EXPECT_EQ(order, "321");
  EXPECT_FALSE(queue.take_out(3));
  EXPECT_EQ(queue.size(), 1u);
}

TEST(Queue, RemembersTheLastClaimsAndGoesOnFromASnapshot) {
  Queue queue(2);
  for (const LeadNumber lead : {1u, 2u, 3u, 4u}) queue.put_in({lead, 0, 100 - lead, lead});
  const Claimant ana{kAna, true, true, true};
  for (const LeadNumber lead : {1u, 2u, 3u})
    EXPECT_EQ(queue.claim(lead, ana, {5, lead}).refusal, Refusal::None);
  EXPECT_EQ(queue.claim(1, ana, {6, 9}).refusal, Refusal::NotInQueue) << "too long ago";
  Queue again(2);
  ASSERT_TRUE(again.restore(queue.state()));
  EXPECT_EQ(again.claim(2, ana, {6, 9}).refusal, Refusal::Taken);
  EXPECT_EQ(again.next_to_end(), (QueuedLead{4, 0, 96, 4}));
  EXPECT_FALSE(Queue(1).restore(queue.state()));
  EXPECT_FALSE(Queue().restore({{{1, 0, 5, 1}, {1, 0, 6, 2}}, {}}));
  EXPECT_FALSE(Queue().restore({{{1, 0, 5, 2}, {2, 0, 6, 1}}, {}})) << "out of order";
  EXPECT_FALSE(Queue().restore({{{1, 0, 5, 1}}, {{1, kAna, {}}}}));
}

TEST(Queues, EndStaysOfOneInstantAsTheLeadsCame) {
  Queues queues(3);
  queues.put_in(2, 1, 0, 40);
  queues.put_in(0, 2, 10, 40);
  queues.put_in(1, 3, 20, 30);
  queues.put_in(0, 4, 20, kNever);
  queues.put_in(0, 5, 20, 40);
  EXPECT_EQ(queues.claim(0, 5, {kAna, true, true, true}, {21, 1}).refusal, Refusal::None);
  EXPECT_EQ(queues.next_expiry_ms(), 30);
  EXPECT_EQ(queues.expire(29), std::nullopt);
  std::string order;
  while (const auto over = queues.expire(40)) order += std::to_string(over->lead);
  EXPECT_EQ(order, "312");
  EXPECT_EQ(queues.next_expiry_ms(), kNever);
  EXPECT_EQ(queues.expire(kNever), std::nullopt) << "what has no end stays";
}

// The places that a look goes to, in order.
std::string looked_at(Line& line) {
  std::string out;
  line.begin_look();
  while (const auto next = line.next()) out += std::to_string(next->waits.place);
  return out;
}

TEST(Line, LooksAtWhoHasChangedAndAtAllWhereSomethingIsFree) {
  Line line(2);
  std::vector<Ticket> tickets;
  for (const uint32_t place : {9u, 4u, 6u}) tickets.push_back(line.join(0, place, place));
  EXPECT_TRUE(line.is_due());
  EXPECT_EQ(looked_at(line), "946");
  EXPECT_FALSE(line.is_due()) << "all were tried, and nothing is free";
  line.look_again(tickets[1]);
  EXPECT_EQ(looked_at(line), "4");
  line.free();
  EXPECT_TRUE(line.is_due());
  EXPECT_EQ(looked_at(line), "946");
  line.look_again(tickets[0]);
  line.leave(tickets[0]);
  EXPECT_FALSE(line.is_due()) << "who left is not asked";
  EXPECT_EQ(line.waiting_for(0), 2u);
  EXPECT_EQ(line.size(), 2u);
}

TEST(Line, GoesToTheFrontAgainWhereSomethingIsFreedOnTheWay) {
  Line line(1);
  const Ticket first = line.join(0, 1, 0);
  (void)line.join(0, 2, 0);
  line.free();
  line.begin_look();
  EXPECT_EQ(line.next()->waits.place, 1u);
  const auto second = line.next();
  EXPECT_EQ(second->waits.place, 2u);
  line.leave(second->ticket);
  (void)line.join(0, 3, 0);
  EXPECT_EQ(line.next(), std::nullopt) << "who joins during a look waits for the next";
  EXPECT_TRUE(line.is_due());
  line.begin_look();
  EXPECT_EQ(line.next()->waits.place, 3u);
  line.free();
  EXPECT_EQ(line.next()->ticket, first);
  EXPECT_EQ(line.next()->waits.place, 3u);
  EXPECT_EQ(line.next(), std::nullopt);
}

TEST(Line, PassesOverABlockedRowButNotWhoHasChanged) {
  Line line(2);
  const Ticket away = line.join(0, 1, 0);
  (void)line.join(0, 2, 0);
  (void)line.join(1, 3, 0);
  EXPECT_EQ(looked_at(line), "123");
  line.free();
  line.begin_look();
  const auto blocked = line.next();
  EXPECT_FALSE(blocked->is_changed);
  line.block(blocked->waits.row);
  EXPECT_EQ(line.next()->waits.place, 3u);
  EXPECT_EQ(line.next(), std::nullopt);
  line.look_again(away);
  EXPECT_EQ(looked_at(line), "1");
  line.free();
  EXPECT_EQ(looked_at(line), "123") << "something is free: nothing is blocked";
}

// The list under all of them beside the slowest one there is.
TEST(Ordered, IsAListWithAnIndex) {
  testing::Random random(11);
  Ordered<uint32_t, int> ordered;
  std::vector<std::pair<uint32_t, int>> naive;
  for (int step = 0; step < 5000; ++step) {
    const auto key = static_cast<uint32_t>(random.below(30));
    const auto at_key =
        std::find_if(naive.begin(), naive.end(), [&](const auto& e) { return e.first == key; });
    const auto place = ordered.find(key);
    ASSERT_EQ(place != ordered.kEnd, at_key != naive.end());
    if (at_key == naive.end()) {
      ASSERT_TRUE(ordered.push_back(key, step));
      naive.emplace_back(key, step);
    } else if (random.chance(50)) {
      ordered.erase(place);
      naive.erase(at_key);
    } else {
      ASSERT_FALSE(ordered.push_back(key, -1));
      ordered.move_to_end(place);
      std::rotate(at_key, at_key + 1, naive.end());
    }
    size_t index = 0;
    for (auto at_place = ordered.first(); at_place != ordered.kEnd;
         at_place = ordered.after(at_place), ++index) {
      ASSERT_LT(index, naive.size());
      ASSERT_EQ(std::make_pair(ordered.key(at_place), ordered.value(at_place)), naive[index]);
    }
    ASSERT_EQ(index, naive.size());
    ASSERT_EQ(ordered.size(), naive.size());
  }
}

}  // namespace
}  // namespace lead::routing
