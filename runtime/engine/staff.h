// The people a run knows: the roster in force, its teams, and what each person holds and was last given.
//
//   Staff staff(plan);                          // the artefact's roster
//   staff.load(roster);                         // another one takes its place
//   staff.team(2)                               // who belongs to a team now, in order
//   staff.held(role, ana)                       // leads that count for her
//
// People are numbers (runtime/routing/people.h) and stay the same persons through every roster. A person is
// looked at by code as the payload of an event is (`row_of`). Texts that `row_of` gives live until the next
// `load`.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include <absl/container/flat_hash_map.h>

#include "runtime/engine/plan.h"
#include "runtime/routing/pool.h"
#include "runtime/routing/presence.h"
#include "runtime/routing/roster.h"
#include "runtime/value/event.h"
#include "runtime/vm/registers.h"

namespace lead::engine {

class Staff {
 public:
  explicit Staff(const Plan& plan);

  void load(routing::Roster roster);
  // What somebody of the roster says of themselves; it outlives the roster.
  void hear(routing::PersonNumber person, bool is_away, int64_t now_ms, int64_t until_ms);

  [[nodiscard]] const routing::Roster& roster() const { return roster_; }
  [[nodiscard]] routing::People& people() { return people_; }
  [[nodiscard]] const routing::People& people() const { return people_; }
  [[nodiscard]] std::span<const routing::Member> team(uint32_t team) const { return teams_[team]; }
  [[nodiscard]] bool is_in_team(uint32_t team, routing::PersonNumber person) const;
  // `person` is in the roster.
  [[nodiscard]] const value::Event& row_of(routing::PersonNumber person) const {
    return rows_[roster_.place_of(person)];
  }

  [[nodiscard]] uint32_t held(uint32_t role, routing::PersonNumber person) const;
  void hold(uint32_t role, routing::PersonNumber person);
  void let_go(uint32_t role, routing::PersonNumber person);
  [[nodiscard]] routing::Assigned last_assigned(uint32_t role, routing::PersonNumber person) const;
  void assigned(uint32_t role, routing::PersonNumber person, int64_t now_ms);
  // The order of an assignment or claim among all of the run.
  [[nodiscard]] routing::Assigned next_place(int64_t now_ms) { return {now_ms, ++order_}; }

 private:
  struct Standing {
    uint32_t held = 0;
    routing::Assigned last;
  };
  // What somebody has said, and what the roster had planned for them.
  struct Said {
    routing::Presence presence;
    std::vector<routing::Absence> planned;
  };
  [[nodiscard]] Standing& standing(uint32_t role, routing::PersonNumber person);
  void fill_rows();
  void fill_teams();

  const Plan* plan_;
  routing::People people_;
  routing::Roster roster_;
  absl::flat_hash_map<routing::PersonNumber, Said> said_;
  std::vector<value::Event> rows_;         // by place in the roster
  std::vector<value::FieldValue> fields_;  // of all rows
  std::vector<std::vector<routing::Member>> teams_;
  std::vector<std::vector<Standing>> standings_;  // by role, by person
  uint64_t order_ = 0;
  vm::Registers registers_;
};

// Rows of people as a roster, or the row that means nothing; `people` gets to know them.
[[nodiscard]] std::variant<routing::Roster, routing::RosterProblem> roster_of(
    const std::vector<std::unique_ptr<artefact::PersonT>>& persons, routing::People& people);

}  // namespace lead::engine
