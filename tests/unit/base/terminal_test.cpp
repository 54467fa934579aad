#include "runtime/base/terminal.h"

#include <gtest/gtest.h>

namespace lead {
namespace {

TEST(Terminal, CountsColumnsNotBytes) {
  EXPECT_EQ(width_of(""), 0u);
  EXPECT_EQ(width_of("Grüße"), 5u);
  EXPECT_EQ(width_of("漢字"), 4u);
  EXPECT_EQ(width_of("e\u0301"), 1u) << "a combining accent takes no column";
  EXPECT_EQ(width_of("\xFF"), 1u) << "a byte that is no character shows as one";
}

TEST(Terminal, FillsUpToAWidth) {
  EXPECT_EQ(left("ä漢", 5), "ä漢  ");
  EXPECT_EQ(left("wide enough", 3), "wide enough");
}

TEST(Terminal, LetsNothingThroughThatMovesPaintsOrReverses) {
  EXPECT_EQ(harmless("plain, ä, 漢, \"quoted\""), "plain, ä, 漢, \"quoted\"");
  EXPECT_EQ(harmless("a\x1b[31mred"), "a\\u{1B}[31mred");
  EXPECT_EQ(harmless("two\nlines\tand\rback"), "two\\nlines\\tand\\u{D}back");
  EXPECT_EQ(harmless("\u202Eesrever"), "\\u{202E}esrever");
  EXPECT_EQ(harmless(std::string_view("\0\x7F", 2)), "\\u{0}\\u{7F}");
  EXPECT_EQ(harmless("\xC2\x9B"), "\\u{9B}") << "the one-character form of ESC [";
  EXPECT_EQ(harmless("\xFFz"), "\uFFFDz");
}

}  // namespace
}  // namespace lead
