// The leads: names to numbers, and the record of each, in chunks that never move.
//
// Numbers are given in the order in which leads are first seen; nothing observable depends on them. A lead
// that waits for its birth has a record already; `is_born` tells. Names and records live as long as the
// store.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/base/prefetch.h"
#include "runtime/engine/layout.h"
#include "runtime/engine/text_pool.h"

namespace lead::engine {

inline constexpr uint32_t kNoLead = UINT32_MAX;

class LeadStore {
 public:
  LeadStore(const Layout& layout, const artefact::ArtefactT& artefact)
      : layout_(&layout), artefact_(&artefact) {}

  [[nodiscard]] std::optional<uint32_t> find(std::string_view name) const { return names_.find(name); }
  // The leads of many events at once, into `numbers`, kNoLead where there is none: the waits for memory
  // overlap.
  void find_all(std::span<const value::Event> events, std::vector<uint32_t>& numbers) const {
    numbers.clear();
    for (size_t i = 0; i < events.size(); ++i) {
      if (i + kAhead < events.size()) names_.prefetch(events[i + kAhead].lead);
      numbers.push_back(find(events[i].lead).value_or(kNoLead));
    }
  }
  // Brings what the record's reader will touch closer: leads lie far apart in memory.
  void prefetch_record(uint32_t lead) const {
    const int64_t* at = record(lead);
    for (uint32_t word = 0; word < layout_->words; word += kWordsPerCacheLine) lead::prefetch(at + word);
  }
  // Makes a blank record where there is none.
  uint32_t find_or_add(std::string_view name) {
    const uint32_t lead = names_.intern(name);
    if (lead % kLeadsPerChunk == 0 && lead / kLeadsPerChunk == chunks_.size()) {
      chunks_.push_back(std::make_unique_for_overwrite<int64_t[]>(size_t{kLeadsPerChunk} * layout_->words));
    }
    if (lead == count_) {
      blank(*layout_, *artefact_, record(lead));
      ++count_;
    }
    return lead;
  }
  [[nodiscard]] int64_t* record(uint32_t lead) const {
    return chunks_[lead / kLeadsPerChunk].get() + size_t{lead % kLeadsPerChunk} * layout_->words;
  }
  [[nodiscard]] std::string_view name(uint32_t lead) const { return names_.text(lead); }
  [[nodiscard]] bool is_born(uint32_t lead) const { return record(lead)[Layout::kBorn] != kMissingInstant; }
  [[nodiscard]] uint32_t size() const { return count_; }

 private:
  static constexpr uint32_t kLeadsPerChunk = 1024;
  static constexpr uint32_t kWordsPerCacheLine = 8;
  static constexpr size_t kAhead = 12;  // about as many as fit into one wait for memory
  const Layout* layout_;
  const artefact::ArtefactT* artefact_;
  TextPool names_;
  uint32_t count_ = 0;
  std::vector<std::unique_ptr<int64_t[]>> chunks_;
};

}  // namespace lead::engine
