// The wording of what `check` reports about calendars: one function a code, or a way to earn it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/problems.h"

namespace lead::semantics::problems {

// "2026-12-23", of days since 1970-01-01.
[[nodiscard]] std::string date_text(int64_t day);
// "monday"; 0 is Monday.
[[nodiscard]] std::string_view weekday_text(uint32_t weekday);
// "09:00-12:00".
[[nodiscard]] std::string hours_text(const syntax::OpeningHours& hours);

Diagnostic unknown_calendar(const Name& name, const Strings& close, const Strings& declared);  // L0332
Diagnostic no_time_between(const syntax::OpeningHours& hours);                                 // L0594
Diagnostic past_midnight(const syntax::OpeningHours& hours, int64_t date);                     // L0594
Diagnostic date_outside_years(Span span);                                                      // L0594
Diagnostic holiday_file(Span path, std::string_view why, std::string_view note = {});          // L0595
// `first`: some of the lines that mean nothing, each as "line 3: `soon` has no date"; `count`: all of them.
Diagnostic holiday_lines(Span path, const Strings& first, size_t count);  // L0595
struct Part {
  Span span;
  std::string of, is;
};  // calendar `of` stands on `is`
Diagnostic calendars_in_circle(const std::vector<Part>& parts);  // L0596

Diagnostic never_open(const Name& calendar);                                 // L0646
Diagnostic never_open_together(const Name& calendar, const Strings& parts);  // L0646
// `when`: "friday", "2026-12-23". The spans are the same where one row says it twice.
Diagnostic hours_overlap(Span hours, std::string_view when, Span first, bool is_break);         // L0647
Diagnostic hours_of_closed_date(Span row, std::string_view date, Span closed);                  // L0647
Diagnostic break_in_vain(Span hours, std::string_view date);                                    // L0647
Diagnostic part_twice(const Name& part, Span first);                                            // L0647
Diagnostic holidays_run_out(Span list, const Name& calendar, int64_t last, int64_t effective);  // L0648

}  // namespace lead::semantics::problems
