// What the reference evaluator remembers of one lead: everything that ever happened, as plain lists. Nothing
// is summed up, cut off or shared, so that every value can be worked out afresh from its definition each time
// it is asked for.
//
// A lead is a value: copying it before an item and putting the copy back is how an item is undone.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "runtime/artefact/clock_state.h"
#include "runtime/value/event.h"

namespace lead::reference {

struct Value {
  bool known = false;
  int64_t word = 0;
  std::string text;
  friend bool operator==(const Value&, const Value&) = default;
};

struct Award {
  int64_t instant_ms = 0, millionths = 0;
};
struct Grant {
  int64_t instant_ms = 0;
  std::string key;
};

struct Lead {
  std::string name;
  std::optional<int64_t> born_ms;
  std::vector<Value> attributes;
  std::vector<std::vector<Award>> ledgers;  // in the order of booking
  std::vector<int64_t> balances;            // millionths
  struct Seen {
    int64_t instant_ms = 0;
    Value value;  // of a window that keeps values
  };
  std::vector<std::vector<Seen>> windows;  // every matching event
  std::vector<std::optional<int64_t>> marks;
  std::vector<Value> mark_values;
  std::vector<std::optional<int64_t>>
      quiets_from;          // by quiet rule: silence is counted from here at the earliest
  std::vector<bool> edges;  // by edge: met at the end of the previous item
  struct Stand {
    uint32_t stage = 0;
    int64_t since_ms = 0;
    std::set<uint32_t> held;  // transitions held back until their condition has not been met
  };
  std::vector<Stand> stages;  // by lifecycle
  struct Clock {
    artefact::ClockState state = artefact::ClockState::NotStarted;
    bool is_held = false;              // a signal has paused it
    std::optional<uint32_t> calendar;  // none: the wall clock
    int64_t started_ms = 0, target_ms = 0;
    std::optional<int64_t> until_ms;  // the date that the target stands for
    int64_t kept_ms = 0;              // used before `since_ms`
    std::optional<int64_t> since_ms;  // none: it does not count
    std::vector<int64_t> taken;       // step by step
  };
  std::vector<Clock> clocks;
  std::vector<std::vector<Grant>> limits;      // every booking that got through
  std::vector<std::vector<bool>> latches;      // band by band: on at the end of the previous item
  std::vector<std::optional<uint32_t>> shown;  // output by output: at the end of the previous item
  std::vector<bool> loads;                     // role by role: it counted at the end of the previous item
  std::vector<const value::Event*> waiting;    // before birth, where anonymous events wait
};

}  // namespace lead::reference
