// Opening hours in a zone, compiled to the instants they are; and the instants that two calendars share.
//
//   auto made = compile(hours, zone);                 // BusinessCalendar, or the entry that means nothing
//   BusinessCalendar both = intersect(team, person);  // open where both are
//
// An interval of a date is open from the instant of its begin to the instant of its end (language.md §2): a
// local time in a daylight-saving gap moves forward by the gap, of a repeated one the first counts. So
// 01:00-02:30 lasts 90 minutes on the night the clock goes from 02:00 to 03:00, 02:15-02:45 is open at
// 03:15-03:45 on the clock, and 02:30-03:15 that night is empty, since its begin moves past its end. On the
// night of the repeat 00:00-24:00 lasts 25 hours. Where moved intervals meet they are one. A date that the
// zone left out altogether (Samoa had no 30 December 2011) has no hours.
//
// Cost: some milliseconds a calendar. Weeks without a clock change or an exceptional date are made once for
// each offset of the zone; the rest, some thousands in 230 years, one by one. `intersect` makes each pair of
// weeks once.
#pragma once
#include <variant>

#include "runtime/artefact/schema.h"
#include "runtime/calendar/business_calendar.h"
#include "runtime/calendar/opening_hours.h"

namespace lead::calendar {

// `zone` must outlive the calendar, and have one offset more than transitions (`verify`).
[[nodiscard]] std::variant<BusinessCalendar, HoursProblem> compile(const OpeningHours& hours,
                                                                   const artefact::ZoneT& zone);

// The dates of the result are those of `dates_of`.
[[nodiscard]] BusinessCalendar intersect(const BusinessCalendar& dates_of, const BusinessCalendar& other);

}  // namespace lead::calendar
