// The end of a period that begins at an instant: so many milliseconds, or months of the calendar.
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"

namespace lead::calendar {

// INT64_MAX where that lies behind the end of time (limits::kEndInstantMs).
[[nodiscard]] inline int64_t after(const artefact::ZoneT& zone, int64_t instant_ms,
                                   const artefact::Period& period) {
  const int64_t end =
      period.months() == 0 ? instant_ms + period.ms() : add_months(zone, instant_ms, period.months());
  return end < limits::kEndInstantMs ? end : INT64_MAX;
}

}  // namespace lead::calendar
