// Holidays in a calendar file (iCalendar, RFC 5545): the days of its events.
//
//   read_icalendar("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\n…", gathering)
//
// An event counts with all of its days: from DTSTART up to and excluding DTEND, or DURATION in days or weeks,
// or one day; repeated by RRULE (`yearly_rule.h`) and RDATE, less EXDATE. Midnight to midnight without Z is
// whole days, as some programs write them. Cancelled events are none. Everything but events is passed over.
// What cannot be used is set aside with the line of the guilty property; an event is used whole or not at
// all.
#pragma once
#include <string_view>

#include "compiler/holidays/holidays.h"

namespace lead::holidays {

[[nodiscard]] bool is_icalendar(std::string_view text);
void read_icalendar(std::string_view text, Gathering& into);

}  // namespace lead::holidays
