#include "runtime/engine/memories.h"

#include <algorithm>

#include "runtime/calendar/period.h"

namespace lead::engine {

using routing::kNobody;
using routing::PersonNumber;

Memories::Memories(const artefact::ArtefactT& artefact)
    : artefact_(&artefact), kept_(artefact.memories.size()) {
  for (uint32_t role = 0; role <= artefact.roles.size(); ++role)
    first_.push_back(
        static_cast<uint32_t>(std::count_if(artefact.memories.begin(), artefact.memories.end(),
                                            [&](const auto& memory) { return memory->role < role; })));
}

std::optional<Memories::Entry> Memories::entry(uint32_t memory, std::string_view key) const {
  const auto found = kept_[memory].find(key);
  if (!found) return std::nullopt;
  return Entry{*found,
               calendar::after(*artefact_->zone, found->instant_ms, artefact_->memories[memory]->period)};
}

std::optional<Memories::Entry> Memories::find(uint32_t role, std::string_view key, int64_t now_ms) const {
  std::optional<Entry> best;
  for (uint32_t memory = first_[role]; memory < first_[role + 1]; ++memory) {
    const std::optional<Entry> each = entry(memory, key);
    if (!each) continue;
    const bool is_good = each->until_ms > now_ms;
    const bool best_is_good = best && best->until_ms > now_ms;
    if (!best || is_good > best_is_good ||
        (is_good == best_is_good && each->who.instant_ms > best->who.instant_ms))
      best = each;
  }
  return best;
}

bool Memories::begins_with_assignment(uint32_t role) const {
  const auto& memories = artefact_->memories;
  return std::any_of(memories.begin() + first_[role], memories.begin() + first_[role + 1],
                     [](const auto& memory) { return memory->from_assignment; });
}

PersonNumber Memories::person(uint32_t role, std::string_view key, int64_t now_ms) const {
  const std::optional<Entry> found = find(role, key, now_ms);
  return found && found->until_ms > now_ms ? found->who.person : kNobody;
}

bool Memories::assigned(uint32_t role, std::string_view key, const routing::Remembered& holder) {
  const PersonNumber before = person(role, key, holder.instant_ms);
  for (uint32_t memory = first_[role]; memory < first_[role + 1]; ++memory) {
    if (artefact_->memories[memory]->from_assignment) kept_[memory].remember(key, holder);
  }
  return person(role, key, holder.instant_ms) != before;
}

bool Memories::heard(uint32_t memory, std::string_view key, const routing::Remembered& holder) {
  if (holder.person == kNobody) return false;
  const int64_t now_ms = holder.instant_ms;
  if (artefact_->memories[memory]->from_assignment) {
    const std::optional<Entry> known = entry(memory, key);
    if (!known || known->who.person != holder.person || known->until_ms <= now_ms) return false;
  }
  const uint32_t role = artefact_->memories[memory]->role;
  const PersonNumber before = person(role, key, now_ms);
  kept_[memory].remember(key, holder);
  return person(role, key, now_ms) != before;
}

std::vector<MemoryState> Memories::state() const {
  std::vector<MemoryState> out;
  for (uint32_t memory = 0; memory < kept_.size(); ++memory) {
    const artefact::MemoryT& made = *artefact_->memories[memory];
    for (const routing::RememberedKey& each : kept_[memory].entries())
      out.push_back({made.role, each.key, each.who.person, each.who.instant_ms,
                     calendar::after(*artefact_->zone, each.who.instant_ms, made.period)});
  }
  return out;
}

}  // namespace lead::engine
