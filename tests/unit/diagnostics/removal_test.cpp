#include "compiler/diagnostics/removal.h"

#include <gtest/gtest.h>

#include "compiler/diagnostics/apply.h"

namespace lead::diagnostics {
namespace {

constexpr FileId kFile{0};

// The text with the first `words` taken away, or "nothing".
std::string without(const std::string& text, const std::string& words) {
  const auto begin = static_cast<uint32_t>(text.find(words));
  const auto edit = removal({kFile, begin, begin + static_cast<uint32_t>(words.size())}, text);
  return edit ? apply({*edit}, kFile, text) : "nothing";
}

TEST(Removal, TakesTheCommaBeforeAlong) {
  EXPECT_EQ(without("list { a, b, c }", "b"), "list { a, c }");
  EXPECT_EQ(without("r: +5 each e,\n   once\n", "once"), "r: +5 each e\n");
}

TEST(Removal, TakesTheCommaBehindAlongAtTheHeadOfAList) {
  EXPECT_EQ(without("list { a, b }", "a"), "list { b }");
}

TEST(Removal, TakesALineOfItsOwnWhole) {
  EXPECT_EQ(without("score s {\n  fades\n  running\n}\n", "fades"), "score s {\n  running\n}\n");
  EXPECT_EQ(without("fades", "fades"), "");
}

TEST(Removal, LeavesWhatHoldsTheLineTogether) {
  EXPECT_EQ(without("together { a } shows\n", "a"), "nothing");
  EXPECT_EQ(without("  fades  # a remark\n", "fades"), "nothing");
  EXPECT_FALSE(removal({}, "text"));
  EXPECT_FALSE(removal({kFile, 2, 9}, "text"));
}

}  // namespace
}  // namespace lead::diagnostics
