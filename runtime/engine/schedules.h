// The times of the calendar that a policy waits for: which of them can do anything for a lead, and when.
//
// A schedule that cannot do anything for a lead is not waited for: its guard is a watched condition, which is
// looked at again at the end of every item and whenever time alone changes it; and a reset of what is empty
// does nothing. So a lead at rest costs nothing, whatever the calendar says.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/calendar/recurrence.h"
#include "runtime/engine/holdings.h"

namespace lead::engine {

class Schedules {
 public:
  explicit Schedules(const Holdings& holdings);

  [[nodiscard]] size_t size() const { return clocks_.size(); }
  // The next instant after `after_ms` at which a schedule can do anything for this lead; kNever: none before
  // something else happens to it.
  [[nodiscard]] int64_t next(uint32_t lead, int64_t after_ms);
  // Whether the schedule falls on `now_ms` and can do anything.
  [[nodiscard]] bool is_due(uint32_t lead, uint32_t schedule, int64_t now_ms);

 private:
  struct Clock {
    calendar::Recurrence recurrence;
    std::vector<uint32_t> resets;  // what its reactions reset, where that is all that they do
    bool only_resets = true;
    int64_t from_ms = INT64_MAX, next_ms = INT64_MIN;  // CACHE: no instant in [from, next)
  };
  [[nodiscard]] bool can_act(uint32_t lead, uint32_t schedule) const;
  [[nodiscard]] bool is_blank(uint32_t lead, const artefact::ResetT& reset) const;
  [[nodiscard]] int64_t next_instant(uint32_t schedule, int64_t after_ms);

  const Holdings* holdings_;
  std::vector<Clock> clocks_;
};

}  // namespace lead::engine
