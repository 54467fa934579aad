// How many points a rule, a group and a score can come to at most and at least, from the proved ranges of
// their bookings.
//
//   +20 each form_submit, once                     -> 0 to 20
//   +5 each page_view, shows at most 25 points     -> 0 to 25
//   +40 each demo_request                          -> 0 and up: only limits::kMaxHeldMillionths ends it
//
// Reads RuleFacts, so it is asked after check_ranges has filled them. All in millionths of points. Fading
// only brings points nearer to nothing, so it changes no end. Never fails; linear in the rules.
#pragma once
#include <vector>

#include "compiler/semantics/interval.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

struct Reach {
  Interval points;
  bool endless_up = false, endless_down = false;  // no count and no cap ends it
};

struct ScoreReach {
  std::vector<Reach> rules;   // by rule, each after its own cap
  std::vector<Reach> groups;  // by group, after the group's cap
  Reach sum;                  // of groups and ungrouped rules, before the score's range
  Interval value;             // after it
};

[[nodiscard]] ScoreReach reach_of(const syntax::SyntaxTree& tree, const Program& program, uint32_t score);

}  // namespace lead::semantics
