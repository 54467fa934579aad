// Caps: at most so many turns in a while, of each member or of all of them together.
//
//   Cap cap({.most = 5, .span = CapSpan::Day}, zone);
//   if (cap.is_below(ana, now)) cap.book(ana, now);
//   cap.un_book(ana, then);                        // the turn of `then` was given back
//   cap.begins_afresh_at(ana, now)                 // when to look at those who wait
//
// `hour`, `day`, `week` and `month` are those of the zone's wall calendar: the count begins at 0 with each.
// `Rolling`: the turns of the last `rolling_ms`, one exactly `rolling_ms` ago not counted. A cap of the row
// together has one count; the person given does not matter then. Counting goes by the cap's own bookings, so
// that a person who leaves the team and comes back has used what they used.
//
// Instants given are never earlier than one given before, but for that of `un_book`. BOUND: `most` of a
// rolling cap is at most kMaxCapTurns; of each count no more than the newest `most` instants are kept (the
// others can't matter while these count). Constant time, amortised.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <deque>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/calendar/zone.h"
#include "runtime/routing/availability.h"
#include "runtime/routing/people.h"

namespace lead::routing {

enum class CapSpan : uint8_t { Hour, Day, Week, Month, Rolling };

struct CapRule {
  uint32_t most = 1;
  CapSpan span = CapSpan::Day;
  bool together = false;
  int64_t rolling_ms = 0;  // Rolling: above 0
};

// One count: of a person, or of all together (kNobody). Calendar spans: `count` since `begin_ms`; Rolling:
// `instants`, which do not descend.
struct CapCount {
  PersonNumber person = kNobody;
  int64_t begin_ms = INT64_MIN;
  uint32_t count = 0;
  std::deque<int64_t> instants;
};

class Cap {
 public:
  // `zone` must outlive the cap.
  Cap(const CapRule& rule, const artefact::ZoneT& zone);

  [[nodiscard]] const CapRule& rule() const { return rule_; }
  [[nodiscard]] uint32_t count(PersonNumber person, int64_t now_ms) const;
  [[nodiscard]] bool is_below(PersonNumber person, int64_t now_ms) const {
    return count(person, now_ms) < rule_.most;
  }
  void book(PersonNumber person, int64_t now_ms);
  // Takes back one turn booked at `booked_ms`; nothing happens where it no longer counts.
  void un_book(PersonNumber person, int64_t booked_ms);

  // The first instant after `now_ms` at which the count is less if nothing else is booked; kNever: it is 0.
  [[nodiscard]] int64_t begins_afresh_at(PersonNumber person, int64_t now_ms) const;

  // For a snapshot: the counts in the order in which their persons were first booked. `restore` is for a cap
  // without bookings; false where a count means nothing.
  [[nodiscard]] const std::vector<CapCount>& counts() const { return counts_; }
  [[nodiscard]] bool restore(std::vector<CapCount> counts);

 private:
  [[nodiscard]] const CapCount* find(PersonNumber person) const;
  CapCount& count_of(PersonNumber person);
  [[nodiscard]] calendar::Stretch stretch_around(int64_t instant_ms) const;
  [[nodiscard]] calendar::Stretch find_stretch(int64_t instant_ms) const;

  CapRule rule_;
  const artefact::ZoneT* zone_;
  mutable calendar::Stretch around_{0, 0};  // CACHE: the one asked for last
  std::vector<CapCount> counts_;
  absl::flat_hash_map<PersonNumber, uint32_t> places_;
};

}  // namespace lead::routing
