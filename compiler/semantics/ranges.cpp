#include "compiler/semantics/ranges.h"

#include <array>

#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/range_reader.h"
#include "compiler/semantics/score_reach.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/limits.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

namespace {

using syntax::BinaryOp;
using syntax::ExprId;

constexpr Interval kAwards{-limits::kMaxAwardMillionths, limits::kMaxAwardMillionths};

class RangeCheck {
 public:
  RangeCheck(const syntax::SyntaxTree& tree, Program& program, diagnostics::Sink& sink)
      : tree_(tree), program_(program), sink_(sink), reader_(tree, program) {
    reader_.on_range = [this](ExprId id, const Interval& range) {
      program_.exprs[id.value].low = static_cast<int64_t>(range.low);
      program_.exprs[id.value].high = static_cast<int64_t>(range.high);
    };
    reader_.on_too_large = [this](ExprId id, const Interval& range, std::optional<uint32_t> events) {
      too_large(id, range, events);
    };
  }

  void derived(const Program::Derived& derived) {
    if (derived.kind == SymbolKind::Definition) definition(derived.index);
    if (derived.kind == SymbolKind::Bucket) {
      reader_.read(
          std::get<syntax::BucketsDecl>(tree_.decls[program_.buckets[derived.index].decl].node).subject);
    }
    if (derived.kind == SymbolKind::Account) {
      for (const MatchRule& rule : program_.accounts.rules) {
        for (const MatchKey& key : rule.keys) reader_.read(key.lead);
      }
    }
    if (derived.kind == SymbolKind::Grade) {
      const auto& decl = std::get<syntax::GradeDecl>(tree_.decls[program_.grades[derived.index].decl].node);
      read_grade(decl);
    }
  }

  // After the definitions: what a rule books is judged on the values before, and may read any of them.
  void score(uint32_t index) {
    const auto& decl = std::get<syntax::ScoreDecl>(tree_.decls[program_.scores[index].decl].node);
    for (size_t i = 0; i < decl.rules.size(); ++i) rule(decl.rules[i], program_.scores[index].rules[i]);
    for (const syntax::ScoreBand& band : decl.bands) {
      for (const syntax::BandStep& step : band.steps) reader_.read(step.condition);
    }
    for (size_t i = 0; i < decl.resets.size(); ++i)
      cause(decl.resets[i].cause, program_.scores[index].resets[i].event_set);
  }

  void test(const Test& test) {
    for (const TestStep& step : test.steps) {
      if (const ExprId condition = condition_of(step)) reader_.read(condition);
    }
  }

  void lifecycle(const Lifecycle& lifecycle) {
    const auto& decl = std::get<syntax::LifecycleDecl>(tree_.decls[lifecycle.decl].node);
    for (size_t i = 0; i < decl.transitions.size(); ++i) {
      const uint32_t events = lifecycle.transitions[i].event_set;
      std::visit(overloaded{
                     [&](const syntax::WhenMove& node) { reader_.read(node.condition); },
                     [&](const syntax::RestMove& node) { reader_.read(node.when); },
                     [&](const syntax::SilenceMove& node) {
                       reader_.read(node.where, events);
                       reader_.read(node.when);
                     },
                     [&](const syntax::Cause& node) { cause(node, events); },
                 },
                 decl.transitions[i].move);
    }
    for (size_t i = 0; i < decl.effects.size(); ++i)
      cause(decl.effects[i].cause, lifecycle.effects[i].event_set);
  }

  void sla(const Sla& sla) {
    const auto& decl = std::get<syntax::SlaDecl>(tree_.decls[sla.decl].node);
    for (size_t i = 0; i < decl.signals.size(); ++i) {
      const bool is_event = std::holds_alternative<syntax::EventCause>(decl.signals[i].cause.node);
      cause(decl.signals[i].cause, sla.signals[i].event_set);
      reader_.read(decl.signals[i].since, is_event ? std::optional(sla.signals[i].event_set) : std::nullopt);
    }
    reader_.read(decl.pause_while);
    if (decl.hours) reader_.read(decl.hours->by);
    for (const syntax::Target& target : decl.targets) {
      reader_.read(target.when);
      if (const auto* table = std::get_if<syntax::TableTarget>(&target.node)) reader_.read(table->by);
      if (const auto* until = std::get_if<syntax::UntilTarget>(&target.node)) reader_.read(until->until);
    }
  }

  void route(const Route& route) {
    const auto& decl = std::get<syntax::RouteDecl>(tree_.decls[route.decl].node);
    for (size_t i = 0; i < decl.causes.size(); ++i) cause(decl.causes[i], route.causes[i].event_set);
    for (const syntax::RouteRow& row : decl.rows) {
      reader_.read(row.when);
      if (const auto* person = std::get_if<syntax::PersonDestination>(&row.destination))
        reader_.read(person->person);
      if (const auto* team = std::get_if<syntax::NamedDestination>(&row.destination)) {
        reader_.read(team->where);
        reader_.read(team->key);
      }
    }
    for (const syntax::RememberClause& clause : decl.remembers) reader_.read(clause.key);
    reader_.read(decl.load);
  }

  void team(const Team& team) { reader_.read(std::get<syntax::TeamDecl>(tree_.decls[team.decl].node).where); }

  void before_scoring() {
    for (const Ignore& ignore : program_.ignores)
      reader_.read(std::get<syntax::IgnoreDecl>(tree_.decls[ignore.decl].node).where, ignore.event_set);
    for (const uint32_t decl : program_.suspends)
      reader_.read(std::get<syntax::SuspendDecl>(tree_.decls[decl].node).condition);
  }

  // A score reaches no further than its rules do.
  void tighten_scores() {
    std::vector<Interval> values;
    for (uint32_t i = 0; i < program_.scores.size(); ++i)
      values.push_back(reach_of(tree_, program_, i).value);
    for (TypedExpr& typed : program_.exprs) {
      if (typed.symbol != SymbolKind::Score || typed.type.kind != TypeKind::Points) continue;
      typed.low = static_cast<int64_t>(values[typed.index].low);
      typed.high = static_cast<int64_t>(values[typed.index].high);
    }
  }

  void comparisons() {
    for (uint32_t i = 0; i < tree_.exprs.size(); ++i) {
      if (const auto* node = std::get_if<syntax::BinaryExpr>(&tree_.exprs[ExprId{i}].node))
        comparison(ExprId{i}, *node);
    }
  }

 private:
  void read_grade(const syntax::GradeDecl& decl) {
    reader_.read(decl.rated);
    if (const auto* body = std::get_if<syntax::RowsGrade>(&decl.body)) {
      for (const syntax::GradeRow& row : body->rows) reader_.read(row.condition);
    }
    if (const auto* body = std::get_if<syntax::StepsGrade>(&decl.body)) {
      for (const syntax::GradeMove& move : body->moves) reader_.read(move.condition);
      for (const syntax::GradeCap& cap : body->caps) reader_.read(cap.condition);
    }
  }

  void definition(uint32_t index) {
    Definition& definition = program_.definitions[index];
    const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[definition.decl].node);
    if (const auto* body = std::get_if<syntax::LadderBody>(&decl.body)) {
      for (const syntax::ValueRow& row : body->rows) reader_.read(row.condition);
    }
    std::optional<Interval> range;
    bool proved = true;
    for (ExprId value : reader_.values_of(index)) {
      const auto one = to_scale_of(value, reader_.read(value), definition.type);
      proved = proved && one;
      if (proved) range = range ? hull(*range, *one) : *one;
    }
    if (!proved || !range) return;
    definition.low = static_cast<int64_t>(range->low);
    definition.high = static_cast<int64_t>(range->high);
  }

  std::optional<Interval> to_scale_of(ExprId id, std::optional<Interval> range, const Type& type) {
    if (!range) return range;
    const Interval scaled =
        scale(*range, std::max<int64_t>(1, scale_of(type) / scale_of(program_.exprs[id.value].type)));
    if (fits(scaled)) return scaled;
    too_large(id, scaled, {});
    return std::nullopt;
  }

  void cause(const syntax::Cause& cause, std::optional<uint32_t> events) {
    if (const auto* event = std::get_if<syntax::EventCause>(&cause.node)) reader_.read(event->where, events);
    if (const auto* edge = std::get_if<syntax::EdgeCause>(&cause.node)) {
      reader_.read(edge->condition);
      reader_.read(edge->when);
    }
    if (const auto* schedule = std::get_if<syntax::ScheduleCause>(&cause.node)) reader_.read(schedule->when);
    if (const auto* door = std::get_if<syntax::DoorCause>(&cause.node)) reader_.read(door->when);
    if (const auto* breach = std::get_if<syntax::BreachCause>(&cause.node)) reader_.read(breach->when);
    if (const auto* given = std::get_if<syntax::AssignmentCause>(&cause.node)) reader_.read(given->when);
    if (const auto* expiry = std::get_if<syntax::ExpiryCause>(&cause.node)) reader_.read(expiry->when);
  }

  void rule(const syntax::Rule& rule, RuleFacts& facts) {
    std::optional<uint32_t> events;
    if (const auto* each = std::get_if<syntax::EachTrigger>(&rule.trigger)) {
      events = facts.event_set;
      reader_.read(each->where, events);
    }
    if (const auto* quiet = std::get_if<syntax::QuietTrigger>(&rule.trigger))
      reader_.read(quiet->where, facts.event_set);
    if (const auto* live = std::get_if<syntax::WhileTrigger>(&rule.trigger)) reader_.read(live->condition);
    if (const auto* caused = std::get_if<syntax::Cause>(&rule.trigger)) cause(*caused, {});
    if (rule.limit) reader_.read(rule.limit->key, events);
    const Interval range = amount(rule, events).value_or(kAwards);
    facts.low = static_cast<int64_t>(range.low);
    facts.high = static_cast<int64_t>(range.high);
  }

  // Of one booking, or of a live rule that applies. None where it is not proved, which has been reported.
  std::optional<Interval> amount(const syntax::Rule& rule, std::optional<uint32_t> events) {
    std::optional<Interval> range;
    const auto take = [&](Wide millionths) {
      if (rule.weight) millionths = divide_half_even(millionths * rule.weight->millionths, kMillion);
      range = range ? hull(*range, {millionths, millionths}) : Interval{millionths, millionths};
    };
    if (const auto* points = std::get_if<syntax::PointsAmount>(&rule.amount)) take(points->millionths);
    if (const auto* table = std::get_if<syntax::TableAmount>(&rule.amount)) {
      reader_.read(table->subject, events);
      for (const auto& row : table->rows) take(row.millionths);
    }
    if (const auto* ladder = std::get_if<syntax::LadderAmount>(&rule.amount)) {
      for (const auto& row : ladder->rows) {
        reader_.read(row.condition, events);
        take(row.millionths);
      }
    }
    if (const auto* from = std::get_if<syntax::FromAmount>(&rule.amount))
      return from_value(rule, *from, events);
    if (!range || (range->low >= kAwards.low && range->high <= kAwards.high)) return range;
    sink_.add(award_too_large(rule, rule.amount_span, *range, nullptr, program_));
    return std::nullopt;
  }

  std::optional<Interval> from_value(const syntax::Rule& rule, const syntax::FromAmount& from,
                                     std::optional<uint32_t> events) {
    const auto value = reader_.read(from.value, events);
    if (!value) return std::nullopt;
    const int64_t factor = kMillion / scale_of(program_.exprs[from.value.value].type);
    const Interval points = scale(*value, factor);
    if (points.low >= kAwards.low && points.high <= kAwards.high) return points;
    const auto enough = [&](const std::optional<Interval>& tried) {
      return tried && kAwards.low <= tried->low * factor && tried->high * factor <= kAwards.high;
    };
    const Remedy remedy = find_remedy(from.value, events, enough);
    sink_.add(award_too_large(rule, tree_.exprs[from.value].span, points, &remedy, program_));
    return std::nullopt;
  }

  void too_large(ExprId id, const Interval& range, std::optional<uint32_t> events) {
    const Remedy remedy =
        find_remedy(id, events, [](const std::optional<Interval>& tried) { return tried.has_value(); });
    sink_.add(might_not_fit(tree_, program_, id, range, remedy));
  }

  // Which inputs are without declared bounds, and bounds for them under which the proof would go through.
  template <class Enough>
  Remedy find_remedy(ExprId id, std::optional<uint32_t> events, Enough enough) {
    Remedy remedy;
    for (Input input : reader_.inputs_of(id, events)) {
      const Type type = reader_.type_of(input);
      if (!is_amount(type)) continue;
      const Interval declared = reader_.declared(input);
      remedy.inputs.push_back({input, type, declared, input->low || input->high});
    }
    if (++remedies_ > limits::kMaxDiagnostics) return remedy;  // more are not printed
    static constexpr std::array<int64_t, 5> kTops{1'000'000'000, 1'000'000, 10'000, 1'000, 100};
    for (int64_t top : kTops) {
      Assumed assumed;
      for (const BoundedInput& bounded : remedy.inputs) {
        if (!bounded.is_declared) assumed[bounded.input] = {0, Wide{top} * unit_of(bounded.type)};
      }
      if (assumed.empty()) break;
      RangeReader trial(tree_, program_);
      trial.assumed = &assumed;
      bool all_fit = true;
      trial.on_too_large = [&](ExprId, const Interval&, std::optional<uint32_t>) { all_fit = false; };
      const auto tried = trial.read(id, events);
      if (!all_fit || !enough(tried)) continue;
      remedy.top = top;
      break;
    }
    return remedy;
  }

  // Words in one unit as a policy writes it: a day, one percent.
  [[nodiscard]] static int64_t unit_of(const Type& type) {
    if (type.kind == TypeKind::Duration) return 86'400'000;
    if (type.kind == TypeKind::Percent) return kMillion / 100;
    return scale_of(type);
  }

  [[nodiscard]] std::optional<Interval> range_of(ExprId id, const Type& common) const {
    const TypedExpr& typed = program_.exprs[id.value];
    if (typed.low == INT64_MIN && typed.high == INT64_MAX) return std::nullopt;
    return scale({typed.low, typed.high}, std::max<int64_t>(1, scale_of(common) / scale_of(typed.type)));
  }

  void comparison(ExprId id, const syntax::BinaryExpr& node) {
    if (node.op < BinaryOp::Is || node.op > BinaryOp::AtLeast) return;
    const TypedExpr& left_typed = program_.exprs[node.left.value];
    const TypedExpr& right_typed = program_.exprs[node.right.value];
    const Type& common = wider(left_typed.type, right_typed.type);
    const auto left = range_of(node.left, common), right = range_of(node.right, common);
    if (!left || !right) return;
    const auto met = decide(node.op, *left, *right);
    if (!met) return;
    const bool may_be_missing = left_typed.may_be_missing || right_typed.may_be_missing;
    if (*met && may_be_missing) return;  // it still asks whether something is known
    const bool left_is_constant = left_typed.word.has_value();
    const ExprId subject = left_is_constant ? node.right : node.left;
    sink_.add(decided_by_range(tree_, program_, id, subject, *met));
  }

  static std::optional<bool> decide(BinaryOp op, const Interval& a, const Interval& b) {
    const bool below = a.high<b.low, above = a.low> b.high;
    const bool equal = a.low == a.high && a == b;
    const bool at_most = a.high <= b.low, at_least = a.low >= b.high;
    const auto pick = [](bool always, bool never) -> std::optional<bool> {
      if (always) return true;
      if (never) return false;
      return std::nullopt;
    };
    switch (op) {
      case BinaryOp::Is:
        return pick(equal, below || above);
      case BinaryOp::IsNot:
        return pick(below || above, equal);
      case BinaryOp::Less:
        return pick(below, at_least);
      case BinaryOp::AtMost:
        return pick(at_most, above);
      case BinaryOp::More:
        return pick(above, at_most);
      case BinaryOp::AtLeast:
        return pick(at_least, below);
      default:
        return std::nullopt;
    }
  }

  const syntax::SyntaxTree& tree_;
  Program& program_;
  diagnostics::Sink& sink_;
  RangeReader reader_;
  uint32_t remedies_ = 0;
};

}  // namespace

void check_ranges(const syntax::SyntaxTree& tree, Program& program, diagnostics::Sink& sink) {
  RangeCheck check(tree, program, sink);
  for (const Program::Derived& derived : program.order) check.derived(derived);
  for (uint32_t i = 0; i < program.scores.size(); ++i) check.score(i);
  for (const Test& test : program.tests) check.test(test);
  check.before_scoring();
  for (const Lifecycle& lifecycle : program.lifecycles) check.lifecycle(lifecycle);
  for (const Sla& sla : program.slas) check.sla(sla);
  for (const Team& team : program.teams) check.team(team);
  for (const Route& route : program.routes) check.route(route);
  check.tighten_scores();
  check.comparisons();
}

}  // namespace lead::semantics
