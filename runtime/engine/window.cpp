#include "runtime/engine/window.h"

#include <algorithm>
#include <vector>

#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/zone.h"
#include "runtime/vm/bounds.h"

namespace lead::engine {

using artefact::Opcode;
namespace {

// The first entry later than `instant_ms`. Most questions end at one of the ends; the others are asked from
// the newest entry backwards, in steps that double.
size_t first_after(const int64_t* ring, const RingStore& rings, int64_t instant_ms, size_t stride) {
  const size_t count = RingStore::count(ring);
  const auto is_later = [&](size_t index) { return rings.entry(ring, index, stride)[0] > instant_ms; };
  if (count == 0 || is_later(0)) return 0;
  if (!is_later(count - 1)) return count;
  size_t low = 0, high = count - 1;  // low is not later, high is
  for (size_t step = 1; step < high - low; step *= 2) {
    if (!is_later(high - step)) {
      low = high - step;
      break;
    }
    high -= step;
  }
  while (high - low > 1) {
    const size_t middle = (low + high) / 2;
    (is_later(middle) ? high : low) = middle;
  }
  return high;
}

bool is_recent(int64_t instant_ms, int64_t now_ms, artefact::Period period, const artefact::ZoneT& zone) {
  if (period.months() == 0) return now_ms - instant_ms < period.ms();
  return now_ms < calendar::add_months(zone, instant_ms, period.months());
}

}  // namespace

size_t count_recent(const int64_t* ring, const RingStore& rings, int64_t now_ms, artefact::Period period,
                    const artefact::ZoneT& zone, size_t stride) {
  const size_t count = RingStore::count(ring);
  if (count == 0) return 0;
  if (period.months() == 0) return count - first_after(ring, rings, now_ms - period.ms(), stride);
  // n months are 28 n to 31 n days, and a wall clock never moved by two days. What lies between is asked one
  // by one: where the clock was set back, an earlier instant may count for longer than a later one.
  const int64_t slack = 2 * calendar::kDayMs;
  const size_t maybe =
      first_after(ring, rings, now_ms - 31 * calendar::kDayMs * period.months() - slack, stride);
  const size_t surely =
      first_after(ring, rings, now_ms - 28 * calendar::kDayMs * period.months() + slack, stride);
  size_t recent = count - surely;
  for (size_t i = maybe; i < surely; ++i) {
    if (is_recent(rings.entry(ring, i, stride)[0], now_ms, period, zone)) ++recent;
  }
  return recent;
}

void drop_old(int64_t* ring, RingStore& rings, int64_t now_ms, artefact::Period period,
              const artefact::ZoneT& zone, size_t stride) {
  const size_t count = RingStore::count(ring);
  size_t old = 0;
  while (old < count && !is_recent(rings.entry(ring, old, stride)[0], now_ms, period, zone)) ++old;
  if (old > 0) rings.drop_front(ring, old);
}

Window::Window(const artefact::WindowT& window, const artefact::ZoneT& zone)
    : keep_(window.keep),
      zone_(&zone),
      counts_all_(window.unbounded),
      keeps_(window.keep.ms() != 0 || window.keep.months() != 0),
      stride_(window.values ? 2 : 1) {}

bool Window::push(int64_t* words, RingStore& rings, int64_t now_ms, int64_t value) const {
  if (counts_all_) ++*words++;
  if (!keeps_) return true;
  drop_old(words, rings, now_ms, keep_, *zone_, stride_);
  if (RingStore::count(words) >= limits::kMaxWindowEvents) return false;
  int64_t* entry = rings.push(words, stride_);
  entry[0] = now_ms;
  if (stride_ > 1) entry[1] = value;
  return true;
}

void Window::clear(int64_t* words, RingStore& rings) const {
  if (counts_all_) *words++ = 0;
  if (keeps_) rings.drop_front(words, RingStore::count(words));
}

bool Window::is_empty(const int64_t* words) const {
  if (counts_all_ && *words++ != 0) return false;
  return !keeps_ || RingStore::count(words) == 0;
}

int64_t Window::count(const int64_t* words, const RingStore& rings, int64_t now_ms, int64_t ms,
                      int32_t months) const {
  if (ms == 0 && months == 0) return counts_all_ ? words[0] : 0;
  if (!keeps_) return 0;
  return static_cast<int64_t>(
      count_recent(words + (counts_all_ ? 1 : 0), rings, now_ms, {ms, months}, *zone_, stride_));
}

template <class Visit>
void Window::visit_values(const int64_t* words, const RingStore& rings, int64_t now_ms,
                          artefact::Period period, Visit visit) const {
  const int64_t* ring = words + (counts_all_ ? 1 : 0);
  const size_t count = RingStore::count(ring);
  size_t at = period.months() == 0 && count > 0 ? first_after(ring, rings, now_ms - period.ms(), stride_) : 0;
  for (; at < count; ++at) {
    const int64_t* entry = rings.entry(ring, at, stride_);
    if (is_recent(entry[0], now_ms, period, *zone_)) visit(entry[0], entry[1]);
  }
}

vm::Word Window::value(Opcode op, const int64_t* words, const RingStore& rings, int64_t now_ms,
                       artefact::Period period) const {
  if (!keeps_ || !keeps_values()) return {};
  if (op == Opcode::WindowDistinct) {
    std::vector<int64_t> all;
    visit_values(words, rings, now_ms, period, [&](int64_t, int64_t value) { all.push_back(value); });
    std::sort(all.begin(), all.end());
    return {std::unique(all.begin(), all.end()) - all.begin(), true};
  }
  vm::Word found{0, op == Opcode::WindowSum};
  visit_values(words, rings, now_ms, period, [&](int64_t, int64_t value) {
    if (op == Opcode::WindowSum) found.value = wrap_add(found.value, value);
    if (op == Opcode::WindowLeast) found.value = found.known ? std::min(found.value, value) : value;
    if (op == Opcode::WindowGreatest) found.value = found.known ? std::max(found.value, value) : value;
    found.known = true;
  });
  return found;
}

vm::Interval Window::value_bounds(Opcode op, const int64_t* words, const RingStore& rings, int64_t first_ms,
                                  int64_t last_ms, artefact::Period period) const {
  const vm::Word first = value(op, words, rings, first_ms, period);
  const bool still = count(words, rings, first_ms, period.ms(), period.months()) ==
                     count(words, rings, last_ms, period.ms(), period.months());
  if (still || !first.known) return vm::exactly(first);
  const vm::Word last = value(op, words, rings, last_ms, period);
  switch (op) {
    case Opcode::WindowDistinct:
      return {last.value, first.value, true, false};
    // As events leave, the least rises and the greatest falls, until none is left.
    case Opcode::WindowLeast: {
      const int64_t high =
          last.known ? last.value : value(Opcode::WindowGreatest, words, rings, first_ms, period).value;
      return {first.value, high, true, !last.known};
    }
    case Opcode::WindowGreatest: {
      const int64_t low =
          last.known ? last.value : value(Opcode::WindowLeast, words, rings, first_ms, period).value;
      return {low, first.value, true, !last.known};
    }
    default:
      break;
  }
  Wide low = last.value, high = last.value;
  visit_values(words, rings, first_ms, period, [&](int64_t instant_ms, int64_t each) {
    if (!is_recent(instant_ms, last_ms, period, *zone_)) (each < 0 ? low : high) += each;
  });
  // The compiler proves that sums fit; an artefact that somebody made may wrap, and then nothing is known.
  if (low < INT64_MIN || high > INT64_MAX) return {INT64_MIN, INT64_MAX, true, false};
  return {static_cast<int64_t>(low), static_cast<int64_t>(high), true, false};
}

int64_t Window::falls_below(const int64_t* words, const RingStore& rings, int64_t least, int64_t ms,
                            int32_t months) const {
  const int64_t* ring = words + (counts_all_ ? 1 : 0);
  if (!keeps_ || least <= 0 || least > static_cast<int64_t>(RingStore::count(ring))) return INT64_MIN;
  const int64_t instant = rings.entry(ring, RingStore::count(ring) - static_cast<size_t>(least), stride_)[0];
  return months == 0 ? instant + ms : calendar::add_months(*zone_, instant, months);
}

}  // namespace lead::engine
