#include "runtime/engine/waiting.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "runtime/base/limits.h"

namespace lead::engine {
namespace {

Waiting::Kept copy_of(const value::Event& event, uint64_t order) {
  Waiting::Kept kept{event, nullptr, {event.fields.begin(), event.fields.end()}, order};
  size_t size = event.lead.size() + event.source.size() + event.id.size();
  for (const value::FieldValue& field : kept.fields) size += field.text.size();
  kept.bytes = std::make_unique_for_overwrite<char[]>(size);
  char* end = kept.bytes.get();
  const auto move_in = [&end](std::string_view& text) {
    if (!text.empty()) std::memcpy(end, text.data(), text.size());
    text = {end, text.size()};
    end += text.size();
  };
  move_in(kept.event.lead);
  move_in(kept.event.source);
  move_in(kept.event.id);
  for (value::FieldValue& field : kept.fields) move_in(field.text);
  kept.event.fields = kept.fields;
  return kept;
}

}  // namespace

bool Waiting::keep(uint32_t lead, const value::Event& event) {
  std::vector<Kept>& events = kept_[lead];
  if (events.size() >= limits::kMaxWaitingEvents) return false;
  events.push_back(copy_of(event, count_++));
  return true;
}

std::vector<Waiting::Kept> Waiting::take(uint32_t lead) {
  const auto found = kept_.find(lead);
  if (found == kept_.end()) return {};
  std::vector<Kept> events = std::move(found->second);
  kept_.erase(found);
  return events;
}

std::vector<Waiting::Kept> Waiting::take_all() {
  std::vector<Kept> all;
  for (auto& [lead, events] : kept_) std::move(events.begin(), events.end(), std::back_inserter(all));
  kept_.clear();
  std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.order < b.order; });
  return all;
}

}  // namespace lead::engine
