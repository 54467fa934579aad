// Instants to come: one queue of wake-ups, quiet bookings, schedules and steps of clocks over all leads, by
// (instant, phase, lead's name).
//
// A lead has at most one live entry a phase. The record says when the lead really wants to run (`due`), the
// queue holds an entry that is not later (`queued`): moving a timer away costs nothing, and an entry that
// comes up too early is put back at its new instant. `next` therefore asks the record; an entry the record no
// longer knows is void.
#pragma once
#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

#include "runtime/engine/lead_store.h"
#include "runtime/engine/plan.h"

namespace lead::engine {

// Order within an instant.
enum class Phase : uint8_t { Quiet, Event, Wake, Schedule, Step };

struct Timer {
  int64_t instant_ms;
  Phase phase;
  uint32_t lead;
};

class Timers {
 public:
  Timers(const LeadStore& leads, const Plan& plan) : plan_(&plan), queue_(Later{&leads}), leads_(&leads) {}

  // Tells the queue that the record's due instants may be earlier than what is queued.
  void wake_changed(uint32_t lead);
  void quiet_changed(uint32_t lead);
  void schedule_changed(uint32_t lead);
  void step_changed(uint32_t lead);
  [[nodiscard]] size_t queue_bytes() const { return queue_.capacity() * sizeof(Timer); }
  // The first timer that is due, whenever that is; stays until `take`.
  [[nodiscard]] std::optional<Timer> next();
  // Takes the timer that `next` gave. Its due instant must be changed or the timer taken note of before
  // `next` is asked again.
  void take();

 private:
  struct Later {
    const LeadStore* leads;
    bool operator()(const Timer& a, const Timer& b) const {
      if (a.instant_ms != b.instant_ms) return a.instant_ms > b.instant_ms;
      if (a.phase != b.phase) return a.phase > b.phase;
      return a.lead != b.lead && leads->name(a.lead) > leads->name(b.lead);
    }
  };
  struct Queue : std::priority_queue<Timer, std::vector<Timer>, Later> {
    using priority_queue::priority_queue;
    [[nodiscard]] size_t capacity() const { return c.capacity(); }
  };
  void queue(uint32_t lead, Phase phase, int64_t due_ms);
  [[nodiscard]] int64_t due(uint32_t lead, Phase phase) const;

  const Plan* plan_;
  Queue queue_;
  const LeadStore* leads_;
};

// The next quiet booking of a lead: the least instant of its quiet timers, or kNever.
[[nodiscard]] int64_t next_quiet(const Plan& plan, const int64_t* record);

}  // namespace lead::engine
