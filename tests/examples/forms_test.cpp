// Forms of scoring and grading, with figures worked out by hand from docs/language.md.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/fold.h"

namespace lead::testing {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kBegin = 1'796'083'200'000;  // 2026-12-01T00:00:00Z

// A policy over events given line by line, at the end of the day.
class Forms : public ::testing::Test {
 protected:
  void run(const std::string& policy, const std::string& events) {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    const fs::path folder = fs::temp_directory_path() / ("lead_forms_" + name + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "p.lead") << policy;
    std::ofstream(folder / "e.ndjson") << events;
    fold_ = fold_files((folder / "p.lead").string(), {(folder / "e.ndjson").string()}, kBegin + 86'400'000);
    fs::remove_all(folder);
  }
  std::string shows(const std::string& block) {
    const auto snapshot = fold_.engine->snapshot("l", kBegin + 86'400'000);
    return fold_.output(snapshot.value(), block).value_or("unrated");
  }
  int64_t score(const std::string& name) {
    return fold_.score(fold_.engine->snapshot("l", kBegin + 86'400'000).value(), name);
  }

 private:
  Fold fold_;
};

// Events of the lead `l`, a minute apart: `type` and the fields behind it.
std::string events(const std::vector<std::string>& bodies) {
  std::string out;
  int minute = 10;
  for (const std::string& body : bodies)
    out += R"({"lead":"l","time":"2026-12-01T00:)" + std::to_string(minute++) + R"(:00Z",)" + body + "}\n";
  return out;
}

const char* const kSegments = R"(policy p { version "1" }
lead { is_customer yes or no = no  is_partner yes or no = no }
event set { points number from -1_000 to 1_000 optional } fills in is_customer, is_partner
score s {
  range 0 to 1_000
  booked: points from points or else 0 each set
  bands { low from 0
          mid from 100 until below 80, from 200 until below 150 when is_customer, from 50 when is_partner
          top from 300, from 400 until below 250 when is_customer }
})";

std::string set(int points, const std::string& more = {}) {
  return R"("type":"set","points":)" + std::to_string(points) + more;
}
const std::string kCustomer = R"(,"is_customer":true)", kNoCustomer = R"(,"is_customer":false)";

TEST_F(Forms, ThresholdsAreThoseOfTheSegment) {
  run(kSegments, events({set(120)}));
  EXPECT_EQ(shows("s"), "mid");
  run(kSegments, events({set(120, kCustomer)}));
  EXPECT_EQ(shows("s"), "low");
  run(kSegments, events({set(60, R"(,"is_partner":true)")}));
  EXPECT_EQ(shows("s"), "mid");
}

TEST_F(Forms, TheFirstSegmentThatHoldsCountsAndDefaultsStayForTheRest) {
  run(kSegments, events({set(120, kCustomer + R"(,"is_partner":true)")}));
  EXPECT_EQ(shows("s"), "low");  // a customer first
  run(kSegments, events({set(310, R"(,"is_partner":true)")}));
  EXPECT_EQ(shows("s"), "top");  // partners have no threshold of their own for `top`
}

TEST_F(Forms, ABandIsKeptThroughAChangeOfSegmentAsItsNewThresholdsSay) {
  run(kSegments, events({set(160), set(0, kCustomer)}));
  EXPECT_EQ(shows("s"), "mid");  // was on, and 160 is not below 150
  run(kSegments, events({set(140), set(0, kCustomer)}));
  EXPECT_EQ(shows("s"), "low");  // was on, but 140 is below 150
  run(kSegments, events({set(160, kCustomer), set(0, kNoCustomer)}));
  EXPECT_EQ(shows("s"), "mid");  // 160 reaches the 100 of everybody else
  run(kSegments, events({set(210, kCustomer), set(-120), set(0, kNoCustomer)}));
  EXPECT_EQ(shows("s"), "low");  // on at 210, off at 90 for a customer, and not on again below 100
  run(kSegments, events({set(120), set(-30), set(0, kCustomer), set(0, kNoCustomer)}));
  EXPECT_EQ(shows("s"), "low");  // kept at 90, lost as a customer, not on again below 100
  run(kSegments, events({set(120), set(-30)}));
  EXPECT_EQ(shows("s"), "mid");  // kept at 90
}

const char* const kSteps = R"(policy p { version "1" }
lead { a yes or no optional  b yes or no optional  c yes or no optional }
event set fills in a, b, c
grade g {
  steps F < D < C < B < A
  start at D
  up 4 steps   when a
  down 2 steps when b
  at most C    when c
  hidden until 2 of { a, b, c } are known
}
define good means g at least B
define poor means g below C
grade shown { yes_good when good  yes_poor when poor  between otherwise })";

TEST_F(Forms, StepsClampAndCapsComeLast) {
  run(kSteps, events({R"("type":"set","a":true,"b":true)"}));
  EXPECT_EQ(shows("g"), "B");  // 1 + 4 - 2 = 3
  run(kSteps, events({R"("type":"set","a":true,"b":false)"}));
  EXPECT_EQ(shows("g"), "A");  // 1 + 4 is beyond the end
  run(kSteps, events({R"("type":"set","a":false,"b":true)"}));
  EXPECT_EQ(shows("g"), "F");
  run(kSteps, events({R"("type":"set","a":true,"c":true)"}));
  EXPECT_EQ(shows("g"), "C");
  EXPECT_EQ(shows("shown"), "between");
}

TEST_F(Forms, AHiddenGradeMeetsNoComparison) {
  run(kSteps, events({R"("type":"set","a":true)"}));
  EXPECT_EQ(shows("g"), "unrated");
  EXPECT_EQ(shows("shown"), "between");
  run(kSteps, events({R"("type":"set","a":true)", R"("type":"set","b":false)"}));
  EXPECT_EQ(shows("shown"), "yes_good");
}

const char* const kBest = R"(policy p { version "1" }
lead { m number from 0 to 9 optional  s number from 0 to 9 optional }
event set fills in m, s
grade fit_m { A when m >= 6  B when m >= 3  C otherwise  hidden until 1 of { m } is known }
grade fit_s { A when s >= 6  B when s >= 3  C otherwise  hidden until 1 of { s } is known }
grade fit { best of fit_m, fit_s }
define persona means marketing when fit_m is fit, sales when fit_s is fit, nobody otherwise
grade won { m_won when persona is marketing  s_won when persona is sales  none_won otherwise }
matrix cell (fit, won) {
            | m_won | s_won | none_won |
  A:        | best  | best  | best     |
  B:        | fair  | fair  | fair     |
  C:        | poor  | poor  | poor     |
  unrated:  | ask   | ask   | ask      |
})";

TEST_F(Forms, TheBestOfGradesLeavesOutTheUnratedAndFavoursTheFirst) {
  run(kBest, events({R"("type":"set","m":4,"s":7)"}));
  EXPECT_EQ(shows("fit"), "A");
  EXPECT_EQ(shows("won"), "s_won");
  run(kBest, events({R"("type":"set","m":4,"s":5)"}));
  EXPECT_EQ(shows("fit"), "B");
  EXPECT_EQ(shows("won"), "m_won");
  run(kBest, events({R"("type":"set","s":1)"}));
  EXPECT_EQ(shows("fit"), "C");
  EXPECT_EQ(shows("won"), "s_won");
  run(kBest, events({R"("type":"set")"}));
  EXPECT_EQ(shows("fit"), "unrated");
  EXPECT_EQ(shows("won"), "none_won");
  EXPECT_EQ(shows("cell"), "ask");
}

const char* const kPoints = R"(policy p { version "1" }
lead { n number from 0 to 9 optional }
event set fills in n
grade g {
  by points {
    one: 0.5% of best of { 0.0001 when n is 1  0.0003 when n is 2 }
    two: 33.3333% of points by size { small 10, big 100 }
  }
  A from 33.3333, B from 3.33333, C otherwise
}
bands size of n { small from 0, big from 5 })";

TEST_F(Forms, WeightsRoundHalfEvenOnce) {
  run(kPoints, events({R"("type":"set","n":1)"}));
  EXPECT_EQ(score("g"), 3'333'330);  // 0.0000005 goes down to the even 0
  EXPECT_EQ(shows("g"), "B");
  run(kPoints, events({R"("type":"set","n":2)"}));
  EXPECT_EQ(score("g"), 3'333'332);  // 0.0000015 goes up to the even 0.000002
  run(kPoints, events({R"("type":"set","n":7)"}));
  EXPECT_EQ(score("g"), 33'333'300);
  EXPECT_EQ(shows("g"), "A");
  run(kPoints, events({R"("type":"set")"}));
  EXPECT_EQ(shows("g"), "C");
}

}  // namespace
}  // namespace lead::testing
