#include "compiler/semantics/score_reach.h"

#include "runtime/base/limits.h"

namespace lead::semantics {

namespace {

bool is_live(const syntax::Rule& rule) {
  return std::holds_alternative<syntax::WhileTrigger>(rule.trigger) ||
         std::holds_alternative<syntax::BestTrigger>(rule.trigger);
}

void cap(Reach& reach, std::optional<int64_t> at_most) {
  if (!at_most) return;
  if (reach.points.high > *at_most) reach.endless_up = false;
  if (reach.points.low < -*at_most) reach.endless_down = false;
  reach.points = clamp(reach.points, -Wide{*at_most}, *at_most);
}

Reach reach_of_rule(const syntax::Rule& rule, const RuleFacts& facts) {
  const Interval one = hull({facts.low, facts.high}, {0, 0});  // a rule may also not apply
  Reach reach{one};
  if (!is_live(rule)) {
    const bool counted = rule.limit && !rule.limit->key && !rule.limit->period;
    const Wide held = limits::kMaxHeldMillionths;
    reach.endless_up = !counted && one.high > 0;
    reach.endless_down = !counted && one.low < 0;
    reach.points.high = counted ? std::min(one.high * rule.limit->count, held) : one.high > 0 ? held : 0;
    reach.points.low = counted ? std::max(one.low * rule.limit->count, -held) : one.low < 0 ? -held : 0;
  }
  cap(reach, rule.shows_at_most_millionths);
  return reach;
}

Reach plus(const Reach& a, const Reach& b) {
  return {add(a.points, b.points), a.endless_up || b.endless_up, a.endless_down || b.endless_down};
}

}  // namespace

ScoreReach reach_of(const syntax::SyntaxTree& tree, const Program& program, uint32_t index) {
  const Score& score = program.scores[index];
  const auto& decl = std::get<syntax::ScoreDecl>(tree.decls[score.decl].node);
  ScoreReach result;
  std::vector<bool> grouped(decl.rules.size());
  for (size_t i = 0; i < decl.rules.size() && i < score.rules.size(); ++i) {
    result.rules.push_back(reach_of_rule(decl.rules[i], score.rules[i]));
  }
  for (size_t i = 0; i < score.groups.size(); ++i) {
    Reach group;
    for (uint32_t rule : score.groups[i]) {
      group = plus(group, result.rules[rule]);
      grouped[rule] = true;
    }
    cap(group, decl.groups[i].shows_at_most_millionths);
    result.groups.push_back(group);
    result.sum = plus(result.sum, group);
  }
  for (size_t i = 0; i < result.rules.size(); ++i) {
    if (!grouped[i]) result.sum = plus(result.sum, result.rules[i]);
  }
  // A running balance starts at the value nearest to nothing and is brought back into its range after every
  // booking, so its minus points do not stand against later plus points.
  const Wide start = decl.running ? std::clamp<Wide>(0, score.low, score.high) : 0;
  result.value = clamp(add(result.sum.points, {start, start}), score.low, score.high);
  return result;
}

}  // namespace lead::semantics
