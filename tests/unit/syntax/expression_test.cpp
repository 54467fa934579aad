// Expressions: what each spelling means, and which operator binds how.
#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

struct Case {
  const char* text;
  const char* printed;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(parse_expr(c.text), c.printed) << c.text;
}

TEST(Expression, BindsByPrecedence) {
  expect_all({
      {"a or b and c", "(or a (and b c))"},
      {"a and b or c and d", "(or (and a b) (and c d))"},
      {"a or b or c", "(or (or a b) c)"},
      {"a and b and c", "(and (and a b) c)"},
      {"not a and b", "(and (not a) b)"},
      {"not not a", "(not (not a))"},
      {"not a is b", "(not (is a b))"},
      {"a > b + c * d", "(> a (+ b (* c d)))"},
      {"a - b - c", "(- (- a b) c)"},
      {"a / b * c", "(* (/ a b) c)"},
      {"-a * b", "(* (neg a) b)"},
      {"- -a", "(neg (neg a))"},
      {"a - -5", "(- a (neg 5))"},
      {"a or else b + 1 > c", "(> (or-else a (+ b 1)) c)"},
      {"a or else b or else c", "(or-else (or-else a b) c)"},
      {"a or else 0 > 3 or b", "(or (> (or-else a 0) 3) b)"},
      {"(a or b) and c", "(and (or a b) c)"},
      {"(a + b) * c", "(* (+ a b) c)"},
      {"((a))", "a"},
      {"a or else", "(or a else)"},
  });
}

TEST(Expression, ComparesInWordsAndSigns) {
  expect_all({
      {"a is b", "(is a b)"},
      {"a = b", "(is a b)"},
      {"a is not b", "(is-not a b)"},
      {"a != b", "(is-not a b)"},
      {"a < b", "(< a b)"},
      {"a below b", "(< a b)"},
      {"a less than b", "(< a b)"},
      {"a <= b", "(<= a b)"},
      {"a at most b", "(<= a b)"},
      {"a > b", "(> a b)"},
      {"a above b", "(> a b)"},
      {"a more than b", "(> a b)"},
      {"a >= b", "(>= a b)"},
      {"a at least b", "(>= a b)"},
      {"a in b", "(in a b)"},
      {"a not in b", "(not-in a b)"},
      {"a starts with b", "(starts-with a b)"},
      {"a ends with b", "(ends-with a b)"},
      {"a contains b", "(contains a b)"},
      {"a matches b", "(matches a b)"},
      {"a has any word of b", "(has-any-word-of a b)"},
      {"a has b", "(has a b)"},
      {"a has any of list { b, c }", "(has-any-of a (list b c))"},
      {"a has all of b or a has any", "(or (has-all-of a b) (has a any))"},
      {"has has has", "(has has has)"},
      {"a is known", "(known a)"},
      {"a is missing", "(missing a)"},
      {"a from 1 to 10", "(between a 1 10)"},
      {"a from b + 1 to c * 2", "(between a (+ b 1) (* c 2))"},
      {"a is `known`", "(is a known)"},
      {"a is yes", "(is a yes)"},
      {"a is not no", "(is-not a no)"},
  });
}

TEST(Expression, TellsAgesFromDurations) {
  expect_all({
      {"signed_up less than 14 days ago", "(ago < signed_up 14d)"},
      {"signed_up more than 4 months ago", "(ago > signed_up 4mo)"},
      {"signed_up at least 1 year ago", "(ago >= signed_up 1y)"},
      {"signed_up at most 2w ago", "(ago <= signed_up 2w)"},
      {"last touch less than 4 months ago", "(ago < (last touch) 4mo)"},
      {"a < 14 days", "(< a 14d)"},
      {"a > 4 business hours", "(> a 4bh)"},
      {"a is 14 days ago",
       "L0201 1:18 `is` does not belong here; expected `less than`, `more than`, `at least` or `at most` "
       "before "
       "`ago`\n"},
  });
}

TEST(Expression, LooksAtThePast) {
  expect_all({
      {"count of e", "(count e)"},
      {"count of e in last 7 days at least 3", "(>= (count e (in-last 7d)) 3)"},
      {"count of e where path starts with \"/x\" in last 7 days at least 3",
       "(>= (count e (where (starts-with path \"/x\")) (in-last 7d)) 3)"},
      {"count of e where a in last 7 days > 1", "(> (count e (where a) (in-last 7d)) 1)"},
      {"count of e where a in last and b in last 24h > 1",
       "(> (count e (where (and (in a last) b)) (in-last 24h)) 1)"},
      {"count of e where a is 1 at least 3", "(>= (count e (where (is a 1))) 3)"},
      {"any e in last 24 hours", "(any e (in-last 24h))"},
      {"any e where a is 1 or b is 2 in last 1 month",
       "(any e (where (or (is a 1) (is b 2))) (in-last 1mo))"},
      {"any e where a in list { x, y } in last 1 month", "(any e (where (in a (list x y))) (in-last 1mo))"},
      {"(any e where a is 1) or b", "(or (any e (where (is a 1))) b)"},
      {"no e in last 1 month", "(no e (in-last 1mo))"},
      {"no e in last 1 month and any f", "(and (no e (in-last 1mo)) (any f))"},
      {"last e is known and first e where x is missing",
       "(and (known (last e)) (first e (where (missing x))))"},
      {"any a where any b in last 7d in last 8d", "(any a (where (any b (in-last 7d))) (in-last 8d))"},
      {"any is known or last > first", "(or (known any) (> last first))"},
  });
}

TEST(Expression, CountsConditions) {
  expect_all({
      {"at least 2 of { a, b > 1, not c }", "(counted >= 2 a (> b 1) (not c))"},
      {"at most 1 of { a, b, }", "(counted <= 1 a b)"},
      {"exactly 1 of { a }", "(counted is 1 a)"},
      {"not at least 2 of { a, b } or at", "(or (not (counted >= 2 a b)) at)"},
  });
}

TEST(Expression, ReadsLiterals) {
  expect_all({
      {"5_000", "5000"},
      {"9_223_372_036_854_775_807", "9223372036854775807"},
      {"0.25", "0.25dec"},
      {"1_000.000_001", "1000.000001dec"},
      {"30%", "0.3pct"},
      {"12.5%", "0.125pct"},
      {"0.0001%", "0.000001pct"},
      {"EUR 5_000.50", "EUR:5000.5"},
      {"a >= EUR 5", "(>= a EUR:5)"},
      {"country is EUR", "(is country EUR)"},
      {"yes", "yes"},
      {"no", "no"},
      {"2026-12-01", "2026-12-01"},
      {"2024-02-29", "2024-02-29"},
      {"2026-12-07T09:00:00Z", "@1796634000000"},
      {"2026-12-07T09:00Z", "@1796634000000"},
      {"2026-12-07T10:00:00+01:00", "@1796634000000"},
      {"2026-12-07T03:30:00.250-05:30", "@1796634000250"},
      {"1970-01-01T00:00:00Z", "@0"},
      {"2199-12-31T23:59:59.999Z", "@7258118399999"},
      {"10m", "10min"},
      {"36h", "36h"},
      {"90s", "90s"},
      {"250ms", "250ms"},
      {"7d", "7d"},
      {"2w", "2w"},
      {"10 minutes", "10min"},
      {"1 month", "1mo"},
      {"1 year", "1y"},
      {"4 business hours", "4bh"},
      {"2 business days", "2bd"},
      {"1 second", "1s"},
      {"3 milliseconds", "3ms"},
      {"2 weeks", "2w"},
      {"\"a \\\"b\\\" \\\\ \\u{e9}\\u{1F600}\"", "\"a \"b\" \\ \u00e9\U0001F600\""},
      {"\"line\\n\\ttab\"", "\"line\n\ttab\""},
      {"\"\"", "\"\""},
      {"`W_Nabellen offertes` is known", "(known W_Nabellen offertes)"},
      {"`Größe` > 3", "(> Größe 3)"},
      {"list { a, \"b\", 3, }", "(list a \"b\" 3)"},
      {"f(a, b > 1, g())", "(call f a (> b 1) (call g))"},
  });
}

TEST(Expression, RefusesToChainComparisons) {
  for (const char* text : {"a < b < c", "a is b is c", "a starts with b starts with c", "a from 1 to 2 < 3",
                           "a at least b at least c", "a in b in c"}) {
    EXPECT_EQ(parse_expr(text).substr(0, 5), "L0207") << text;
  }
}

TEST(Expression, AsksForTheOneSpellingOfMissing) {
  const Parsed parsed = parse_text("define x means a is not known or b is not missing");
  EXPECT_EQ(parsed.said,
            "L0211 1:18 `is not known` is written `is missing`\nL0211 1:36 `is not missing` is written `is "
            "known`\n");
  EXPECT_EQ(parsed.printed, "(define x (or (missing a) (known b)))\n");
}

TEST(Expression, SpansCoverTheWholeExpression) {
  const std::string_view text = "define x means # å\n  \"å\" is b and c";
  const Parsed parsed = parse_text(text);
  ASSERT_EQ(parsed.tree.exprs.size(), 5u);
  std::vector<std::string_view> words;
  for (const syntax::Expr& expr : parsed.tree.exprs) {
    words.push_back(text.substr(expr.span.begin_byte, expr.span.end_byte - expr.span.begin_byte));
  }
  EXPECT_EQ(words, (std::vector<std::string_view>{"\"å\"", "b", "\"å\" is b", "c", "\"å\" is b and c"}));
}

}  // namespace
}  // namespace lead::testing
