// Local time of the policy, for one value and for ranges.
#include <algorithm>

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "runtime/vm/tables_state.h"

namespace lead::vm {

namespace {

// Forged code may compute any instant; the calendar is asked only near the years that exist.
constexpr int64_t kFarInstantMs = 100 * limits::kEndInstantMs;
constexpr int64_t kFarDate = kFarInstantMs / calendar::kDayMs;
constexpr int64_t kFarMonths = limits::kMaxPeriodMonths;

int64_t near_instant(int64_t instant_ms) {
  return std::clamp(instant_ms, -kFarInstantMs, kFarInstantMs);
}

int64_t date_of(int64_t local_ms) {
  return local_ms >= 0 ? local_ms / calendar::kDayMs
                       : -((-local_ms + calendar::kDayMs - 1) / calendar::kDayMs);
}

// Whether the wall clock jumps somewhere in (low, high].
bool clock_jumps(const artefact::ZoneT& zone, int64_t low, int64_t high) {
  const auto next = std::upper_bound(zone.transitions_ms.begin(), zone.transitions_ms.end(), low);
  return next != zone.transitions_ms.end() && *next <= high;
}

}  // namespace

const artefact::ZoneT& Tables::zone() const {
  return *state_->artefact->zone;
}

int64_t Tables::day_of(int64_t instant_ms) const {
  return calendar::day_of(zone(), near_instant(instant_ms));
}

int64_t Tables::start_of(int64_t date) const {
  return calendar::start_of_day(zone(), std::clamp(date, -kFarDate, kFarDate));
}

int64_t Tables::add_months(int64_t instant_ms, int64_t months) const {
  return calendar::add_months(zone(), near_instant(instant_ms), std::clamp(months, -kFarMonths, kFarMonths));
}

// Where the clock is set back over midnight, a later instant has an earlier date: then only the offsets bound
// it.
Tables::Range Tables::day_of(Range instants_ms) const {
  const int64_t low = near_instant(instants_ms.low), high = near_instant(instants_ms.high);
  if (!clock_jumps(zone(), low, high)) return {day_of(low), day_of(high)};
  return {date_of(low + state_->least_offset_ms), date_of(high + state_->greatest_offset_ms)};
}

// The first instant at which the wall clock shows a later date or more: never earlier for a later date.
Tables::Range Tables::start_of(Range dates) const {
  return {start_of(dates.low), start_of(dates.high)};
}

// Clamped days and jumps of the clock let a later instant come out earlier; then whole days and the offsets
// bound it.
Tables::Range Tables::add_months(Range instants_ms, int64_t months) const {
  const int64_t low = near_instant(instants_ms.low), high = near_instant(instants_ms.high);
  const Range ends = {add_months(low, months), add_months(high, months)};
  if (low == high || months == 0) return ends;
  const int64_t spread = state_->greatest_offset_ms - state_->least_offset_ms;
  if (!clock_jumps(zone(), low, high) && day_of(low) == day_of(high) &&
      !clock_jumps(zone(), ends.low - spread - 1, ends.high + spread)) {
    return ends;
  }
  const auto moved = [&](int64_t local_ms) {
    const int64_t date = date_of(local_ms);
    return date_of(calendar::add_months(state_->utc, date * calendar::kDayMs,
                                        std::clamp(months, -kFarMonths, kFarMonths)));
  };
  return {moved(low + state_->least_offset_ms) * calendar::kDayMs - state_->greatest_offset_ms,
          (moved(high + state_->greatest_offset_ms) + 1) * calendar::kDayMs - 1 - state_->least_offset_ms};
}

}  // namespace lead::vm
