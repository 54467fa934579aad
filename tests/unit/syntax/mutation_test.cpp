// Policies with random damage: the parser ends, throws nothing, says something wherever it leaves something
// out, and points into the text.
#include <gtest/gtest.h>

#include <array>

#include "tests/support/random.h"
#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

constexpr std::string_view kPolicy = R"(policy p "Å" {
  version "1"
  time zone "Europe/Stockholm"
  owners marketing, sales
  unknown events set aside
}
use std.email
choice Level { a < b < c }
lead {
  email email
  size number from 0 to 1_000 optional
  `Größe` text = "ö"
}
event view "View" by sales { path text, seconds number optional } fills in size
define touch means any of view, call
define big "T" owned by sales because "é" since 2026-10-01
  means size >= 50 and (a or not b in list { x, y }) or count of view where path starts with "/" in last 7 days > 3
define seg means x when size > 5, y when at least 2 of { a, b }, z otherwise
bands sizes of size { small from 1 to 9, large from 10 }
score s "S" {
  range 0 to 100
  fades by half every 14 days
  r1: +5 each view where path is "x", at most 10 times per day
  r2 "T": -0.5 while a at least b
  r3: each 30 days without view { -15 when s > 30, -5 when s >= 0 }
  r4: best of { 30 when a 15 when b }
  r5: points by level { a 1, b 2 }
  together { r1, r2 } shows at most 30 points
  bands { cold from 0, hot from 50 until below 40 }
}
grade g { A when big and size is known
  B otherwise }
matrix m (s, g) {
  | A | B |
  hot: | x | y |
  cold: | z | z |
}
)";

constexpr std::array<std::string_view, 26> kPieces = {"{",
                                                      "}",
                                                      "(",
                                                      ")",
                                                      "\"",
                                                      "`",
                                                      "'",
                                                      "|",
                                                      ":",
                                                      ",",
                                                      "\n",
                                                      "#",
                                                      "-",
                                                      "not ",
                                                      " where ",
                                                      " in last ",
                                                      " 5 ",
                                                      "=",
                                                      "\xE2\x80\x9C",
                                                      "\xC3\xA5",
                                                      " when ",
                                                      "\nscore ",
                                                      "\nlead ",
                                                      " of ",
                                                      "1_",
                                                      "2026-13-01"};

std::string damaged(Random& random) {
  std::string text(kPolicy);
  const uint64_t wounds = 1 + random.next() % 3;
  for (uint64_t i = 0; i < wounds; ++i) {
    const size_t at = random.next() % text.size();
    const auto is_boundary = [&text](size_t byte) {
      return (static_cast<uint8_t>(text[byte]) & 0xC0) != 0x80;
    };
    size_t begin = at;
    while (!is_boundary(begin)) --begin;
    size_t end = std::min(begin + random.next() % 12, text.size());
    while (end < text.size() && !is_boundary(end)) ++end;
    switch (random.next() % 3) {
      case 0:
        text.erase(begin, end - begin);
        break;
      case 1:
        text.insert(begin, kPieces[random.next() % kPieces.size()]);
        break;
      default:
        text.replace(begin, end - begin, kPieces[random.next() % kPieces.size()]);
        break;
    }
  }
  return text;
}

TEST(Mutation, SoundPolicyIsSound) {
  const Parsed parsed = parse_text(kPolicy);
  EXPECT_EQ(parsed.said, "");
  EXPECT_EQ(parsed.tree.decls.size(), 12u);
}

TEST(Mutation, DamagedPoliciesAreReadToTheEnd) {
  constexpr uint32_t kSeed = 20'261'122;
  Random random(kSeed);
  uint32_t refused = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = damaged(random);
    SCOPED_TRACE(text);
    Parsed parsed;
    ASSERT_NO_THROW(parsed = parse_text(text));
    refused += parsed.diagnostics.empty() ? 0 : 1;
    for (const diagnostics::Diagnostic& d : parsed.diagnostics) {
      EXPECT_FALSE(d.message.empty());
      EXPECT_LE(d.primary.span.begin_byte, d.primary.span.end_byte);
      EXPECT_LE(d.primary.span.end_byte, text.size());
    }
    for (const syntax::Expr& expr : parsed.tree.exprs) {
      EXPECT_LE(expr.span.end_byte, text.size());
      const bool in_error = std::holds_alternative<syntax::ErrorExpr>(expr.node);
      EXPECT_FALSE(in_error && parsed.diagnostics.empty());
    }
    EXPECT_LE(parsed.diagnostics.size(), 12u) << parsed.said;
  }
  EXPECT_GT(refused, 200u);
}

}  // namespace
}  // namespace lead::testing
