// The rows of one calendar: hours of weekdays, hours and breaks of dates, and what it is closed on. Internal
// to the room: a part of `check_calendars`.
//
//   take_rows(context, index)      reads the declaration into `Program::calendars[index]`, and reports what is
//                                  wrong with it, said twice or said in vain; false after an error
//
// Hours past midnight belong to two dates: 22:00-06:00 of a friday is 22:00-24:00 of friday and 00:00-06:00
// of saturday, and overlaps with what these dates have. Files have been read
// (compiler/compile/load_holidays.h). Linear in the rows, times the logarithm of the dates. BOUND:
// limits::kMaxCalendarRows.
#pragma once
#include <cstdint>

#include "compiler/semantics/context.h"

namespace lead::semantics {

[[nodiscard]] bool take_rows(Context& context, uint32_t calendar);

}  // namespace lead::semantics
