// Scores: items, awards, triggers, limits, fading.
#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

struct Case {
  const char* text;     // the inside of `score s { … }`
  const char* printed;  // behind "(score s"
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Parsed parsed = parse_text(std::string("score s { ") + c.text + " }");
    EXPECT_EQ(parsed.said, "") << c.text;
    EXPECT_EQ(parsed.printed, std::string("(score s") + c.printed + ")\n") << c.text;
  }
}

TEST(Score, ReadsItsItems) {
  expect_all({
      {"", ""},
      {"range 0 to 100", " (range 0 100)"},
      {"range -10 to no limit", " (range -10 no-limit)"},
      {"range -0.5 to +0.5 running", " (range -0.5 0.5) running"},
      {"together { a, b, } shows at most 30 points", " (together a b (shows 30))"},
      {"together { a } shows at most 1 point", " (together a (shows 1))"},
      {"bands { cold from 0, warm from 20, hot from 50 until below 40 }",
       " (bands (cold 0) (warm 20) (hot 50 (until-below 40)))"},
      {"bands { cold from -5 warm from 0.5 }", " (bands (cold -5) (warm 0.5))"},
  });
}

TEST(Score, ReadsCausesAndResets) {
  expect_all({
      {"a: +1 on e where x", " (rule a 1 (on e (where x)))"},
      {"a: +1 on t becoming known, once", " (rule a 1 (becoming (known t)) (limit 1))"},
      {"a: +1 on t becoming missing when x > 1", " (rule a 1 (becoming (missing t) (when (> x 1))))"},
      {"a: +1 on t becoming hot", " (rule a 1 (becoming (is t hot)))"},
      {"a: +1 on count of e where x in last 7 days reaching 3",
       " (rule a 1 (becoming (>= (count e (where x) (in-last 7d)) 3)))"},
      {"a: +1 every day at 00:05", " (rule a 1 (every day 0 5))"},
      {"a: +1 every sunday at 08:00 when x", " (rule a 1 (every week 6 480 (when x)))"},
      {"a: +1 every month on day 31 at 23:59", " (rule a 1 (every month 31 1439))"},
      {"a: +1 each e, once ever", " (rule a 1 (each e) (limit 1 ever))"},
      {"a: +1 each e, at most 2 times ever per x", " (rule a 1 (each e) (limit 2 ever (key x)))"},
      {"reset s on e", " (reset s (on e))"},
      {"reset s to -5 every day at 00:00 when s below 0", " (reset s to -5 (every day 0 0 (when (< s 0))))"},
      {"a: points from last e.f where x", " (rule a (points-from (last-value e (of f) (where x))) (always))"},
      {"reset: +1 each e on: +2 each f", " (rule reset 1 (each e)) (rule on 2 (each f))"},
  });
}

TEST(Score, ReadsEveryWayToFade) {
  expect_all({
      {"fades by half every 14 days", " (half 14d)"},
      {"fades evenly by 50% every 30 days", " (evenly 0.5 30d)"},
      {"drops by 5 points every 30 days", " (drops 5 30d)"},
      {"drops by 0.5 points every 1 month", " (drops 0.5 1mo)"},
      {"halves every full 30 days", " (halves 30d)"},
      {"expires after 36h", " (expires 36h)"},
      {"does not fade", " (no-fade)"},
  });
}

TEST(Score, ReadsAwards) {
  expect_all({
      {"r: +5 each e", " (rule r 5 (each e))"},
      {"r \"T\": -0.5 each e where a is 1 and b", " (rule r \"T\" -0.5 (each e (where (and (is a 1) b))))"},
      {"r: 5 each e", " (rule r 5 (each e))"},
      {"r: +10 while a or b", " (rule r 10 (while (or a b)))"},
      {"r: -5 each 30 days without e", " (rule r -5 (quiet 30d e))"},
      {"r: -5 each 1 month without e where a is 1", " (rule r -5 (quiet 1mo e (where (is a 1))))"},
      {"r: each 1 month without e { -15 when a > 30, -5 when a >= 0 }",
       " (rule r (ladder (-15 (> a 30)) (-5 (>= a 0))) (quiet 1mo e))"},
      {"r: each e where b { 15 when a > 30, 5 when a }",
       " (rule r (ladder (15 (> a 30)) (5 a)) (each e (where b)))"},
      {"r: points from cds each e where cds > 1", " (rule r (points-from cds) (each e (where (> cds 1))))"},
      {"r: points from a + b * 2 each e", " (rule r (points-from (+ a (* b 2))) (each e))"},
      {"r: points by status { x 20, y -15 } each e", " (rule r (points-by status (x 20) (y -15)) (each e))"},
      {"r: points by status { x 20 y +0.5 z 0, }",
       " (rule r (points-by status (x 20) (y 0.5) (z 0)) (always))"},
      {"r: best of { 30 when a 15 when b > 1 }", " (rule r (ladder (30 a) (15 (> b 1))) (best))"},
      {"r: best of { 30 when a, -15 when b, }", " (rule r (ladder (30 a) (-15 b)) (best))"},
      {"r: best of { 30 when a - 5 15 when b }", " (rule r (ladder (30 (- a 5)) (15 b)) (best))"},
  });
}

TEST(Score, ReadsLimitsAndOtherModifiersInAnyOrder) {
  expect_all({
      {"r: +1 each e, once", " (rule r 1 (each e) (limit 1))"},
      {"r: +1 each e, once per title", " (rule r 1 (each e) (limit 1 (key title)))"},
      {"r: +1 each e, once per domain_of(a)", " (rule r 1 (each e) (limit 1 (key (call domain_of a))))"},
      {"r: +1 each e, once per 7 days", " (rule r 1 (each e) (limit 1 (rolling 7d)))"},
      {"r: +1 each e, once per day", " (rule r 1 (each e) (limit 1 (calendar 1d)))"},
      {"r: +1 each e, once per title per month", " (rule r 1 (each e) (limit 1 (key title) (calendar 1mo)))"},
      {"r: +1 each e, once per `day`", " (rule r 1 (each e) (limit 1 (key day)))"},
      {"r: +1 each e, at most 10 times per day", " (rule r 1 (each e) (limit 10 (calendar 1d)))"},
      {"r: +1 each e, at most 1 time per week", " (rule r 1 (each e) (limit 1 (calendar 1w)))"},
      {"r: +1 each e, at most 3 times per 7 days", " (rule r 1 (each e) (limit 3 (rolling 7d)))"},
      {"r: +1 each e, at most 3 times", " (rule r 1 (each e) (limit 3))"},
      {"r: +1 each e, at most 3 times per a + b per 36h",
       " (rule r 1 (each e) (limit 3 (key (+ a b)) (rolling 36h)))"},
      {"r: +1 each e, shows at most 25 points", " (rule r 1 (each e) (shows 25))"},
      {"r: +1 each e, does not fade", " (rule r 1 (each e) (no-fade))"},
      {"r: +1 each e, does not fade, shows at most 2.5 points, once",
       " (rule r 1 (each e) (limit 1) (no-fade) (shows 2.5))"},
      {"r: +1 each e, expires after 30 days, at most 2 times",
       " (rule r 1 (each e) (limit 2) (expires 30d))"},
      {"r: +1 each e where a at most 10, at most 10 times",
       " (rule r 1 (each e (where (<= a 10))) (limit 10))"},
  });
}

TEST(Score, NeedsNoSeparatorBetweenRules) {
  expect_all({
      {"a: +1 while x b: +2 while y is no c: +3 each e",
       " (rule a 1 (while x)) (rule b 2 (while (is y no))) (rule c 3 (each e))"},
      {"a: +1 while x contains: +2 while no e from: +3 each e",
       " (rule a 1 (while x)) (rule contains 2 (while (no e))) (rule from 3 (each e))"},
      {"a: points by x { y 1 } each: +1 each e",
       " (rule a (points-by x (y 1)) (always)) (rule each 1 (each e))"},
      {"range: +1 each e range 0 to 5 running: +1 each e running",
       " (range 0 5) running (rule range 1 (each e)) (rule running 1 (each e))"},
  });
}

TEST(Score, SaysWhatIsSaidTwice) {
  const Parsed parsed = parse_text(
      "score s {\n"
      "  range 0 to 1 range 0 to 2\n"
      "  running running\n"
      "  does not fade does not fade\n"
      "  a: +1 each e, once, once per 7 days\n"
      "  b: +1 each e, does not fade, expires after 1 day\n"
      "  c: +1 each e, shows at most 1 point, shows at most 2 points\n"
      "  d: +1 each e, once per x per y, does not fade\n"
      "  f: +1 each e, once per day per 7 days\n"
      "  bands { x from 0 } bands { y from 0 }\n"
      "}\n");
  EXPECT_EQ(parsed.said,
            "L0206 2:16 the range of a score is said twice\n"
            "L0206 3:11 `running` is said twice\n"
            "L0206 4:17 how a score fades is said twice\n"
            "L0206 5:23 how often a rule counts is said twice\n"
            "L0206 6:32 how a rule fades is said twice\n"
            "L0206 7:40 how much a rule shows is said twice\n"
            "L0206 8:28 what the limit counts by is said twice\n"
            "L0206 9:30 the period of the limit is said twice\n"
            "L0206 10:22 the list of bands is said twice\n");
}

TEST(Score, AsksForARollingPeriodWhereTheCalendarHasNone) {
  const std::string text = "score s { a: +1 each e, once per hour }";
  const Parsed parsed = parse_text(text);
  EXPECT_EQ(parsed.said, "L0212 1:34 a limit counts per day, week or month of the calendar, not per hour\n");
  EXPECT_EQ(parse_text(repaired(text, parsed)).printed,
            "(score s (rule a 1 (each e) (limit 1 (rolling 1h))))\n");
}

}  // namespace
}  // namespace lead::testing
