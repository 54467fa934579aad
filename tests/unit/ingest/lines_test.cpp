#include "runtime/ingest/lines.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include "runtime/base/limits.h"

namespace lead::ingest {
namespace {

class Lines : public ::testing::Test {
 protected:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("lead_lines_" + std::to_string(::getpid()));
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  std::string write_gz(const std::string& name, const std::string& text, size_t cut = 0) {
    const auto path = (folder_ / name).string();
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    if (cut > 0) std::filesystem::resize_file(path, std::filesystem::file_size(path) - cut);
    return path;
  }
  struct Read {
    std::vector<std::string> lines;
    std::vector<bool> too_long;
    bool trouble = false;
  };
  static Read read(const std::string& path) {
    auto opened = LineReader::open(path);
    auto& reader = std::get<LineReader>(opened);
    Read out;
    Line line;
    while (reader.next(line)) {
      EXPECT_EQ(line.number, out.lines.size() + 1);
      out.lines.emplace_back(line.text);
      out.too_long.push_back(line.too_long);
    }
    out.trouble = reader.trouble().has_value();
    return out;
  }
  using Texts = std::vector<std::string>;
};

TEST_F(Lines, AreReadWithAndWithoutALastLineBreak) {
  EXPECT_EQ(read(write("a", "one\ntwo\n")).lines, (Texts{"one", "two"}));
  EXPECT_EQ(read(write("b", "one\r\n\r\ntwo")).lines, (Texts{"one", "", "two"}));
  EXPECT_EQ(read(write("c", "\xEF\xBB\xBFone")).lines, (Texts{"one"}));
  EXPECT_TRUE(read(write("d", "")).lines.empty());
}

TEST_F(Lines, AreReadFromCompressedFiles) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "line " + std::to_string(i) + "\n";
  const Read out = read(write_gz("a.gz", text));
  EXPECT_EQ(out.lines.size(), 50'000u);
  EXPECT_EQ(out.lines.back(), "line 49999");
  EXPECT_FALSE(out.trouble);
}

TEST_F(Lines, ACutCompressedFileIsToldAfterWhatCouldBeRead) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "line " + std::to_string(i * 7919 % 50'021) + "\n";
  const Read out = read(write_gz("a.gz", text, 40));
  EXPECT_TRUE(out.trouble);
  EXPECT_GT(out.lines.size(), 10'000u);
}

TEST_F(Lines, PastTheBoundAreSkippedAndTheNextIsRead) {
  const std::string just(limits::kMaxLineBytes, 'x'), over(limits::kMaxLineBytes + 1, 'y'),
      far(10u << 20, 'z');
  const Read out = read(write("a", just + "\n" + over + "\nafter\n" + far + "\nlast"));
  ASSERT_EQ(out.lines.size(), 5u);
  EXPECT_EQ(out.lines[0], just);
  EXPECT_EQ(out.too_long, (std::vector<bool>{false, true, false, true, false}));
  EXPECT_EQ(out.lines[1], "");
  EXPECT_EQ(out.lines[2], "after");
  EXPECT_EQ(out.lines[4], "last");
  EXPECT_EQ(read(write("b", far)).too_long, (std::vector<bool>{true}));
}

TEST_F(Lines, FoldersAndMissingFilesAreToldAtOnce) {
  const auto folder = LineReader::open(folder_.string());
  ASSERT_TRUE(std::holds_alternative<InputError>(folder));
  EXPECT_NE(std::get<InputError>(folder).message.find("is a folder"), std::string::npos);
  EXPECT_TRUE(std::holds_alternative<InputError>(LineReader::open((folder_ / "none").string())));
}

}  // namespace
}  // namespace lead::ingest
