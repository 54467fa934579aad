// What people say of themselves while a run goes on: I am away, I am back.
//
//   Presence said;
//   said.leave(now, kNever);              // away from now on, until they are back
//   said.come_back(now);                  // there again, whatever the roster had planned for now
//   absences_of(planned, said)            // what the roster plans, and what was said
//
// The last word counts. Whoever is back has ended every absence of the roster that had begun by then; those
// that are still to come begin as planned. Linear in the absences. Never fails.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/routing/roster.h"

namespace lead::routing {

struct Presence {
  Absence away;                 // said; empty: none
  int64_t back_ms = INT64_MIN;  // when they last said that they were back

  void leave(int64_t now_ms, int64_t until_ms) { away = {now_ms, until_ms}; }
  void come_back(int64_t now_ms) {
    away = {};
    back_ms = now_ms;
  }
};

// Sorted, none empty, none overlapping; good for instants from the last word on. `planned` is so too.
[[nodiscard]] std::vector<Absence> absences_of(std::span<const Absence> planned, const Presence& said);

}  // namespace lead::routing
