// People from files: what is read, and what is told where it cannot be.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/base/limits.h"
#include "tests/unit/compile/policy_folder.h"

namespace lead::compile {
namespace {

using ::testing::HasSubstr;

constexpr const char* kHead = R"(policy p { version "1" }
choice Region { north, south }
lead { region Region optional }
event enquiry fills in region
person { region Region optional }
people from "people.csv"
team all where region is north or region is not north or region is missing
route owner on enquiry { a: to all by turns, or wait otherwise }
)";

struct Folder : PolicyFolder {
  Folder() : PolicyFolder(kHead) {}
  std::string findings_of(std::string_view file) {
    write("people.csv", file);
    return findings("");
  }
};

TEST(PeopleFromFiles, ColumnsAreKnownWhateverTheirCapitals) {
  Folder folder;
  ASSERT_EQ(folder.findings_of("Person,Title,REGION\nanna,Anna Berg,north\n"), "");
  ASSERT_EQ(folder.artefact().people.size(), 1u);
  EXPECT_EQ(folder.artefact().people[0]->title, "Anna Berg");
  EXPECT_TRUE(folder.artefact().people[0]->known[0]);
}

TEST(PeopleFromFiles, TheFirstColumnHasTheNamesUnlessItMeansSomethingElse) {
  Folder folder;
  ASSERT_EQ(folder.findings_of("id,region\nanna,north\n"), "");
  EXPECT_EQ(folder.artefact().people[0]->id, "anna");
  EXPECT_THAT(folder.findings_of("title,region\nAnna,north\n"),
              HasSubstr("people.csv:1:1 L0552 no column has the names; it is called `person`"));
}

TEST(PeopleFromFiles, NobodyIsNoRoster) {
  Folder folder;
  EXPECT_THAT(folder.findings_of("person,region\n"),
              HasSubstr("people.csv:1:1 L0552 behind the header stands nobody"));
}

TEST(PeopleFromFiles, NamesAreTexts) {
  Folder folder;
  EXPECT_THAT(folder.findings_of("person,region\na\x1bna,north\n"),
              HasSubstr("people.csv:2:1 L0552 this name has a sign in it that cannot be read"));
}

// A roster that a run is given knows no roles: neither may the file of the policy.
TEST(PeopleFromFiles, WhoCoversIsNamedAndNoRole) {
  Folder folder;
  folder.write("people.csv", "person,cover\nanna,\nben,manager\n");
  EXPECT_THAT(
      folder.findings("role manager is anna"),
      HasSubstr("people.csv:3:5 L0552 `manager` is a role; the file names people themselves: `anna`"));
}

TEST(PeopleFromFiles, AbsencesAreInTheTimeOfThePersonOrOfTheWorld) {
  Folder folder;
  ASSERT_EQ(folder.findings_of("person,away\nanna,2026-12-01T09:00:00Z/2026-12-08 00:00\n"), "");
  const artefact::Absence away = folder.artefact().people[0]->away[0];
  EXPECT_EQ(away.from_ms(), 1'796'115'600'000);
  EXPECT_EQ(away.until_ms(), 1'796'688'000'000);
}

TEST(PeopleFromFiles, OnePersonMayHaveAsManyAbsencesAsTheLimitSays) {
  Folder folder;
  std::string file = "person,away\nanna,";
  // Half an hour on each of 28 days of a year, for as many years as it takes.
  for (uint32_t i = 0; i < limits::kMaxAbsences; ++i) {
    const std::string day = fmt::format("{}-02-{:02}", 1970 + i / 28, 1 + i % 28);
    file += fmt::format("{} 09:00/{} 09:30;", day, day);
  }
  ASSERT_EQ(folder.findings_of(file + "\n"), "");
  EXPECT_EQ(folder.artefact().people[0]->away.size(), size_t{limits::kMaxAbsences});
}

}  // namespace
}  // namespace lead::compile
