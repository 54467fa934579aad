// The end of an item: derived values, latches committed once, outputs compared with the end of the item
// before, decisions told, and the instant found at which time alone may change an output next.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/engine/clocks.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/holdings.h"
#include "runtime/engine/search.h"
#include "runtime/vm/registers.h"

namespace lead::engine {

// One item as far as its decisions are concerned.
struct ItemEnd {
  uint32_t lead;
  int64_t now_ms;
  Cause cause;
  int32_t rule = -1;  // the last that booked
  bool birth = false;
};

// A transition that has been made. `from`: nothing at birth. `transition`: index into artefact.transitions;
// -1: the birth.
struct Move {
  uint32_t lifecycle;
  std::optional<uint32_t> from;
  uint32_t to;
  int32_t transition;
  std::optional<uint32_t> reason;
};

class Decider {
 public:
  Decider(Holdings& holdings, uint32_t extra_wakes, Observer& observer, Counts& counts);

  // The derived values of the lead as it stands, for `settle`, `is_met` and `find_wake`.
  void evaluate(const ItemEnd& item);
  // Whether a condition of `derived` is met, as of the last `evaluate`.
  [[nodiscard]] bool is_met(int32_t condition) const {
    return registers_.words[static_cast<size_t>(condition)] != 0;
  }
  // Commits and tells. What has come to hold is added to `edges`, in declared order.
  void settle(const ItemEnd& item, const std::vector<Move>& moves, const std::vector<ClockChange>& clocks,
              std::vector<uint32_t>& edges);
  // The same lead again, after items of others: its wake-up is to be searched for.
  void look_again(const ItemEnd& item) {
    evaluate(item);
    may_come_sooner_ = true;
  }
  [[nodiscard]] const vm::Registers& derived() const { return registers_; }
  // Sets the record's wake-up; to be called after the last `settle` of an instant's item. The timers must be
  // told.
  void find_wake(const ItemEnd& item);

 private:
  [[nodiscard]] bool only_puts_off(const ItemEnd& item) const;
  [[nodiscard]] bool still_stands(const ItemEnd& item, const int64_t* record) const;
  void commit_latches(int64_t* record);
  uint32_t compare_outputs(const ItemEnd& item, int64_t* record);
  uint32_t tell_moves(const ItemEnd& item, const std::vector<Move>& moves, uint32_t ordinal, int64_t* record);
  void tell_clocks(const ItemEnd& item, const std::vector<ClockChange>& clocks, uint32_t ordinal,
                   int64_t* record);
  void compare_watches(int64_t* record, std::vector<uint32_t>& edges);

  Holdings* holdings_;
  uint32_t extra_wakes_;
  Observer* observer_;
  Counts* counts_;
  vm::Registers registers_;
  Search search_;
  std::vector<uint8_t> is_checked_output_, is_checked_watch_;  // Raising::outputs, Raising::watches
  bool may_come_sooner_ = false;  // what time does next, by what was settled since the last `find_wake`
};

}  // namespace lead::engine
