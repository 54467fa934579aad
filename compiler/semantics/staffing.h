// Who of the roster can ever be given a lead by a row of a route.
//
//   Staffing staffing(tree, program);
//   staffing.members(team)                  // who is in it: indices into Program::people, in its order
//   staffing.may_get(row, person, &lead)    // false: proved that this person never gets such a lead by the row
//
// Asked are the condition of the row, capacity, absences that do not end, and who covers. People of no policy
// are nobody. Lifetime: tree and program must outlive it. BOUND: that of PersonReader.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "compiler/semantics/person_reader.h"

namespace lead::semantics {

// A row of a route, with what `check` found out about it.
struct StaffedRow {
  const syntax::RouteRow* row;
  const RouteRowFacts* facts;
  [[nodiscard]] syntax::ExprId where() const;  // of a team; none: everybody
};

class Staffing {
 public:
  Staffing(const syntax::SyntaxTree& tree, const Program& program);

  [[nodiscard]] const std::vector<uint32_t>& members(uint32_t team) const { return members_[team]; }
  // Those whom the row could choose: of its team, or the person that it names. `is_certain` is set to false
  // where anybody else may be meant.
  [[nodiscard]] std::vector<uint32_t> candidates(const StaffedRow& row, bool& is_certain) const;
  [[nodiscard]] bool may_get(const StaffedRow& row, uint32_t person, const Case* lead);
  // Proved that they are eligible whenever a lead comes, where the row has no limit of its own.
  [[nodiscard]] bool is_always_eligible(const StaffedRow& row, uint32_t person);
  [[nodiscard]] bool anybody(const StaffedRow& row, const std::vector<uint32_t>& of, const Case* lead);
  // Why each of them never gets a lead of that row: one line a reason.
  [[nodiscard]] std::vector<std::string> reasons(const StaffedRow& row, const std::vector<uint32_t>& of);
  [[nodiscard]] const artefact::PersonT& person(uint32_t index) const { return program_.people[index].row; }
  // Who covers for them; null: nobody.
  [[nodiscard]] const Person* cover_of(const artefact::PersonT& person) const;
  // Away when the policy begins, and not back in this century.
  [[nodiscard]] bool is_gone(const artefact::PersonT& person) const;

 private:
  [[nodiscard]] bool may_hold(const StaffedRow& row, const artefact::PersonT& person, const Case* lead);

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  PersonReader reader_;
  std::map<std::string, uint32_t, std::less<>> by_name_;
  std::vector<std::vector<uint32_t>> members_;  // by team
};

}  // namespace lead::semantics
