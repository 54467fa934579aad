// Calendars: as they were declared, each with the transitions of its zone.
#include <map>

#include "compiler/lowering/lowering.h"

namespace lead::lowering {

void lower_calendars(const Lowering& lowering) {
  std::map<std::string, std::unique_ptr<artefact::ZoneT>> zones;
  for (const kernel::Calendar& calendar : lowering.kernel.calendars) {
    std::unique_ptr<artefact::ZoneT>& zone = zones[calendar.zone];
    if (zone == nullptr) zone = zone_of(calendar.zone);
    auto out = std::make_unique<artefact::CalendarT>();
    out->name = calendar.name;
    out->title = calendar.title;
    out->zone = std::make_unique<artefact::ZoneT>(*zone);
    out->weekly = calendar.weekly;
    out->dated = calendar.dated;
    out->breaks = calendar.breaks;
    out->holidays = calendar.holidays;
    out->both = calendar.both;
    lowering.out.calendars.push_back(std::move(out));
  }
}

}  // namespace lead::lowering
