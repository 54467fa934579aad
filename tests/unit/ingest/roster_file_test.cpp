// Rosters from spreadsheets: what is read, and what is refused with the line where it stands.
#include "runtime/ingest/roster_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "runtime/base/limits.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;
using artefact::Presence;
using ::testing::HasSubstr;

artefact::AttributeT& add_column(artefact::ArtefactT& a, const char* name, FieldKind kind,
                                 Presence presence) {
  auto column = std::make_unique<artefact::AttributeT>();
  column->name = name;
  column->presence = presence;
  column->type = std::make_unique<artefact::FieldTypeT>();
  column->type->kind = kind;
  column->type->high = 9;
  a.schema->person_columns.push_back(std::move(column));
  return *a.schema->person_columns.back();
}

artefact::ArtefactT policy() {
  artefact::ArtefactT a;
  a.schema = std::make_unique<artefact::SchemaT>();
  a.zone = std::make_unique<artefact::ZoneT>();
  a.zone->offsets_ms = {3'600'000};
  auto choice = std::make_unique<artefact::ChoiceT>();
  choice->name = "Region";
  choice->items = {"north", "south"};
  a.schema->choices.push_back(std::move(choice));
  add_column(a, "region", FieldKind::Choice, Presence::Optional);
  add_column(a, "grade", FieldKind::Number, Presence::Default).fallback = 3;
  add_column(a, "speaks", FieldKind::Set, Presence::Optional).type->high = 3;
  auto office = std::make_unique<artefact::CalendarT>();
  office->name = "office";
  office->zone = std::make_unique<artefact::ZoneT>();
  office->zone->offsets_ms = {-5 * 3'600'000};
  a.calendars.push_back(std::move(office));
  return a;
}

std::variant<RosterRows, InputError> read(const std::string& text) {
  const std::string path = ::testing::TempDir() + "/roster.csv";
  std::ofstream(path, std::ios::binary) << text;
  return read_roster(path, policy());
}

RosterRows people(const std::string& text) {
  auto found = read(text);
  if (const auto* error = std::get_if<InputError>(&found)) {
    ADD_FAILURE() << error->message;
    return {};
  }
  return std::get<RosterRows>(std::move(found));
}

std::string refusal(const std::string& text) {
  const auto found = read(text);
  const auto* error = std::get_if<InputError>(&found);
  return error == nullptr ? "" : error->message;
}

TEST(RosterFile, ReadsWhatSpreadsheetsWrite) {
  const RosterRows rows = people(
      "\xef\xbb\xbfPerson;Title;Region;Weight;Capacity;Hours;Cover;Away\r\n"
      "anna;\"Berg; Anna\";north;5;20;office;ben;\"2026-12-01/2026-12-08; 2026-12-20 12:00/2027-01-02\"\r\n"
      "\r\n"
      "ben;;;;;;;\r\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]->title, "Berg; Anna");
  EXPECT_EQ(rows[0]->weight, 5u);
  EXPECT_EQ(rows[0]->capacity, 20);
  EXPECT_EQ(rows[0]->hours, 0);
  EXPECT_EQ(rows[0]->cover, "ben");
  EXPECT_EQ(rows[1]->weight, 1u);
  EXPECT_EQ(rows[1]->capacity, -1);
  EXPECT_FALSE(rows[1]->known[0]);
  EXPECT_EQ(rows[1]->words[1], 3);
}

TEST(RosterFile, AbsencesAreOfThePolicysZoneAndAscend) {
  const RosterRows rows = people("person,away\nanna,2026-12-20/2026-12-22;2026-12-01/2026-12-08\n");
  ASSERT_EQ(rows.size(), 1u);
  ASSERT_EQ(rows[0]->away.size(), 2u);
  EXPECT_EQ(rows[0]->away[0].from_ms(), 1'796'079'600'000);  // 2026-11-30T23:00Z
  EXPECT_LT(rows[0]->away[0].until_ms(), rows[0]->away[1].from_ms());
}

TEST(RosterFile, DaysOfWhoHasHoursAreOfTheirZone) {
  const RosterRows rows = people("person,away,hours\nanna,2026-12-01/2026-12-08,office\n");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0]->away[0].from_ms(), 1'796'101'200'000);  // 2026-12-01T05:00Z
}

TEST(RosterFile, IsReadNoFurtherThanARosterCanBe) {
  EXPECT_THAT(refusal("person\n" + std::string(limits::kMaxSourceBytes, '\n')), HasSubstr("is larger than"));
}

TEST(RosterFile, WhatIsNoPlainFileIsNotWaitedFor) {
  const std::string path = ::testing::TempDir() + "/roster-" + std::to_string(::getpid());
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const auto read = read_roster(path, policy());
  ::unlink(path.c_str());
  ASSERT_TRUE(std::holds_alternative<InputError>(read));
  EXPECT_THAT(std::get<InputError>(read).message, HasSubstr("is not a plain file"));
  EXPECT_THAT(std::get<InputError>(read_roster("/dev/zero", policy())).message,
              HasSubstr("is not a plain file"));
}

// A line is what an editor shows: a cell of two lines makes two of them.
TEST(RosterFile, LinesAreThoseOfTheText) {
  EXPECT_THAT(refusal("person,region\nanna,\"\nnorth\"\nben,west\n"), HasSubstr("line 4: "));
  EXPECT_THAT(refusal("person,region\ranna,north\rben,west\r"), HasSubstr("line 3: "));
}

TEST(RosterFile, RowsOfEndlessCellsAreNotKept) {
  EXPECT_THAT(refusal(std::string(1u << 20, ',') + "\nanna\n"),
              HasSubstr("line 1: this row has more cells than a sheet can have columns"));
}

TEST(RosterFile, SkillsAreASetInOneCell) {
  const RosterRows rows = people("person,speaks\nanna,north; south\nben,south\ncleo,\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0]->words[2], 3);
  EXPECT_EQ(rows[1]->words[2], 2);
  EXPECT_FALSE(rows[2]->known[2]);
}

TEST(RosterFile, TheFirstColumnMayHaveAnotherName) {
  EXPECT_EQ(people("who,region\nanna,north\n")[0]->id, "anna");
}

struct Case {
  const char* name;
  std::string text;
  const char* message;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class HostileRoster : public ::testing::TestWithParam<Case> {};

TEST_P(HostileRoster, IsRefusedWithItsLine) {
  EXPECT_THAT(refusal(GetParam().text), HasSubstr(GetParam().message));
}

// More columns than people have absences in them: one person with too many.
std::string many_absences() {
  std::string text = "person,away\nanna,";
  for (int64_t i = 0; i <= limits::kMaxAbsences; ++i) text += "1990-01-01/1990-01-02;";
  return text + "\n";
}
std::string many_people() {
  std::string text = "person\n";
  for (uint32_t i = 0; i <= limits::kMaxRosterRows; ++i) text += "p" + std::to_string(i) + "\n";
  return text;
}

const Case kRows[] = {
    {"Empty", "", "line 1: it is empty: its first row names its columns"},
    {"HeaderAlone", "person,region\n", "line 1: behind the header stands nobody"},
    {"NoHeader", "anna,north\nben,south\n", "line 1: people have no column `north`"},
    {"UnknownColumn", "person,regoin\nanna,north\n", "line 1: people have no column `regoin`"},
    {"ColumnTwice", "person,weight,weight\nanna,1,2\n", "line 1: the file has two columns `weight`"},
    {"OwnColumnTwice", "person,region,Region\nanna,north,south\n",
     "line 1: the file has two columns `region`"},
    {"TwoNames", "person,region,person\nanna,north,ben\n", "line 1: the file has two columns `person`"},
    {"PersonTwice", "person\nanna\nben\nanna\n",
     "line 4: `anna` is there for the second time; the first is line 2"},
    {"NobodyNamed", "person,region\n,north\n", "line 2: this row names nobody"},
    {"MoreCells", "person,region\nanna,north,x\n", "line 2: this row has 3 cells, and the header 2"},
    {"FewerCells", "person,region\nanna\n", "line 2: this row has 1 cell, and the header 2"},
    {"NoSuchItem", "person,region\nanna,west\n", "line 2: `region` is \"west\""},
    {"NoWeight", "person,weight\nanna,0\n", "line 2: `weight` is a whole number from 1 to 1000, not `0`"},
    {"HugeWeight", "person,weight\nanna,99999999999999999999999\n", "line 2: `weight` is a whole number"},
    {"NegativeCapacity", "person,capacity\nanna,-1\n", "line 2: `capacity` is a whole number from 0"},
    {"NoCalendar", "person,hours\nanna,offcie\n", "line 2: no calendar is called `offcie`"},
    {"CoverUnknown", "person,cover\nanna,\nben,zoe\n",
     "line 3: `zoe` covers for `ben` and is not in this roster"},
    {"CoversThemselves", "person,cover\nanna,anna\n", "line 2: `anna` cannot cover for themselves"},
    {"AwayBackwards", "person,away\nanna,2026-12-08/2026-12-01\n",
     "line 2: the absence `2026-12-08/2026-12-01` ends before"},
    {"AwayForNothing", "person,away\nanna,2026-12-08/2026-12-08\n", "ends before it begins"},
    {"AwayWithoutEnd", "person,away\nanna,2026-12-08\n", "line 2: `away` is written `2026-12-01/2026-12-08`"},
    {"AwayOutOfTime", "person,away\nanna,2026-12-08/2500-01-01\n",
     "line 2: an absence lies between 1970 and 2200"},
    {"AwayTwice", "person,away\nanna,2026-12-01/2026-12-08;2026-12-07/2026-12-09\n",
     "line 2: two absences of `anna` overlap"},
    {"TooManyAbsences", many_absences(), "line 2: a person has at most 4096 absences"},
    {"TooManyPeople", many_people(), "a roster has at most 65536 people"},
    {"NameTooLong", "person\n" + std::string(limits::kMaxTextBytes + 1, 'a') + "\n",
     "line 2: this name is too long"},
    {"TitleTooLong", "person,title\nanna," + std::string(limits::kMaxTextBytes + 1, 'a') + "\n",
     "line 2: `title` is too long"},
    {"NulInName", std::string("person\nan\0na\n", 13),
     "line 2: this name has a sign in it that cannot be read"},
    {"BellInTitle", "person,title\nanna,a\ab\n", "line 2: `title` has a sign in it"},
    {"NoUtf8", "person,title\nanna,\xc3\x28\n", "is not UTF-8 text: save it as CSV UTF-8"},
    {"GiantCell", "person,title\nanna," + std::string(1u << 20, 'a') + "\n", "line 2: `title` is too long"},
    {"OpenQuote", "person,title\nanna,\"x\nben,y\n", "line 2: this quotation mark is never closed"},
};
INSTANTIATE_TEST_SUITE_P(Rows, HostileRoster, ::testing::ValuesIn(kRows), name_of);

// Two who cover for each other are fine: a cover's cover is not asked.
TEST(RosterFile, CoversMayGoRound) {
  EXPECT_EQ(people("person,cover\nanna,ben\nben,anna\n").size(), 2u);
}

TEST(RosterFile, ReadsAsManyAsThereMayBe) {
  std::string text = many_people();
  text.resize(text.find("p65536"));
  EXPECT_EQ(people(text).size(), limits::kMaxRosterRows);
}

}  // namespace
}  // namespace lead::ingest
