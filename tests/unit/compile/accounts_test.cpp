// Accounts from files, and what they do to the hashes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/compile/policy_folder.h"

namespace lead::compile {
namespace {

using ::testing::HasSubstr;

constexpr const char* kHead = R"(policy p { version "1" }
lead { email email }
event seen fills in email
account { name text, domain text optional, opened date optional, customer yes or no = no }
match account { by: domain is domain_of(email)  prefer customer }
score s { range 0 to 100  a: +5 while account.customer  b: +1 while account is acme }
)";

struct Folder : PolicyFolder {
  Folder() : PolicyFolder(kHead) {}
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
  EXPECT_THAT(found, HasSubstr("a.csv:5:1 L0597 this row names no account"));
  EXPECT_THAT(found, HasSubstr("a.csv:6:1 L0597 this row has 2 cells, and the header 6"));
  EXPECT_THAT(found, HasSubstr("a.csv:7:3 L0597 this quotation mark is never closed"));
  EXPECT_THAT(folder.findings("accounts from \"../a.csv\""), HasSubstr("L0590"));
  EXPECT_THAT(folder.findings("accounts from \"none.csv\""), HasSubstr("there is no such file"));
}

}  // namespace
}  // namespace lead::compile
