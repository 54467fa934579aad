// Calendars: what their rows say, what is refused, and what is said twice or in vain.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "tests/unit/semantics/checked.h"

namespace lead::semantics {
namespace {

using testing::Checked;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kPolicy =
    "policy p { version \"1\" time zone \"Europe/Stockholm\" }\nlead { a number optional }\n";
constexpr const char* kEffective =
    "policy p { version \"1\" effective 2026-07-01 }\nlead { a number optional }\n";

Checked checked(const std::string& text) {
  return Checked(kPolicy + text + "\n");
}

std::vector<std::string> shown(const std::vector<artefact::DayHours>& hours) {
  std::vector<std::string> out;
  for (const artefact::DayHours& each : hours)
    out.push_back(fmt::format("{} {}-{}", each.day(), each.begin_ms() / 60'000, each.end_ms() / 60'000));
  return out;
}

int32_t day(int32_t year, uint32_t month, uint32_t day_of_month) {
  return static_cast<int32_t>(calendar::days_of({year, month, day_of_month}));
}

TEST(Calendars, HoursOfWeekdaysAndDates) {
  const Checked found = checked(
      "calendar c {\n  tuesday, monday 09:00-12:00, 13:00-17:00\n  saturday to monday 22:00-06:00\n"
      "  friday 00:00-24:00\n  wednesday 20:00-00:00\n  on 2026-12-23 22:00-00:00, 09:00-12:00\n"
      "  break on 2026-06-15 10:00-11:00\n}");
  ASSERT_EQ(found.codes(), "") << found.messages();
  const Calendar& calendar = found.program->calendars.front();
  EXPECT_EQ(calendar.zone, "Europe/Stockholm");
  EXPECT_THAT(shown(calendar.weekly),
              ElementsAre("0 540-720", "0 780-1020", "0 1320-1800", "1 540-720", "1 780-1020", "2 1200-1440",
                          "4 0-1440", "5 1320-1800", "6 1320-1800"));
  EXPECT_THAT(shown(calendar.dated), ElementsAre(fmt::format("{} 540-720", day(2026, 12, 23)),
                                                 fmt::format("{} 1320-1440", day(2026, 12, 23))));
  EXPECT_THAT(shown(calendar.breaks), ElementsAre(fmt::format("{} 600-660", day(2026, 6, 15))));
  EXPECT_THAT(calendar.holidays, IsEmpty());
}

TEST(Calendars, DatesOfEveryYear) {
  const Checked found =
      checked("calendar c {\n  monday 09:00-12:00\n  closed on 02-29, 2026-12-24, 12-24, 12-24\n}");
  ASSERT_EQ(found.codes(), "") << found.messages();
  const std::vector<int32_t>& days = found.program->calendars.front().holidays;
  EXPECT_EQ(days.size(), 230u + 56u) << "a leap day in each of the years that have one, 2100 is none of them";
  EXPECT_EQ(days.front(), day(1970, 12, 24));
  EXPECT_EQ(days[3], day(1972, 12, 24));
  EXPECT_EQ(days[2], day(1972, 2, 29));
  EXPECT_EQ(days.back(), day(2199, 12, 24));
  EXPECT_TRUE(std::is_sorted(days.begin(), days.end()));
}

TEST(Calendars, StandOnOthersInAnyOrder) {
  const Checked found = checked(
      "calendar all means night and day\ncalendar day {\n  time zone \"UTC\"\n  monday 09:00-23:00\n}\n"
      "calendar night { monday 22:00-06:00 }");
  ASSERT_EQ(found.codes(), "") << found.messages();
  EXPECT_THAT(found.program->calendars[0].both, ElementsAre(2u, 1u));
  EXPECT_EQ(found.program->calendars[0].zone, "Europe/Stockholm") << "the dates of the first";
  EXPECT_EQ(found.program->calendars[1].zone, "UTC");
}

struct Case {
  const char *name, *text, *codes;
  const char* says = "";
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class OfCalendars : public ::testing::TestWithParam<Case> {};
TEST_P(OfCalendars, AreTakenOrRefused) {
  const Checked found = checked(GetParam().text);
  EXPECT_EQ(found.codes(), GetParam().codes) << found.messages();
  EXPECT_THAT(found.messages(), HasSubstr(GetParam().says));
}

const Case kRefused[] = {
    {"Zone", "calendar c {\n  time zone \"Europe/Stokholm\"\n  monday 09:00-12:00\n}", "L0314",
     "Europe/Stockholm"},
    {"NoTime", "calendar c { monday 09:00-09:00 }", "L0594", "fix: write the whole day: `00:00-24:00`"},
    {"NoTimeAtMidnight", "calendar c { monday 00:00-00:00 }", "L0594"},
    {"NoTimeOfADate", "calendar c {\n  monday 09:00-12:00\n  on 2026-12-23 09:00-09:00\n}", "L0594"},
    {"DatePastMidnight", "calendar c {\n  monday 09:00-12:00\n  on 2026-12-23 22:00-06:00\n}", "L0594",
     "`on 2026-12-24 00:00-06:00`"},
    {"BreakPastMidnight", "calendar c {\n  monday 09:00-12:00\n  break on 2026-12-21 11:00-06:00\n}", "L0594",
     "fix: end at midnight: `11:00-24:00`"},
    {"DateTooEarly", "calendar c {\n  monday 09:00-12:00\n  on 1969-12-31 09:00-12:00\n}", "L0594",
     "1970 to 2199"},
    {"HolidayTooLate", "calendar c {\n  monday 09:00-12:00\n  closed on 2200-01-01\n}", "L0594"},
    {"FileUnread", "calendar c {\n  monday 09:00-12:00\n  closed on \"se.csv\"\n}", "L0595",
     "it has not been read"},
    {"UnknownPart", "calendar office { monday 09:00-12:00 }\ncalendar b means office and ofice", "L0332",
     "did you mean `office`?"},
    {"PartLikeNothing", "calendar office { monday 09:00-12:00 }\ncalendar b means office and elsewhere",
     "L0332", "the calendars: b, office"},
    {"ItsOwnPart", "calendar a { monday 09:00-12:00 }\ncalendar b means a and b", "L0596",
     "`b` stands on `b`"},
    {"Circle",
     "calendar a { monday 09:00-12:00 }\ncalendar b means a and c\ncalendar c means d and a\n"
     "calendar d means b and a",
     "L0596", "`b` stands on `c` stands on `d` stands on `b`"},
    {"NeverOpen", "calendar c { }", "L0646", "`c` is never open"},
    {"OpenOnHolidaysOnly", "calendar c {\n  on 2026-12-23 09:00-12:00\n  closed on 2026-12-23\n}",
     "L0646 L0647"},
    {"OpenInVain", "calendar c {\n  on 2026-12-23 09:00-12:00\n  break on 2026-12-23 08:00-12:00\n}",
     "L0646"},
    {"NeverBoth",
     "calendar a { monday 09:00-12:00 }\ncalendar b { monday 12:00-17:00 }\ncalendar c means a and b",
     "L0646", "no moment is in the hours of `a` and of `b`"},
    // The clock goes from 02:00 to 03:00 that night: hours whose begin moves past their end are none.
    {"SwallowedByTheClock", "calendar c { on 2026-03-29 02:30-03:00 }", "L0646"},
    {"MovedByTheClock", "calendar c { on 2026-03-29 02:15-02:45 }", ""},
};
INSTANTIATE_TEST_SUITE_P(Refused, OfCalendars, ::testing::ValuesIn(kRefused),
                         [](const auto& each) { return std::string(each.param.name); });

const Case kInVain[] = {
    {"Touching", "calendar c { monday 09:00-12:00, 12:00-13:00 }", ""},
    {"InOneRow", "calendar c { monday 09:00-12:00, 11:00-13:00 }", "L0647", "hours of monday overlap"},
    {"AcrossRows", "calendar c {\n  monday to friday 09:00-17:00\n  friday 09:00-15:00\n}", "L0647",
     "[09:00-15:00] hours of friday overlap"},
    {"WholeRange", "calendar c {\n  monday to friday 09:00-17:00\n  monday to friday 10:00-11:00\n}", "L0647",
     "[09:00-17:00] these are the same time"},
    {"DayTwice", "calendar c { monday, monday 09:00-12:00 }", "L0647",
     "this row gives hours of monday twice"},
    {"OverMidnight", "calendar c {\n  sunday 22:00-06:00\n  monday 05:00-12:00\n}", "L0647",
     "hours of monday overlap"},
    {"InsideALongOne", "calendar c { monday 08:00-20:00, 09:00-10:00, 11:00-12:00 }", "L0647 L0647"},
    {"OfADate", "calendar c {\n  on 2026-12-23 09:00-12:00\n  on 2026-12-23 11:00-13:00\n}", "L0647",
     "hours of 2026-12-23 overlap"},
    {"OfBreaks", "calendar c {\n  monday 09:00-17:00\n  break on 2026-12-21 09:00-12:00, 10:00-11:00\n}",
     "L0647", "breaks of 2026-12-21 overlap"},
    {"ClosedWithHours",
     "calendar c {\n  monday 09:00-17:00\n  on 2026-12-25 09:00-12:00\n  closed on 12-25\n}", "L0647",
     "[12-25] closed here"},
    {"ClosedWithBreak",
     "calendar c {\n  friday 09:00-17:00\n  break on 2026-12-25 09:00-12:00\n  closed on 2026-12-25\n}",
     "L0647", "2026-12-25 is closed"},
    {"BreakInVain", "calendar c {\n  monday 09:00-17:00\n  break on 2026-12-21 17:00-18:00\n}", "L0647",
     "2026-12-21 is not open then"},
    {"BreakOfANight", "calendar c {\n  sunday 22:00-06:00\n  break on 2026-12-21 05:00-05:30\n}", ""},
    {"BreakOfADate",
     "calendar c {\n  monday 09:00-17:00\n  on 2026-12-22 10:00-12:00\n  break on 2026-12-22 11:00-12:00\n}",
     ""},
    {"PartTwice", "calendar a { monday 09:00-12:00 }\ncalendar b means a and a", "L0647",
     "`a` is named twice"},
};
INSTANTIATE_TEST_SUITE_P(InVain, OfCalendars, ::testing::ValuesIn(kInVain),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Calendars, HolidaysThatRunOut) {
  const auto codes = [](const std::string& closed) {
    return Checked(kEffective + ("calendar c {\n  monday 09:00-12:00\n  closed on " + closed + "\n}\n"))
        .codes();
  };
  EXPECT_EQ(codes("2027-06-30"), "L0648");
  EXPECT_EQ(codes("2027-07-01"), "");
  EXPECT_EQ(codes("2027-12-24, 2026-12-24"), "") << "in any order";
  EXPECT_EQ(codes("12-24, 12-25"), "") << "of every year";
  EXPECT_EQ(codes("2026-12-24, 12-25"), "L0648");
  const Checked said(
      kEffective +
      std::string("calendar c {\n  monday 09:00-12:00\n  closed on 2026-12-24, 2026-12-26\n}\n"));
  EXPECT_THAT(said.messages(), HasSubstr("[2026-12-26] the holidays of `c` end with 2026-12-26"));
}

TEST(Calendars, MoreThanAPolicyMayHave) {
  std::string many;
  for (uint32_t i = 0; i <= limits::kMaxCalendars; ++i)
    many += fmt::format("calendar c{} {{ monday 09:00-12:00 }}\n", i);
  EXPECT_EQ(checked(many).codes(), "L0701");

  std::string parts = "calendar all means c0";
  std::string declared = "calendar c0 { monday 09:00-12:00 }\n";
  for (uint32_t i = 1; i <= limits::kMaxCalendarParts; ++i) {
    declared += fmt::format("calendar c{} {{ monday 09:00-12:00 }}\n", i);
    parts += fmt::format(" and c{}", i);
  }
  EXPECT_EQ(checked(declared + parts).codes(), "L0701");

  std::string rows = "calendar c {\n";
  for (uint32_t i = 0; i <= limits::kMaxCalendarRows / 7; ++i) rows += "monday to sunday 09:00-12:00\n";
  EXPECT_THAT(checked(rows + "}").messages(), HasSubstr("are more than 65536"));
}

}  // namespace
}  // namespace lead::semantics
