// The leads: names to numbers, and the record of each, in chunks that never move.
//
// Numbers are given in the order in which leads are first seen; nothing observable depends on them. A lead
// that waits for its birth has a record already; `is_born` tells. Names and records live as long as the
// store.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/engine/layout.h"
#include "runtime/engine/text_pool.h"

namespace lead::engine {

class LeadStore {
 public:
  LeadStore(const Layout& layout, const artefact::ArtefactT& artefact)
      : layout_(&layout), artefact_(&artefact) {}

  [[nodiscard]] std::optional<uint32_t> find(std::string_view name) const { return names_.find(name); }
  // Bring what `find`, and then what the record's reader will touch, closer: leads lie far apart in memory.
  void prefetch_name(std::string_view name) const { names_.prefetch(name); }
  void prefetch_record(std::string_view name) const {
    const std::optional<uint32_t> lead = names_.find(name);
    if (!lead) return;
    const int64_t* at = record(*lead);
    for (uint32_t word = 0; word < layout_->words; word += kWordsPerCacheLine)
      __builtin_prefetch(at + word, 1);
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
  const Layout* layout_;
  const artefact::ArtefactT* artefact_;
  TextPool names_;
  uint32_t count_ = 0;
  std::vector<std::unique_ptr<int64_t[]>> chunks_;
};

}  // namespace lead::engine
