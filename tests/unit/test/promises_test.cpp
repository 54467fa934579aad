// Timelines of promises, told as tests of a policy: which clock stands how at which millisecond.
#include <gtest/gtest.h>

#include "workbench/test/run.h"

namespace lead::test {
namespace {

constexpr const char* kPolicy =
    R"(policy p { version "1"  time zone "Europe/Berlin"  owners marketing, sales }
choice Market { north, south }
lead {
  market   Market = north
  due      date optional
  wanted   instant optional
  on_hold  yes or no = no
  priority yes or no = no
}
event ask  fills in market, due, wanted, priority
event hold { on_hold yes or no } fills in on_hold
event call by sales
event drop by sales
event wait by sales
event go by sales
calendar ten     { monday to friday 10:00-18:00 }
calendar nine    { monday to friday 09:00-17:00  closed on 2026-12-24, 2026-12-25 }
calendar day_and_night { monday to sunday 00:00-24:00 }
define pace means fast when count of go in last 3 hours at least 1, slow otherwise
calendar siesta  { time zone "Europe/Madrid"  monday to friday 10:00-14:00, 16:00-20:00 }
score steps { range 0 to no limit
  warned:   +1 on breach of warned
  chased:   +100 on breach of chased
}
sla ten_hours owed by sales { hours ten  start on ask  met on call  cancel on drop  within 10 business hours }
sla one_hour  owed by sales { hours nine  start on ask  met on call  within 1 business hour }
sla warned    owed by sales { hours nine  start on ask  met on call  within 5 business hours  at 80% { notify sales }
                              pause while on_hold  pause on wait  resume on go }
sla chased    owed by marketing { hours nine  start on breach of one_hour  met on call  within 1 business hour }
sla of_market owed by sales { hours by market { north nine, south siesta }  start on ask  met on call
                              within 1 business hour when priority  within 4 business hours otherwise }
sla follows   owed by sales { hours nine  start on ask  met on call  within 1 business hour when priority
                              within 4 business hours otherwise  retarget }
sla anew      owed by sales { start on ask  met on call  by due  retarget afresh }
sla again     owed by sales { restart on ask  met on call  within 2 hours }
sla back      owed by sales { start on ask  reset on wait  met on call  within 2 hours }
sla since     owed by sales { start on ask since wanted  met on call  within 2 hours }
sla two_days  owed by sales { hours nine  start on ask  met on call  within 2 business days }
sla evening   owed by sales { hours nine  start on ask  met on call  by end of business day }
sla tomorrow  owed by sales { hours nine  start on ask  met on call  by end of next business day }
sla dated     owed by sales { hours nine  start on ask  met on call  by due  pause on wait  resume on go  reset on drop }
sla held      owed by sales { start on ask  met on call  within 2 hours  pause on wait  resume on go
                              at breach { notify marketing "Late" } }
sla recent    owed by sales { hours by pace { slow nine, fast day_and_night }  start on ask  met on call
                              within 4 business hours  retarget }
lifecycle way { stage raw first, may rest  stage asked may rest  stage quiet may rest
  raw   -> asked on ask
  asked -> quiet after 2 days in asked when on_hold  "Held for long"
}
)";

struct Timeline {
  const char *name, *steps;
};
void PrintTo(const Timeline& timeline, std::ostream* out) {
  *out << timeline.name;
}

class OfPromises : public ::testing::TestWithParam<Timeline> {};

TEST_P(OfPromises, StandAsExpected) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const std::string test = std::string("test \"t\" {\n") + GetParam().steps + "\n}\n";
  const auto file = sources.add("p.lead", kPolicy + test);
  const compile::Result result = compile::compile_loaded(sources, {std::get<FileId>(file)}, sink);
  for (const auto& found : sink.sorted()) ADD_FAILURE() << found.message;
  ASSERT_TRUE(result.program.has_value());
  const Report report = run(result, sources, "");
  ASSERT_EQ(report.outcomes.size(), 1u);
  EXPECT_GT(report.outcomes[0].expectations, 0u);
  for (const Failure& failure : report.outcomes[0].failures)
    ADD_FAILURE() << "expected " << failure.expected << ", found " << failure.found;
}

INSTANTIATE_TEST_SUITE_P(
    Timelines, OfPromises,
    ::testing::Values(
        // 10:00-18:00, Wednesday 15:00 and 10 hours: Thursday 17:00.
        Timeline{"TenHoursEndOnTheNextDay", R"(given lead {}
  at 2026-12-09 15:00 ask
  at 2026-12-10 16:59:59.999
  expect ten_hours is running
  at 2026-12-10 17:00
  expect ten_hours becomes breached)"},
        Timeline{"AStartOutsideOfHoursCountsFromTheNextOpening", R"(given lead {}
  at 2026-12-09 20:00 ask
  at 2026-12-11 11:59:59.999
  expect ten_hours is running
  at 2026-12-11 12:00
  expect ten_hours becomes breached)"},
        Timeline{"OnASaturday", R"(given lead {}
  at 2026-12-05 16:00 ask
  at 2026-12-07 09:59:59.999
  expect one_hour is running
  at 2026-12-07 10:00
  expect one_hour becomes breached)"},
        Timeline{"OverTheWeekend", R"(given lead {}
  at 2026-12-04 16:30 ask
  at 2026-12-07 09:29:59.999
  expect one_hour is running
  at 2026-12-07 09:30
  expect one_hour becomes breached)"},
        Timeline{"OverHolidays", R"(given lead {}
  at 2026-12-23 16:30 ask
  at 2026-12-28 09:29:59.999
  expect one_hour is running
  at 2026-12-28 09:30
  expect one_hour becomes breached)"},
        Timeline{"AStopAtTheDeadlineMeets", R"(given lead {}
  at 2026-12-09 15:00 ask
  at 2026-12-10 17:00 call
  expect ten_hours becomes met, one_hour becomes met_late)"},
        Timeline{"AStopAMillisecondLaterIsLate", R"(given lead {}
  at 2026-12-09 15:00 ask
  at 2026-12-10 17:00:00.001 call
  expect ten_hours becomes met_late)"},
        Timeline{"Cancelled", R"(given lead {}
  at 2026-12-09 15:00 ask
  at +1h drop
  expect ten_hours becomes cancelled
  at +10 days
  expect ten_hours is cancelled)"},
        Timeline{"MetIsMetAndAStartBeginsAnew", R"(given lead {}
  at 2026-12-09 09:00 ask
  at +30m call
  expect one_hour becomes met
  at +2h ask
  expect one_hour becomes running)"},
        // Half an hour used by 09:30; held over night until 16:30: half an hour is left of the day.
        Timeline{"APauseByAStateStopsTheClock", R"(given lead {}
  at 2026-12-07 13:00 ask
  at 2026-12-07 16:30 hold { on_hold yes }
  expect warned becomes paused
  at 2026-12-08 10:00 hold { on_hold no }
  expect warned becomes running
  at 2026-12-08 11:29:59.999
  expect warned is running
  at 2026-12-08 11:30
  expect warned becomes breached, steps is 101)"},
        Timeline{"PausedInTwoWaysGoesOnWhenNeitherHolds", R"(given lead {}
  at 2026-12-07 09:00 ask
  at +1h wait
  expect warned becomes paused
  at +2h hold { on_hold yes }
  at +3h go
  expect warned is paused
  at +4h hold { on_hold no }
  expect warned becomes running
  at +8h - 1ms
  expect warned is running
  at +8h
  expect warned becomes breached)"},
        Timeline{"ABreachStartsAnother", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2026-12-07 10:00
  expect one_hour becomes breached, chased becomes running
  at 2026-12-07 11:00
  expect chased becomes breached, steps is 100)"},
        Timeline{"TheHoursOfItsMarket", R"(given lead { market south }
  at 2026-12-07 13:00 ask
  at 2026-12-07 18:59:59.999
  expect of_market is running
  at 2026-12-07 19:00
  expect of_market becomes breached)"},
        Timeline{"TheFirstTargetThatIsMet", R"(given lead { priority yes }
  at 2026-12-07 13:00 ask
  at 2026-12-07 14:00
  expect of_market becomes breached)"},
        Timeline{"TargetsAreFixedAtTheStart", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2026-12-07 10:30 ask { priority yes }
  at 2026-12-07 12:59
  expect of_market is running
  at 2026-12-07 13:00
  expect of_market becomes breached)"},
        Timeline{"RetargetingKeepsWhatIsUsed", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2026-12-07 10:30 ask { priority yes }
  expect follows becomes breached
  at 2026-12-07 11:00 ask { priority no }
  expect follows becomes running
  at 2026-12-07 13:00
  expect follows becomes breached)"},
        Timeline{"RetargetingAfreshReachesTheDate", R"(given lead { due 2026-12-10 }
  at 2026-12-07 09:00 ask
  at 2026-12-08 09:00 ask { due 2026-12-11 }
  at 2026-12-11 23:59
  expect anew is running
  at 2026-12-12
  expect anew becomes breached)"},
        Timeline{"ARestartGivesTheWholeTime", R"(given lead {}
  at 2026-12-07 09:00 ask
  at +90m ask
  at +3h
  expect again is running, back is breached
  at +210m
  expect again becomes breached)"},
        Timeline{"AResetGivesTheTimeBack", R"(given lead {}
  at 2026-12-07 09:00 ask
  at +90m wait
  at +3h
  expect back is running
  at +210m
  expect back becomes breached)"},
        Timeline{"ARetroactiveStart", R"(given lead { wanted 2026-12-07T07:00:00Z }
  at 2026-12-07 09:30 ask
  at 2026-12-07 10:00
  expect since becomes breached)"},
        Timeline{"AStartToComeCountsFromNow", R"(given lead { wanted 2026-12-09T07:00:00Z }
  at 2026-12-07 09:30 ask
  at 2026-12-07 11:30
  expect since becomes breached)"},
        Timeline{"BusinessDaysEndAtTheSameTime", R"(given lead {}
  at 2026-12-04 11:00 ask
  at 2026-12-08 10:59:59.999
  expect two_days is running
  at 2026-12-08 11:00
  expect two_days becomes breached)"},
        Timeline{"EndsOfDays", R"(given lead {}
  at 2026-12-04 18:00 ask
  at 2026-12-07 17:00
  expect evening becomes breached, tomorrow is running
  at 2026-12-08 17:00
  expect tomorrow becomes breached)"},
        Timeline{"ByADateAtItsLastClose", R"(given lead { due 2026-12-12 }
  at 2026-12-07 09:00 ask
  at 2026-12-11 16:59:59.999
  expect dated is running
  at 2026-12-11 17:00
  expect dated becomes breached)"},
        Timeline{"AMissingDateIsNoDeadline", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2027-12-07
  expect dated is running)"},
        Timeline{"ADateThatHasPassedIsBrokenAtOnce", R"(given lead { due 2026-12-01 }
  at 2026-12-07 09:00 ask
  expect dated is breached)"},
        Timeline{"APauseDoesNotMoveADate", R"(given lead { due 2026-12-08 }
  at 2026-12-07 09:00 ask
  at 2026-12-07 11:00 wait
  at 2026-12-08 11:00 go
  expect dated is running
  at 2026-12-08 16:59:59.999
  expect dated is running
  at 2026-12-08 17:00
  expect dated becomes breached)"},
        Timeline{"ADateThatPassesInAPauseIsBrokenBehindIt", R"(given lead { due 2026-12-07 }
  at 2026-12-07 09:00 ask
  at 2026-12-07 11:00 wait
  at 2026-12-08 11:00
  expect dated is paused
  at 2026-12-08 12:00 go
  expect dated becomes breached)"},
        Timeline{"ADateThatPassesInAPauseCanBeMet", R"(given lead { due 2026-12-07 }
  at 2026-12-07 09:00 ask
  at 2026-12-07 11:00 wait
  at 2026-12-08 11:00 call
  expect dated becomes met)"},
        Timeline{"AResetDoesNotMoveADate", R"(given lead { due 2026-12-08 }
  at 2026-12-07 09:00 ask
  at 2026-12-08 11:00 drop
  at 2026-12-08 16:59:59.999
  expect dated is running
  at 2026-12-08 17:00
  expect dated becomes breached
  at 2026-12-08 18:00 drop
  expect dated is breached)"},
        Timeline{"APauseAtTheDeadlineHoldsTheBreach", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2026-12-07 11:00 wait
  expect held becomes paused, no notice
  at 2026-12-07 15:00
  expect held is paused
  at 2026-12-07 16:00 go
  expect held becomes breached, notified marketing, notified marketing "Late", no notice to sales)"},
        Timeline{"HoursFollowWhatChangesByTimeAlone", R"(given lead {}
  at 2026-12-07 15:00 ask
  at 2026-12-07 16:00 go
  at 2026-12-07 18:59:59.999
  expect recent is running
  at 2026-12-07 19:00
  expect recent becomes breached)"},
        Timeline{"HoursAreThoseOfTheOfficeWhenTheTimeIsOver", R"(given lead {}
  at 2026-12-07 15:30 ask
  at 2026-12-07 16:00 go
  at 2026-12-08 09:29:59.999
  expect recent is running
  at 2026-12-08 09:30
  expect recent becomes breached)"},
        Timeline{"AfterATimeAsSoonAsItHolds", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2026-12-09 09:00
  expect way is asked
  at 2026-12-10 hold { on_hold yes }
  expect way becomes quiet)"},
        Timeline{"AfterATimeAtThatInstant", R"(given lead {}
  at 2026-12-07 09:00 ask
  at 2026-12-08 hold { on_hold yes }
  at 2026-12-09 08:59:59.999
  expect way is asked
  at 2026-12-09 09:00
  expect way becomes quiet)"}),
    [](const auto& item) { return item.param.name; });

}  // namespace
}  // namespace lead::test
