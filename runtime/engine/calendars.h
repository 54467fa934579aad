// The calendars of an artefact, compiled when they are first asked for.
//
//   const Calendars calendars(artefact);
//   calendar::add(calendars[0], now_ms, 8 * kHourMs)
//
// A policy may have many calendars of which a run needs few: one that nobody asks for costs nothing, one that
// is asked for some milliseconds, once, and about 190 KB. A calendar with `both` compiles its parts first;
// they stand before it, so this ends. Answers keep their address. `artefact` is verified and must outlive
// this. Never fails. One owner: not for several threads, since the first question about a calendar writes.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/calendar/business_calendar.h"

namespace lead::engine {

class Calendars {
 public:
  explicit Calendars(const artefact::ArtefactT& artefact);

  // `index` below the number of calendars of the artefact.
  [[nodiscard]] const calendar::BusinessCalendar& operator[](uint32_t index) const;
  // How many have been compiled so far.
  [[nodiscard]] size_t compiled() const;

 private:
  [[nodiscard]] calendar::BusinessCalendar make(const artefact::CalendarT& calendar) const;

  const artefact::ArtefactT* artefact_;
  mutable std::vector<std::optional<calendar::BusinessCalendar>> made_;  // CACHE: by calendar
};

}  // namespace lead::engine
