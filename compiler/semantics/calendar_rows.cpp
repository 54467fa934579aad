#include "compiler/semantics/calendar_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/calendar_problems.h"
#include "runtime/base/overloaded.h"
#include "runtime/calendar/opening_hours.h"
#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"

namespace lead::semantics {
namespace {

using artefact::DayHours;

constexpr int32_t kMinuteMs = 60'000;
constexpr uint32_t kDayMinutes = 24 * 60;
constexpr auto kMidnight = static_cast<int32_t>(calendar::kDayMs);
constexpr int32_t kFirstYear = 1970, kEndYear = 2200;
constexpr int64_t kYearDays = 365;

bool is_in_years(int64_t day) {
  return day >= limits::kMinInstantMs / calendar::kDayMs && day < limits::kEndInstantMs / calendar::kDayMs;
}

// A part of a day that the text gives; `hours` is where.
struct Given {
  int32_t day, begin_ms, end_ms;
  Span hours;
  friend bool operator<(const Given& a, const Given& b) {
    return std::tie(a.day, a.begin_ms, a.end_ms, a.hours) < std::tie(b.day, b.begin_ms, b.end_ms, b.hours);
  }
};

class Rows {
 public:
  Rows(Context& context, Calendar& calendar, const syntax::CalendarDecl& decl)
      : context_(context), calendar_(calendar), decl_(decl) {}

  bool take() {
    take_zone();
    for (const syntax::Closing& closing : decl_.closings) take(closing);
    for (const syntax::WeeklyRow& row : decl_.weekly) take(row);
    for (const syntax::DatedRow& row : decl_.dated) take(row);
    finish_holidays();
    if (fine_) look_for_overlaps();
    if (fine_) look_for_breaks_in_vain();
    if (fine_) look_for_end_of_holidays();
    return fine_;
  }

 private:
  void take_zone();
  void take(const syntax::Closing& closing);
  void take(const syntax::ClosedYearly& yearly, Span span);
  void take(const syntax::ClosedFile& file, Span span);
  void close(int32_t day, Span span, bool is_listed);
  void take(const syntax::WeeklyRow& row);
  void take(const syntax::DatedRow& row);
  void add(std::vector<DayHours>& list, const DayHours& hours);
  void finish_holidays();
  void look_for_overlaps();
  void report_overlaps(std::vector<Given> given, bool is_weekly, bool is_break);
  void look_for_breaks_in_vain();
  void look_for_end_of_holidays();
  void refuse(diagnostics::Diagnostic problem) {
    fine_ = false;
    context_.sink.add(std::move(problem));
  }
  bool has_room();

  Context& context_;
  Calendar& calendar_;
  const syntax::CalendarDecl& decl_;
  std::map<int32_t, Span> closed_;                         // by date: where it is said first
  std::set<std::pair<uint32_t, uint32_t>> yearly_;         // month and day
  std::optional<std::pair<int32_t, Span>> last_;           // of the dates that are listed one by one
  std::vector<Given> of_weekdays_, of_dates_, of_breaks_;  // parts of a day
  size_t rows_ = 0;
  bool fine_ = true, is_full_ = false;
};

bool Rows::has_room() {
  if (rows_ < limits::kMaxCalendarRows) return ++rows_, true;
  if (!is_full_) {
    refuse(diagnostics::policy_too_large(
        decl_.name.span,
        fmt::format("the hours and holidays of `{}` are more than {}, each weekday of a row and each "
                    "year of a date counted",
                    decl_.name.text, limits::kMaxCalendarRows)));
  }
  is_full_ = true;
  return false;
}

void Rows::take_zone() {
  calendar_.zone = context_.program.policy.zone;
  if (!decl_.zone) return;
  if (calendar::is_known_zone(decl_.zone->text))
    calendar_.zone = decl_.zone->text;
  else
    refuse(
        problems::unknown_zone(decl_.zone->span, decl_.zone->text, calendar::close_zones(decl_.zone->text)));
}

void Rows::take(const syntax::Closing& closing) {
  std::visit(overloaded{
                 [&](const syntax::ClosedFile& file) { take(file, closing.span); },
                 [&](const syntax::ClosedDate& date) {
                   if (is_in_years(date.date))
                     close(date.date, closing.span, true);
                   else
                     refuse(problems::date_outside_years(closing.span));
                 },
                 [&](const syntax::ClosedYearly& yearly) { take(yearly, closing.span); },
             },
             closing.node);
}

// 29 February is in leap years only.
void Rows::take(const syntax::ClosedYearly& yearly, Span span) {
  if (!yearly_.emplace(yearly.month, yearly.day).second) return;
  for (int32_t year = kFirstYear; year < kEndYear; ++year) {
    const calendar::CivilDate date{year, yearly.month, yearly.day};
    if (calendar::is_valid(date)) close(static_cast<int32_t>(calendar::days_of(date)), span, false);
  }
}

void Rows::take(const syntax::ClosedFile& file, Span span) {
  if (!file.is_read) return refuse(problems::holiday_file(span, "it has not been read"));
  for (const int32_t day : file.days) close(day, span, true);
}

void Rows::close(int32_t day, Span span, bool is_listed) {
  if (is_listed && (!last_ || last_->first < day)) last_ = {day, span};
  if (closed_.contains(day) || !has_room()) return;
  closed_.emplace(day, span);
}

void Rows::add(std::vector<DayHours>& list, const DayHours& hours) {
  if (has_room()) list.push_back(hours);
}

void Rows::take(const syntax::WeeklyRow& row) {
  for (const syntax::OpeningHours& hours : row.hours) {
    if (hours.opens == hours.closes) {
      refuse(problems::no_time_between(hours));
      continue;
    }
    const bool is_past_midnight = hours.closes < hours.opens;
    const int32_t begin_ms = static_cast<int32_t>(hours.opens) * kMinuteMs;
    const int32_t end_ms =
        static_cast<int32_t>(hours.closes + (is_past_midnight ? kDayMinutes : 0)) * kMinuteMs;
    for (const uint32_t weekday : row.weekdays) {
      if (is_full_) return;
      const auto day = static_cast<int32_t>(weekday);
      add(calendar_.weekly, {day, begin_ms, end_ms});
      of_weekdays_.push_back({day, begin_ms, std::min(end_ms, kMidnight), hours.span});
      if (end_ms > kMidnight) of_weekdays_.push_back({(day + 1) % 7, 0, end_ms - kMidnight, hours.span});
    }
  }
}

void Rows::take(const syntax::DatedRow& row) {
  if (!is_in_years(row.date)) return refuse(problems::date_outside_years(row.span));
  for (const syntax::OpeningHours& hours : row.hours) {
    // 00:00 is the end of the date too.
    const uint32_t closes = hours.closes == 0 && hours.opens != 0 ? kDayMinutes : hours.closes;
    if (hours.opens == closes) {
      refuse(problems::no_time_between(hours));
    } else if (closes < hours.opens) {
      refuse(problems::past_midnight(hours, row.date));
    } else {
      const DayHours each{row.date, static_cast<int32_t>(hours.opens) * kMinuteMs,
                          static_cast<int32_t>(closes) * kMinuteMs};
      add(row.is_break ? calendar_.breaks : calendar_.dated, each);
      (row.is_break ? of_breaks_ : of_dates_)
          .push_back({each.day(), each.begin_ms(), each.end_ms(), hours.span});
    }
  }
  if (const auto closed = closed_.find(row.date); closed != closed_.end())
    context_.sink.add(
        problems::hours_of_closed_date(row.span, problems::date_text(row.date), closed->second));
}

void Rows::finish_holidays() {
  for (const auto& [day, span] : closed_) calendar_.holidays.push_back(day);
  const auto sort = [](std::vector<DayHours>& list) {
    std::sort(list.begin(), list.end(), [](const DayHours& a, const DayHours& b) {
      return std::tuple(a.day(), a.begin_ms(), a.end_ms()) < std::tuple(b.day(), b.begin_ms(), b.end_ms());
    });
  };
  sort(calendar_.weekly);
  sort(calendar_.dated);
  sort(calendar_.breaks);
}

void Rows::look_for_overlaps() {
  report_overlaps(of_weekdays_, true, false);
  report_overlaps(of_dates_, false, false);
  report_overlaps(of_breaks_, false, true);
}

// Each part against the one that reaches farthest of those that begin no later; the later of the two in the
// text is reported, once, however many days they share.
void Rows::report_overlaps(std::vector<Given> given, bool is_weekly, bool is_break) {
  std::sort(given.begin(), given.end());
  const Given* widest = nullptr;
  for (const Given& each : given) {
    if (widest != nullptr && widest->day == each.day && each.begin_ms < widest->end_ms) {
      const auto& [first, second] = std::minmax(widest->hours, each.hours);
      const std::string when = is_weekly
                                   ? std::string(problems::weekday_text(static_cast<uint32_t>(each.day)))
                                   : problems::date_text(each.day);
      context_.sink.add(problems::hours_overlap(second, when, first, is_break));
    }
    if (widest == nullptr || widest->day != each.day || each.end_ms > widest->end_ms) widest = &each;
  }
}

// Of dates that are open at all: that a date is closed has been reported.
void Rows::look_for_breaks_in_vain() {
  if (of_breaks_.empty()) return;
  calendar::OpeningHours hours;
  for (const Given& each : of_weekdays_)
    hours.weekly.push_back({static_cast<uint32_t>(each.day), {each.begin_ms, each.end_ms}});
  for (const DayHours& each : calendar_.dated)
    hours.dated.push_back({each.day(), {each.begin_ms(), each.end_ms()}});
  const calendar::DayPlan plan(hours);
  for (const Given& each : of_breaks_) {
    if (closed_.contains(each.day)) continue;
    const auto open = plan.hours_of(each.day);
    const bool cuts = std::any_of(open.begin(), open.end(), [&](const calendar::LocalHours& one) {
      return each.begin_ms < one.end_ms && one.begin_ms < each.end_ms;
    });
    if (!cuts) context_.sink.add(problems::break_in_vain(each.hours, problems::date_text(each.day)));
  }
}

void Rows::look_for_end_of_holidays() {
  const auto effective = context_.program.policy.effective_day;
  if (!effective || !last_ || last_->first >= *effective + kYearDays) return;
  context_.sink.add(problems::holidays_run_out(last_->second, decl_.name, last_->first, *effective));
}

}  // namespace

bool take_rows(Context& context, uint32_t calendar) {
  Calendar& into = context.program.calendars[calendar];
  return Rows(context, into, context.decl<syntax::CalendarDecl>(into.decl)).take();
}

}  // namespace lead::semantics
