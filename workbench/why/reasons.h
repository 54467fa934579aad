// A story in one line: what gave points and what decided the grade, for a cell of a spreadsheet.
//
//   "interest: +10 executive (+10 while seniority at least director); fit is B: ideal_customer"
//
// Rules that show no points are left out; of a grade the row that decided, in the words of the policy.
#pragma once
#include <string>

#include "workbench/why/story.h"

namespace lead::why {

[[nodiscard]] std::string reasons(const Story& story);

}  // namespace lead::why
