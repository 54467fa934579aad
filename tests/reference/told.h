// What the reference tells of routing, in the one global order: who was given a role, and claims that were
// refused.
//
// Shape: `role`, `row` and `queue` are indices into Kernel::roles, the rows of Kernel::routes counted through
// all routes, and Kernel::queues; -1: none. Views live during the call.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lead::reference {

// Given: by a row, at once or out of a line. Cleared: the role is nobody's by a row or an effect. Queued,
// Waiting: the lead is put into a queue or a line. Claimed: out of a queue. ByHand: by an event. Expired: its
// stay in a queue is over. Kept: a row left everything as it was.
enum class AssignmentKind : uint8_t { Given, Cleared, Queued, Waiting, Claimed, ByHand, Expired, Kept };

struct Assignment {
  int64_t instant_ms = 0;
  std::string lead;
  uint32_t role = 0;
  std::optional<std::string> from, to;  // who held it, who holds it
  int32_t row = -1, queue = -1;
  AssignmentKind kind = AssignmentKind::Given;
  std::optional<std::string> turn_of;  // who is covered for
  size_t roster = 0;                   // in force; 0: that of the policy, n: the nth that was loaded
};

// The first of these that is so.
enum class ClaimRefusal : uint8_t { Taken, NotInQueue, NotInRoster, NotOffered, AtLimit };

struct ClaimRefused {
  int64_t instant_ms = 0;
  std::string lead;
  uint32_t queue = 0;
  std::string person;  // who claimed; empty: the event did not say
  ClaimRefusal reason = ClaimRefusal::NotInQueue;
  std::optional<std::string> by_whom;  // Taken: who was first
};

class RoutingObserver {
 public:
  virtual ~RoutingObserver() = default;
  virtual void assigned(const Assignment&) {}
  virtual void refused(const ClaimRefused&) {}
};

// t=120 ann role 0: - -> ben given row 2
[[nodiscard]] std::string words_of(const Assignment& assignment);
// t=120 ann queue 0: ben refused taken by eva
[[nodiscard]] std::string words_of(const ClaimRefused& refused);

// As lines, for comparison.
class RecordRouting : public RoutingObserver {
 public:
  std::vector<std::string> lines;
  std::vector<size_t> rosters;  // in force, one an assignment
  void assigned(const Assignment& assignment) override {
    lines.push_back(words_of(assignment));
    rosters.push_back(assignment.roster);
  }
  void refused(const ClaimRefused& refused) override { lines.push_back(words_of(refused)); }
};

}  // namespace lead::reference
