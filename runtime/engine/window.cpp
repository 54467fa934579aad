#include "runtime/engine/window.h"

#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"

namespace lead::engine {
namespace {

// The first entry later than `instant_ms`.
size_t first_after(const int64_t* ring, const RingStore& rings, int64_t instant_ms) {
  size_t low = 0, high = RingStore::count(ring);
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (rings.entry(ring, middle, 1)[0] > instant_ms) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

bool is_recent(int64_t instant_ms, int64_t now_ms, artefact::Period period, const artefact::ZoneT& zone) {
  if (period.months() == 0) return now_ms - instant_ms < period.ms();
  return now_ms < calendar::add_months(zone, instant_ms, period.months());
}

}  // namespace

size_t count_recent(const int64_t* ring, const RingStore& rings, int64_t now_ms, artefact::Period period,
                    const artefact::ZoneT& zone) {
  const size_t count = RingStore::count(ring);
  if (count == 0) return 0;
  if (period.months() == 0) return count - first_after(ring, rings, now_ms - period.ms());
  // n months are 28 n to 31 n days, and a wall clock never moved by two days. What lies between is asked one
  // by one: where the clock was set back, an earlier instant may count for longer than a later one.
  const int64_t slack = 2 * calendar::kDayMs;
  const size_t maybe = first_after(ring, rings, now_ms - 31 * calendar::kDayMs * period.months() - slack);
  const size_t surely = first_after(ring, rings, now_ms - 28 * calendar::kDayMs * period.months() + slack);
  size_t recent = count - surely;
  for (size_t i = maybe; i < surely; ++i) {
    if (is_recent(rings.entry(ring, i, 1)[0], now_ms, period, zone)) ++recent;
  }
  return recent;
}

void drop_old(int64_t* ring, RingStore& rings, int64_t now_ms, artefact::Period period,
              const artefact::ZoneT& zone) {
  const size_t count = RingStore::count(ring);
  size_t old = 0;
  while (old < count && !is_recent(rings.entry(ring, old, 1)[0], now_ms, period, zone)) ++old;
  if (old > 0) rings.drop_front(ring, old);
}

Window::Window(const artefact::WindowT& window, const artefact::ZoneT& zone)
    : keep_(window.keep),
      zone_(&zone),
      counts_all_(window.unbounded),
      keeps_(window.keep.ms() != 0 || window.keep.months() != 0) {}

bool Window::push(int64_t* words, RingStore& rings, int64_t now_ms) const {
  if (counts_all_) ++*words++;
  if (!keeps_) return true;
  drop_old(words, rings, now_ms, keep_, *zone_);
  if (RingStore::count(words) >= limits::kMaxWindowEvents) return false;
  *rings.push(words, 1) = now_ms;
  return true;
}

int64_t Window::count(const int64_t* words, const RingStore& rings, int64_t now_ms, int64_t ms,
                      int32_t months) const {
  if (ms == 0 && months == 0) return counts_all_ ? words[0] : 0;
  if (!keeps_) return 0;
  return static_cast<int64_t>(
      count_recent(words + (counts_all_ ? 1 : 0), rings, now_ms, {ms, months}, *zone_));
}

}  // namespace lead::engine
