#include "compiler/holidays/holidays.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "compiler/holidays/icalendar.h"
#include "compiler/holidays/yearly_rule.h"
#include "runtime/calendar/zone.h"
#include "tests/support/random.h"

namespace lead::holidays {
namespace {

using calendar::days_of;

int64_t day(int32_t year, uint32_t month, uint32_t of_month) {
  return days_of({year, month, of_month});
}

std::vector<int64_t> dates(const std::string& rule_text, int64_t first, size_t at_most = 5) {
  const std::optional<YearlyRule> rule = yearly_rule(rule_text);
  if (!rule) return {};
  std::vector<int64_t> all = dates_of(*rule, first);
  all.resize(std::min(all.size(), at_most));
  return all;
}

TEST(YearlyRule, TheSameDateEveryYear) {
  EXPECT_EQ(dates("FREQ=YEARLY", day(2026, 12, 25), 2), (std::vector{day(2026, 12, 25), day(2027, 12, 25)}));
  EXPECT_EQ(dates("FREQ=YEARLY;INTERVAL=4;COUNT=2", day(2026, 11, 3)),
            (std::vector{day(2026, 11, 3), day(2030, 11, 3)}));
  EXPECT_EQ(dates("FREQ=YEARLY;UNTIL=20280601T235959Z", day(2026, 6, 1)),
            (std::vector{day(2026, 6, 1), day(2027, 6, 1), day(2028, 6, 1)}));
  EXPECT_EQ(dates("FREQ=YEARLY;UNTIL=20280531", day(2026, 6, 1)).size(), 2u);
  EXPECT_EQ(dates("FREQ=YEARLY", day(2024, 2, 29), 2), (std::vector{day(2024, 2, 29), day(2028, 2, 29)}));
  EXPECT_EQ(dates("FREQ=YEARLY", day(1601, 1, 1), 1000).size(), 599u);  // through 2199
}

TEST(YearlyRule, AWeekdayOfAMonth) {
  EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", day(2026, 11, 26), 4),
            (std::vector{day(2026, 11, 26), day(2027, 11, 25), day(2028, 11, 23), day(2029, 11, 22)}));
  EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", day(2026, 5, 25), 3),
            (std::vector{day(2026, 5, 25), day(2027, 5, 31), day(2028, 5, 29)}));
  // The Tuesday after the first Monday.
  EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU", day(2026, 11, 3), 3),
            (std::vector{day(2026, 11, 3), day(2027, 11, 2), day(2028, 11, 7)}));
  EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=12,1;BYMONTHDAY=-1", day(2026, 1, 31), 3),
            (std::vector{day(2026, 1, 31), day(2026, 12, 31), day(2027, 1, 31)}));
  EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=6;BYDAY=+1MO,+3MO;WKST=SU", day(2026, 6, 1), 3),
            (std::vector{day(2026, 6, 1), day(2026, 6, 15), day(2027, 6, 7)}));
}

TEST(YearlyRule, OtherRulesAreNotUnderstood) {
  for (const char* text : {"",
                           "FREQ=DAILY",
                           "FREQ=MONTHLY;BYMONTHDAY=1",
                           "FREQ=YEARLY;BYWEEKNO=20",
                           "FREQ=YEARLY;BYYEARDAY=100",
                           "FREQ=YEARLY;BYSETPOS=1;BYDAY=MO;BYMONTH=1",
                           "FREQ=YEARLY;BYDAY=20MO",
                           "FREQ=YEARLY;BYEASTER=1",
                           "FREQ=YEARLY;INTERVAL=0",
                           "FREQ=YEARLY;COUNT=0",
                           "FREQ=YEARLY;COUNT=99999999999",
                           "BYMONTH=1",
                           "FREQ=YEARLY;BYMONTH=13",
                           "FREQ=YEARLY;BYMONTH=",
                           "FREQ=YEARLY;BYMONTHDAY=0",
                           "FREQ=YEARLY;BYMONTH=1;BYDAY=6MO",
                           "FREQ=YEARLY;BYMONTHDAY=1",
                           "FREQ=YEARLY;UNTIL=soon",
                           "FREQ=YEARLY;;",
                           "FREQ=YEARLY;BYMONTH=1;BYDAY=XX"}) {
    EXPECT_FALSE(yearly_rule(text).has_value()) << text;
  }
  EXPECT_TRUE(dates("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", day(2026, 11, 25)).empty())
      << "not the fourth Thursday";
}

HolidayFile icalendar(const std::string& events) {
  Gathering gathering;
  read_icalendar("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n", gathering);
  return std::move(gathering).finish();
}

std::string event(const std::string& properties) {
  return "BEGIN:VEVENT\r\n" + properties + "END:VEVENT\r\n";
}

std::vector<int64_t> days_in(const HolidayFile& file) {
  std::vector<int64_t> out;
  for (const Holiday& one : file.days) out.push_back(one.day);
  return out;
}

TEST(ICalendar, DaysOfEvents) {
  const HolidayFile file = icalendar(
      event("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\\, both\r\n  "
            "days\r\n") +
      event("dtstart;value=date:20260606\r\nsummary;language=sv:Sveriges nationaldag\r\n") +
      event("DTSTART;TZID=\"Europe/Stockholm: here\":20260101T000000\r\nDTEND:20260102T000000\r\n") +
      event("DTSTART;VALUE=DATE:20260403\r\nDURATION:P4D\r\n") +
      event("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260501\r\n"));
  EXPECT_TRUE(file.set_aside.empty());
  EXPECT_EQ(days_in(file),
            (std::vector{day(2026, 1, 1), day(2026, 4, 3), day(2026, 4, 4), day(2026, 4, 5), day(2026, 4, 6),
                         day(2026, 5, 1), day(2026, 6, 6), day(2026, 12, 25), day(2026, 12, 26)}));
  EXPECT_EQ(file.days.back().name, "Christmas, both days");
  EXPECT_EQ(file.days.back().line, 3u);
  EXPECT_EQ(file.days[6].name, "Sveriges nationaldag");
}

TEST(ICalendar, RepetitionsAndTheirExceptions) {
  const HolidayFile file = icalendar(
      event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n"
            "EXDATE;VALUE=DATE:20271224\r\n") +
      event("DTSTART;VALUE=DATE:20260113\r\nRDATE;VALUE=DATE:20270113,20280113\r\n"));
  EXPECT_TRUE(file.set_aside.empty());
  EXPECT_EQ(days_in(file),
            (std::vector{day(2026, 1, 13), day(2026, 12, 24), day(2026, 12, 25), day(2027, 1, 13),
                         day(2028, 1, 13), day(2028, 12, 24), day(2028, 12, 25)}));
}

TEST(ICalendar, WhatIsNoHolidayIsPassedOver) {
  const HolidayFile file = icalendar(
      "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nRRULE:FREQ=DAILY\r\nEND:STANDARD\r\n"
      "END:VTIMEZONE\r\n" +
      event("DTSTART;VALUE=DATE:20260101\r\nSTATUS:CANCELLED\r\n") +
      event("DTSTART;VALUE=DATE:20260106\r\nBEGIN:VALARM\r\nDTSTART:nonsense\r\nEND:VALARM\r\nCLASS:"
            "PUBLIC\r\n"));
  EXPECT_TRUE(file.set_aside.empty());
  EXPECT_EQ(days_in(file), std::vector{day(2026, 1, 6)});
}

struct Spoilt {
  std::string properties;
  Trouble trouble;
  uint64_t line;  // of the event's lines, from 1
};

TEST(ICalendar, AnEventThatMeansNothingIsSetAsideAlone) {
  const std::string start = "DTSTART;VALUE=DATE:20261225\r\n";
  const std::vector<Spoilt> cases = {
      {"SUMMARY:No date\r\n", Trouble::NoDate, 1},
      {"DTSTART;VALUE=DATE:20260230\r\n", Trouble::NoDate, 2},
      {"DTSTART:20261225T090000Z\r\n", Trouble::NotWholeDays, 2},
      {"DTSTART:20261225T000000Z\r\n", Trouble::NotWholeDays, 2},
      {start + "DTEND:20261225T120000\r\n", Trouble::NotWholeDays, 3},
      {start + "DTEND;VALUE=DATE:20261224\r\n", Trouble::EndsBeforeStart, 2},
      {start + "DTEND;VALUE=DATE:20280101\r\n", Trouble::TooLong, 2},
      {start + "DURATION:PT8H\r\n", Trouble::NotWholeDays, 3},
      {start + "DURATION:P0D\r\n", Trouble::NotWholeDays, 3},
      {start + "DURATION:P999999999W\r\n", Trouble::TooLong, 2},
      {start + "RRULE:FREQ=WEEKLY\r\n", Trouble::UnknownRule, 3},
      {start + "RRULE:FREQ=YEARLY\r\nRRULE:FREQ=YEARLY\r\n", Trouble::UnknownRule, 4},
      {start + "RRULE:FREQ=YEARLY;BYMONTH=1\r\n", Trouble::OffItsRule, 3},
      {start + "RECURRENCE-ID;VALUE=DATE:20261224\r\n", Trouble::MovedDate, 3},
      {start + "EXDATE:20261225T100000\r\n", Trouble::NotWholeDays, 3},
      {start + "a line without a colon\r\n", Trouble::NoProperty, 3},
      {"DTSTART;VALUE=DATE:22000101\r\n", Trouble::OutsideYears, 2},
      {"DTSTART;VALUE=DATE:19691231\r\n", Trouble::OutsideYears, 2},
  };
  for (const Spoilt& one : cases) {
    const HolidayFile file = icalendar(event(one.properties) + event("DTSTART;VALUE=DATE:20260101\r\n"));
    EXPECT_EQ(days_in(file), std::vector{day(2026, 1, 1)}) << one.properties;
    ASSERT_EQ(file.set_aside.size(), 1u) << one.properties;
    EXPECT_EQ(file.set_aside[0].trouble, one.trouble) << one.properties << text_of(file.set_aside[0].trouble);
    EXPECT_EQ(file.set_aside[0].line, one.line + 2) << one.properties;
  }
}

TEST(ICalendar, ACutFileAndAnEventInAnEvent) {
  Gathering gathering;
  read_icalendar(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\nBEGIN:VEVENT\nDTST",
      gathering);
  const HolidayFile file = std::move(gathering).finish();
  EXPECT_EQ(days_in(file), std::vector{day(2026, 1, 1)});
  ASSERT_EQ(file.set_aside.size(), 2u);
  EXPECT_EQ(file.set_aside[0].trouble, Trouble::Unfinished);
  EXPECT_EQ(file.set_aside[0].line, 2u);
  EXPECT_EQ(file.set_aside[1].trouble, Trouble::NoProperty);
  EXPECT_EQ(file.set_aside[1].line, 7u);
}

TEST(ICalendar, ManyRepeatedEventsAreBounded) {
  std::string events;
  const std::string always =
      "RRULE:FREQ=YEARLY;BYMONTH=1,2,3,4,5,6;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18\r\n";
  for (int i = 0; i < 400; ++i) events += event("DTSTART;VALUE=DATE:16010101\r\nDURATION:P366D\r\n" + always);
  const HolidayFile file = icalendar(events);
  EXPECT_EQ(file.set_aside.size(), 400u);
  EXPECT_EQ(file.set_aside.front().trouble, Trouble::TooMany);
  EXPECT_TRUE(file.days.empty());
}

// Bytes of a good file, changed at random: dates stay in their years and in order, lines in the file.
TEST(ICalendar, ChangedBytesAreReadOrSetAside) {
  const std::string good =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261127\nSUMMARY:A\\, "
      "b\n"
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=11;BYDAY=4TH;UNTIL=20400101\nEXDATE:20271125,20281123\nEND:"
      "VEVENT\n"
      "BEGIN:VEVENT\nDTSTART:20260101T000000\nDURATION:P1W\n SUMMARY\nEND:VEVENT\nEND:VCALENDAR\n";
  testing::Random random(5);
  size_t with_trouble = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = good;
    for (int64_t n = random.between(1, 4); n > 0; --n) {
      const auto at = static_cast<size_t>(random.below(static_cast<int64_t>(text.size())));
      if (random.chance(50))
        text[at] = random.chance(80)
                       ? good[static_cast<size_t>(random.below(static_cast<int64_t>(good.size())))]
                       : static_cast<char>(random.below(256));
      else
        text.erase(at, static_cast<size_t>(random.between(1, 12)));
    }
    Gathering gathering;
    read_icalendar(text, gathering);
    const HolidayFile file = std::move(gathering).finish();
    for (size_t i = 0; i < file.days.size(); ++i) {
      ASSERT_TRUE(file.days[i].day >= 0 && file.days[i].day < day(2200, 1, 1)) << text;
      ASSERT_TRUE(i == 0 || file.days[i - 1].day < file.days[i].day) << text;
    }
    for (const SetAsideLine& one : file.set_aside) ASSERT_TRUE(one.line >= 1 && one.line <= 30) << text;
    with_trouble += file.set_aside.empty() ? 0 : 1;
  }
  EXPECT_GT(with_trouble, 5'000u);
}

// --- whole files ------------------------------------------------------------------------------------------

class HolidayFiles : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    const auto folder = std::filesystem::path(LEAD_BINARY_DIR) / "tests" / "holidays";
    std::filesystem::create_directories(folder);
    const std::string path = (folder / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  HolidayFile read_text(const std::string& name, const std::string& text) {
    auto file = read(write(name, text));
    const auto* unreadable = std::get_if<Unreadable>(&file);
    EXPECT_EQ(unreadable, nullptr) << (unreadable != nullptr ? unreadable->message : "");
    return unreadable != nullptr ? HolidayFile{} : std::get<HolidayFile>(std::move(file));
  }
  std::string message(const std::string& path) {
    const auto file = read(path);
    const auto* unreadable = std::get_if<Unreadable>(&file);
    return unreadable != nullptr ? unreadable->message : "";
  }
};

TEST_F(HolidayFiles, ATableWithAHeader) {
  const HolidayFile file =
      read_text("header.csv",
                "Name;Date;Note\r\n\"Nyårsdagen\";2026-01-01;\r\n\r\nMidsommar; 2026-06-19 ;x\r\n"
                "Julafton;24 December;\r\nFar away;2200-01-01\r\nTwice;2026-01-01\r\n");
  EXPECT_EQ(days_in(file), (std::vector{day(2026, 1, 1), day(2026, 6, 19)}));
  EXPECT_EQ(file.days[0].name, "Nyårsdagen");
  EXPECT_EQ(file.days[1].line, 4u);
  ASSERT_EQ(file.set_aside.size(), 2u);
  EXPECT_EQ(file.set_aside[0].trouble, Trouble::NoDate);
  EXPECT_EQ(file.set_aside[0].line, 5u);
  EXPECT_EQ(file.set_aside[0].text, "24 December");
  EXPECT_EQ(file.set_aside[1].trouble, Trouble::OutsideYears);
}

TEST_F(HolidayFiles, ATableWithoutAHeader) {
  const HolidayFile file =
      read_text("bare.csv", "2026-12-25,Christmas\n*-02-29,Leap day\n*-13-01,No month\n2026-12-26\n");
  EXPECT_EQ(file.days.size(), 2u + 56u);  // leap years from 1972 to 2196, without 2100
  EXPECT_EQ(file.days.front().day, day(1972, 2, 29));
  EXPECT_EQ(file.days.front().name, "Leap day");
  ASSERT_EQ(file.set_aside.size(), 1u);
  EXPECT_EQ(file.set_aside[0].line, 3u);
}

TEST_F(HolidayFiles, ACalendarFileIsKnownByItsBeginning) {
  const std::string text =
      "\xEF\xBB\xBF"
      "begin:vcalendar\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nEND:VEVENT\nEND:VCALENDAR\n";
  EXPECT_EQ(days_in(read_text("any.txt", text)), std::vector{day(2026, 1, 1)});
}

TEST_F(HolidayFiles, WhatCannotBeReadSaysWhy) {
  EXPECT_NE(message(write("no_date.csv", "name,day\nChristmas,2026-12-25\n")).find("has no column `date`"),
            std::string::npos);
  EXPECT_NE(message(write("empty.csv", "")).find("is empty"), std::string::npos);
  EXPECT_NE(message((std::filesystem::path(LEAD_BINARY_DIR) / "nowhere.csv").string()), "");
}

}  // namespace
}  // namespace lead::holidays
