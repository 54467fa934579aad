// Calendars: the rows of each, what stands on what, and whether there is ever time in them.
#include <fmt/format.h>

#include <memory>

#include "compiler/diagnostics/problems.h"
#include "compiler/semantics/calendar_problems.h"
#include "compiler/semantics/calendar_rows.h"
#include "compiler/semantics/steps.h"
#include "runtime/calendar/compile_calendar.h"
#include "runtime/calendar/stored_hours.h"
#include "runtime/calendar/zone_source.h"

namespace lead::semantics {
namespace {

using calendar::BusinessCalendar;

// A weekday comes 12'000 times from 1970 to 2199, and no zone has so many nights whose clock could swallow
// its hours: with fewer exceptions than this, a calendar with hours of a weekday is open at some time.
constexpr size_t kFewExceptions = 10'000;

class Calendars {
 public:
  explicit Calendars(Context& context)
      : context_(context),
        calendars_(context.program.calendars),
        states_(calendars_.size()),
        made_(calendars_.size()) {}

  void check() {
    for (uint32_t index = 0; index < calendars_.size(); ++index) visit(index);
  }

 private:
  enum class State : uint8_t { NotStarted, Started, Sound, Wrong };

  const syntax::CalendarDecl& decl(uint32_t index) const {
    return context_.decl<syntax::CalendarDecl>(calendars_[index].decl);
  }
  // Parts before what stands on them. BOUND: as deep as there are calendars.
  void visit(uint32_t index);
  bool take_parts(uint32_t index);
  bool visit_part(uint32_t index, const syntax::Name& part);
  void report_circle(uint32_t from);
  bool is_ever_open(uint32_t index);
  const BusinessCalendar& compiled(uint32_t index);
  const artefact::ZoneT& zone(const std::string& name);

  Context& context_;
  std::vector<Calendar>& calendars_;
  std::vector<State> states_;
  std::vector<std::pair<uint32_t, const syntax::Name*>>
      path_;  // calendars being visited, and the part they are at
  std::map<std::string, std::unique_ptr<artefact::ZoneT>> zones_;
  std::vector<std::optional<BusinessCalendar>>
      made_;  // CACHE: where somebody stands on them, or it is in doubt
};

void Calendars::visit(uint32_t index) {
  if (states_[index] != State::NotStarted) return;
  states_[index] = State::Started;
  bool fine = decl(index).both.empty() ? take_rows(context_, index) : take_parts(index);
  if (fine && !is_ever_open(index)) {
    fine = false;
    std::vector<std::string> parts;
    for (const uint32_t part : calendars_[index].both) parts.push_back(calendars_[part].name);
    context_.sink.add(parts.empty() ? problems::never_open(decl(index).name)
                                    : problems::never_open_together(decl(index).name, parts));
  }
  states_[index] = fine ? State::Sound : State::Wrong;
}

// Its dates are those of its first part.
bool Calendars::take_parts(uint32_t index) {
  const syntax::CalendarDecl& own = decl(index);
  if (own.both.size() > limits::kMaxCalendarParts) {
    context_.sink.add(diagnostics::policy_too_large(
        own.name.span, fmt::format("`{}` stands on {} calendars, and {} may be", own.name.text,
                                   own.both.size(), limits::kMaxCalendarParts)));
    return false;
  }
  bool fine = true;
  std::map<std::string_view, Span> named;
  for (const syntax::Name& part : own.both) {
    const auto [first, is_new] = named.try_emplace(part.text, part.span);
    if (!is_new) {
      context_.sink.add(problems::part_twice(part, first->second));
      continue;
    }
    fine = visit_part(index, part) && fine;
  }
  // Where the same one was named twice, it stands there twice: an artefact has two parts at least.
  auto& both = calendars_[index].both;
  if (both.size() == 1) both.push_back(both.front());
  if (!both.empty()) calendars_[index].zone = calendars_[both.front()].zone;
  return fine;
}

bool Calendars::visit_part(uint32_t index, const syntax::Name& part) {
  const NameSpace& declared = context_.names.calendars;
  const auto found = declared.find(part.text);
  if (found == declared.end()) {
    context_.sink.add(
        problems::unknown_calendar(part, close_names(context_, part.text, declared), names_in(declared)));
    return false;
  }
  const uint32_t target = found->second.index;
  path_.emplace_back(index, &part);
  if (states_[target] == State::Started) report_circle(target);
  visit(target);
  path_.pop_back();
  calendars_[index].both.push_back(target);
  return states_[target] == State::Sound;
}

void Calendars::report_circle(uint32_t from) {
  auto at = path_.begin();
  while (at->first != from) ++at;
  std::vector<problems::Part> parts;
  for (; at != path_.end(); ++at)
    parts.push_back({at->second->span, calendars_[at->first].name, at->second->text});
  context_.sink.add(problems::calendars_in_circle(parts));
}

bool Calendars::is_ever_open(uint32_t index) {
  const Calendar& each = calendars_[index];
  if (!each.weekly.empty() && each.dated.size() + each.breaks.size() + each.holidays.size() < kFewExceptions)
    return true;
  return compiled(index).open_total() > 0;
}

const artefact::ZoneT& Calendars::zone(const std::string& name) {
  std::unique_ptr<artefact::ZoneT>& place = zones_[name];
  if (!place) place = std::make_unique<artefact::ZoneT>(calendar::resolve_zone(name).value());
  return *place;
}

const BusinessCalendar& Calendars::compiled(uint32_t index) {
  std::optional<BusinessCalendar>& place = made_[index];
  if (place) return *place;
  const Calendar& each = calendars_[index];
  if (each.both.empty()) {
    artefact::CalendarT stored;
    stored.weekly = each.weekly;
    stored.dated = each.dated;
    stored.breaks = each.breaks;
    stored.holidays = each.holidays;
    place = std::get<BusinessCalendar>(calendar::compile(calendar::stored_hours(stored), zone(each.zone)));
    return *place;
  }
  BusinessCalendar open = compiled(each.both.front());
  for (size_t i = 1; i < each.both.size(); ++i) open = calendar::intersect(open, compiled(each.both[i]));
  place = std::move(open);
  return *place;
}

}  // namespace

void check_calendars(Context& context) {
  const std::vector<Calendar>& calendars = context.program.calendars;
  if (calendars.size() > limits::kMaxCalendars) {
    const auto& first = context.decl<syntax::CalendarDecl>(calendars[limits::kMaxCalendars].decl);
    context.sink.add(diagnostics::policy_too_large(
        first.name.span,
        fmt::format("it has {} calendars, and {} may be", calendars.size(), limits::kMaxCalendars)));
    return;
  }
  Calendars(context).check();
}

}  // namespace lead::semantics
