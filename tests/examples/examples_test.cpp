// The policies of examples/ over their streams: what their READMEs say comes out, figure by figure.
#include <fmt/chrono.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/fold.h"

namespace lead::testing {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kDayMs = 86'400'000;
constexpr int64_t kDecember = 1'796'083'200'000;  // 2026-12-01T00:00:00Z

// An example as it stands at an instant: with the events before it.
struct Example {
  int64_t at_ms;
  Fold fold;

  Example(const std::string& name, int64_t until_ms) : at_ms(until_ms) {
    const std::string until = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(until_ms / 1'000));
    const fs::path before = fs::temp_directory_path() / fmt::format("lead_{}_{}.ndjson", name, ::getpid());
    std::ifstream all(folder(name) + "/events.ndjson");
    std::ofstream some(before);
    const std::string_view key = R"("time":")";
    for (std::string line; std::getline(all, line);) {
      if (line.substr(line.find(key) + key.size(), until.size()) < until) some << line << "\n";
    }
    some.close();
    fold = fold_files(folder(name) + "/" + name + ".lead", {before.string()}, until_ms);
    fs::remove(before);
  }
  static std::string folder(const std::string& name) {
    return std::string(LEAD_SOURCE_DIR) + "/examples/" + name;
  }
  [[nodiscard]] int64_t score(const std::string& lead, const std::string& name) const {
    return fold.score(fold.engine->snapshot(lead, at_ms).value(), name);
  }
  [[nodiscard]] std::string shows(const std::string& lead, const std::string& block) const {
    return fold.output(fold.engine->snapshot(lead, at_ms).value(), block).value_or("unrated");
  }
};

TEST(ScoreOf70, AddsWhatIsKnown) {
  const Example early("score_of_70", kDecember + 2 * kDayMs);
  EXPECT_EQ(early.score("garage", "suits"), 20'000'000);  // a founder in Sweden, and nothing else
  EXPECT_EQ(early.score("edge", "suits"), 20'000'000);    // 1000 people and a million are on the lower side
  EXPECT_EQ(early.score("corp", "suits"), 70'000'000);
  EXPECT_EQ(early.score("nobody", "suits"), 0);
  const Example late("score_of_70", kDecember + 5 * kDayMs);
  EXPECT_EQ(late.score("nobody", "suits"), 40'000'000);  // Brazil is not listed
  EXPECT_EQ(late.shows("nobody", "suits"), "fair");
}

TEST(Scorecards, WeighTheBestBandOfEachTable) {
  const Example evening("scorecards", kDecember + kDayMs + 20 * kDayMs / 24);
  EXPECT_EQ(evening.score("vp", "profile"), 77'000'000);
  EXPECT_EQ(evening.shows("vp", "profile"), "A");
  EXPECT_EQ(evening.score("vp", "engagement"), 77'500'000);
  EXPECT_EQ(evening.shows("vp", "engagement"), "level_1");
  EXPECT_EQ(evening.shows("vp", "next"), "call");
  EXPECT_EQ(evening.score("rep", "profile"), 7'500'000);
  EXPECT_EQ(evening.shows("rep", "profile"), "D");
}

// A letter does not show its points: each published value alone, as a share of 100 in millionths.
TEST(Scorecards, GiveEachValueOfTheProfileItsShare) {
  const std::vector<std::pair<std::string, int64_t>> rows{{R"("title":"vp_marketing")", 30'000'000},
                                                          {R"("title":"director_of_sales")", 15'000'000},
                                                          {R"("title":"manager_of_sales")", 7'500'000},
                                                          {R"("title":"other_title")", 0},
                                                          {R"("industry":"software")", 30'000'000},
                                                          {R"("industry":"pharmaceutical")", 30'000'000},
                                                          {R"("industry":"other_industry")", 0},
                                                          {R"("revenue":99999999.99)", 0},
                                                          {R"("revenue":100000000)", 5'000'000},
                                                          {R"("revenue":999999999.99)", 5'000'000},
                                                          {R"("revenue":1000000000)", 25'000'000},
                                                          {R"("solution":"competitor_one")", 15'000'000},
                                                          {R"("solution":"competitor_two")", 12'000'000},
                                                          {R"("solution":"no_solution")", 0},
                                                          {R"("title":null)", 0}};
  const fs::path events = fs::temp_directory_path() / fmt::format("lead_profile_{}.ndjson", ::getpid());
  std::ofstream out(events);
  for (size_t row = 0; row < rows.size(); ++row) {
    out << fmt::format(
               R"({{"type":"known_as","lead":{},"time":"2026-12-01T09:00:00Z","email":"a@b.example",{}}})",
               row, rows[row].first)
        << "\n";
  }
  out.close();
  const std::string folder = Example::folder("scorecards");
  const Fold fold = fold_files(folder + "/scorecards.lead", {events.string()}, kDecember + kDayMs);
  fs::remove(events);
  for (size_t row = 0; row < rows.size(); ++row) {
    const auto lead = fold.engine->snapshot(std::to_string(row), kDecember + kDayMs);
    ASSERT_TRUE(lead.has_value()) << rows[row].first;
    EXPECT_EQ(fold.score(*lead, "profile"), rows[row].second) << rows[row].first;
  }
}

TEST(Scorecards, FallByTimeAlone) {
  const Example second_week("scorecards", kDecember + 10 * kDayMs);
  EXPECT_EQ(second_week.score("vp", "engagement"), 26'250'000 + 15'000'000 + 15'000'000 + 7'500'000);
  const Example fourth_week("scorecards", kDecember + 20 * kDayMs);
  EXPECT_EQ(fourth_week.score("vp", "engagement"), 17'500'000 + 15'000'000);
  const Example later("scorecards", kDecember + 60 * kDayMs);
  EXPECT_EQ(later.score("vp", "engagement"), 0);
  EXPECT_EQ(later.shows("vp", "engagement"), "level_4");
}

TEST(GradeInThirds, ClimbsTenThirdsFromDToAPlus) {
  EXPECT_EQ(Example("grade_in_thirds", kDecember + kDayMs * 17 / 48).shows("best", "fit"), "unrated");
  EXPECT_EQ(Example("grade_in_thirds", kDecember + kDayMs * 19 / 48).shows("best", "fit"), "C-");
  EXPECT_EQ(Example("grade_in_thirds", kDecember + kDayMs).shows("best", "fit"), "B");
  const Example all("grade_in_thirds", kDecember + 4 * kDayMs);
  EXPECT_EQ(all.shows("best", "fit"), "A+");
  EXPECT_EQ(all.shows("best", "next"), "call");
  EXPECT_EQ(all.shows("spy", "fit"), "F");
  EXPECT_EQ(all.shows("quiet", "fit"), "unrated");
  EXPECT_EQ(all.shows("quiet", "next"), "ask");
}

}  // namespace
}  // namespace lead::testing
