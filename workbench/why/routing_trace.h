// How the roles of one lead were given: every assignment and refused claim, and whom the rows of its routes
// looked at.
//
// Part of a lead's trace (trace.h). Copies what it keeps.
#pragma once
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "workbench/why/cause_text.h"

namespace lead::why {

struct ConsideredLine {
  std::string person, bar, standing;
  bool chosen = false;
};
// One row that looked for somebody, with those it looked at.
struct LookedLine {
  uint32_t row;
  std::vector<ConsideredLine> people;
};
// `words`: "anna → ben", "offered to inbound", "claim of carl refused: was taken already by anna".
struct RoutedLine {
  int64_t instant_ms;
  size_t place;  // how many decisions stood before it
  CauseText cause;
  int32_t role;  // -1: a claim was refused, and `kind` counts for nothing
  engine::RoutingKind kind;
  int32_t queue;            // index into artefact.queues; -1: none has to do with it
  std::string person, row;  // who holds it now, or whose claim it was; the row's name. Empty: nobody, no row
  std::string refusal;      // "was taken already"
  std::string block, words, way;
  std::vector<LookedLine> looked;
  std::string roster;  // the first 16 digits of its hash
};

class RoutingTrace {
 public:
  explicit RoutingTrace(const artefact::ArtefactT& artefact) : artefact_(&artefact) {}

  void assigned(const engine::Assignment& assignment, size_t place);
  void refused(const engine::RefusedClaim& claim, size_t place);
  void considered(const engine::Considered& considered);
  [[nodiscard]] const std::vector<RoutedLine>& lines() const { return lines_; }

 private:
  [[nodiscard]] std::string words_of(const engine::Assignment& assignment) const;
  [[nodiscard]] std::string way_of(const engine::Assignment& assignment) const;

  const artefact::ArtefactT* artefact_;
  std::vector<RoutedLine> lines_;
  std::vector<LookedLine> looked_;  // by rows since the last assignment
};

}  // namespace lead::why
