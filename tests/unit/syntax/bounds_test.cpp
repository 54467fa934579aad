// Deep and long texts end in one diagnostic or a tree, never in an overflowing stack, and in linear time.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/unit/syntax/parsed.h"

namespace lead::testing {
namespace {

std::string repeat(std::string_view piece, size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (size_t i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(Bounds, EndDeepTextsInOneDiagnostic) {
  constexpr size_t kMany = 50'000;
  const std::string inside[] = {
      repeat("(", 40'000),
      repeat("(", 40'000) + "a" + repeat(")", 40'000),
      repeat("list {", 40'000),
      "a" + repeat(" + a", kMany),
      "a" + repeat(" * a", kMany),
      "a" + repeat(" or a", kMany),
      "a" + repeat(" and a", kMany),
      "a" + repeat(" or else a", kMany),
      repeat("not ", kMany) + "a",
      repeat("-", kMany) + "a",
      repeat("- ", kMany) + "a",
      repeat("any a where ", kMany) + "a",
      repeat("count of a where ", kMany) + "a",
      repeat("(not -", 250) + "a" + repeat(")", 250),
      repeat("(" + repeat("not ", 250), 250) + "a" + repeat(")", 250),
      repeat("f(", 300) + "a" + repeat(")", 300),
      repeat("at least 1 of {", 300) + "a" + repeat("}", 300),
  };
  for (const std::string& text : inside) {
    const Parsed parsed = parse_text("define x means " + text + "\ndefine y means b\n");
    EXPECT_EQ(parsed.diagnostics.size(), 1u) << text.substr(0, 40) << "\n" << parsed.said.substr(0, 400);
    EXPECT_EQ(parsed.said.substr(0, 5), "L0010") << text.substr(0, 40);
    EXPECT_NE(parsed.printed.find("(define y b)"), std::string::npos) << text.substr(0, 40);
  }
}

TEST(Bounds, AllowWhatIsDeepEnoughForAnybody) {
  for (const auto& [open, close] :
       {std::pair{"(", ")"}, std::pair{"f(", ")"}, std::pair{"at least 1 of {", "}"}}) {
    const Parsed parsed = parse_text("define x means " + repeat(open, 250) + "a" + repeat(close, 250));
    EXPECT_EQ(parsed.said, "") << open;
  }
  EXPECT_EQ(parse_text("define x means a" + repeat(" + a", 250)).said, "");
  EXPECT_EQ(parse_text("define x means " + repeat("not ", 250) + "a").said, "");
}

TEST(Bounds, ReadLongListsAndFiles) {
  EXPECT_EQ(parse_text("define x means a in list { a" + repeat(", a", 20'000) + " }").said, "");
  EXPECT_EQ(parse_text("choice c { a" + repeat(", a", 20'000) + " }").said, "");
  EXPECT_EQ(parse_text(repeat("define x means a when b, c otherwise\n", 5'000)).tree.decls.size(), 5'000u);
}

TEST(Bounds, ReadTenThousandRules) {
  std::string text = "score s {\n";
  for (int i = 0; i < 10'000; ++i) {
    text += fmt::format(
        "  rule_{}: +5 each page_view where path starts with \"/pricing/{}\", at most 10 times per day\n", i,
        i);
  }
  text += "}\n";
  const Parsed parsed = parse_text(text);
  EXPECT_EQ(parsed.said, "");
  EXPECT_EQ(std::get<syntax::ScoreDecl>(parsed.tree.decls.at(0).node).rules.size(), 10'000u);
}

TEST(Bounds, EndHostileTextsInDiagnostics) {
  constexpr size_t kMany = 20'000;
  const std::string texts[] = {
      repeat("}", kMany),
      repeat("@ ", kMany),
      repeat(";", kMany),
      repeat("`", kMany),
      repeat("\u201C", kMany),
      repeat("'", kMany),
      repeat("lead {\n", kMany),
      repeat("{", 40'000),
      "lead {" + repeat("{", 40'000),
      "define x means " + repeat("a ", kMany),
      "define x means " + repeat("a is ", kMany),
      "define x means " + repeat("no ", kMany),
      "define x means " + repeat("a starts with ", kMany),
      "score s {" + repeat("a: +5 eech x\n", kMany) + "}",
      "lead { a text " + repeat("optional ", kMany) + "}",
  };
  for (const std::string& text : texts) EXPECT_NE(parse_text(text).said, "") << text.substr(0, 40);
}

}  // namespace
}  // namespace lead::testing
