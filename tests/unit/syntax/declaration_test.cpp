// Every declaration but the score, as trees.
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

TEST(Declaration, ReadsPolicySettings) {
  expect_all({
      {"policy p {}", "(policy p)"},
      {"policy p \"T\" { version \"2026.11\" effective 2026-12-01 time zone \"Europe/Stockholm\" owners "
       "marketing, sales "
       "lateness 10 minutes dedupe 30 days unknown events set aside unknown fields ignored anonymous events "
       "wait }",
       "(policy p \"T\" (version \"2026.11\") (effective 2026-12-01) (time zone \"Europe/Stockholm\") "
       "(owners marketing "
       "sales) (lateness 10min) (dedupe 30d) (unknown events set aside) (unknown fields ignored) (anonymous "
       "events "
       "wait))"},
      {"policy p { lateness 10m\n floor -5\n budget EUR 5 strict yes }",
       "(policy p (lateness 10min) (floor (neg 5)) (budget EUR:5) (strict yes))"},
  });
}

TEST(Declaration, ReadsTables) {
  expect_all({
      {"table t \"T\" (text -> Industry) { \"Banking\", \"Bank\" -> finance  \"IT\" -> software, }",
       "(table t \"T\" text -> named:Industry (row \"Banking\" \"Bank\" finance) (row \"IT\" software))"},
      {"table t (domain -> text) { \"a\" -> \"b\" \"c\", \"d\" -> \"e\" }",
       "(table t domain -> text (row \"a\" \"b\") (row \"c\" \"d\" \"e\"))"},
      {"table t (words -> money EUR) { \"a\" -> EUR 5 \"b\" -> -2 }",
       "(table t words -> money:EUR (row \"a\" EUR:5) (row \"b\" (neg 2)))"},
      {"table table (text -> yes or no) { }", "(table table text -> yes-no)"},
      {"table t (text -> country) from \"a/b.csv\"", "(table t text -> country (from \"a/b.csv\"))"},
      {"table t (text -> country) from \"b.csv\" columns `Name of it` -> Code",
       "(table t text -> country (from \"b.csv\" Name of it -> Code))"},
  });
}

TEST(Declaration, ReadsSets) {
  expect_all({
      {"lead { a set of Topic optional, b set of Topic = { x, y }, set text, c set of `T t` = { } }",
       "(lead (a set:Topic optional) (b set:Topic (= (set x y))) (set text) (c set:T t (= (set))))"},
  });
}

TEST(Declaration, ReadsUsesAndChoices) {
  expect_all({
      {"use std.email", "(use std.email)"},
      {"use own", "(use own)"},
      {"choice c { a }", "(choice c a)"},
      {"choice c { a, b, }", "(choice c a b)"},
      {"choice c { a < b < c }", "(choice c ordered a b c)"},
      {"choice c { `Große Firma`, b }", "(choice c Große Firma b)"},
  });
}

TEST(Declaration, ReadsAttributes) {
  expect_all({
      {"lead {}", "(lead)"},
      {"lead { a text b number optional, c decimal rounded d date, }",
       "(lead (a text) (b number optional) (c decimal rounded) (d date))"},
      {"lead { a yes or no = no b yes or no }", "(lead (a yes-no (= no)) (b yes-no))"},
      {"lead { a number from 0 to 1_000_000 optional b decimal from -0.5 rounded optional }",
       "(lead (a number (from 0 1000000) optional) (b decimal (from (neg 0.5dec) none) rounded optional))"},
      {"lead { a money EUR optional b money USD from USD 0 to USD 1_000 = USD 5 }",
       "(lead (a money:EUR optional) (b money:USD (from USD:0 USD:1000) (= USD:5)))"},
      {"lead { a instant b duration c percent d country e email f Industry = other g `Größe` }",
       "(lead (a instant) (b duration) (c percent) (d country) (e email) (f named:Industry (= other)) (g "
       "named:Größe))"},
      {"lead { a text = \"x\" b number = -5 c date = 2026-12-01 d duration = 10m }",
       "(lead (a text (= \"x\")) (b number (= (neg 5))) (c date (= 2026-12-01)) (d duration (= 10min)))"},
      {"lead { a number from 0 to 30\n days number }", "(lead (a number (from 0 30)) (days number))"},
      {"lead { a number\n from date optional }", "(lead (a number) (from date optional))"},
  });
}

TEST(Declaration, ReadsEvents) {
  expect_all({
      {"event e", "(event e)"},
      {"event e \"T\" by sales { a text, b number optional } fills in c, d",
       "(event e \"T\" (by sales) (a text) (b number optional) (fills c d))"},
      {"event e fills in c", "(event e (fills c))"},
      {"event e {\n a text\n b yes or no\n}", "(event e (a text) (b yes-no))"},
      {"event e event f", "(event e)\n(event f)"},
      {"event e fills in a, event event f", "(event e (fills a event))\n(event f)"},
  });
}

TEST(Declaration, ReadsDefinitions) {
  expect_all({
      {"define x \"T\" owned by sales because \"why\" since 2026-10-01 means a",
       "(define x \"T\" (owner sales) (because \"why\") (since 2026-10-01) a)"},
      {"define x since 2026-10-01 owned by sales means a", "(define x (owner sales) (since 2026-10-01) a)"},
      {"define x means any of a, b", "(define x (any-of a b))"},
      {"define x means any of a", "(define x (any-of a))"},
      {"define x means big when a >= 1, mid when a >= 2 and b, small otherwise",
       "(define x (ladder (big (>= a 1)) (mid (and (>= a 2) b)) (small otherwise)))"},
      {"define x means a + 1 when b", "(define x (ladder ((+ a 1) b)))"},
      {"define x means a otherwise", "(define x (ladder (a otherwise)))"},
      {"define x means y when any e where a is 1, b otherwise",
       "(define x (ladder (y (any e (where (is a 1)))) (b otherwise)))"},
  });
}

TEST(Declaration, ReadsBands) {
  expect_all({
      {"bands size \"T\" of employees { small from 1 to 10, mid from 11 to 1000, big from 1000 }",
       "(buckets size \"T\" employees (small 1 10) (mid 11 1000) (big 1000 none))"},
      {"bands size of a or else 0 { small from 1 mid from -2 to EUR 5 }",
       "(buckets size (or-else a 0) (small 1 none) (mid (neg 2) EUR:5))"},
  });
}

TEST(Declaration, ReadsGradesAndMatrices) {
  expect_all({
      {"grade g \"T\" { A when a and b B when c, C otherwise }",
       "(grade g \"T\" (A (and a b)) (B c) (C otherwise))"},
      {"grade g { A when x is no\n B when y }", "(grade g (A (is x no)) (B y))"},
      {"grade g { A when no e\n B when any\n C when last\n D otherwise }",
       "(grade g (A (no e)) (B any) (C last) (D otherwise))"},
      {"matrix m \"T\" (r, c) {\n | A | B |\n hot: | x | y |\n cold: | z | z |\n}",
       "(matrix m \"T\" r c (columns A B) (hot: x y) (cold: z z))"},
      {"matrix m (r, c) { | A | B\n hot: x | y\n cold: z | z }",
       "(matrix m r c (columns A B) (hot: x y) (cold: z z))"},
      {"matrix m (r, c) { | A | B hot: x | y | cold: z | z }",
       "(matrix m r c (columns A B) (hot: x y) (cold: z z))"},
  });
}

// Who has a name alone, or a title alone, does not take the next person for a column.
TEST(Declaration, ReadsPeopleByTheirLines) {
  expect_all({
      {"people {\n  anna\n  ben\n  carl\n}", "(people (anna) (ben) (carl))"},
      {"people {\n  anna \"A\"\n  ben \"B\"\n}", "(people (anna \"A\") (ben \"B\"))"},
      {"people {\n  anna\n  ben region north\n  carl region south\n}",
       "(people (anna) (ben (region north)) (carl (region south)))"},
      {"people {\n  anna \"A\"\n    region north, weight 2,\n    capacity 3\n  ben\n}",
       "(people (anna \"A\" (region north) (weight 2) (capacity 3)) (ben))"},
      {"people { anna region north ben region south }",
       "(people (anna (region north)) (ben (region south)))"},
      {"score s { k: points by people { a 1\n b 2 } each e }",
       "(score s (rule k (points-by people (a 1) (b 2)) (each e)))"},
  });
}

TEST(Declaration, AListInTheHeadIsNoBlock) {
  const Parsed parsed = parse_text(
      "route owner on came where colour in list { red, blue } {\n  last: keep otherwise\n}\nevent came\n");
  EXPECT_EQ(parsed.said, "");
  EXPECT_NE(parsed.printed.find("(event came"), std::string::npos) << parsed.printed;
}

TEST(Declaration, KeepsTheOrderOfTheText) {
  expect_all({{"grade g { A otherwise } define x means a\nlead { a text } use b policy p {}",
               "(grade g (A otherwise))\n(define x a)\n(lead (a text))\n(use b)\n(policy p)"}});
}

TEST(Declaration, ReadsNothingFromNothing) {
  for (const char* text :
       {"", "\n\n", "# a comment\n", "# a comment", "\xEF\xBB\xBF", "\xEF\xBB\xBF# å\n \t\r\n"}) {
    const Parsed parsed = parse_text(text);
    EXPECT_EQ(parsed.said + parsed.printed, "") << text;
  }
}

TEST(Declaration, ReadsWindowsLinesAndAByteOrderMark) {
  expect_all({{"\xEF\xBB\xBFlead {\r\n  a text # å\r\n}\r\nuse b\r\n", "(lead (a text))\n(use b)"}});
}

TEST(Declaration, AppendsToOneTreeWithSpansThatCoverIt) {
  const std::string_view text = "use a\nlead { b text }  # end";
  const Parsed parsed = parse_text(text);
  ASSERT_EQ(parsed.tree.decls.size(), 2u);
  const Span span = parsed.tree.decls[1].span;
  EXPECT_EQ(text.substr(span.begin_byte, span.end_byte - span.begin_byte), "lead { b text }");
}

}  // namespace
}  // namespace lead::testing
