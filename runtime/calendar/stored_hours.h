// The hours of a calendar as an artefact keeps them.
//
//   auto made = compile(stored_hours(*artefact.calendars[0]), *artefact.calendars[0]->zone);
//
// An artefact writes an end past midnight as more than 24 hours; `OpeningHours` writes it as the time of the
// next day. Calendars with `both` have no hours of their own. Linear.
#pragma once
#include "runtime/artefact/schema.h"
#include "runtime/calendar/opening_hours.h"

namespace lead::calendar {

[[nodiscard]] OpeningHours stored_hours(const artefact::CalendarT& calendar);

}  // namespace lead::calendar
