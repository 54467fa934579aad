// What `Tables` keeps. Internal to the room.
#pragma once
#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "runtime/builtins/lookup.h"
#include "runtime/builtins/text_match.h"
#include "runtime/vm/tables.h"

namespace lead::vm {

// A set of words. Most are indices of a choice, a grade or a matrix: then a bit each.
class WordSet {
 public:
  // `values` ascend and outlive the set.
  explicit WordSet(const std::vector<int64_t>& values);
  [[nodiscard]] bool contains(int64_t value) const;
  [[nodiscard]] uint64_t count(int64_t low, int64_t high) const;  // in [low, high], which is not empty

 private:
  static constexpr int64_t kBits = 64;
  const std::vector<int64_t>* values_;
  bool has_bits_;
  uint64_t bits_ = 0;
};

struct Tables::State {
  const artefact::ArtefactT* artefact = nullptr;
  std::vector<WordSet> int_sets;                          // by `int_sets`
  std::vector<builtins::Pattern> patterns;                // by `patterns`
  std::vector<std::vector<std::string_view>> text_lists;  // by `text_lists`, sorted
  std::vector<builtins::WordList> word_lists;             // by `text_lists`, as if all were asked for words
  std::vector<builtins::LookupIndex> lookups;             // by `lookups`
  std::vector<std::array<int64_t, 2>> lookup_words;       // by `lookups`: least and greatest
  artefact::ZoneT utc;                                    // for months of dates, without any local time
  int64_t least_offset_ms = 0, greatest_offset_ms = 0;    // of the policy's zone, over all time
};

}  // namespace lead::vm
