// Promises over two real streams: what their clocks count, when they are due and how they end, beside figures
// that were computed straight from the raw tables by other means.
//
// One figure differs in meaning. "Met within 9 business hours" there compares the business time used with
// nine hours; a promise `within 9 business hours` ends at the instant at which they are used up, so that a
// stop in the night behind it has used nine hours and is late. The promises called `forgiving` end a
// millisecond into the next opening.
#include <algorithm>

#include "runtime/ingest/scalars.h"
#include "tests/real/real_data.h"

namespace lead::testing {
namespace {

constexpr int64_t kHourMs = 3'600'000;
constexpr int64_t kNewYear2021 =
    1'609'459'200'000;  // 2021-01-01T00:00:00Z, behind every target of the marketplace
constexpr int64_t kMay2012 = 1'335'830'400'000;  // 2012-05-01T00:00:00Z, the same of the bank

// How one clock went for one lead, from the start to the stop.
struct Run {
  engine::ClockFigures begun{};
  int64_t stopped_ms = 0;
  std::optional<engine::ClockFigures> stop;  // nothing: it was never met
  bool is_late = false;
};

std::map<std::string, Run, std::less<>> runs_of(const Decisions& decisions, const std::string& promise) {
  std::map<std::string, Run, std::less<>> out;
  for (const auto& [lead, all] : decisions.of(promise)) {
    Run& run = out[lead];
    EXPECT_EQ(all.front().to, "running") << lead;
    run.begun = all.front().clock.value();
    EXPECT_EQ(run.begun.elapsed_ms, 0) << lead;
    if (all.back().to != "met" && all.back().to != "met_late") continue;
    run.stop = all.back().clock;
    run.stopped_ms = all.back().instant_ms;
    run.is_late = all.back().to == "met_late";
  }
  return out;
}

// Of the clocks that were stopped: the time they used, ascending.
std::vector<int64_t> used_ms(const Decisions& decisions, const std::string& promise) {
  std::vector<int64_t> out;
  for (const auto& [lead, run] : runs_of(decisions, promise)) {
    if (run.stop) out.push_back(run.stop->elapsed_ms);
  }
  std::sort(out.begin(), out.end());
  return out;
}

int64_t sum_of(const std::vector<int64_t>& values) {
  int64_t sum = 0;
  for (const int64_t value : values) sum += value;
  return sum;
}

class RealPromises : public Real {
 protected:
  Decisions decisions_;

  void run(const std::string& policy_name, int64_t until_ms) {
    (void)fold_files(policy(policy_name), {stream_}, until_ms, decisions_.keeper());
  }

  // Whatever its target: sum, number, least, middle and greatest of the time used. `unit_ms`: of the figures.
  void expect_used(const std::string& promise, const std::string& figures, int64_t unit_ms,
                   const std::string& unit) {
    SCOPED_TRACE(promise);
    const std::vector<int64_t> used = used_ms(decisions_, promise);
    ASSERT_FALSE(used.empty());
    EXPECT_EQ(static_cast<int64_t>(used.size()), number(figures + "/n"));
    EXPECT_EQ(sum_of(used), number(figures + "/sum_" + unit) * unit_ms);
    EXPECT_EQ(used.front(), number(figures + "/min_" + unit) * unit_ms);
    EXPECT_EQ(used[(used.size() - 1) / 2], number(figures + "/median_low_" + unit) * unit_ms);
    EXPECT_EQ(used.back(), number(figures + "/max_" + unit) * unit_ms);
  }

  // The verdict is that of the deadline, and the deadline that of the time used but for a stop while nobody
  // works.
  void expect_verdicts(const std::string& promise, int64_t within) {
    SCOPED_TRACE(promise);
    int64_t got_within = 0;
    for (const auto& [lead, run] : runs_of(decisions_, promise)) {
      if (!run.stop) continue;
      EXPECT_EQ(run.is_late, run.stopped_ms > run.begun.due_ms) << lead;
      EXPECT_TRUE(run.is_late || run.stop->elapsed_ms <= run.stop->target_ms) << lead;
      EXPECT_TRUE(!run.is_late || run.stop->elapsed_ms >= run.stop->target_ms) << lead;
      got_within += run.stop->elapsed_ms <= run.stop->target_ms ? 1 : 0;
    }
    EXPECT_EQ(got_within, within);
  }

  void expect_examples(const std::string& promise, const std::string& figures, int64_t unit_ms) {
    const auto runs = runs_of(decisions_, promise);
    for (const auto& [lead, used] : table(expected_.at_pointer(figures))) {
      ASSERT_TRUE(runs.at(lead).stop.has_value()) << lead;
      EXPECT_EQ(runs.at(lead).stop->elapsed_ms, used * unit_ms) << lead;
    }
  }
};

TEST_F(RealPromises, TheMarketplaceInBusinessTime) {
  NEEDS("olist", "olist.ndjson");
  run("olist_promises.lead", kNewYear2021);
  for (const auto& [hours, met] : table(expected_.at_pointer("/policy_sla/met_within_business_hours"))) {
    const std::string promise = "won_in_" + hours + "_hours";
    expect_used(promise, "/policy_sla/business_seconds", 1'000, "s");
    expect_examples(promise, "/policy_sla/examples", 1'000);
    expect_verdicts(promise, met);
    EXPECT_EQ(decisions_.of(promise).begin()->second.front().clock->target_ms, std::stoll(hours) * kHourMs);
    EXPECT_EQ(decisions_.count(promise, "running"), number("/leads"));
    EXPECT_EQ(decisions_.count("forgiving_" + hours + "_hours", "met"), met) << hours;
  }
  const auto runs = runs_of(decisions_, "won_in_45_hours");
  for (const auto [lead, due] :
       expected_.at_pointer("/policy_sla/deadline_after_45_business_hours").get_object()) {
    EXPECT_EQ(runs.at(std::string(lead)).begun.due_ms, ingest::parse_instant(due.get_string().value()))
        << lead;
  }
}

TEST_F(RealPromises, TheMarketplaceInPlainDays) {
  NEEDS("olist", "olist.ndjson");
  run("olist_promises.lead", kNewYear2021);
  const int64_t early = static_cast<int64_t>(expected_["won_before_created"].get_array().size());
  ASSERT_EQ(early,
            1);  // its clock starts behind its stop and is never met; the least of the figures is its own
  for (const auto& [days, won] : table(expected_["won_within_days"])) {
    const std::string promise = "won_in_" + days + "_days";
    EXPECT_EQ(decisions_.count(promise, "met"), won) << days;
    EXPECT_EQ(decisions_.count(promise, "met") + decisions_.count(promise, "met_late"),
              number("/won") - early);
    EXPECT_EQ(sum_of(used_ms(decisions_, promise)),
              (number("/seconds_to_win/sum_s") - number("/seconds_to_win/min_s")) * 1'000);
    EXPECT_EQ(used_ms(decisions_, promise).back(), number("/seconds_to_win/max_s") * 1'000);
  }
  for (const auto& [days, waiting] : table(expected_["leads_with_no_win_within_days"])) {
    EXPECT_EQ(decisions_.count("won_in_" + days + "_days", "breached"), waiting) << days;
  }
}

TEST_F(RealPromises, TheBankInBusinessTime) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  run("bpi2012_promises.lead", kMay2012);
  for (const auto& [hours, met] : table(expected_.at_pointer("/policy_sla/met_within_business_hours"))) {
    const std::string promise = "work_in_" + hours + "_hours";
    expect_used(promise, "/policy_sla/business_ms", 1, "ms");
    expect_examples(promise, "/policy_sla/examples_business_ms", 1);
    expect_verdicts(promise, met);
    EXPECT_EQ(decisions_.count(promise, "running") - decisions_.count(promise, "met") -
                  decisions_.count(promise, "met_late"),
              number("/policy_sla/never_started"));
    EXPECT_EQ(decisions_.count("forgiving_" + hours + "_hours", "met"), met) << hours;
  }
}

// The figures of the file are sums of binary floating point, cut to milliseconds: each of them is at most one
// too small.
TEST_F(RealPromises, TheBankInPlainDays) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  run("bpi2012_promises.lead", kMay2012);
  const std::string figures = "/milliseconds_from_submitted_to_first/O_SENT";
  for (const auto& [days, waiting] : table(expected_["no_O_SENT_within_days_of_submission"])) {
    const std::string promise = "offer_in_" + days + "_days";
    EXPECT_EQ(decisions_.count(promise, "breached"), waiting) << days;
    const std::vector<int64_t> used = used_ms(decisions_, promise);
    EXPECT_EQ(static_cast<int64_t>(used.size()), number(figures + "/n"));
    EXPECT_EQ(used.back(), number(figures + "/max_ms"));
    EXPECT_GE(sum_of(used), number(figures + "/sum_ms"));
    EXPECT_LE(sum_of(used), number(figures + "/sum_ms") + number(figures + "/n"));
  }
}

TEST_F(RealPromises, StagesStartAndEndThem) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  run("bpi2012_promises.lead", kMay2012);
  const auto& by_events = decisions_.of("work_in_4_hours");
  const auto& by_stages = decisions_.of("work_between_stages");
  ASSERT_EQ(by_events.size(), by_stages.size());
  for (const auto& [lead, events] : by_events) {
    const auto& stages = by_stages.at(lead);
    ASSERT_EQ(events.size(), stages.size()) << lead;
    for (size_t i = 0; i < events.size(); ++i) {
      EXPECT_EQ(events[i].instant_ms, stages[i].instant_ms) << lead;
      EXPECT_EQ(events[i].to, stages[i].to) << lead;
      EXPECT_EQ(events[i].clock->elapsed_ms, stages[i].clock->elapsed_ms) << lead;
    }
  }
  const auto lost = decisions_.first("patience", "lost");
  EXPECT_EQ(static_cast<int64_t>(lost.size()), number("/no_O_SENT_within_days_of_submission/7"));
  EXPECT_EQ(lost, decisions_.first("offer_in_7_days", "breached"));
}

}  // namespace
}  // namespace lead::testing
