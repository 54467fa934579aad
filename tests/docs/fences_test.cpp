#include "tests/docs/fences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lead::docs {
namespace {

using testing::ElementsAre;

TEST(Fences, FindsBlocksWithLanguageInfoAndBody) {
  const auto fences = fences_of("prose\n```lead L0401\na\n\nb\n```\n`inline`\n```\nplain\n```\n");
  ASSERT_EQ(fences.size(), 2u);
  EXPECT_EQ(fences[0].language, "lead");
  EXPECT_EQ(fences[0].info, "L0401");
  EXPECT_EQ(fences[0].body, "a\n\nb\n");
  EXPECT_EQ(fences[0].line, 2u);
  EXPECT_EQ(fences[1].language, "");
  EXPECT_EQ(fences[1].body, "plain\n");
}

TEST(Fences, FindsLinksToFilesOnly) {
  EXPECT_THAT(links_of("[a](docs/a.md) [b](https://x.example/b) [c](#d) [e](e.md#f)"),
              ElementsAre("docs/a.md", "e.md"));
}

TEST(Fences, OutputIsComparedLineByLine) {
  EXPECT_TRUE(shows("a\nb\n", "a\nb"));
  EXPECT_TRUE(shows("a\n", "a  \n\n"));
  EXPECT_FALSE(shows("a\nb\n", "a\nc\n"));
  EXPECT_FALSE(shows("a\n", "a\nb\n"));
  EXPECT_FALSE(shows("a\nb\n", "a\n"));
  EXPECT_FALSE(shows("", "a\n"));
}

TEST(Fences, AnEllipsisStandsForAnything) {
  EXPECT_TRUE(shows("a\n…\nd\n", "a\nb\nc\nd\n"));
  EXPECT_TRUE(shows("a\n…\nd\n", "a\nd\n"));
  EXPECT_FALSE(shows("a\n…\nd\n", "a\nb\nc\n"));
  EXPECT_TRUE(shows("took … ms\n", "took 17 ms\n"));
  EXPECT_FALSE(shows("took … ms\n", "took 17 s\n"));
  EXPECT_TRUE(shows("…\nx …\n…\n", "1\nx 2\n3\n"));
}

}  // namespace
}  // namespace lead::docs
