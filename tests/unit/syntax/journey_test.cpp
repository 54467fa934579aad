// Lifecycles, promises and calendars, as trees.
#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

struct Case {
  const char* text;
  const char* printed;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Parsed parsed = parse_text(c.text);
    EXPECT_EQ(parsed.said, "") << c.text;
    EXPECT_EQ(parsed.printed, std::string(c.printed) + "\n") << c.text;
  }
}

// A row of a lifecycle.
void expect_rows(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Parsed parsed = parse_text(std::string("lifecycle f {\n") + c.text + "\n}\n");
    EXPECT_EQ(parsed.said, "") << c.text;
    EXPECT_EQ(parsed.printed, std::string("(lifecycle f ") + c.printed + ")\n") << c.text;
  }
}

TEST(Journey, ReadsStages) {
  expect_all({
      {"lifecycle f \"F\" { }", "(lifecycle f \"F\")"},
      {"lifecycle f { stage raw stage won final }", "(lifecycle f (stage raw) (stage won final))"},
  });
  expect_rows({
      {"stage raw \"Raw lead\" owned by marketing, first, may rest",
       "(stage raw \"Raw lead\" (owner marketing) first may-rest)"},
      {"stage refused \"Not a lead\" final, reasons Refusal,",
       "(stage refused \"Not a lead\" final (reasons Refusal))"},
      {"stage stage first stage `my stage` may rest", "(stage stage first) (stage my stage may-rest)"},
  });
}

TEST(Journey, ReadsTransitions) {
  expect_rows({
      {"any -> a when x", "(( any) -> a (when x))"},
      {"a, b -> c when x and y \"T\"", "(( a b) -> c (when (and x y)) \"T\")"},
      {"a -> b on e where f is 1 \"T\", reason r", "(( a) -> b (on e (where (is f 1))) \"T\" (reason r))"},
      {"a -> b when x, reason r", "(( a) -> b (when x) (reason r))"},
      {"a -> b after 7 days in a", "(( a) -> b (after 7d in a))"},
      {"a -> b after 7 days in a when x", "(( a) -> b (after 7d in a (when x)))"},
      {"a -> b after 1 month without touch where f when x",
       "(( a) -> b (after 1mo without touch (where f) (when x)))"},
      {"a -> b on x becoming hot", "(( a) -> b (becoming (is x hot)))"},
      {"a -> b on count of e in last 7 days reaching 3",
       "(( a) -> b (becoming (>= (count e (in-last 7d)) 3)))"},
      {"a -> b every monday at 08:00 when x", "(( a) -> b (every week 0 480 (when x)))"},
      {"a -> b on entering c", "(( a) -> b (entering c))"},
      {"a -> b on leaving c when x", "(( a) -> b (leaving c (when x)))"},
      {"a -> b on breach of s", "(( a) -> b (breach s))"},
  });
}

TEST(Journey, ReadsWhatIsDoneAtACause) {
  expect_rows({
      {"on entering a { reset s, notify sales \"Look\", }",
       "((entering a) (reset s) (notify sales \"Look\"))"},
      {"every day at 00:00 { notify marketing }", "((every day 0 0) (notify marketing))"},
      {"on e where x { reset s }", "((on e (where x)) (reset s))"},
  });
}

TEST(Journey, AsksWhereALeadIsAndWas) {
  expect_all({
      {"define d means f is a and entries of a at least 2", "(define d (and (is f a) (>= (entries a) 2)))"},
      {"define d means ever in a or first entering a is known",
       "(define d (or (ever a) (known (first-entering a))))"},
      {"define d means last entering a less than 3 days ago", "(define d (ago < (last-entering a) 3d))"},
  });
}

TEST(Journey, TellsAStageFromAnEventInThePast) {
  expect_all({
      {"define d means last entering", "(define d (last entering))"},
      {"define d means first entering", "(define d (first entering))"},
  });
}

TEST(Journey, ReadsCalendars) {
  expect_all({
      {"calendar c \"C\" { time zone \"UTC\" monday to friday 09:00-12:00, 13:00-17:30 saturday, sunday "
       "22:00-06:00 }",
       "(calendar c \"C\" (zone UTC) (weekly 0 1 2 3 4: 540-720 780-1050) (weekly 5 6: 1320-360))"},
      {"calendar c { on 1970-01-02 09:00-12:00 break on 1970-01-03 14:00-16:00 closed on \"h.csv\", 12-25 }",
       "(calendar c (on 1 540-720) (break 2 840-960) (closed \"h.csv\") (closed yearly 12-25))"},
      {"calendar c means a and b", "(calendar c (both a b))"},
  });
}

TEST(Journey, ReadsPromises) {
  expect_all({
      {"sla s \"S\" owed by sales { hours office start on entering mql since last e met on touch cancel on "
       "leaving mql pause while away within 15 business minutes when hot within 1 hour otherwise }",
       "(sla s \"S\" (owed-by sales) (hours office) (start (entering mql) (since (last e))) (met (on touch)) "
       "(cancel (leaving mql)) (pause-while away) (within 15bmin (when hot)) (within 1h otherwise))"},
      {"sla s { restart on a within by x { p 1 hour q 2 days } retarget afresh }",
       "(sla s (restart (on a)) (within-by x (p 1h) (q 2d)) (retarget afresh))"},
      {"sla s { by end of business day at 80% { notify sales } at breach { reset i } at 1 hour before breach "
       "{ "
       "notify a } every 2 hours after breach, at most 3 times { notify b } }",
       "(sla s (by-end-of-business-day) ((at 0.8) (notify sales)) ((at breach) (reset i)) ((1h before) "
       "(notify a)) ((every 2h at most 3) (notify b)))"},
  });
}

TEST(Journey, SaysClausesOnce) {
  const Parsed parsed = parse_text("lifecycle f { stage a first, first\n stage b may rest, may rest }\n");
  EXPECT_NE(parsed.said.find("L0206"), std::string::npos) << parsed.said;
}

}  // namespace
}  // namespace lead::testing
