// What a row of a route remembers of its members, and who of them is next: docs/decisions/0013-routing.md,
// written again from its words.
//
//   Pool pool(row, catching_up);
//   pool.set_members(members, roster);           // whenever a roster is loaded
//   pool.choose(candidates, now_ms)              // nothing changes
//   const Turn turn = pool.take("ana", candidates, now_ms);
//   pool.give_back(turn);
//
// Candidates are those of a request, each with its person; who joined the pool since is not among them.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/kernel/routing.h"
#include "tests/reference/share.h"

namespace lead::reference {

// An instant, and the order among all assignments of the run.
using Assigned = std::pair<int64_t, uint64_t>;

struct Member {
  std::string person;
  uint32_t weight = 1;
};

struct Candidate {
  std::string person;
  bool eligible = false, away = false;
  int64_t held = 0;              // leads, by whoever would hold this one
  int64_t capacity = -1;         // of the same person; -1: no limit
  std::optional<Assigned> last;  // none: never
};

struct Turn {
  std::string person;
  int64_t instant_ms = 0;
  int64_t weights = 0;  // of all that were eligible
};

class Pool {
 public:
  Pool(const kernel::RouteRow& row, const artefact::ZoneT& zone) : row_(row), zone_(zone) {}

  // In the order of the team; `roster`: the ids of everybody.
  void set_members(const std::vector<Member>& members, const std::vector<std::string>& roster);
  [[nodiscard]] std::optional<std::string> choose(const std::vector<Candidate>& candidates,
                                                  int64_t now_ms) const;
  // Nothing happens where the person is no member.
  Turn take(const std::string& person, const std::vector<Candidate>& candidates, int64_t now_ms);
  void give_back(const Turn& turn);
  // By hand: one more of this period.
  void count(const std::string& person, int64_t now_ms);

  [[nodiscard]] bool is_member(const std::string& person) const { return states_.contains(person); }

 private:
  struct State {
    uint32_t weight = 1;
    int64_t turns = 0;                   // LowestPointer
    int64_t owed = 0;                    // Turns
    int64_t sum = 0;                     // SmoothTurns
    std::vector<int64_t> instants;       // CountInPeriod: of every turn
    Share credit;                        // FairShare
    int64_t eligible_at = 0;             // LowestPointer: number of the last turn; 0: none
    std::optional<int64_t> absent_from;  // number of the first turn missed, away or before joining
  };
  struct Turns {
    int64_t turns;
    uint32_t weight;
  };
  [[nodiscard]] static int64_t raised(int64_t own, const Turns& other, uint32_t weight);
  [[nodiscard]] int64_t pointer(const std::string& person, const std::set<std::string>& eligible) const;
  [[nodiscard]] int64_t count_of(const std::string& person, int64_t now_ms) const;
  [[nodiscard]] std::string next_in_turn(const std::set<std::string>& eligible) const;
  [[nodiscard]] bool is_before(const Candidate& a, const Candidate& b, int64_t weights, int64_t now_ms,
                               const std::set<std::string>& eligible) const;

  const kernel::RouteRow& row_;
  const artefact::ZoneT& zone_;
  std::vector<std::string> members_;  // in order
  std::map<std::string, State> states_;
  std::optional<std::string> last_turn_;  // Turns: member or not any more
  size_t place_ = 0;                      // Turns: so many members stand before or at the last turn
  int64_t turn_count_ = 0;
};

// Whether two instants lie in one hour, day, week or month of the zone, or the first lies within a rolling
// period back from the second.
[[nodiscard]] bool counts_in(artefact::CapKind kind, const artefact::Period& period,
                             const artefact::ZoneT& zone, int64_t then_ms, int64_t now_ms);

}  // namespace lead::reference
