#include "runtime/base/closest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lead {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Closest, FindsSlipsOfThePen) {
  EXPECT_THAT(closest("employes", {"company", "employees"}), ElementsAre("employees"));
  EXPECT_THAT(closest("page_vew", {"page_views", "page_view", "visit"}),
              ElementsAre("page_view", "page_views"));
  EXPECT_THAT(closest("from", {"form", "forum"}), ElementsAre("form")) << "short words resemble too many";
  EXPECT_THAT(closest("Form", {"form"}), ElementsAre("form"));
}

TEST(Closest, LeavesWhatIsFarAway) {
  EXPECT_THAT(closest("purchase", {"form", "page_view"}), IsEmpty());
  EXPECT_THAT(closest("form", {"form"}), IsEmpty()) << "what was typed is no suggestion";
  EXPECT_THAT(closest("a", {"b"}), IsEmpty());
  EXPECT_THAT(closest(std::string(10'000, 'x'), {std::string(10'000, 'y'), "x"}), IsEmpty());
}

TEST(Closest, SaysWhetherOneIsNearest) {
  EXPECT_TRUE(has_one_nearest("page_vew", {"page_view", "page_views"}));
  EXPECT_FALSE(has_one_nearest("heat", {"head", "heap"}));
  EXPECT_FALSE(has_one_nearest("FORM", {"Form", "form"})) << "capitals do not count";
  EXPECT_TRUE(has_one_nearest("form", {"forms"}));
  EXPECT_TRUE(has_one_nearest("form", {}));
}

}  // namespace
}  // namespace lead
