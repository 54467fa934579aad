// What is wrong with a single token, and the repair that is offered.
#include <gtest/gtest.h>

#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

struct Case {
  const char* text;
  const char* said;
  const char* printed;  // after the first repair of each diagnostic; null: nothing is offered
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Parsed parsed = parse_text(c.text);
    EXPECT_EQ(parsed.said, c.said) << c.text;
    if (c.printed == nullptr) {
      for (const auto& d : parsed.diagnostics) EXPECT_TRUE(d.fixes.empty()) << c.text;
      continue;
    }
    const Parsed again = parse_text(repaired(c.text, parsed));
    EXPECT_EQ(again.said, "") << repaired(c.text, parsed);
    EXPECT_EQ(again.printed, std::string(c.printed) + "\n") << repaired(c.text, parsed);
  }
}

TEST(Token, OffersTheSignsOfThisLanguage) {
  expect_all({
      {"define x means a == b", "L0111 1:18 `==` is written `=` here\n", "(define x (is a b))"},
      {"define x means a && b", "L0111 1:18 `&&` is written `and` here\n", "(define x (and a b))"},
      {"define x means a || b", "L0111 1:18 `||` is written `or` here\n", "(define x (or a b))"},
      {"define x means !a", "L0111 1:16 `!` is written `not` here\n", "(define x (not a))"},
      {"define x means a; use b;",
       "L0111 1:17 a line needs no `;` at its end\nL0111 1:24 a line needs no `;` at its end\n",
       "(define x a)\n(use b)"},
      {"use b // why", "L0111 1:7 a comment begins with `#`, not with `//`\n", "(use b)"},
      {"use b // why\nuse c", "L0111 1:7 a comment begins with `#`, not with `//`\n", "(use b)\n(use c)"},
      {"define x means a is “b c”", "L0111 1:21 texts stand in straight double quotes\n",
       "(define x (is a \"b c\"))"},
      {"define x means a is „b“ or c", "L0111 1:21 texts stand in straight double quotes\n",
       "(define x (or (is a \"b\") c))"},
      {"define x means a is 'b c' or d", "L0111 1:21 texts stand in straight double quotes\n",
       "(define x (or (is a \"b c\") d))"},
      {"use\u00A0b", "L0101 1:4 this is a special blank, as word processors make them\n", "(use b)"},
  });
}

TEST(Token, RefusesCharactersOfNoLanguage) {
  expect_all({
      {"define x means a @ b", "L0101 1:18 `@` is not used by the language\n", nullptr},
      {"define x means größe", "L0101 1:18 `ö` is not used by the language\n", "(define x größe)"},
      {"lead {\n  å text\n  b text\n}", "L0101 2:3 `å` is not used by the language\n",
       "(lead (å text) (b text))"},
      {"define x means a [ b ]",
       "L0101 1:18 `[` is not used by the language\n"
       "L0101 1:22 `]` is not used by the language\n",
       nullptr},
      {"use b\x01", "L0101 1:6 the control character U+0001 does not belong in a policy\n", nullptr},
  });
}

TEST(Token, RefusesUnclosedTextsAndNames) {
  expect_all({
      {"event e \"open\nuse b", "L0102 1:9 this text has no closing quote\n", "(event e \"open\")\n(use b)"},
      {"define x means `open\nuse b", "L0103 1:16 this name has no closing backtick\n",
       "(define x open)\n(use b)"},
      {"define x means `` is a", "L0113 1:16 there is no name between these backticks\n", nullptr},
  });
}

TEST(Token, SaysNothingElseAboutWhatAnUnclosedTextSwallowed) {
  for (const char* text :
       {"event e \"open\\", "event e \"open {\n a text\n}\nuse b", "event e { a text = \"open }",
        "event e { a text = \"open }\n\nuse b", "define x means (a is \"open)\nuse b",
        "define x means a is \u201Copen\nuse b", "score s { a: +1 each e where f is \"open, once"}) {
    const Parsed parsed = parse_text(text);
    EXPECT_EQ(parsed.diagnostics.size(), 1u) << text << "\n" << parsed.said;
    EXPECT_EQ(parsed.said.substr(0, 5), "L0102") << text;
  }
}

TEST(Token, RefusesNumbersThatAreNone) {
  expect_all({
      {"define x means a > 5__0", "L0104 1:20 `5__0` is not a number\n", nullptr},
      {"define x means a > 5_", "L0104 1:20 `5_` is not a number\n", nullptr},
      {"define x means a > 10x", "L0104 1:20 `10x` is not a number\n", nullptr},
      {"define x means a > 1.5m", "L0104 1:20 `1.5m` is not a number\n", nullptr},
      {"define x means a > 1.0000001", "L0105 1:20 at most 6 digits may stand behind the point here\n",
       nullptr},
      {"define x means a > 1.00001%", "L0105 1:20 at most 4 digits may stand behind the point here\n",
       nullptr},
      {"define x means a > EUR 1.1234567", "L0105 1:24 at most 6 digits may stand behind the point here\n",
       nullptr},
      {"define x means a > 9223372036854775808", "L0106 1:20 this number is too large\n", nullptr},
      {"define x means a > 9223372036855.0", "L0106 1:20 this number is too large\n", nullptr},
      {"define x means a > 9223372036854775808 days", "L0106 1:20 this number is too large\n", nullptr},
      {"define x means a > 9223372036854775808d", "L0106 1:20 this number is too large\n", nullptr},
      {"score s { a: +9223372036855 each e }", "L0106 1:15 this number is too large\n", nullptr},
      {"score s { a: +1.0000001 each e }", "L0105 1:15 at most 6 digits may stand behind the point here\n",
       nullptr},
  });
}

TEST(Token, ChecksDatesAgainstTheCalendar) {
  expect_all({
      {"define x means a is 2026-02-29", "L0107 1:21 there is no day `2026-02-29` in the calendar\n",
       "(define x (is a 2026-02-28))"},
      {"define x means a is 1900-02-29", "L0107 1:21 there is no day `1900-02-29` in the calendar\n",
       "(define x (is a 1900-02-28))"},
      {"define x means a is 2000-02-29 or b is 2026-13-01",
       "L0107 1:40 there is no day `2026-13-01` in the calendar\n", nullptr},
      {"define x means a is 2026-04-31", "L0107 1:21 there is no day `2026-04-31` in the calendar\n",
       "(define x (is a 2026-04-30))"},
      {"define x means a is 2026-00-10", "L0107 1:21 there is no day `2026-00-10` in the calendar\n",
       nullptr},
      {"define x means a is 0000-01-01", "L0107 1:21 there is no day `0000-01-01` in the calendar\n",
       nullptr},
      {"define x since 2026-06-31 means a", "L0107 1:16 there is no day `2026-06-31` in the calendar\n",
       "(define x (since 2026-06-30) a)"},
      {"policy p { effective 2026-06-31 }", "L0107 1:22 there is no day `2026-06-31` in the calendar\n",
       "(policy p (effective 2026-06-30))"},
  });
}

TEST(Token, ChecksInstants) {
  expect_all({
      {"define x means a is 2026-12-07T09:00", "L0109 1:21 this instant does not say its distance from UTC\n",
       "(define x (is a @1796634000000))"},
      {"define x means a is 2026-02-30T09:00Z", "L0107 1:21 there is no day `2026-02-30` in the calendar\n",
       "(define x (is a @1772269200000))"},
      {"define x means a is 2026-12-07T24:00Z",
       "L0108 1:21 this is no time of day; write 09:00, 09:00:30 or 09:00:30.250\n", nullptr},
      {"define x means a is 2026-12-07T23:59:60Z",
       "L0108 1:21 this is no time of day; write 09:00, 09:00:30 or 09:00:30.250\n", nullptr},
      {"define x means a is 2026-12-07T09:00:00.1234Z",
       "L0108 1:21 this is no time of day; write 09:00, 09:00:30 or 09:00:30.250\n", nullptr},
      {"define x means a is 2026-12-07T9Z",
       "L0108 1:21 this is no time of day; write 09:00, 09:00:30 or 09:00:30.250\n", nullptr},
      {"define x means a is 2026-12-07T09:00+99:00", "L0108 1:21 no place on earth has this offset\n",
       nullptr},
      {"define x means a is 1969-12-31T23:59Z", "L0108 1:21 instants lie between 1970 and 2199\n", nullptr},
      {"define x means a is 2200-01-01T00:00Z", "L0108 1:21 instants lie between 1970 and 2199\n", nullptr},
      {"define x means a is 1970-01-01T00:00+01:00", "L0108 1:21 instants lie between 1970 and 2199\n",
       nullptr},
  });
}

TEST(Token, ChecksEscapes) {
  expect_all({
      {"define x means a matches \"a\\d\"", "L0110 1:28 `\\d` is no escape of a text\n",
       "(define x (matches a \"a\\d\"))"},
      {"event e \"\\u{D800}\"", "L0110 1:10 `\\u{D800}` is no escape of a text\n", "(event e \"\\u{D800}\")"},
      {"event e \"\\u{110000}\"", "L0110 1:10 `\\u{110000}` is no escape of a text\n",
       "(event e \"\\u{110000}\")"},
      {"event e \"\\u{}\"", "L0110 1:10 `\\u{}` is no escape of a text\n", "(event e \"\\u{}\")"},
      {"event e \"\\u41\"", "L0110 1:10 `\\u` is no escape of a text\n", "(event e \"\\u41\")"},
  });
}

TEST(Token, BoundsTextsAndNames) {
  const std::string long_word(5000, 'a');
  EXPECT_EQ(parse_text("event " + long_word).said,
            "L0112 1:7 this is 5000 bytes long; a text or name holds at most 4096\n");
  EXPECT_EQ(parse_text("event e \"" + long_word + "\"").said.substr(0, 9), "L0112 1:9");
  EXPECT_EQ(parse_text("event `" + long_word + "`").said.substr(0, 9), "L0112 1:7");
  EXPECT_EQ(parse_text("event e # " + long_word).said, "");
}

TEST(Token, RefusesMoneyWithoutACurrency) {
  EXPECT_EQ(parse_text("lead { a money optional }").said, "L0209 1:10 money needs its currency\n");
}

}  // namespace
}  // namespace lead::testing
