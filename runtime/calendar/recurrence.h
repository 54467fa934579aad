// Times that come again: every day, every week or every month at a time of the policy's wall clock.
//
//   next_instant(zone, {Every::Week, 0, 8 h}, now)     the first Monday 08:00 after `now`
//
// A local time in a daylight-saving gap moves forward by the gap, of a repeated one the first counts; the
// 31st is the last day of a shorter month. Strictly after the instant given; never fails. Cost: a few
// look-ups of the zone.
#pragma once
#include <cstdint>

#include "runtime/artefact/schema.h"

namespace lead::calendar {

struct Recurrence {
  artefact::Every every = artefact::Every::Day;
  uint32_t day = 0;   // Week: 0 is Monday; Month: 1 to 31
  int64_t at_ms = 0;  // since midnight of the wall clock
};

[[nodiscard]] int64_t next_instant(const artefact::ZoneT& zone, const Recurrence& recurrence,
                                   int64_t after_ms);

}  // namespace lead::calendar
