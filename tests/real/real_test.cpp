// Real streams and figures that were computed straight from the raw tables by other means. The streams are
// not part of the project: they lie beside its clone, in `../shared/data` or where LEAD_REAL_DATA says. Where
// they are absent each test is skipped, and the closing line of the test run counts it.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "runtime/base/arithmetic.h"
#include "tests/real/real_data.h"
#include "tests/support/fold.h"

namespace lead::testing {
namespace {

constexpr int64_t kMidsummer1998 = 899'251'200'000;  // 1998-07-01T00:00:00Z

// A decimal of the expected file as millionths, rounded half away from zero (no figure there is a tie).
int64_t millionths(double value) {
  return static_cast<int64_t>(value * 1e6 + (value < 0 ? -0.5 : 0.5));
}

std::map<std::string, int64_t> signed_counts(const std::map<std::string, uint64_t>& counts) {
  return {counts.begin(), counts.end()};
}

TEST_F(Real, OlistEventsAndLeadsPerOriginAreCounted) {
  NEEDS("olist", "olist.ndjson");
  const Fold fold = fold_files(policy("olist_points.lead"), {stream_}, std::nullopt);
  EXPECT_EQ(signed_counts(fold.observer->applied_by_type), table(expected_["event_types"]));
  EXPECT_TRUE(fold.observer->set_aside_by_reason.empty());
  EXPECT_EQ(fold.engine->counts().leads, static_cast<uint64_t>(number("/leads")));

  std::map<std::string, int64_t> leads, expected;
  const auto& origins = (*fold.artefact)->schema->choices[0]->items;
  for (const auto name : fold.engine->leads()) {
    const auto lead = fold.engine->snapshot(name, fold.engine->now_ms());
    ++leads[lead->attribute_known[0] != 0 ? origins[static_cast<size_t>(lead->attribute_words[0])]
                                          : "(none)"];
  }
  for (const auto [key, value] : expected_["by_origin"].get_object())
    expected[std::string(key)] = value["leads"].get_int64();
  EXPECT_EQ(leads, expected);
}

TEST_F(Real, OlistPointsAndGradesComeOutAsWorked) {
  NEEDS("olist", "olist.ndjson");
  const Fold fold = fold_files(policy("olist_points.lead"), {stream_}, std::nullopt);
  std::map<std::string, int64_t> histogram, grades;
  int64_t sum = 0;
  for (const auto name : fold.engine->leads()) {
    const auto lead = fold.engine->snapshot(name, fold.engine->now_ms());
    const int64_t points = fold.score(*lead, "points");
    ASSERT_EQ(points % kMillion, 0);
    sum += points / kMillion;
    ++histogram[std::to_string(points / kMillion)];
    ++grades[fold.output(*lead, "letter").value_or("unrated")];
  }
  EXPECT_EQ(sum, number("/policy_points/final_score_sum"));
  EXPECT_EQ(histogram, table(expected_.at_pointer("/policy_points/histogram")));
  EXPECT_EQ(grades, table(expected_.at_pointer("/policy_points/grades")));
}

TEST_F(Real, Bpi2012PointsComeOutAsWorked) {
  NEEDS("bpi2012", "bpi2012.ndjson.gz");
  const Fold fold = fold_files(policy("bpi2012_points.lead"), {stream_}, std::nullopt);
  EXPECT_TRUE(fold.observer->set_aside_by_reason.empty());
  EXPECT_EQ(fold.engine->counts().leads, static_cast<uint64_t>(number("/leads")));
  std::map<std::string, uint64_t> types = fold.observer->applied_by_type;
  types.insert(fold.ignored_events.begin(), fold.ignored_events.end());
  EXPECT_EQ(signed_counts(types), table(expected_["event_types"]));

  std::map<std::string, int64_t> histogram;
  int64_t sum = 0;
  for (const auto name : fold.engine->leads()) {
    const int64_t points = fold.score(*fold.engine->snapshot(name, fold.engine->now_ms()), "progress");
    sum += points / kMillion;
    ++histogram[std::to_string(points / kMillion)];
  }
  EXPECT_EQ(sum, number("/policy_points/sum"));
  EXPECT_EQ(histogram, table(expected_.at_pointer("/policy_points/histogram")));
}

TEST_F(Real, CdnowDecayComesOutToSixDecimals) {
  NEEDS("cdnow", "cdnow.ndjson.gz");
  const Fold fold = fold_files(policy("cdnow_decay.lead"), {stream_}, kMidsummer1998);
  EXPECT_EQ(fold.engine->counts().applied, static_cast<uint64_t>(number("/events")));
  EXPECT_EQ(fold.engine->counts().leads, static_cast<uint64_t>(number("/leads")));
  auto points = [&](std::string_view name) {
    return fold.score(*fold.engine->snapshot(name, kMidsummer1998), "loyalty");
  };
  for (const auto [key, value] : expected_.at_pointer("/policy_decay/examples").get_object()) {
    EXPECT_EQ(points(key), millionths(value.get_double())) << key;
  }
  for (const auto pair : expected_.at_pointer("/policy_decay/top10").get_array()) {
    EXPECT_EQ(points(pair.at(0).get_string()), millionths(pair.at(1).get_double()));
  }
  std::map<int64_t, int64_t> at_least;
  Wide sum = 0;
  for (const auto name : fold.engine->leads()) {
    const int64_t value = points(name);
    sum += value;
    for (const auto [key, count] : expected_.at_pointer("/policy_decay/at_least").get_object()) {
      const int64_t threshold = millionths(std::stod(std::string(key)));
      at_least[threshold] += value >= threshold ? 1 : 0;
    }
  }
  for (const auto [key, count] : expected_.at_pointer("/policy_decay/at_least").get_object()) {
    EXPECT_EQ(at_least[millionths(std::stod(std::string(key)))], static_cast<int64_t>(count.get_int64()))
        << key;
  }
  // The file's sum was taken before rounding: 23,570 values, each off by half a millionth at most.
  const double expected_sum = expected_.at_pointer("/policy_decay/sum").get_double();
  EXPECT_NEAR(static_cast<double>(sum) / 1e6, expected_sum, 23'570 * 0.5e-6);
}

TEST_F(Real, CdnowInactivityComesOutAsWorked) {
  NEEDS("cdnow", "cdnow.ndjson.gz");
  const Fold fold = fold_files(policy("cdnow_inactivity.lead"), {stream_}, kMidsummer1998);
  auto points = [&](std::string_view name) {
    return fold.score(*fold.engine->snapshot(name, kMidsummer1998), "loyalty");
  };
  for (const auto [key, value] : expected_.at_pointer("/policy_inactivity/examples").get_object()) {
    EXPECT_EQ(points(key), value.get_int64() * kMillion) << key;
  }
  int64_t sum = 0, zero = 0;
  for (const auto name : fold.engine->leads()) {
    const int64_t value = points(name);
    sum += value / kMillion;
    zero += value == 0 ? 1 : 0;
  }
  EXPECT_EQ(sum, number("/policy_inactivity/sum"));
  EXPECT_EQ(zero, number("/policy_inactivity/zero"));
}

}  // namespace
}  // namespace lead::testing
