#include "tests/reference/hours.h"

#include <algorithm>

#include "runtime/calendar/zone.h"
#include "runtime/calendar/zone_source.h"

namespace lead::reference {
namespace {

constexpr int64_t kDayMs = 86'400'000;

artefact::ArtefactT calendars_of(const kernel::Kernel& kernel) {
  artefact::ArtefactT artefact;
  for (const kernel::Calendar& calendar : kernel.calendars) {
    auto out = std::make_unique<artefact::CalendarT>();
    out->zone = std::make_unique<artefact::ZoneT>(*calendar::resolve_zone(calendar.zone));
    out->weekly = calendar.weekly;
    out->dated = calendar.dated;
    out->breaks = calendar.breaks;
    out->holidays = calendar.holidays;
    out->both = calendar.both;
    artefact.calendars.push_back(std::move(out));
  }
  return artefact;
}

void add(std::vector<std::pair<int64_t, int64_t>>& into, int64_t begin, int64_t end) {
  if (begin < end) into.emplace_back(begin, end);
}

// Sorted, and what overlaps or touches is one.
std::vector<std::pair<int64_t, int64_t>> joined(std::vector<std::pair<int64_t, int64_t>> all) {
  std::sort(all.begin(), all.end());
  std::vector<std::pair<int64_t, int64_t>> out;
  for (const auto& [begin, end] : all) {
    if (!out.empty() && begin <= out.back().second)
      out.back().second = std::max(out.back().second, end);
    else
      out.emplace_back(begin, end);
  }
  return out;
}

}  // namespace

Hours::Hours(const kernel::Kernel& kernel) : held_(calendars_of(kernel)), calendars_(held_) {}

Hours::Openings Hours::of_date(const artefact::CalendarT& calendar, int64_t day) const {
  if (std::find(calendar.holidays.begin(), calendar.holidays.end(), day) != calendar.holidays.end())
    return {};
  Openings local;
  bool is_dated = false;
  for (const artefact::DayHours& hours : calendar.dated) {
    if (hours.day() != day) continue;
    is_dated = true;
    add(local, hours.begin_ms(), hours.end_ms());
  }
  const int64_t weekday = ((day + 3) % 7 + 7) % 7, before = (weekday + 6) % 7;  // 1970-01-01 was a Thursday
  for (const artefact::DayHours& hours : calendar.weekly) {
    if (is_dated) break;
    if (hours.day() == weekday) add(local, hours.begin_ms(), std::min<int64_t>(hours.end_ms(), kDayMs));
    if (hours.day() == before) add(local, 0, hours.end_ms() - kDayMs);
  }
  Openings open = joined(local);
  for (const artefact::DayHours& gap : calendar.breaks) {
    if (gap.day() != day) continue;
    Openings rest;
    for (const auto& [begin, end] : open) {
      add(rest, begin, std::min<int64_t>(end, gap.begin_ms()));
      add(rest, std::max<int64_t>(begin, gap.end_ms()), end);
    }
    open = rest;
  }
  Openings instants;
  for (const auto& [begin, end] : open)
    add(instants, calendar::instant_of(*calendar.zone, day * kDayMs + begin),
        calendar::instant_of(*calendar.zone, day * kDayMs + end));
  return instants;
}

Hours::Openings Hours::openings(uint32_t index, int64_t from_ms, int64_t to_ms) const {
  const artefact::CalendarT& calendar = *held_.calendars[index];
  if (calendar.both.empty()) {
    Openings all;
    for (int64_t day = from_ms / kDayMs - 2; day <= to_ms / kDayMs + 2; ++day) {
      for (const auto& opening : of_date(calendar, day)) all.push_back(opening);
    }
    return joined(all);
  }
  Openings shared = openings(calendar.both.front(), from_ms, to_ms);
  for (size_t i = 1; i < calendar.both.size(); ++i) {
    Openings both;
    for (const auto& [a, b] : shared) {
      for (const auto& [c, d] : openings(calendar.both[i], from_ms, to_ms))
        add(both, std::max(a, c), std::min(b, d));
    }
    shared = joined(both);
  }
  return shared;
}

int64_t Hours::between(uint32_t calendar, int64_t from_ms, int64_t to_ms) const {
  if (to_ms < from_ms) return -between(calendar, to_ms, from_ms);
  int64_t total = 0;
  for (const auto& [begin, end] : openings(calendar, from_ms, to_ms))
    total += std::max<int64_t>(0, std::min(end, to_ms) - std::max(begin, from_ms));
  return total;
}

bool Hours::is_open_within(uint32_t calendar, int64_t now_ms, int64_t look_ahead_ms) const {
  const Openings all = openings(calendar, now_ms, now_ms + look_ahead_ms);
  return std::any_of(all.begin(), all.end(), [&](const auto& opening) {
    return opening.first <= now_ms + look_ahead_ms && now_ms < opening.second;
  });
}

}  // namespace lead::reference
