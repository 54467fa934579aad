// Tables as spreadsheets write them, from bytes to cells.
#include "runtime/ingest/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace lead::ingest {
namespace {

using testing::ElementsAre;

// A file of its own, gone afterwards.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content)
      : path_(testing::TempDir() + "lead-csv-" + std::to_string(::getpid()) + "-" +
              std::to_string(++count_)) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  inline static int count_ = 0;
  std::string path_;
};

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<uint64_t> numbers;
  std::vector<bool> unclosed;
  std::vector<std::optional<size_t>> cut;
  char delimiter = 0;
  bool has_mark = false;
};

Read read(std::string_view content, const CsvOptions& options = {}) {
  const TemporaryFile file(content);
  auto opened = CsvReader::open(file.path(), options);
  EXPECT_TRUE(std::holds_alternative<CsvReader>(opened)) << std::get<InputError>(opened).message;
  auto& reader = std::get<CsvReader>(opened);
  Read out;
  out.delimiter = reader.delimiter();
  out.has_mark = reader.has_mark();
  CsvRow row;
  while (reader.next(row)) {
    out.rows.emplace_back(row.cells.begin(), row.cells.end());
    out.numbers.push_back(row.number);
    out.unclosed.push_back(row.unclosed);
    out.cut.push_back(row.cut_cell);
  }
  return out;
}

TEST(Csv, ReadsCellsAndRows) {
  EXPECT_THAT(read("a,b\n1,2\n3,4").rows,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", "4")));
}

TEST(Csv, UndoesQuotes) {
  EXPECT_THAT(read("a,b\r\n\"x \"\"y\"\"\r\nz\",\" q \"\r\n").rows,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x \"y\"\r\nz", " q ")));
}

TEST(Csv, FindsTheDelimiter) {
  EXPECT_EQ(read("a;b,c;d\n").delimiter, ';');
  EXPECT_EQ(read("a\tb\n1\t\t\n").delimiter, '\t');
  EXPECT_EQ(read("a|b\n").delimiter, '|');
  EXPECT_EQ(read("\"a;b;c\",d\n").delimiter, ',');
  EXPECT_THAT(read("a\tb\n1\t\n").rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "")));
}

TEST(Csv, TakesTheSeparatorLineOfExcel) {
  const Read found = read("\xEF\xBB\xBFsep=;\r\na;b\r\n1,5;2\r\n");
  EXPECT_THAT(found.rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "2")));
  EXPECT_THAT(found.numbers, ElementsAre(1, 2));
  EXPECT_TRUE(found.has_mark);
}

TEST(Csv, NumbersRowsAsASpreadsheetDoes) {
  const Read found = read("a,b\r\n\r\n1,2\r\n,\r\n\"x\r\ny\",3\r\n4,5\r\n\r\n");
  EXPECT_THAT(found.numbers, ElementsAre(1, 2, 3, 4, 5, 6, 7));
  EXPECT_THAT(found.rows[1], ElementsAre());
  EXPECT_THAT(found.rows[3], ElementsAre());
  EXPECT_THAT(found.rows[5], ElementsAre("4", "5"));
}

TEST(Csv, ReadsUtf16AndWindows1252) {
  const std::string_view utf16(
      "\xFF\xFE"
      "a\0,\0b\0\n\0\xE5\0,\0\x32\0",
      16);
  EXPECT_THAT(read(utf16).rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("å", "2")));
  EXPECT_THAT(read("n\n\x80\xE4\n", {0, "windows-1252"}).rows,
              ElementsAre(ElementsAre("n"), ElementsAre("€ä")));
}

TEST(Csv, KeepsBytesThatMeanNothingWhereTheyAre) {
  EXPECT_THAT(read("n\na\x81"
                   "b\n",
                   {0, "windows-1252"})
                  .rows,
              ElementsAre(ElementsAre("n"), ElementsAre("a\xFF"
                                                        "b")));
}

TEST(Csv, RefusesAnUnknownEncoding) {
  const TemporaryFile file("a\n");
  const auto opened = CsvReader::open(file.path(), {0, "martian"});
  ASSERT_TRUE(std::holds_alternative<InputError>(opened));
  EXPECT_THAT(std::get<InputError>(opened).message, testing::HasSubstr("`martian` is no encoding"));
}

TEST(Csv, CutsCellsThatAreTooLong) {
  const std::string huge(10u << 20, 'x');
  const Read found = read("a,b\n1," + huge + "\n2,\"" + huge + "\"\n3,4\n");
  ASSERT_EQ(found.rows.size(), 4u);
  EXPECT_EQ(found.cut[1], std::optional<size_t>(1));
  EXPECT_EQ(found.cut[2], std::optional<size_t>(1));
  EXPECT_EQ(found.cut[3], std::nullopt);
  EXPECT_THAT(found.rows[3], ElementsAre("3", "4"));
  EXPECT_LE(found.rows[1][1].size(), CsvReader::kMaxCellBytes);
}

TEST(Csv, CutsCellsOfBlanksAndOfQuotes) {
  const std::string blanks(300'000, ' '), quotes(300'000, '"');
  EXPECT_EQ(read("a,b\n1,x" + blanks + "y\n3,4\n").rows.size(), 3u);
  EXPECT_EQ(read("a,b\n1,\"x\"" + blanks + "\n3,4\n").rows.size(), 3u);
  EXPECT_EQ(read("a,b\n1," + quotes + "\n3,4\n").rows.size(), 3u);
}

TEST(Csv, KeepsNoMoreOfARowThanALineMayHave) {
  std::string row;
  for (int i = 0; i < 40; ++i) row += std::string(60'000, 'y') + ",";
  const Read found = read("a\n" + row + "\nb\n");
  ASSERT_EQ(found.rows.size(), 3u);
  EXPECT_TRUE(found.cut[1].has_value());
  EXPECT_THAT(found.rows[2], ElementsAre("b"));
}

TEST(Csv, TellsAQuoteThatIsNeverClosed) {
  const Read found = read("a,b\n1,2\n3,\"4\n5,6\n");
  ASSERT_EQ(found.rows.size(), 3u);
  EXPECT_THAT(found.unclosed, ElementsAre(false, false, true));
}

TEST(Csv, PiecesMayBeCutAnywhere) {
  std::string text = "a,b\r\n";
  std::vector<std::string> wanted;
  for (int i = 0; i < 30'000; ++i) {
    wanted.push_back("row " + std::to_string(i) + (i % 3 == 0 ? ",\r\n\"ö\"" : ""));
    std::string quoted;
    for (const char c : wanted.back()) quoted += c == '"' ? "\"\"" : std::string(1, c);
    text += "\"" + quoted + "\"," + std::to_string(i) + "\r\n";
  }
  const Read found = read(text);
  ASSERT_EQ(found.rows.size(), wanted.size() + 1);
  for (size_t i = 0; i < wanted.size(); ++i) {
    ASSERT_THAT(found.rows[i + 1], ElementsAre(wanted[i], std::to_string(i)));
    ASSERT_EQ(found.numbers[i + 1], i + 2);
  }
}

TEST(Csv, AnEmptyFileHasNoRows) {
  EXPECT_TRUE(read("").rows.empty());
}

}  // namespace
}  // namespace lead::ingest
