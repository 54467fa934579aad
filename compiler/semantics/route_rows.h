// Which leads a row of a route lets pass to the rows below it, and which rows can do nothing that one above
// them could not.
//
//   everybody: to sellers by turns                       -> lets nobody pass with the people of this policy:
//                                                           somebody is there whenever a lead comes
//   few:       to sellers by turns, at most 5 per day    -> lets pass whoever comes
//   hers:      keep when warm                            -> lets pass who is not warm, and whom nobody has
//   large:     to sellers by turns when size > 100       -> gives nobody a lead that `everybody` could not give
//
// Rows are numbered from 0, as they stand. What is called certain is so for every lead and at every instant,
// of people as long as the roster is that of the policy. Lifetime: all that it is made of must outlive it.
// BOUND: that of PersonReader; teams of more than kMaxCompared people are not compared with other teams.
#pragma once
#include <cstdint>
#include <vector>

#include "compiler/semantics/cases.h"
#include "compiler/semantics/staffing.h"

namespace lead::semantics {

enum class Takes : uint8_t {
  Perhaps,          // whom it chooses from may not be eligible
  Held,             // `keep` before the last row: leads that somebody has
  WithThesePeople,  // one of the people of this policy is always eligible
  Always
};

class RouteRows {
 public:
  RouteRows(const syntax::SyntaxTree& tree, const Program& program, const Route& route, Staffing& staffing);

  [[nodiscard]] size_t size() const { return rows_.size(); }
  [[nodiscard]] const syntax::RouteRow& row(size_t index) const { return *rows_[index].row; }
  // Which of the leads that meet its guard.
  [[nodiscard]] Takes takes(size_t row) const { return takes_[row]; }
  // Whether it gives leads to somebody: not a queue, `keep` or `clear`.
  [[nodiscard]] bool gives(size_t row) const;
  // The leads that pass it; of them, those that meet its guard.
  [[nodiscard]] CaseList passed(Cases& cases, size_t row) const;
  [[nodiscard]] CaseList passed_in_spite(Cases& cases, size_t row) const;
  // Whether nobody is eligible in the later row where nobody was in the earlier one. `by_people` is set where
  // that rests on who is in which team.
  [[nodiscard]] bool outdoes(size_t earlier, size_t later, bool& by_people) const;
  // Of a row that takes WithThesePeople: who is always eligible, as many as are needed to show it.
  [[nodiscard]] const std::vector<uint32_t>& always_there(size_t row) const { return there_[row]; }

 private:
  [[nodiscard]] Takes find_takes(size_t row, Staffing& staffing);
  [[nodiscard]] bool is_same_destination(size_t earlier, size_t later) const;
  [[nodiscard]] bool asks_no_more(size_t earlier, size_t later) const;

  const syntax::SyntaxTree& tree_;
  const Role& role_;
  uint32_t excluded_ = 0;  // by requests: `assign owner again excluding last 2 owners`
  std::vector<StaffedRow> rows_;
  std::vector<Takes> takes_;
  std::vector<std::vector<uint32_t>> there_, chosen_from_;  // by row; the second ascending, empty: not known
};

}  // namespace lead::semantics
