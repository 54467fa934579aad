#include "runtime/routing/caps.h"

#include <algorithm>
#include <cassert>

#include "runtime/base/limits.h"

namespace lead::routing {
namespace {

// The first of the instants that counts at `now_ms`; they do not descend.
std::deque<int64_t>::const_iterator first_counting(const CapCount& count, int64_t rolling_ms,
                                                   int64_t now_ms) {
  return std::upper_bound(count.instants.begin(), count.instants.end(), now_ms - rolling_ms);
}

}  // namespace

Cap::Cap(const CapRule& rule, const artefact::ZoneT& zone) : rule_(rule), zone_(&zone) {
  assert(rule.span != CapSpan::Rolling || (rule.rolling_ms > 0 && rule.most <= limits::kMaxCapTurns));
}

calendar::Stretch Cap::stretch_around(int64_t instant_ms) const {
  if (!around_.contains(instant_ms)) around_ = find_stretch(instant_ms);
  return around_;
}

calendar::Stretch Cap::find_stretch(int64_t instant_ms) const {
  switch (rule_.span) {
    case CapSpan::Hour:
      return calendar::hour_around(*zone_, instant_ms);
    case CapSpan::Day:
      return calendar::day_around(*zone_, instant_ms);
    case CapSpan::Week:
      return calendar::week_around(*zone_, instant_ms);
    case CapSpan::Month:
      return calendar::month_around(*zone_, instant_ms);
    case CapSpan::Rolling:
      break;
  }
  return {instant_ms, instant_ms};
}

const CapCount* Cap::find(PersonNumber person) const {
  const auto found = places_.find(rule_.together ? kNobody : person);
  return found == places_.end() ? nullptr : &counts_[found->second];
}

CapCount& Cap::count_of(PersonNumber person) {
  const PersonNumber counted = rule_.together ? kNobody : person;
  const auto [at, is_new] = places_.try_emplace(counted, static_cast<uint32_t>(counts_.size()));
  if (is_new) counts_.push_back({counted, INT64_MIN, 0, {}});
  return counts_[at->second];
}

uint32_t Cap::count(PersonNumber person, int64_t now_ms) const {
  const CapCount* count = find(person);
  if (count == nullptr) return 0;
  if (rule_.span != CapSpan::Rolling)
    return count->begin_ms == stretch_around(now_ms).begin_ms ? count->count : 0;
  return static_cast<uint32_t>(count->instants.end() - first_counting(*count, rule_.rolling_ms, now_ms));
}

void Cap::book(PersonNumber person, int64_t now_ms) {
  CapCount& count = count_of(person);
  if (rule_.span != CapSpan::Rolling) {
    const int64_t begin_ms = stretch_around(now_ms).begin_ms;
    if (count.begin_ms != begin_ms) count.count = 0;
    count.begin_ms = begin_ms;
    ++count.count;
    return;
  }
  count.instants.erase(count.instants.cbegin(), first_counting(count, rule_.rolling_ms, now_ms));
  count.instants.push_back(now_ms);
  if (count.instants.size() > rule_.most) count.instants.pop_front();
}

void Cap::un_book(PersonNumber person, int64_t booked_ms) {
  if (find(person) == nullptr) return;
  CapCount& count = count_of(person);
  if (rule_.span != CapSpan::Rolling) {
    if (count.begin_ms == stretch_around(booked_ms).begin_ms && count.count > 0) --count.count;
    return;
  }
  const auto booked = std::lower_bound(count.instants.begin(), count.instants.end(), booked_ms);
  if (booked != count.instants.end() && *booked == booked_ms) count.instants.erase(booked);
}

int64_t Cap::begins_afresh_at(PersonNumber person, int64_t now_ms) const {
  if (count(person, now_ms) == 0) return kNever;
  if (rule_.span != CapSpan::Rolling) return stretch_around(now_ms).end_ms;
  return *first_counting(*find(person), rule_.rolling_ms, now_ms) + rule_.rolling_ms;
}

bool Cap::restore(std::vector<CapCount> counts) {
  Cap made(rule_, *zone_);
  for (const CapCount& count : counts) {
    const bool is_of_rule = !rule_.together || count.person == kNobody;
    const bool is_sound = rule_.span == CapSpan::Rolling
                              ? count.count == 0 && count.instants.size() <= rule_.most &&
                                    std::is_sorted(count.instants.begin(), count.instants.end())
                              : count.instants.empty();
    const auto place = static_cast<uint32_t>(made.places_.size());
    if (!is_of_rule || !is_sound || !made.places_.try_emplace(count.person, place).second) return false;
  }
  made.counts_ = std::move(counts);
  *this = std::move(made);
  return true;
}

}  // namespace lead::routing
