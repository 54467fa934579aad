// Accounts from files, and what they do to the hashes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/compile/compile.h"

namespace lead::compile {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kHead = R"(policy p { version "1" }
lead { email email }
event seen fills in email
account { name text, domain text optional, opened date optional, customer yes or no = no }
match account { by: domain is domain_of(email)  prefer customer }
score s { range 0 to 100  a: +5 while account.customer  b: +1 while account is acme }
)";

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("lead-accounts-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  // The policy with these accounts: its findings, one a line with file, line and column.
  std::string findings(const std::string& accounts) {
    write("p.lead", kHead + accounts + "\n");
    sources_ = std::make_unique<source::SourceMap>();
    diagnostics::Sink sink;
    result_ = compile(*sources_, {(path_ / "p.lead").string()}, sink);
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

 private:
  fs::path path_;
  std::unique_ptr<source::SourceMap> sources_;
  Result result_;
};

TEST(AccountsFromFiles, AreTheSameAsRowsInThePolicy) {
  Folder folder;
  folder.write("a.csv",
               "name;account;domain;opened;customer\n\"Acme; Ltd\";acme;acme.example;2020-01-31;yes\n"
               "Beta;beta;beta.example;;\n");
  ASSERT_EQ(folder.findings("accounts from \"a.csv\""), "");
  const auto meaning = folder.artefact().meaning_hash, data = folder.artefact().data_hash;
  ASSERT_EQ(
      folder.findings("accounts { beta name \"Beta\", domain \"beta.example\"\n"
                      " acme name \"Acme; Ltd\", domain \"acme.example\", opened 2020-01-31, customer yes }"),
      "");
  EXPECT_EQ(folder.artefact().meaning_hash, meaning);
  EXPECT_EQ(folder.artefact().data_hash, data);
}

TEST(AccountsFromFiles, OthersAreOtherDataAndTheSameMeaning) {
  Folder folder;
  folder.write("a.csv", "account,name,domain,opened,customer\nacme,Acme,acme.example,2020-01-31,yes\n");
  ASSERT_EQ(folder.findings("accounts from \"a.csv\""), "");
  const auto meaning = folder.artefact().meaning_hash, data = folder.artefact().data_hash;
  folder.write("a.csv",
               "account,name,domain,opened,customer\naaa,Aaa,aaa.example,2020-01-31,no\n"
               "acme,Acme,acme.example,2020-01-31,yes\n");
  ASSERT_EQ(folder.findings("accounts from \"a.csv\""), "");
  EXPECT_EQ(folder.artefact().meaning_hash, meaning);
  EXPECT_NE(folder.artefact().data_hash, data);
}

TEST(AccountsFromFiles, MistakesAreShownWhereTheyStand) {
  Folder folder;
  folder.write("a.csv",
               "account,name,domain,opened,customer,staff\nacme,Acme,a.example,2020-02-30,yes,1\n"
               "beta,,b.example,,,\nacme,Again,c.example,,,\n,Nobody,,,,\nx,y\nz,\"Z,,,,\n");
  const std::string found = folder.findings("accounts from \"a.csv\"");
  EXPECT_THAT(found, HasSubstr("a.csv:1:37 L0340 accounts have no column `staff`"));
  EXPECT_THAT(found, HasSubstr("a.csv:2:21 L0597 `2020-02-30` is not a date"));
  EXPECT_THAT(found, HasSubstr("a.csv:3:1 L0597 `beta` has no `name`, which every account has"));
  EXPECT_THAT(found, HasSubstr("a.csv:4:1 L0302"));
  EXPECT_THAT(found, HasSubstr("a.csv:5:1 L0597 this row has no id"));
  EXPECT_THAT(found, HasSubstr("a.csv:6:1 L0597 this row has more or fewer cells than the header"));
  EXPECT_THAT(found, HasSubstr("a.csv:7:3 L0597 this quotation mark is never closed"));
  EXPECT_THAT(folder.findings("accounts from \"../a.csv\""), HasSubstr("L0590"));
  EXPECT_THAT(folder.findings("accounts from \"none.csv\""), HasSubstr("there is no such file"));
}

}  // namespace
}  // namespace lead::compile
