// The way of real loan applications through the stages of their lifecycles, beside figures that were computed
// straight from the raw tables by other means.
#include <algorithm>
#include <utility>

#include "tests/real/real_data.h"

namespace lead::testing {
namespace {

constexpr int64_t kMay2012 = 1'335'830'400'000;  // 2012-05-01T00:00:00Z, 30 days behind every submission

// The stages of `way`, in order, and the event that leads there.
const std::vector<std::pair<std::string, std::string>>& ways() {
  static const std::vector<std::pair<std::string, std::string>> all = {
      {"submitted", "A_SUBMITTED"},     {"partly_submitted", "A_PARTLYSUBMITTED"},
      {"preaccepted", "A_PREACCEPTED"}, {"accepted", "A_ACCEPTED"},
      {"finalized", "A_FINALIZED"},     {"sent", "O_SENT"},
      {"sent_back", "O_SENT_BACK"},     {"approved", "A_APPROVED"}};
  return all;
}

class RealStages : public Real {
 protected:
  Decisions decisions_;

  Fold run() { return fold_files(policy("bpi2012_stages.lead"), {stream_}, kMay2012, decisions_.keeper()); }
};

TEST_F(RealStages, ReachedStagesAreCounted) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  const Fold fold = run();
  EXPECT_TRUE(fold.observer->set_aside_by_reason.empty());
  EXPECT_EQ(fold.engine->counts().cut_chains, 0u);
  std::map<std::string, int64_t> reached;
  for (const auto& [stage, event] : ways()) reached[event] = decisions_.count("way", stage);
  EXPECT_EQ(reached, table(expected_["reached"]));
}

// The sums of the file are of binary floating point, cut to milliseconds: each of them is at most one too
// small.
TEST_F(RealStages, TheTimeToEachStage) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  (void)run();
  const auto begun = decisions_.first("way", "submitted");
  for (const auto& [stage, event] : ways()) {
    if (stage == "submitted") continue;
    SCOPED_TRACE(stage);
    const std::string figures = "/milliseconds_from_submitted_to_first/" + event;
    int64_t sum = 0, greatest = 0;
    const auto entered = decisions_.first("way", stage);
    for (const auto& [lead, instant_ms] : entered) {
      sum += instant_ms - begun.at(lead);
      greatest = std::max(greatest, instant_ms - begun.at(lead));
    }
    EXPECT_EQ(static_cast<int64_t>(entered.size()), number(figures + "/n"));
    EXPECT_EQ(greatest, number(figures + "/max_ms"));
    EXPECT_GE(sum, number(figures + "/sum_ms"));
    EXPECT_LE(sum, number(figures + "/sum_ms") + number(figures + "/n"));
  }
}

TEST_F(RealStages, OutcomesAreCountedBySize) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  const Fold fold = run();
  static const std::map<std::string, std::string> kSizes = {{"tiny", "<5000"},
                                                            {"small", "5000-9999"},
                                                            {"medium", "10000-19999"},
                                                            {"large", "20000-49999"},
                                                            {"huge", ">=50000"}};
  std::map<std::string, int64_t> outcomes;
  std::map<std::string, std::map<std::string, int64_t>> by_size, expected;
  for (const auto name : fold.engine->leads()) {
    const auto lead = fold.engine->snapshot(name, fold.engine->now_ms());
    const std::string outcome = fold.output(*lead, "outcome").value();
    ++outcomes[outcome];
    ++by_size[kSizes.at(fold.output(*lead, "size").value())][outcome];
  }
  EXPECT_EQ(outcomes, table(expected_["outcome"]));
  for (const auto [size, figures] : expected_["outcome_by_amount"].get_object()) {
    for (const auto [outcome, count] : figures.get_object()) {
      if (outcome != "rate") expected[std::string(size)][std::string(outcome)] = count.get_int64();
    }
  }
  EXPECT_EQ(by_size, expected);
}

TEST_F(RealStages, SilenceIsNoticedAfterItsDays) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  const Fold fold = run();
  const auto begun = decisions_.first("way", "submitted");
  for (const auto& [days, waiting] : table(expected_["no_O_SENT_within_days_of_submission"])) {
    const std::string lifecycle = "offer_in_" + days + "_days";
    const auto late = decisions_.first(lifecycle, "late");
    EXPECT_EQ(static_cast<int64_t>(late.size()), waiting) << days;
    EXPECT_EQ(decisions_.count(lifecycle, "offered") + waiting, number("/leads")) << days;
    for (const auto& [lead, instant_ms] : late) {
      EXPECT_EQ(instant_ms - begun.at(lead), std::stoll(days) * 86'400'000) << lead;
    }
  }
}

// One event leads one step on and no further: the second offer is another stage than the first.
TEST_F(RealStages, OneEventIsOneTransition) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  (void)run();
  EXPECT_EQ(decisions_.count("offers", "one"), number("/reached/O_SENT"));
  EXPECT_EQ(decisions_.count("offers", "several"), number("/offers/cases_with_more_than_one_O_SENT"));
}

}  // namespace
}  // namespace lead::testing
