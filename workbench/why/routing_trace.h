// How the roles of one lead were given: every assignment and refused claim, and whom the rows of its routes
// looked at.
//
// Part of a lead's trace (trace.h). Copies what it keeps. Of the tries of a lead that waits the last one of
// each row is kept, and how many there were: what is kept grows with the assignments, not with the tries.
#pragma once
#include <string>
#include <vector>

#include "runtime/engine/engine.h"
#include "workbench/why/cause_text.h"
#include "workbench/why/looked.h"

namespace lead::why {

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
  std::vector<LookedLine> looked;  // by the rows of its route, since the role's last line
  std::string roster;              // the first 16 digits of its hash
};

class RoutingTrace {
 public:
  explicit RoutingTrace(const artefact::ArtefactT& artefact) : artefact_(&artefact) {}

  void assigned(const engine::Assignment& assignment, size_t place);
  void refused(const engine::RefusedClaim& claim, size_t place);
  void considered(const engine::Considered& considered);
  void asked(const engine::AskedRow& asked);
  [[nodiscard]] const std::vector<RoutedLine>& lines() const { return lines_; }
  // Roles that somebody was looked for since, and nobody was found: as of the last try, in order of the
  // roles.
  [[nodiscard]] std::vector<RoutedLine> still_waiting() const;

 private:
  [[nodiscard]] std::string words_of(const engine::Assignment& assignment) const;
  [[nodiscard]] std::string way_of(const engine::Assignment& assignment) const;
  [[nodiscard]] std::string way_of(const artefact::RouteRowT& row) const;
  [[nodiscard]] uint32_t role_of(const LookedLine& looked) const;
  void keep(LookedLine line);

  const artefact::ArtefactT* artefact_;
  std::vector<RoutedLine> lines_;
  std::vector<LookedLine> looked_;  // one a row, since the last line of its role
};

}  // namespace lead::why
