// Business hours of a kernel, the slow way: the openings of each date, one after the other.
//
//   Hours hours(kernel);
//   hours.between(0, from_ms, to_ms)      // business milliseconds of calendar 0
//
// Counting shares nothing with runtime/calendar but the offsets of zones; which instant a number of business
// days ends at is asked of runtime/calendar, whose tests have a slow twin of their own.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "compiler/kernel/kernel.h"
#include "runtime/engine/calendars.h"

namespace lead::reference {

class Hours {
 public:
  explicit Hours(const kernel::Kernel& kernel);
  [[nodiscard]] int64_t between(uint32_t calendar, int64_t from_ms, int64_t to_ms) const;
  // Open now, or opening `look_ahead_ms` of plain time from now at the latest.
  [[nodiscard]] bool is_open_within(uint32_t calendar, int64_t now_ms, int64_t look_ahead_ms) const;
  [[nodiscard]] const calendar::BusinessCalendar& compiled(uint32_t calendar) const {
    return calendars_[calendar];
  }

 private:
  using Openings = std::vector<std::pair<int64_t, int64_t>>;  // instants, ascending, apart
  [[nodiscard]] Openings openings(uint32_t calendar, int64_t from_ms, int64_t to_ms) const;
  [[nodiscard]] Openings of_date(const artefact::CalendarT& calendar, int64_t day) const;

  artefact::ArtefactT held_;  // its calendars alone
  engine::Calendars calendars_;
};

}  // namespace lead::reference
