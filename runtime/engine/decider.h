// The end of an item: derived values, latches committed once, outputs compared with the end of the item
// before, decisions told, and the instant found at which time alone may change an output next.
#pragma once
#include <cstdint>
#include <vector>

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

class Decider {
 public:
  Decider(Holdings& holdings, uint32_t extra_wakes, Observer& observer, Counts& counts);

  // Evaluates and tells. Leaves the registers as of `now_ms` for `find_wake`. What has come to hold is added
  // to `edges`, in declared order.
  void decide(const ItemEnd& item, std::vector<uint32_t>& edges);
  // Sets the record's wake-up; to be called after the last `decide` of an instant's item. The timers must be
  // told.
  void find_wake(const ItemEnd& item);

 private:
  [[nodiscard]] bool still_stands(const ItemEnd& item, const int64_t* record) const;
  void commit_latches(int64_t* record);
  void compare_outputs(const ItemEnd& item, int64_t* record);
  void compare_watches(int64_t* record, std::vector<uint32_t>& edges);

  Holdings* holdings_;
  uint32_t extra_wakes_;
  Observer* observer_;
  Counts* counts_;
  vm::Registers registers_;
  Search search_;
  std::vector<uint8_t> falls_;    // by output: Raising::falling_outputs
  bool falling_changed_ = false;  // in the item decided last
};

}  // namespace lead::engine
