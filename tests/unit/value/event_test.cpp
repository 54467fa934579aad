#include "runtime/value/event.h"

#include <gtest/gtest.h>

namespace lead::value {
namespace {

TEST(EventBlock, ViewsStayGoodWhileTheBlockGrows) {
  EventBlock block;
  std::vector<std::string> wanted;
  std::vector<std::string_view> kept;
  for (size_t i = 0; i < 20'000; ++i) {
    wanted.push_back(std::string(i % 97, static_cast<char>('a' + i % 26)) + std::to_string(i));
    kept.push_back(block.keep(wanted.back()));
  }
  kept.push_back(block.keep(std::string(3'000'000, 'x')));
  wanted.push_back(std::string(3'000'000, 'x'));
  for (size_t i = 0; i < kept.size(); ++i) ASSERT_EQ(kept[i], wanted[i]);
}

TEST(EventBlock, FieldsStartAbsentAlsoAfterClear) {
  EventBlock block;
  for (int round = 0; round < 3; ++round) {
    std::vector<std::span<FieldValue>> rows;
    for (size_t i = 0; i < 5'000; ++i) {
      rows.push_back(block.fields(1 + i % 7));
      for (FieldValue& field : rows.back()) {
        ASSERT_EQ(field.state, FieldState::Absent);
        field = {FieldState::Value, static_cast<int64_t>(i), block.keep("text")};
      }
    }
    for (size_t i = 0; i < rows.size(); ++i) {
      for (const FieldValue& field : rows[i]) ASSERT_EQ(field.word, static_cast<int64_t>(i));
    }
    block.clear();
    EXPECT_TRUE(block.events.empty());
  }
}

TEST(EventBlock, AMovedBlockKeepsItsViews) {
  EventBlock block;
  const std::string_view text = block.keep("a lead");
  const EventBlock moved = std::move(block);
  EXPECT_EQ(text, "a lead");
  EXPECT_TRUE(EventBlock().keep("").empty());
}

}  // namespace
}  // namespace lead::value
