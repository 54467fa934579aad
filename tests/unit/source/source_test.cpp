#include "compiler/source/source.h"

#include <gtest/gtest.h>

namespace lead::source {
namespace {

FileId add(SourceMap& sources, std::string text) {
  return std::get<FileId>(sources.add("a.lead", std::move(text)));
}

TEST(SourceFile, FindsLineAndColumnOfEveryByte) {
  struct Case {
    uint32_t byte, line, column;
  };
  const SourceFile file("a.lead", "ab\n\xC3\xA4\xE6\xBC\xA2z\r\n\nend");
  //                               012 34      567       8 9 10  11
  for (const Case& c : {Case{0, 1, 1},
                        {1, 1, 2},
                        {2, 1, 3},
                        {3, 2, 1},
                        {4, 2, 2},
                        {5, 2, 2},
                        {8, 2, 3},
                        {9, 2, 4},
                        {11, 3, 1},
                        {12, 4, 1},
                        {15, 4, 4},
                        {99, 4, 4}}) {
    const Position at = file.position(c.byte);
    EXPECT_EQ(at.line, c.line) << c.byte;
    EXPECT_EQ(at.column, c.column) << c.byte;
  }
}

TEST(SourceFile, GivesLinesWithoutTheirBreak) {
  const SourceFile file("a.lead", "one\r\ntwo\n\nfour");
  EXPECT_EQ(file.line_count(), 4u);
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.line(4), "four");
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.line(5), "");
  EXPECT_EQ(file.line_begin(2), 5u);
  EXPECT_EQ(file.line_begin(9), 14u);
}

TEST(SourceFile, AnEmptyFileHasOneEmptyLine) {
  const SourceFile file("a.lead", "");
  EXPECT_EQ(file.line_count(), 1u);
  EXPECT_EQ(file.line(1), "");
  EXPECT_EQ(file.position(0).line, 1u);
}

TEST(SourceFile, ALastLineBreakBeginsALine) {
  const SourceFile file("a.lead", "a\n");
  EXPECT_EQ(file.line_count(), 2u);
  EXPECT_EQ(file.position(2).line, 2u);
  EXPECT_EQ(file.position(2).column, 1u);
}

TEST(SourceMap, GivesTheWordsUnderASpan) {
  SourceMap sources;
  const FileId id = add(sources, "score interest");
  EXPECT_EQ(sources.text({id, 6, 14}), "interest");
  EXPECT_EQ(sources.text({id, 6, 99}), "interest");
  EXPECT_EQ(sources.text({id, 50, 99}), "");
  EXPECT_EQ(sources.text({}), "");
}

TEST(SourceMap, FindsFilesByPathTheFirstWinning) {
  SourceMap sources;
  const FileId first = add(sources, "1");
  const FileId second = add(sources, "2");
  EXPECT_NE(first, second);
  EXPECT_EQ(sources.find("a.lead"), first);
  EXPECT_EQ(sources.find("b.lead"), std::nullopt);
  EXPECT_EQ(sources.size(), 2u);
}

TEST(SourceMap, FilesKeepTheirAddressWhileOthersAreAdded) {
  SourceMap sources;
  const FileId first = add(sources, "first");
  const SourceFile* address = &sources[first];
  for (int i = 0; i < 100; ++i) add(sources, "more");
  EXPECT_EQ(address, &sources[first]);
}

TEST(Utf8, TellsTheFirstByteThatIsNotValid) {
  struct Case {
    std::string_view text;
    std::optional<size_t> bad;
  };
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"a\0b"sv, std::nullopt},
      {"\xC3\xA4", std::nullopt},          // ä
      {"\xE6\xBC\xA2", std::nullopt},      // 漢
      {"\xF0\x9F\x98\x80", std::nullopt},  // a picture
      {"\xF4\x8F\xBF\xBF", std::nullopt},  // U+10FFFF
      {"\xEE\x80\x80", std::nullopt},      // U+E000, just past the surrogates
      {"ab\x80", 2},                       // a continuation alone
      {"\xC3", 0},                         // cut off
      {"x\xE6\xBC", 1},                    // cut off
      {"\xC0\x80", 0},                     // overlong
      {"\xC1\xBF", 0},                     // overlong
      {"\xE0\x9F\xBF", 0},                 // overlong
      {"\xF0\x8F\xBF\xBF", 0},             // overlong
      {"\xED\xA0\x80", 0},                 // surrogate
      {"\xF4\x90\x80\x80", 0},             // past U+10FFFF
      {"\xF5\x80\x80\x80", 0},             // past U+10FFFF
      {"\xFF", 0},
      {"caf\xE9 au lait", 3},  // Latin-1
      {"\xE6\xBC\xA2\xE6(\xA2", 3},
  };
  for (const Case& c : cases) EXPECT_EQ(find_invalid_utf8(c.text), c.bad) << c.text;
}

}  // namespace
}  // namespace lead::source
