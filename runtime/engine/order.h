// The canonical order of events, whatever the batches they came in: by (instant, source, seq, id, lead,
// arrival).
//
// Blocks are taken over and kept while one of their events is pending. An event is late when its instant lies
// before the watermark (greatest instant seen before it, less the lateness); lateness is judged event by
// event as they arrive, so it does not depend on batches either. A late event is handed out before the items
// of the watermark's instant, to be set aside.
//
//   order.add(std::move(block));
//   while (const Pending* p = order.next(order.watermark_ms())) { …order.event(*p)…  order.take(); }
//
// Cost: linear for a stream in order; what is out of order is sorted and merged into the pending tail.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "runtime/value/event.h"

namespace lead::engine {

struct Pending {
  int64_t instant_ms;  // its place in time: the event's instant, or the watermark it was late for
  uint64_t arrival;
  uint32_t block;
  uint32_t index;
  uint32_t lead;  // as the caller of `add` knew it
  bool late;
};

class Order {
 public:
  explicit Order(int64_t lateness_ms) : lateness_ms_(lateness_ms) {}

  // `leads`: what is known of each event's lead, handed back with it; as many as events, or none at all. The
  // block comes back empty, where there is one with the memory of a block that is over.
  void add(value::EventBlock&& block, std::span<const uint32_t> leads = {});
  [[nodiscard]] int64_t greatest_ms() const { return greatest_ms_; }
  // Items before this instant may run. Before any event: INT64_MIN.
  [[nodiscard]] int64_t watermark_ms() const;
  // The first pending event before an instant; null where there is none. Good until `take` or `add`.
  [[nodiscard]] const Pending* next(int64_t before_ms) const;
  [[nodiscard]] const value::Event& event(const Pending& pending) const {
    return blocks_[pending.block]->block.events[pending.index];
  }
  // What stands that many places behind the one `next` gives; null where there is none.
  [[nodiscard]] const Pending* ahead(size_t places) const {
    return first_ + places < pending_.size() ? &pending_[first_ + places] : nullptr;
  }
  // Removes what `next` gave. Its block dies with its last event.
  void take();

 private:
  static constexpr size_t kSpares = 4;
  struct Held {
    value::EventBlock block;
    size_t pending = 0;
  };
  [[nodiscard]] bool comes_before(const Pending& a, const Pending& b) const;
  uint32_t hold(value::EventBlock&& block);
  void merge(std::vector<Pending>&& fresh);

  int64_t lateness_ms_;
  int64_t greatest_ms_ = INT64_MIN;
  uint64_t arrivals_ = 0;
  std::vector<std::unique_ptr<Held>> blocks_;
  std::vector<uint32_t> free_blocks_;
  std::vector<value::EventBlock> spares_;  // empty, for their memory; at most kSpares
  std::vector<Pending> pending_;           // sorted from `first_` on
  size_t first_ = 0;
};

}  // namespace lead::engine
