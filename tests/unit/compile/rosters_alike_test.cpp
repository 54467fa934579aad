// One file, read as the people of a policy and as a roster given to a run: the same people, or refused by
// both.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/base/limits.h"
#include "runtime/ingest/roster_file.h"
#include "tests/unit/compile/policy_folder.h"

namespace lead::compile {
namespace {

using ::testing::HasSubstr;

constexpr const char* kHead = R"(policy p {
  version "1"
  owners sales
  time zone "Europe/Stockholm"
}
choice Region { north, far_south }
lead { region Region optional }
event enquiry fills in region
event claim by sales { rep person }
calendar office {
  time zone "America/New_York"
  monday to friday 09:00-17:00
}
person {
  region     Region optional
  speaks     set of Region optional
  size       number from 0 to 5_000 = 7
  job_title  text optional
  mail       email optional
  quota      money EUR optional
  share      percent optional
  certified  yes or no optional
  since      date optional
  home       country optional
  boss       person optional
}
)";
constexpr const char* kTail = R"(
team all where region is north or region is not north or region is missing
queue desk claimed on claim by rep, for 7 days, watched by sales
route owner on enquiry {
  local: to all where region matches, by turns
  rest:  to desk otherwise
}
)";

// Everything that is known of the people, in words.
std::string shown(const std::vector<std::unique_ptr<artefact::PersonT>>& people) {
  std::string out;
  for (const auto& person : people) {
    out += fmt::format("{} '{}' weight {} capacity {} hours {} cover '{}'", person->id, person->title,
                       person->weight, person->capacity, person->hours, person->cover);
    for (const artefact::Absence& away : person->away)
      out += fmt::format(" away {}-{}", away.from_ms(), away.until_ms());
    for (size_t i = 0; i < person->words.size(); ++i) {
      if (person->known[i]) out += fmt::format(" {}:{}/'{}'", i, person->words[i], person->texts[i]);
    }
    out += "\n";
  }
  return out;
}

struct Case {
  const char* name;
  std::string file;
  // What both say of it; empty: both accept it. `|` parts what the compiler says from what a run says.
  std::string refusal;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

std::string of(std::string_view column, std::string_view cell) {
  return fmt::format("person,{}\nanna,{}\n", column, cell);
}

std::string absences(uint32_t count) {
  std::string file = "person,away\nanna,";
  for (uint32_t i = 0; i < count; ++i) {
    const std::string day = fmt::format("{}-02-{:02}", 1970 + i / 28, 1 + i % 28);
    file += fmt::format("{} 09:00:00/{} 09:30:00;", day, day);
  }
  return file + "\n";
}

const std::string kLong(limits::kMaxTextBytes + 1, 'a');
const std::string kOutside = "an absence lies between 1970 and 2200";
const std::string kAway = "`away` is written `2026-12-01/2026-12-08`, with `;` between several";
const std::string kSign = "has a sign in it that cannot be read";

const Case kCases[] = {
    // Items and headers as spreadsheets write them.
    {"ItemInCapitals", of("region", "NORTH"), ""},
    {"ItemWithABlank", of("region", "Far South"), ""},
    {"NoItem", of("region", "west"), "`region` is \"west\", it must be \"north\" or \"far_south\""},
    {"SetInCapitals", of("speaks", "North; FAR-SOUTH"), ""},
    {"SetOfNone", of("speaks", "[]"), ""},
    {"SetOfOthers", of("speaks", "north; west"), "`speaks` holds \"west\""},
    {"HeaderInWords", of("Job Title", "Head of Sales"), ""},
    {"HeaderWithAHyphen", of("JOB-TITLE", "Head"), ""},
    {"HeaderTwiceInOtherWords", "person,Job Title,job_title\nanna,a,b\n",
     "the file has two columns `job_title`"},
    {"HeaderUnknown", of("regoin", "north"), "people have no column `regoin`"},
    {"HeaderEmpty", of("", "north"), "people have no column ``"},
    {"NamesUnderAnotherHeader", "Rep Name,region\nanna,north\n", ""},
    {"NamesInNoColumn", "title,region\nAnna,north\n", "no column has the names; it is called `person`"},
    {"TwoColumnsOfNames", "person,person\nanna,ben\n", "the file has two columns `person`"},
    // Values of the policy's own columns.
    {"NumberWithThousands", of("size", "\"1,200\""), ""},
    {"NumberWithAPlus", of("size", "+5"), ""},
    {"NumberWithZeros", of("size", "5.0"), ""},
    {"NumberWithAFraction", of("size", "5.5"), "`size` is 5.5, it must be a whole number"},
    {"NumberOutside", of("size", "6000"), "`size` is 6000, it must be 0 to 5000"},
    {"NumberOfWords", of("size", "many"), "`size` is \"many\", expected a whole number"},
    {"NumberOfBlanks", of("size", "\xC2\xA0"), ""},
    {"YesInCapitals", of("certified", "TRUE"), ""},
    {"YesAsASign", of("certified", "y"), ""},
    {"YesInNoWord", of("certified", "perhaps"), "`certified` is a text \"perhaps\", expected true or false"},
    {"MoneyWithItsSign", of("quota", "\"€ 1,200.50\""), ""},
    {"Percent", of("share", "12.5 %"), ""},
    {"Date", of("since", "2026-12-01"), ""},
    {"DateThatIsNone", of("since", "2026-02-30"), "`since` is \"2026-02-30\", expected a date"},
    {"CountryInSmallLetters", of("home", "se"), ""},
    {"AddressInCapitals", of("mail", "Anna@One.Example"), ""},
    {"AddressThatIsNone", of("mail", "anna"), "`mail` is \"anna\", expected an e-mail address"},
    {"TextTooLong", of("job_title", kLong), "`job_title` has 4097 bytes"},
    {"TextWithALineBreak", of("job_title", "\"a\nb\""), ""},
    // Standard columns.
    {"WeightWithAPlus", of("weight", "+5"), ""},
    {"WeightWithThousands", of("weight", "\"1,000\""), ""},
    {"WeightOfNone", of("weight", "0"), "`weight` is a whole number from 1 to 1000, not `0`"},
    {"CapacityNegative", of("capacity", "-1"), "`capacity` is a whole number from 0 to 1000000, not `-1`"},
    {"CapacityHuge", of("capacity", "99999999999999999999999"), "`capacity` is a whole number"},
    {"HoursUnknown", of("hours", "offcie"), "no calendar is called `offcie`"},
    {"TitleWithABell", of("title", "a\ab"), "`title` " + kSign},
    {"TitleOfTwoLines", of("title", "\"a\nb\""), "`title` " + kSign},
    {"TitleTooLong", of("title", kLong), "`title` is too long"},
    {"CoverOfSomebody", "person,cover\nanna,ben\nben,anna\n", ""},
    {"CoverOfNobody", of("cover", "zoe"),
     "nobody is called `zoe`|`zoe` covers for `anna` and is not in this"},
    {"CoverOfThemselves", of("cover", "anna"), "`anna` cannot cover for themselves"},
    {"BossUnknown", of("boss", "zoe"), "nobody is called `zoe`|`zoe`, the `boss` of `anna`, is not in this"},
    {"BossKnown", "person,boss\nanna,ben\nben,\n", ""},
    // Names.
    {"NameOfTheLanguage", "person\naway\n", "`away` is what `owner is away` asks"},
    {"NameOfATeam", "person\nall\n", "`all` is declared a second time|`all` is a team of the policy"},
    {"NameOfAQueue", "person\ndesk\n", "`desk` is declared a second time|`desk` is a queue of the policy"},
    {"NameOfARole", "person\nowner\n", "`owner` is declared a second time|`owner` is a role of the policy"},
    {"NameTwice", "person\nanna\nanna\n",
     "`anna` is declared a second time|`anna` is there for the second time"},
    {"NameWithANul", std::string("person\nan\0na\n", 13), "this name " + kSign},
    {"NameTooLong", "person\n" + kLong + "\n", "this name is too long"},
    {"NameMissing", "person,region\n,north\n", "this row names nobody"},
    {"NameOfABlank", "person,region\n\xC2\xA0,north\n", "this row names nobody"},
    // Absences.
    {"AwayDays", of("away", "2026-12-01/2026-12-08; 2026-12-20/2027-01-02"), ""},
    {"AwayTimes", of("away", "2026-12-01 9:00/2026-12-01 12:30:15"), ""},
    {"AwayWithT", of("away", "2026-12-01T10:00/2026-12-01T12:00"), ""},
    {"AwayWithZ", of("away", "2026-12-01T10:00:00Z/2026-12-01T12:00Z"), ""},
    {"AwayWithAnOffset", of("away", "2026-12-01T10:00:00+01:00/2026-12-01T12:00+02:00"), ""},
    {"AwayOfTheHours", "person,away,hours\nanna,2026-12-01/2026-12-08,office\n", ""},
    {"AwayUntil2300", of("away", "2026-12-01/2300-01-01"), kOutside},
    {"AwaySince1969", of("away", "1969-12-30/2026-01-01"), kOutside},
    {"AwayWithoutEnd", of("away", "2026-12-01"), kAway},
    {"AwayInWords", of("away", "today/tomorrow"), kAway},
    {"AwayAtNoTime", of("away", "2026-12-01 24:00/2026-12-03"), kAway},
    {"AwayTwice", of("away", "2026-12-01/2026-12-08;2026-12-07/2026-12-09"),
     "these two absences overlap|two absences of `anna` overlap"},
    {"AwayBackwards", of("away", "2026-12-08/2026-12-01"), "ends before it begins"},
    // More characters than a cell of a lead may have.
    {"AwayAsOftenAsCanBe", absences(limits::kMaxAbsences), ""},
    {"AwayTooOften", absences(limits::kMaxAbsences + 1), "has at most 4096 absences"},
    // Rows, quotes, separators.
    {"Empty", "", "it is empty"},
    {"HeaderAlone", "person,region\n", "behind the header stands nobody"},
    {"TooManyCells", "person,region\nanna,north,x\n", "this row has 3 cells, and the header 2"},
    {"TooFewCells", "person,region\nanna\n", "this row has 1 cell, and the header 2"},
    {"OpenQuote", "person,title\nanna,\"x\nben,y\n", "this quotation mark is never closed"},
    {"TextBehindAQuote", "person,title\nanna,\"x\"y\n", "nothing may follow the quotation mark"},
    {"QuoteInsideACell", "person,title\nanna,x\"y\n", ""},
    {"Semicolons", "\xEF\xBB\xBFPerson;Region;Title\r\nanna;north;\"Berg; Anna\"\r\n;;\r\n\r\nben;;\r\n", ""},
    {"SemicolonsAndAComma", "person;title;\"a, b\"\n", "behind the header stands nobody"},
    {"Bars", "person|region\nanna|north\n", ""},
    {"SeparatorLine", "sep=;\nperson;title\nanna;a,b\n", ""},
    {"LinesOfOldMacs", "person,region\ranna,north\rben,\r", ""},
    {"NoUtf8", "person,title\nanna,\xC3\x28\n", "it is not UTF-8 text|is not UTF-8 text"},
    {"Utf16", std::string("\xFF\xFEp\0e\0r\0s\0o\0n\0\n\0a\0\n\0", 20),
     "it is not UTF-8 text|is not UTF-8 text"},
    {"Compressed", "\x1F\x8B\x08", "it is not UTF-8 text|is not UTF-8 text"},
};

class RosterAlike : public ::testing::TestWithParam<Case> {};

TEST_P(RosterAlike, IsTheSameForAPolicyAndForARun) {
  const Case& item = GetParam();
  const size_t bar = item.refusal.find('|');
  PolicyFolder folder(kHead);
  // A policy with nobody takes everybody from the file that the run is given.
  const std::string findings_of_nobody = folder.findings(kTail);
  ASSERT_TRUE(folder.is_compiled()) << findings_of_nobody;
  folder.write("people.csv", item.file);
  const auto read = ingest::read_roster(folder.file("people.csv"), folder.artefact());
  const auto* wrong = std::get_if<ingest::InputError>(&read);
  const std::string findings = folder.findings(std::string("people from \"people.csv\"") + kTail);
  if (!item.refusal.empty()) {
    EXPECT_FALSE(folder.is_compiled());
    EXPECT_THAT(findings, HasSubstr(item.refusal.substr(0, bar)));
    ASSERT_NE(wrong, nullptr);
    EXPECT_THAT(wrong->message,
                HasSubstr(bar == std::string::npos ? item.refusal : item.refusal.substr(bar + 1)));
    return;
  }
  ASSERT_TRUE(folder.is_compiled()) << findings;
  ASSERT_EQ(wrong, nullptr) << wrong->message;
  const std::string people = shown(folder.artefact().people);
  EXPECT_THAT(people, HasSubstr("anna"));
  EXPECT_EQ(shown(std::get<ingest::RosterRows>(read)), people);
}

INSTANTIATE_TEST_SUITE_P(Files, RosterAlike, ::testing::ValuesIn(kCases), name_of);

}  // namespace
}  // namespace lead::compile
