#include "runtime/engine/calendars.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "runtime/calendar/compile_calendar.h"
#include "runtime/calendar/stored_hours.h"

namespace lead::engine {

using calendar::BusinessCalendar;

Calendars::Calendars(const artefact::ArtefactT& artefact)
    : artefact_(&artefact), made_(artefact.calendars.size()) {}

const BusinessCalendar& Calendars::operator[](uint32_t index) const {
  std::optional<BusinessCalendar>& place = made_[index];
  if (!place) place = make(*artefact_->calendars[index]);
  return *place;
}

size_t Calendars::compiled() const {
  return static_cast<size_t>(
      std::count_if(made_.begin(), made_.end(), [](const auto& each) { return each.has_value(); }));
}

// Each call for a part reads an earlier calendar, so it never comes back to the one being made.
BusinessCalendar Calendars::make(const artefact::CalendarT& calendar) const {
  if (calendar.both.empty())
    return std::get<BusinessCalendar>(calendar::compile(calendar::stored_hours(calendar), *calendar.zone));
  BusinessCalendar open = (*this)[calendar.both.front()];
  for (size_t i = 1; i < calendar.both.size(); ++i)
    open = calendar::intersect(open, (*this)[calendar.both[i]]);
  return open;
}

}  // namespace lead::engine
