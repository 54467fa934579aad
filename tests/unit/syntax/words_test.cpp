// Every word that is not reserved is a name wherever a name may stand. The words come from the generated
// lexer.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/syntax/words.h"
#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

using ::testing::ElementsAre;

TEST(Words, AreReservedInSmallNumber) {
  EXPECT_THAT(syntax::reserved_words(),
              ElementsAre("and", "in", "is", "no", "not", "of", "or", "otherwise", "when", "where", "yes"));
}

TEST(Words, AreManyAndSoft) {
  const std::vector<std::string> words = syntax::soft_words();
  EXPECT_GT(words.size(), 90u);
  for (const char* word :
       {"each", "while", "count", "from", "lead", "event", "day", "points", "score", "optional"}) {
    EXPECT_THAT(words, ::testing::Contains(word));
  }
}

struct Place {
  const char* text;  // {} is the word
  const char* printed;
};

class SoftWords : public ::testing::TestWithParam<std::string> {};

TEST_P(SoftWords, AreNamesEverywhere) {
  const Place places[] = {
      {"lead {{ {0} text optional }}", "(lead ({0} text optional))\n"},
      {"lead {{\n  {0} text optional\n  b {0}2\n  {0} number\n}}",
       "(lead ({0} text optional) (b named:{0}2) ({0} number))\n"},
      {"choice c {{ {0}, b }}", "(choice c {0} b)\n"},
      {"choice c {{ a < {0} < b }}", "(choice c ordered a {0} b)\n"},
      {"event {0} \"T\" by {0} {{ {0} text, b number }} fills in {0}, b",
       "(event {0} \"T\" (by {0}) ({0} text) (b number) (fills {0} b))\n"},
      {"define x means {0} is known", "(define x (known {0}))\n"},
      {"define {0} \"T\" owned by {0} means a and {0} or not {0}",
       "(define {0} \"T\" (owner {0}) (or (and a {0}) (not {0})))\n"},
      {"define x means {0}", "(define x {0})\n"},
      {"define x means {0} + 1 > {0} * 2", "(define x (> (+ {0} 1) (* {0} 2)))\n"},
      {"define x means a is {0} and b in {0}", "(define x (and (is a {0}) (in b {0})))\n"},
      {"define x means count of {0} where {0} is 1 in last 7 days at least 3",
       "(define x (>= (count {0} (where (is {0} 1)) (in-last 7d)) 3))\n"},
      {"define x means any {0} or no {0} in last 7d", "(define x (or (any {0}) (no {0} (in-last 7d))))\n"},
      {"define x means {0}(a, b)", "(define x (call {0} a b))\n"},
      {"define x means {0} when a, b when {0}, {0} otherwise",
       "(define x (ladder ({0} a) (b {0}) ({0} otherwise)))\n"},
      {"define x means any of {0}, {0}", "(define x (any-of {0} {0}))\n"},
      {"define x means list {{ {0}, b }}", "(define x (list {0} b))\n"},
      {"score {0} {{ {0}: +1 each {0} where {0} is 1, once per `{0}`\n  b \"T\": -1 while {0}\n {0}: +2 each "
       "a }}",
       "(score {0} (rule {0} 1 (each {0} (where (is {0} 1))) (limit 1 (key {0}))) (rule b \"T\" -1 (while "
       "{0}))"
       " (rule {0} 2 (each a)))\n"},
      {"score s {{ together {{ {0}, b }} shows at most 3 points bands {{ {0} from 0, b from 1 }} }}",
       "(score s (together {0} b (shows 3)) (bands ({0} 0) (b 1)))\n"},
      {"bands {0} of {0} {{ {0} from 1, b from 2 }}", "(buckets {0} {0} ({0} 1 none) (b 2 none))\n"},
      {"grade {0} {{ {0} when {0}\n  b when {0} is 1\n  c otherwise }}",
       "(grade {0} ({0} {0}) (b (is {0} 1)) (c otherwise))\n"},
      {"fixture {0} {{ use {0}, b 1 }}", "(fixture {0} (use {0}) (b 1))\n"},
      {"test \"T\" {{ given lead {0} {{ b 2, {0} 1 }}\n at +1d {0} of {0} {{ b 1 }}, {0} 2\n expect of {0}: "
       "{0} < 1, "
       "no decision on {0} }}",
       "(test \"T\" (given (of {0}) (b 2) ({0} 1)) (at (after +1d) {0} (of {0}) (b 1) ({0}: 2)) (expect (of "
       "{0}) "
       "(< {0} 1) (no-decision {0})))\n"},
      {"test cases \"T\" {{ | {0} | b |\n {0}: | {0} | 4 |\n }}",
       "(test \"T\" (columns {0} b) ({0}: {0} 4))\n"},
      {"matrix {0} ({0}, b) {{ | {0} | c |\n {0}: | {0} | d |\n e: {0} | {0} }}",
       "(matrix {0} {0} b (columns {0} c) ({0}: {0} d) (e: {0} {0}))\n"},
      {"policy {0} {{ owners {0}, b\n version \"1\" }}", "(policy {0} (owners {0} b) (version \"1\"))\n"},
      {"use {0}.{0}", "(use {0}.{0})\n"},
  };
  const bool tested = GetParam() == "known" || GetParam() == "missing" || GetParam() == "unrated";
  for (const Place& place : places) {
    // `is known` asks whether there is a value; the name needs backticks there.
    if (tested && std::string_view(place.text).find("is {0}") != std::string_view::npos) continue;
    const std::string text = fmt::format(fmt::runtime(place.text), GetParam());
    const Parsed parsed = parse_text(text);
    EXPECT_EQ(parsed.said, "") << text;
    EXPECT_EQ(parsed.printed, fmt::format(fmt::runtime(std::string(place.printed)), GetParam())) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(All, SoftWords, ::testing::ValuesIn(syntax::soft_words()),
                         [](const auto& tested) { return tested.param; });

class ReservedWords : public ::testing::TestWithParam<std::string> {};

TEST_P(ReservedWords, AreNamesInBackticksOnly) {
  const std::string text = fmt::format("lead {{ {} text }}", GetParam());
  const Parsed parsed = parse_text(text);
  EXPECT_EQ(parsed.said.substr(0, 5), "L0208") << parsed.said;
  const Parsed again = parse_text(repaired(text, parsed));
  EXPECT_EQ(again.said, "");
  EXPECT_EQ(again.printed, fmt::format("(lead ({} text))\n", GetParam()));
}

INSTANTIATE_TEST_SUITE_P(All, ReservedWords, ::testing::ValuesIn(syntax::reserved_words()),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace lead::testing
