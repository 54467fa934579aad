#include "runtime/engine/order.h"

#include <algorithm>

namespace lead::engine {

bool Order::comes_before(const Pending& a, const Pending& b) const {
  if (a.instant_ms != b.instant_ms) return a.instant_ms < b.instant_ms;
  if (a.late != b.late) return a.late;
  if (a.late) return a.arrival < b.arrival;
  const value::Event& x = event(a);
  const value::Event& y = event(b);
  if (const int order = x.source.compare(y.source); order != 0) return order < 0;
  if (x.has_seq != y.has_seq) return !x.has_seq;
  if (x.has_seq && x.seq != y.seq) return x.seq < y.seq;
  if (const int order = x.id.compare(y.id); order != 0) return order < 0;
  if (const int order = x.lead.compare(y.lead); order != 0) return order < 0;
  return a.arrival < b.arrival;
}

int64_t Order::watermark_ms() const {
  return greatest_ms_ == INT64_MIN ? INT64_MIN : greatest_ms_ - lateness_ms_;
}

uint32_t Order::hold(value::EventBlock&& block) {
  auto held = std::make_unique<Held>();
  held->pending = block.events.size();
  held->block = std::move(block);
  if (free_blocks_.empty()) {
    blocks_.push_back(std::move(held));
    return static_cast<uint32_t>(blocks_.size() - 1);
  }
  const uint32_t place = free_blocks_.back();
  free_blocks_.pop_back();
  blocks_[place] = std::move(held);
  return place;
}

void Order::add(value::EventBlock&& block, std::span<const uint32_t> leads) {
  if (block.events.empty()) return block.clear();
  const uint32_t place = hold(std::move(block));
  block = {};
  if (!spares_.empty()) {
    block = std::move(spares_.back());
    spares_.pop_back();
  }
  const std::vector<value::Event>& events = blocks_[place]->block.events;
  std::vector<Pending> fresh;
  fresh.reserve(events.size());
  for (uint32_t i = 0; i < events.size(); ++i) {
    const int64_t instant = events[i].instant_ms;
    const int64_t watermark = watermark_ms();
    const bool late = instant < watermark;
    const uint32_t lead = leads.empty() ? 0 : leads[i];
    fresh.push_back({late ? watermark : instant, arrivals_++, place, i, lead, late});
    greatest_ms_ = std::max(greatest_ms_, instant);
  }
  merge(std::move(fresh));
}

void Order::merge(std::vector<Pending>&& fresh) {
  const auto before = [this](const Pending& a, const Pending& b) { return comes_before(a, b); };
  if (!std::is_sorted(fresh.begin(), fresh.end(), before)) std::sort(fresh.begin(), fresh.end(), before);
  if (first_ * 2 >= pending_.size()) {
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  const auto old_end = static_cast<std::ptrdiff_t>(pending_.size());
  // What was pending and comes before all that is fresh stays where it is.
  const auto from = std::upper_bound(pending_.begin() + static_cast<std::ptrdiff_t>(first_), pending_.end(),
                                     fresh.front(), before) -
                    pending_.begin();
  pending_.insert(pending_.end(), fresh.begin(), fresh.end());
  std::inplace_merge(pending_.begin() + from, pending_.begin() + old_end, pending_.end(), before);
}

const Pending* Order::next(int64_t before_ms) const {
  if (first_ == pending_.size() || pending_[first_].instant_ms >= before_ms) return nullptr;
  return &pending_[first_];
}

void Order::take() {
  const uint32_t place = pending_[first_++].block;
  if (--blocks_[place]->pending > 0) return;
  if (spares_.size() < kSpares) {
    blocks_[place]->block.clear();
    spares_.push_back(std::move(blocks_[place]->block));
  }
  blocks_[place].reset();
  free_blocks_.push_back(place);
}

}  // namespace lead::engine
