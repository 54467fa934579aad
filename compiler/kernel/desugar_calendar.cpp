// Calendars: the same hours and dates, each calendar behind those that it stands on.
#include "compiler/kernel/desugaring.h"

namespace lead::kernel {

namespace {

constexpr uint32_t kNotYet = UINT32_MAX;

// `check` has refused circles. BOUND: as deep as there are calendars.
void enter(Desugaring& d, uint32_t index) {
  if (d.calendars[index] != kNotYet) return;
  const semantics::Calendar& calendar = d.program.calendars[index];
  for (const uint32_t part : calendar.both) enter(d, part);
  Calendar made{.name = calendar.name,
                .title = d.decl<syntax::CalendarDecl>(calendar.decl).title.value_or(""),
                .zone = calendar.zone,
                .weekly = calendar.weekly,
                .dated = calendar.dated,
                .breaks = calendar.breaks,
                .holidays = calendar.holidays,
                .both = {}};
  for (const uint32_t part : calendar.both) made.both.push_back(d.calendars[part]);
  d.calendars[index] = static_cast<uint32_t>(d.kernel.calendars.size());
  d.kernel.calendars.push_back(std::move(made));
}

}  // namespace

void desugar_calendars(Desugaring& d) {
  d.calendars.assign(d.program.calendars.size(), kNotYet);
  for (uint32_t index = 0; index < d.program.calendars.size(); ++index) enter(d, index);
}

uint32_t calendar_of(const Desugaring& d, uint32_t calendar) {
  return d.calendars[calendar];
}

}  // namespace lead::kernel
