#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/source/source.h"
#include "runtime/base/limits.h"

namespace lead::source {
namespace {

class Load : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "lead_load_XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  LoadError failure(const std::string& path) {
    auto loaded = sources_.load(path);
    EXPECT_TRUE(std::holds_alternative<LoadError>(loaded)) << path;
    EXPECT_EQ(sources_.size(), 0u);
    return std::get<LoadError>(loaded);
  }

  std::filesystem::path folder_;
  SourceMap sources_;
};

TEST_F(Load, ReadsAFile) {
  const std::string path = write("a.lead", "score interest\n");
  const FileId id = std::get<FileId>(sources_.load(path));
  EXPECT_EQ(sources_[id].path(), path);
  EXPECT_EQ(sources_[id].text(), "score interest\n");
}

TEST_F(Load, TakesAByteOrderMarkOff) {
  const FileId id = std::get<FileId>(sources_.load(write("a.lead", "\xEF\xBB\xBFscore")));
  EXPECT_EQ(sources_[id].text(), "score");
}

TEST_F(Load, SaysThatThereIsNoFile) {
  const LoadError error = failure((folder_ / "none.lead").string());
  EXPECT_EQ(error.kind, LoadError::Kind::NotFound);
  EXPECT_EQ(error.path, (folder_ / "none.lead").string());
}

TEST_F(Load, SaysThatAFolderIsNoFile) {
  EXPECT_EQ(failure(folder_.string()).kind, LoadError::Kind::NotAFile);
}

TEST_F(Load, SaysThatAFileMayNotBeRead) {
  const std::string path = write("a.lead", "score");
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  if (access(path.c_str(), R_OK) == 0) GTEST_SKIP() << "this user may read everything";
  EXPECT_EQ(failure(path).kind, LoadError::Kind::Unreadable);
}

TEST_F(Load, SaysWhereTextStopsBeingUtf8) {
  const LoadError error = failure(write("a.lead", "one\ntwo caf\xE9\n"));
  EXPECT_EQ(error.kind, LoadError::Kind::NotUtf8);
  EXPECT_EQ(error.byte, 11u);
  EXPECT_EQ(error.line, 2u);
}

TEST_F(Load, TakesTheLargestFileAndRefusesOneByteMore) {
  EXPECT_EQ(failure(write("b.lead", std::string(limits::kMaxSourceBytes + 1, '#'))).kind,
            LoadError::Kind::TooLarge);
  EXPECT_TRUE(std::holds_alternative<FileId>(
      sources_.load(write("a.lead", std::string(limits::kMaxSourceBytes, '#')))));
}

TEST_F(Load, RefusesAFileWithoutEnd) {
  if (!std::filesystem::exists("/dev/zero")) GTEST_SKIP() << "no endless file here";
  EXPECT_EQ(failure("/dev/zero").kind, LoadError::Kind::TooLarge);
}

TEST_F(Load, ReadsStandardInput) {
  const std::string path = write("a.lead", "grade fit\n");
  const int saved = dup(STDIN_FILENO);
  ASSERT_NE(std::freopen(path.c_str(), "rb", stdin), nullptr);
  const auto loaded = sources_.load("-");
  dup2(saved, STDIN_FILENO);
  close(saved);
  const FileId id = std::get<FileId>(loaded);
  EXPECT_EQ(sources_[id].path(), "<stdin>");
  EXPECT_EQ(sources_[id].text(), "grade fit\n");
}

TEST_F(Load, ChecksTextThatIsGivenToo) {
  EXPECT_EQ(std::get<LoadError>(sources_.add("x", "\xFF")).kind, LoadError::Kind::NotUtf8);
  EXPECT_EQ(std::get<LoadError>(sources_.add("x", std::string(limits::kMaxSourceBytes + 1, ' '))).kind,
            LoadError::Kind::TooLarge);
  EXPECT_EQ(sources_.size(), 0u);
}

}  // namespace
}  // namespace lead::source
