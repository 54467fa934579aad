// One mistake, one diagnostic, and everything beside it is still read.
#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

struct Case {
  const char* text;
  const char* said;
  const char* printed;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Parsed parsed = parse_text(c.text);
    EXPECT_EQ(parsed.said, c.said) << c.text;
    EXPECT_EQ(parsed.printed, c.printed) << c.text;
  }
}

TEST(Recovery, ReportsTheMistakesOfEveryDeclaration) {
  expect_all({
      {"define a mans x\ndefine b means y\ndefine c means x and\ndefine d z\nuse e",
       "L0201 1:10 `mans` does not belong here; expected `means`\n"
       "L0201 3:21 the declaration ends too early; expected a condition\n"
       "L0201 4:10 `z` does not belong here; expected `means`\n",
       "(define b y)\n(use e)\n"},
      {"choice a { x y }\nchoice b { x }", "L0201 1:14 `y` does not belong here; expected `}`\n",
       "(choice b x)\n"},
      {"event a by { x text }\nevent b", "L0201 1:12 `{` does not belong here; expected a name\n",
       "(event b)\n"},
  });
}

TEST(Recovery, ReportsTheMistakesOfEveryRow) {
  expect_all({
      {"lead {\n  a text\n  b 5\n  c text\n  + text\n  d\n  e text = \n  f text\n}",
       "L0201 3:5 `5` does not belong here; expected a type\n"
       "L0201 5:3 `+` does not belong here; expected the name of an attribute or `}`\n"
       "L0201 7:5 `text` does not belong here\n",
       "(lead (a text) (c text) (d named:e) (f text))\n"},
      {"score s {\n  a: +5 eech x\n  b: +1 each x\n  c +5 each x\n  d: +5 each x wher y\n  e: +1 each x\n}",
       "L0201 2:9 `eech` does not belong here; expected `each`, `while`, `every` or `on`\n"
       "L0201 4:5 `+` does not belong here; expected `:`\n"
       "L0201 5:16 `wher` does not belong here\n",
       "(score s (rule b 1 (each x)) (rule d 5 (each x)) (rule e 1 (each x)))\n"},
      {"grade g {\n  A whn x\n  B when y\n  C\n  D otherwise\n}",
       "L0201 2:5 `whn` does not belong here; expected `when`, `otherwise` or `from`\n"
       "L0201 4:4 the line ends too early; expected `when`, `otherwise` or `from`\n",
       "(grade g (B y) (D otherwise))\n"},
      {"matrix m (r, c) {\n | A | B |\n hot x | y\n warm: x | y\n cold: x |\n}",
       "L0201 3:6 `x` does not belong here; expected `:`\n",
       "(matrix m r c (columns A B) (warm: x y) (cold: x))\n"},
      {"bands b of x { a frm 1, b from 2, c to 3, d from 4 }",
       "L0201 1:18 `frm` does not belong here; expected `from`\nL0201 1:37 `to` does not belong here; "
       "expected `from`\n",
       "(buckets b x (b 2 none) (d 4 none))\n"},
      {"policy p {\n  version =\n  lateness 10m\n  time \"x\"\n}",
       "L0201 2:11 `=` does not belong here; expected a value\n",
       "(policy p (lateness 10min) (time \"x\"))\n"},
      {"score s {\n  bands { a from 0, b frm 1, c from 2 }\n  a: +1 each x\n}",
       "L0201 2:23 `frm` does not belong here; expected `from`\n",
       "(score s (rule a 1 (each x)) (bands (a 0) (c 2)))\n"},
  });
}

TEST(Recovery, PointsAtTheBraceThatIsNeverClosed) {
  expect_all({
      {"lead {\n  a text\n\nevent b { c text }", "L0202 1:6 this `{` is never closed\n",
       "(lead (a text))\n(event b (c text))\n"},
      {"score s {\n  bands {\n    a from 0\n\n  r: +1 each x\n}\nuse b",
       "L0202 2:9 this `{` is never closed\n", "(score s (bands (a 0)))\n(use b)\n"},
      {"score s {\n  bands {\n    a from 0\n}\nuse b", "L0202 2:9 this `{` is never closed\n",
       "(score s (bands (a 0)))\n(use b)\n"},
      {"define a means (b or c\ndefine d means e", "L0202 1:16 this `(` is never closed\n",
       "(define a (or b c))\n(define d e)\n"},
      {"define a means list { b, c", "L0202 1:21 this `{` is never closed\n", "(define a (list b c))\n"},
      {"lead {\n  a text\nscore s {\n  b: +1 each x\nuse d",
       "L0202 1:6 this `{` is never closed\nL0202 3:9 this `{` is never closed\n",
       "(lead (a text))\n(score s (rule b 1 (each x)))\n(use d)\n"},
  });
}

TEST(Recovery, SaysWhichBraceClosesNothing) {
  expect_all({
      {"use a\n}\nuse b", "L0201 2:1 `}` does not belong here; expected the end of the declaration\n",
       "(use a)\n(use b)\n"},
      {"lead { a text } }\nuse b", "L0203 1:17 this `}` closes nothing\n", "(lead (a text))\n(use b)\n"},
      {"define a means b)\nuse c", "L0203 1:17 this `)` closes nothing\n", "(define a b)\n(use c)\n"},
      {"lead\n  a text\n}\nuse b", "L0201 2:3 `a` does not belong here; expected `{`\n", "(use b)\n"},
      {"define a means (b }\nuse c", "L0201 1:19 `}` does not belong here; expected `)`\n", "(use c)\n"},
      {"lead { a text ) }\nuse b",
       "L0201 1:15 `)` does not belong here; expected the name of an attribute or `}`\n",
       "(lead (a text))\n(use b)\n"},
  });
}

TEST(Recovery, SaysOnceThatAnOpeningBraceIsMissing) {
  expect_all({
      {"score s\n  bands { a from 0 }\n  b: +1 each e\n}\nuse c",
       "L0201 2:3 `bands` does not belong here; expected `{`\n", "(use c)\n"},
      {"score s {\n  a: best of 30 when x }\n  b: +1 each e\n}\nuse c",
       "L0201 2:14 `30` does not belong here; expected `{`\n", "(score s)\n(use c)\n"},
      {"matrix m (a, b {\n  | A |\n}\nuse c", "L0202 1:10 this `(` is never closed\n", "(use c)\n"},
      {"grade g {\n  A when x is known\n  otherwise\n}\nuse c",
       "L0201 3:3 `otherwise` does not belong here; expected `and`, `or`, `}`, `,` or `.`\n",
       "(grade g)\n(use c)\n"},
  });
}

TEST(Recovery, TakesNothingInsideBracesForADeclaration) {
  expect_all({
      {"lead {\nevent text\nscore number\nuse text\n}", "",
       "(lead (event text) (score number) (use text))\n"},
      {"define a means b and\n  score starts with \"x\"", "",
       "(define a (and b (starts-with score \"x\")))\n"},
      {"define a means score contains b or\n  event is known", "",
       "(define a (or (contains score b) (known event)))\n"},
      {"define lead means event is known", "", "(define lead (known event))\n"},
  });
}

TEST(Recovery, NamesWhatOpensNoDeclaration) {
  expect_all({
      {"scor s { a: +1 each x }\nuse b", "L0204 1:1 `scor` does not open a declaration\n", "(use b)\n"},
      {"use a\nscor s { b: +1 each x }\nuse b", "L0204 2:1 `scor` does not open a declaration\n",
       "(use a)\n(use b)\n"},
      {"lead { a text } hello world\nuse b", "L0204 1:17 `hello` does not open a declaration\n",
       "(lead (a text))\n(use b)\n"},
      {"\"text\"", "L0204 1:1 `\"text\"` does not open a declaration\n", ""},
      {"}", "L0203 1:1 this `}` closes nothing\n", ""},
      {"score", "L0201 1:6 the declaration ends too early; expected a name\n", ""},
  });
}

TEST(Recovery, PassesOverDeclarationsOfLaterVersions) {
  for (const char* word : {"purpose", "track", "report"}) {
    const std::string text =
        std::string("use a\n") + word + " x \"T\" {\n  any -> b when c\n  on d { e }\n}\nuse f\n";
    const Parsed parsed = parse_text(text);
    EXPECT_EQ(parsed.said, std::string("L0205 2:1 `") + word + "` is not part of the language yet\n");
    EXPECT_EQ(parsed.printed, "(use a)\n(use f)\n");
  }
  expect_all({
      {"guarantee \"x\": never send when y\ntest \"t\" { given lead { a 1 } }\nuse a",
       "L0205 1:1 `guarantee` is not part of the language yet\n", "(test \"t\" (given (a 1)))\n(use a)\n"},
      {"track a from \"people.csv\" where track is \"b\"\nuse c",
       "L0205 1:1 `track` is not part of the language yet\n", "(use c)\n"},
      {"lead { team text track text }\ndefine report means team is track", "",
       "(lead (team text) (track text))\n(define report (is team track))\n"},
  });
}

TEST(Recovery, AsksForReservedWordsInBackticks) {
  expect_all({
      {"choice c { a, when, b }", "L0208 1:15 `when` is a reserved word; expected `}`\n", ""},
      {"define of means a\nuse b", "L0208 1:8 `of` is a reserved word; expected a name\n", "(use b)\n"},
  });
}

TEST(Recovery, FinishesLongOperators) {
  expect_all({
      {"define x means a at leest 3", "L0201 1:21 `leest` does not belong here; expected `least` or `most`\n",
       "(define x a)\n"},
      {"define x means a starts \"x\"", "L0201 1:25 `\"x\"` does not belong here; expected `with`\n",
       "(define x a)\n"},
      {"define x means count e > 3", "L0201 1:22 `e` does not belong here; expected `of`\n",
       "(define x count)\n"},
      {"score s {\n  a: +1 each e where p starts \"x\"\n  b: +1 each e\n}",
       "L0201 2:31 `\"x\"` does not belong here; expected `with`\n",
       "(score s (rule a 1 (each e (where p))) (rule b 1 (each e)))\n"},
  });
}

TEST(Recovery, OffersRepairsThatHold) {
  const Case cases[] = {
      {"score s { a +5 each x }", "", "(score s (rule a 5 (each x)))\n"},
      {"score s { a: +5 eech x }", "", "(score s (rule a 5 (each x)))\n"},
      {"score s { a: +5 each x wher y }", "", "(score s (rule a 5 (each x (where y))))\n"},
      {"score s { a: +5 each x once }", "", "(score s (rule a 5 (each x) (limit 1)))\n"},
      {"score s { a: +5 each x shows at most 3 points }", "", "(score s (rule a 5 (each x) (shows 3)))\n"},
      {"score s a: +5 each x }", "", "(score s (rule a 5 (each x)))\n"},
      {"lead {\n  a text\n\nuse b", "", "(lead (a text))\n(use b)\n"},
      {"define x means (a\ndefine y means b", "", "(define x a)\n(define y b)\n"},
      {"lead { a text } }", "", "(lead (a text))\n"},
      {"define x a", "", "(define x a)\n"},
      {"define x mens a", "", "(define x a)\n"},
      {"scor s { a: +5 each x }", "", "(score s (rule a 5 (each x)))\n"},
      {"matrix m (r, c) { | A | B |\n hot x | y }", "", "(matrix m r c (columns A B) (hot: x y))\n"},
      {"event a { b text } fils in b", "", "(event a (b text) (fills b))\n"},
      {"define x means a is not known", "", "(define x (missing a))\n"},
  };
  for (const Case& c : cases) {
    const Parsed parsed = parse_text(c.text);
    EXPECT_EQ(parsed.diagnostics.size(), 1u) << c.text << "\n" << parsed.said;
    const std::string text = repaired(c.text, parsed);
    const Parsed again = parse_text(text);
    EXPECT_EQ(again.said, c.said) << text;
    EXPECT_EQ(again.printed, c.printed) << text;
  }
}

TEST(Recovery, SaysThatARowOfValuesHasNoCondition) {
  expect_all({{"define x means a, b otherwise", "L0210 1:16 this value does not say when it holds\n",
               "(define x (ladder (b otherwise)))\n"},
              {"define x means a when b, c", "L0210 1:26 this value does not say when it holds\n",
               "(define x (ladder (a b)))\n"}});
}

TEST(Recovery, SaysClausesOnce) {
  expect_all({{"define x owned by a owned by b because \"c\" because \"d\" since 2026-01-01 since 2026-01-02 "
               "means e",
               "L0206 1:21 the owner is said twice\nL0206 1:44 the reason is said twice\n"
               "L0206 1:73 the day it holds from is said twice\n",
               "(define x (owner b) (because \"d\") (since 2026-01-02) e)\n"},
              {"lead { a text optional optional b number rounded rounded c number from 0 from 1 d text "
               "optional = \"x\" }",
               "L0206 1:24 what happens without a value is said twice\nL0206 1:50 `rounded` is said twice\n"
               "L0206 1:74 the range of an attribute is said twice\nL0206 1:97 what happens without a value "
               "is said twice\n",
               "(lead (a text optional) (b number rounded) (c number (from 1 none)) (d text (= \"x\")))\n"}});
}

}  // namespace
}  // namespace lead::testing
