#include "compiler/lowering/words.h"

#include <gtest/gtest.h>

namespace lead::lowering {
namespace {

TEST(Words, AreFoldedToSingleBlanksWithoutComments) {
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded("  +5   each\tpage_view \n"), "+5 each page_view");
  EXPECT_EQ(folded("a # no comment \"here\n  and b"), "a and b");
  EXPECT_EQ(folded("a\r\n# only a comment"), "a");
  EXPECT_EQ(folded("a# b\n c"), "a c");
}

TEST(Words, KeepTextsAndNamesAsTheyAre) {
  EXPECT_EQ(folded("path  is \"a  # b\""), "path is \"a  # b\"");
  EXPECT_EQ(folded("`W  Nabellen`  is \"\\\" # x\"  # y"), "`W  Nabellen` is \"\\\" # x\"");
  EXPECT_EQ(folded("\"not closed  # "), "\"not closed  # ");
}

}  // namespace
}  // namespace lead::lowering
