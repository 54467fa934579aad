#include "runtime/engine/limit.h"

#include "runtime/engine/window.h"

namespace lead::engine {

using artefact::LimitKind;

Limit::Limit(const artefact::LimitT& limit, const artefact::ZoneT& zone)
    : kind_(limit.kind),
      period_(limit.period),
      count_(limit.count),
      keyed_(limit.keyed),
      text_key_(limit.key_is_text),
      zone_(&zone) {}

const calendar::Stretch& Limit::stretch_at(int64_t now_ms) {
  if (stretch_.contains(now_ms)) return stretch_;
  if (kind_ == LimitKind::Day) stretch_ = calendar::day_around(*zone_, now_ms);
  if (kind_ == LimitKind::Week) stretch_ = calendar::week_around(*zone_, now_ms);
  if (kind_ == LimitKind::Month) stretch_ = calendar::month_around(*zone_, now_ms);
  return stretch_;
}

bool Limit::take_rolling(int64_t* state, RingStore& rings, int64_t now_ms) const {
  drop_old(state, rings, now_ms, period_, *zone_);
  if (count_recent(state, rings, now_ms, period_, *zone_) >= count_) return false;
  *rings.push(state, 1) = now_ms;
  return true;
}

bool Limit::take(int64_t* state, RingStore& rings, int64_t now_ms) {
  switch (kind_) {
    case LimitKind::Ever:
      break;
    case LimitKind::Day:
    case LimitKind::Week:
    case LimitKind::Month: {
      // The stretch is told by its end: never 0, so that an empty state belongs to none.
      const int64_t end = stretch_at(now_ms).end_ms;
      if (state[1] != end) {
        state[0] = 0;
        state[1] = end;
      }
      break;
    }
    case LimitKind::Rolling:
      return take_rolling(state, rings, now_ms);
  }
  if (state[0] >= static_cast<int64_t>(count_)) return false;
  ++state[0];
  return true;
}

bool Limit::is_spent_state_over(const int64_t* state, const RingStore& rings, int64_t now_ms) {
  switch (kind_) {
    case LimitKind::Ever:
      return state[0] == 0;  // a reset has given it back
    case LimitKind::Day:
    case LimitKind::Week:
    case LimitKind::Month:
      return state[1] != stretch_at(now_ms).end_ms;
    case LimitKind::Rolling:
      return count_recent(state, rings, now_ms, period_, *zone_) == 0;
  }
  return false;
}

void Limit::clear(int64_t* state, RingStore& rings) const {
  if (kind_ == LimitKind::Rolling) {
    rings.drop_front(state, RingStore::count(state));
  } else {
    state[0] = state[1] = 0;
  }
}

bool Limit::is_empty(const int64_t* state) const {
  return kind_ == LimitKind::Rolling ? RingStore::count(state) == 0 : state[0] == 0;
}

void Limit::release(int64_t* state, RingStore& rings) const {
  if (kind_ == LimitKind::Rolling) rings.release(state, 1);
}

}  // namespace lead::engine
