// Tables from files, as `leadc` reads them: from the folder of the policy and nowhere else, each mistake with
// its place; and what they do to the hashes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/compile/compile.h"
#include "runtime/base/limits.h"

namespace lead::compile {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kHead = R"(policy p { version "1" }
lead { email email  raw text optional }
event lead_created fills in email, raw
score s { range 0 to 100  a: +5 while country_of(raw) is SE }
)";

// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("lead-tables-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "policy" / "lists");
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  // The policy with this table: its findings, one a line with file, line and column.
  std::string findings(const std::string& table) {
    write("policy/p.lead", kHead + table + "\n");
    sources_ = std::make_unique<source::SourceMap>();
    diagnostics::Sink sink;
    result_ = compile(*sources_, {(path_ / "policy" / "p.lead").string()}, sink);
    std::string out;
    for (const diagnostics::Diagnostic& d : sink.sorted()) {
      const Span span = d.primary.span;
      const source::Position at = (*sources_)[span.file].position(span.begin_byte);
      out += fs::path((*sources_)[span.file].path()).filename().string() + ":" + std::to_string(at.line) +
             ":" + std::to_string(at.column) + " " + diagnostics::code_text(d.code) + " " + d.message + "\n";
    }
    return out;
  }
  const artefact::ArtefactT& artefact() const { return **result_.artefact; }
  [[nodiscard]] fs::path path() const { return path_; }

 private:
  fs::path path_;
  std::unique_ptr<source::SourceMap> sources_;
  Result result_;
};

TEST(TablesFromFiles, AreReadFromTheFolderOfThePolicy) {
  Folder folder;
  folder.write("policy/lists/countries.csv", "Code;Name\nSE;Sverige\nNO;\" Norge \"\n");
  EXPECT_EQ(
      folder.findings("table country_of (text -> country) from \"lists/countries.csv\" columns Name -> Code"),
      "");
  ASSERT_EQ(folder.artefact().lookups.size(), 1u);
  EXPECT_THAT(folder.artefact().lookups[0]->keys, ::testing::ElementsAre("norge", "sverige"));
}

TEST(TablesFromFiles, AreTheSameAsRowsInThePolicy) {
  Folder folder;
  folder.write("policy/a.csv", "key,value\nNorge,NO\nSverige,SE\n");
  ASSERT_EQ(folder.findings("table country_of (text -> country) from \"a.csv\""), "");
  const auto meaning = folder.artefact().meaning_hash, data = folder.artefact().data_hash;
  ASSERT_EQ(folder.findings("table country_of (text -> country) { \"sverige\" -> SE \"NORGE\" -> NO }"), "");
  EXPECT_EQ(folder.artefact().meaning_hash, meaning);
  EXPECT_EQ(folder.artefact().data_hash, data);
  folder.write("policy/a.csv", "key,value\nNorge,NO\nSverige,SE\nSvealand,SE\n");
  ASSERT_EQ(folder.findings("table country_of (text -> country) from \"a.csv\""), "");
  EXPECT_EQ(folder.artefact().meaning_hash, meaning);
  EXPECT_NE(folder.artefact().data_hash, data);
}

TEST(TablesFromFiles, MistakesAreShownWhereTheyStand) {
  Folder folder;
  folder.write("policy/a.csv", "key,value\nSverige,SE\nNorge\nDanmark,DX\n sverige,NO\n,FI\n\"Suomi,FI\n");
  EXPECT_EQ(folder.findings("table country_of (text -> country) from \"a.csv\""),
            "a.csv:3:1 L0591 this row has 1 cell, and the header has 2\n"
            "a.csv:4:9 L0591 `DX` is not a country\n"
            "a.csv:5:2 L0592 the key \"sverige\" is there a second time\n"
            "a.csv:6:1 L0591 this key is empty\n"
            "a.csv:7:1 L0591 this quotation mark is never closed\n");
  folder.write("policy/a.csv", "Name,Code\nSverige,SE\n");
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\""),
              HasSubstr("p.lead:5:41 L0590 the file has no column `key`"));
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\" columns Nam -> Code"),
              HasSubstr("L0590 the file has no column `Nam`"));
  folder.write("policy/a.csv", "\n\n");
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\""), HasSubstr("it is empty"));
  folder.write("policy/a.csv", "key,value\n");
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\""), HasSubstr("L0593"));
  folder.write("policy/a.csv", "key,value\nG\xf6teborg,SE\n");
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\""), HasSubstr("not UTF-8"));
}

TEST(TablesFromFiles, NothingOutsideTheFolderIsRead) {
  Folder folder;
  folder.write("secret.csv", "key,value\nSverige,SE\n");
  fs::create_symlink(folder.path() / "secret.csv", folder.path() / "policy" / "link.csv");
  const auto finding = [&](const std::string& file) {
    return folder.findings("table country_of (text -> country) from \"" + file + "\"");
  };
  EXPECT_THAT(finding("../secret.csv"),
              HasSubstr("L0590 the file of this table cannot be used: its path has a part `..`"));
  EXPECT_THAT(finding("lists/../../secret.csv"), HasSubstr("L0590"));
  EXPECT_THAT(finding((folder.path() / "secret.csv").string()), HasSubstr("L0590"));
  EXPECT_THAT(finding("link.csv"), HasSubstr("leads out of the folder"));
  EXPECT_THAT(finding("lists"), HasSubstr("it is a folder"));
  EXPECT_THAT(finding("none.csv"), HasSubstr("there is no such file"));
  EXPECT_THAT(finding(""), HasSubstr("its path is empty"));
  EXPECT_THAT(finding("./a.csv"), HasSubstr("a part `.`"));
  EXPECT_THAT(finding("lists/../a.csv"), HasSubstr("a part `..`"));
  EXPECT_THAT(finding("lists\\\\a.csv"), HasSubstr("a character that not every system has"));
}

TEST(TablesFromFiles, WhatIsNoPlainFileIsNotWaitedFor) {
  Folder folder;
  ASSERT_EQ(::mkfifo((folder.path() / "policy" / "a.csv").c_str(), 0600), 0);
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\""),
              HasSubstr("L0590 the file of this table cannot be used: it is not a plain file"));
}

TEST(TablesFromFiles, CellsAndColumnsThatCannotBeMeant) {
  Folder folder;
  folder.write("policy/a.csv", std::string("key,value\na,\nb,1.5\nc,x\nd\0,1\n", 28));
  EXPECT_EQ(folder.findings("table rank_of (text -> number) from \"a.csv\"\n"
                            "table country_of (text -> country) { \"a\" -> SE }"),
            "a.csv:2:3 L0591 this cell is empty\n"
            "a.csv:3:3 L0591 `1.5` is not a whole number\n"
            "a.csv:4:3 L0591 `x` is not a number\n"
            "a.csv:5:1 L0591 this key holds a character that no text can have\n");
  folder.write("policy/a.csv", "key,key,value\na,b,SE\n");
  EXPECT_EQ(folder.findings("table country_of (text -> country) from \"a.csv\""),
            "a.csv:1:5 L0590 the file has two columns `key`\n");
}

TEST(TablesFromFiles, MoreKeysThanATableMayHaveAreRefused) {
  Folder folder;
  std::string rows = "key,value\n";
  for (uint32_t i = 0; i <= limits::kMaxTableKeys; ++i) rows += "k" + std::to_string(i) + ",SE\n";
  folder.write("policy/a.csv", rows);
  EXPECT_THAT(folder.findings("table country_of (text -> country) from \"a.csv\""),
              HasSubstr("L0593 this table has more than 262144 keys"));
}

}  // namespace
}  // namespace lead::compile
