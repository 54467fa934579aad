// Files of holidays, read once, when a policy is compiled: the dates become part of its artefact.
//
//   auto read = holidays::read("holidays-se.csv");         // or .ics, plain or .gz
//   std::get<HolidayFile>(read).days                       // by date, each once
//   std::get<HolidayFile>(read).set_aside                  // by line: what could not be used, and why
//
// A table (CSV, as `ingest::CsvReader` understands it) has a column `date` and perhaps `name`; without a
// header the first two columns are these. Dates are 2026-12-25, or *-12-25 for every year. Anything else is a
// calendar file (RFC 5545) if it begins as one: see `icalendar.h` for what is read there.
//
// A line or event that means nothing is set aside; the rest of the file counts. Files that cannot be read at
// all, and tables without dates, are an `Unreadable`. Linear in the file but for repeated events, which are
// bounded; never throws. BOUND: kMaxSourceBytes a file, of text.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lead::holidays {

struct Holiday {
  int64_t day = 0;    // since 1970-01-01; within 1970–2199
  std::string name;   // of the first line that has the date; may be empty
  uint64_t line = 0;  // 1-based; of a calendar file that of its BEGIN:VEVENT
};

enum class Trouble : uint8_t {
  NoDate,        // no date where one should be
  OutsideYears,  // not in 1970 to 2199
  NotWholeDays,  // an event with times of day
  EndsBeforeStart,
  TooLong,        // more days in a row than kMaxDaysOfEvent
  UnknownRule,    // a repetition other than the yearly ones
  OffItsRule,     // a repeated event whose first date its own rule does not give
  MovedDate,      // replaces one date of a repeated event
  TooMany,        // past kMaxRules, or with it the file would name more than kMaxDays
  NoProperty,     // a line that is no `NAME:value`
  Unfinished,     // an event without an end
  UnclosedQuote,  // the rest of a table is one cell
};

// "has times of day, and is not a whole day": the end of a sentence about a line.
[[nodiscard]] std::string_view text_of(Trouble trouble);

struct SetAsideLine {
  uint64_t line = 0;
  Trouble trouble{};
  std::string text;  // what stood there, at most kMaxShownBytes of it
};

struct HolidayFile {
  std::vector<Holiday> days;
  std::vector<SetAsideLine> set_aside;
};

struct Unreadable {
  std::string message;  // "`holidays.csv` has no column `date`"
};

inline constexpr int64_t kMaxDaysOfEvent = 366;
inline constexpr size_t kMaxRules = 256;      // repeated events of a file
inline constexpr int64_t kMaxDays = 1 << 20;  // that a file names, the same date counted each time
inline constexpr size_t kMaxShownBytes = 80;

[[nodiscard]] std::variant<HolidayFile, Unreadable> read(const std::string& path);

// What a reader fills: dates once each, in any order of coming.
class Gathering {
 public:
  // False where the date is not in 1970–2199; it is left out then.
  bool add(int64_t day, std::string_view name, uint64_t line);
  void set_aside(uint64_t line, Trouble trouble, std::string_view text);
  [[nodiscard]] HolidayFile finish() &&;

 private:
  std::map<int64_t, Holiday> days_;
  std::vector<SetAsideLine> set_aside_;
};

}  // namespace lead::holidays
