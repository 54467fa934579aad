#include "compiler/semantics/calendar_problems.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "runtime/calendar/zone.h"

namespace lead::semantics::problems {

using diagnostics::Code;
using diagnostics::make;

namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

std::string clock_text(uint32_t minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace

std::string date_text(int64_t day) {
  const calendar::CivilDate date = calendar::civil_of(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string_view weekday_text(uint32_t weekday) {
  return kWeekdays[weekday];
}

std::string hours_text(const syntax::OpeningHours& hours) {
  return clock_text(hours.opens) + "-" + clock_text(hours.closes);
}

Diagnostic unknown_calendar(const Name& name, const Strings& close, const Strings& declared) {
  Diagnostic d = make(Code::UnknownCalendar, name.span, fmt::format("no calendar is called `{}`", name.text));
  offer_names(d, name.span, close);
  if (close.empty())
    d.notes.push_back(
        declared.empty()
            ? fmt::format("declare one: `calendar {} {{ monday to friday 09:00-17:00 }}`", name.text)
            : fmt::format("the calendars: {}", fmt::join(declared, ", ")));
  return d;
}

Diagnostic no_time_between(const syntax::OpeningHours& hours) {
  Diagnostic d = make(Code::CalendarHours, hours.span,
                      fmt::format("there is no time between {0} and {0}", clock_text(hours.opens)));
  d.fixes.push_back({"write the whole day: `00:00-24:00`", {{hours.span, "00:00-24:00"}}});
  return d;
}

Diagnostic past_midnight(const syntax::OpeningHours& hours, int64_t date) {
  Diagnostic d = make(Code::CalendarHours, hours.span,
                      fmt::format("the hours of {} end with that date", date_text(date)),
                      fmt::format("until {} of the next one", clock_text(hours.closes)));
  const std::string until_midnight = clock_text(hours.opens) + "-24:00";
  d.fixes.push_back({fmt::format("end at midnight: `{}`", until_midnight), {{hours.span, until_midnight}}});
  d.notes.push_back(fmt::format("what is after midnight stands in a row of its own: `on {} 00:00-{}`",
                                date_text(date + 1), clock_text(hours.closes)));
  return d;
}

Diagnostic date_outside_years(Span span) {
  return make(Code::CalendarHours, span, "calendars are of the years 1970 to 2199");
}

Diagnostic holiday_file(Span path, std::string_view why, std::string_view note) {
  Diagnostic d =
      make(Code::HolidayFile, path, fmt::format("the file of these holidays cannot be used: {}", why));
  if (!note.empty()) d.notes.emplace_back(note);
  return d;
}

Diagnostic holiday_lines(Span path, const Strings& first, size_t count) {
  Diagnostic d = make(Code::HolidayFile, path,
                      count == 1 ? std::string("a line of this file gives no holiday")
                                 : fmt::format("{} lines of this file give no holidays", count));
  d.notes.insert(d.notes.end(), first.begin(), first.end());
  if (first.size() < count) d.notes.push_back(fmt::format("and {} more", count - first.size()));
  return d;
}

Diagnostic calendars_in_circle(const std::vector<Part>& parts) {
  std::string round = fmt::format("`{}`", parts.front().of);
  for (const Part& part : parts) round += fmt::format(" stands on `{}`", part.is);
  Diagnostic d = make(Code::CalendarOfCalendars, parts.front().span,
                      fmt::format("a calendar cannot stand on itself: {}", round));
  for (size_t i = 1; i < parts.size(); ++i)
    d.secondary.push_back({parts[i].span, fmt::format("`{}` stands on `{}`", parts[i].of, parts[i].is)});
  return d;
}

Diagnostic never_open(const Name& calendar) {
  Diagnostic d = make(Code::NeverOpen, calendar.span, fmt::format("`{}` is never open", calendar.text));
  d.notes.emplace_back(
      "what counts in its hours would never come: give it some, such as `monday to friday 09:00-17:00`");
  return d;
}

Diagnostic never_open_together(const Name& calendar, const Strings& parts) {
  Diagnostic d = make(Code::NeverOpen, calendar.span, fmt::format("`{}` is never open", calendar.text));
  d.notes.push_back(fmt::format("no moment is in the hours of `{}`", fmt::join(parts, "` and of `")));
  return d;
}

Diagnostic hours_overlap(Span hours, std::string_view when, Span first, bool is_break) {
  const std::string_view what = is_break ? "breaks" : "hours";
  Diagnostic d = make(Code::HoursOverlap, hours,
                      hours == first ? fmt::format("this row gives {} of {} twice", what, when)
                                     : fmt::format("{} of {} overlap", what, when));
  if (hours != first) d.secondary.push_back({first, "these are the same time, in part or in whole"});
  d.notes.emplace_back(
      "time that is given twice counts once; write the hours together, or take one of them away");
  return d;
}

Diagnostic hours_of_closed_date(Span row, std::string_view date, Span closed) {
  Diagnostic d = make(Code::HoursOverlap, row, fmt::format("{} is closed, so this changes nothing", date));
  d.secondary.push_back({closed, "closed here"});
  return d;
}

Diagnostic break_in_vain(Span hours, std::string_view date) {
  return make(Code::HoursOverlap, hours,
              fmt::format("{} is not open then, so this break changes nothing", date));
}

Diagnostic part_twice(const Name& part, Span first) {
  Diagnostic d = make(Code::HoursOverlap, part.span, fmt::format("`{}` is named twice", part.text));
  d.secondary.push_back({first, "first here"});
  return d;
}

Diagnostic holidays_run_out(Span list, const Name& calendar, int64_t last, int64_t effective) {
  Diagnostic d = make(Code::HolidaysRunOut, list,
                      fmt::format("the holidays of `{}` end with {}", calendar.text, date_text(last)),
                      "the last of them");
  d.notes.push_back(
      fmt::format("the policy holds from {}: from then on, list a year of them at least, or those of every "
                  "year: `closed on 12-25`",
                  date_text(effective)));
  return d;
}

}  // namespace lead::semantics::problems
