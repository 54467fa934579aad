#include "tests/reference/told.h"

#include <fmt/format.h>

namespace lead::reference {
namespace {

const char* word_of(AssignmentKind kind) {
  switch (kind) {
    case AssignmentKind::Given:
      return "given";
    case AssignmentKind::Cleared:
      return "cleared";
    case AssignmentKind::Queued:
      return "queued";
    case AssignmentKind::Waiting:
      return "waiting";
    case AssignmentKind::Claimed:
      return "claimed";
    case AssignmentKind::ByHand:
      return "by hand";
    case AssignmentKind::Expired:
      return "expired";
    case AssignmentKind::Kept:
      break;
  }
  return "kept";
}

const char* word_of(ClaimRefusal reason) {
  switch (reason) {
    case ClaimRefusal::Taken:
      return "taken";
    case ClaimRefusal::NotInQueue:
      return "not in queue";
    case ClaimRefusal::NotInRoster:
      return "not in roster";
    case ClaimRefusal::NotOffered:
      return "not offered";
    case ClaimRefusal::AtLimit:
      break;
  }
  return "at limit";
}

}  // namespace

std::string words_of(const Assignment& a) {
  std::string words = fmt::format("t={} {} role {}: {} -> {} {}", a.instant_ms, a.lead, a.role,
                                  a.from.value_or("-"), a.to.value_or("-"), word_of(a.kind));
  if (a.row >= 0) words += fmt::format(" row {}", a.row);
  if (a.queue >= 0) words += fmt::format(" queue {}", a.queue);
  if (a.turn_of) words += " turn of " + *a.turn_of;
  return words;
}

std::string words_of(const ClaimRefused& r) {
  std::string words = fmt::format("t={} {} queue {}: {} refused {}", r.instant_ms, r.lead, r.queue,
                                  r.person.empty() ? "-" : r.person, word_of(r.reason));
  if (r.by_whom) words += " by " + *r.by_whom;
  return words;
}

}  // namespace lead::reference
