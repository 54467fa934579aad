// What `leadc score` did, in one table: rows read, scored and set aside by reason, and how many leads stand
// in each band, grade and cell.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/base/reason.h"
#include "runtime/vm/snapshot.h"

namespace lead::emit {

class ScoreSummary {
 public:
  // The artefact must outlive the summary.
  explicit ScoreSummary(const artefact::ArtefactT& artefact);

  void set_aside(Reason reason) { ++reasons_[static_cast<size_t>(reason)]; }
  // The rows of a chunk, as `snapshot` judged them; it must have been asked for every output.
  void scored(size_t count, vm::Snapshot& snapshot);
  [[nodiscard]] uint64_t scored_count() const { return scored_; }
  [[nodiscard]] uint64_t set_aside_count() const;
  [[nodiscard]] std::string text() const;

 private:
  const artefact::ArtefactT& artefact_;
  std::array<uint64_t, static_cast<size_t>(Reason::kCount)> reasons_{};
  std::vector<std::vector<uint64_t>> outputs_;  // by output, by name; one more at the end: unrated
  uint64_t scored_ = 0;
};

}  // namespace lead::emit
