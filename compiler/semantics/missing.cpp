#include "compiler/semantics/missing.h"

#include <algorithm>

#include "compiler/semantics/narrowing.h"
#include "compiler/semantics/pass_problems.h"
#include "compiler/semantics/polarity.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

namespace {

using syntax::ExprId;

void unite(KnownSet& into, const KnownSet& from) {
  into.insert(from.begin(), from.end());
}

class MissingCheck {
 public:
  MissingCheck(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink)
      : tree_(tree),
        program_(program),
        sink_(sink),
        narrowing_(tree, program),
        polarity_(tree, program, narrowing_) {}

  void definition(uint32_t index) {
    const Definition& definition = program_.definitions[index];
    const auto& decl = std::get<syntax::DefineDecl>(tree_.decls[definition.decl].node);
    const Polarity& polarity = polarity_.read_definition(index);
    if (definition.kind == Definition::Kind::Condition) report(polarity);
    narrowing_.remember(index);
    if (const auto* ladder = std::get_if<syntax::LadderBody>(&decl.body)) {
      KnownSet known;
      for (const syntax::ValueRow& row : ladder->rows) {
        condition(row.condition, known);
        KnownSet met = known;
        if (row.condition) unite(met, narrowing_.implied(row.condition, true, Strength::Any));
        if (is_condition(row.value)) condition(row.value, met);
        row_passed(row.condition, known);
      }
    }
  }

  void grade(const Grade& grade) {
    const auto& decl = std::get<syntax::GradeDecl>(tree_.decls[grade.decl].node);
    KnownSet known;
    if (decl.rated) {
      condition(decl.rated, known);
      known = narrowing_.implied(decl.rated, true, Strength::Any);
    }
    if (const auto* body = std::get_if<syntax::RowsGrade>(&decl.body)) {
      for (const syntax::GradeRow& row : body->rows) {
        condition(row.condition, known);
        row_passed(row.condition, known);
      }
    }
    if (const auto* body = std::get_if<syntax::StepsGrade>(&decl.body)) {
      for (const syntax::GradeMove& move : body->moves) condition(move.condition, known);
      for (const syntax::GradeCap& cap : body->caps) condition(cap.condition, known);
    }
  }

  void score(const Score& score) {
    for (const syntax::Rule& rule : std::get<syntax::ScoreDecl>(tree_.decls[score.decl].node).rules) {
      const KnownSet known = trigger(rule);
      if (const auto* from = std::get_if<syntax::FromAmount>(&rule.amount)) points(rule, from->value, known);
      if (const auto* ladder = std::get_if<syntax::LadderAmount>(&rule.amount)) amounts(rule, *ladder, known);
    }
    KnownSet known;  // segments are asked in order, each where those before it do not hold
    for (const Segment& segment : score.segments) {
      condition(segment.condition, known);
      row_passed(segment.condition, known);
    }
    for (const syntax::Reset& reset : std::get<syntax::ScoreDecl>(tree_.decls[score.decl].node).resets)
      (void)cause(reset.cause);
  }

  void lifecycle(const syntax::LifecycleDecl& decl) {
    for (const syntax::Transition& transition : decl.transitions) {
      std::visit(overloaded{
                     [&](const syntax::WhenMove& node) { condition(node.condition, {}); },
                     [&](const syntax::RestMove& node) { condition(node.when, {}); },
                     [&](const syntax::SilenceMove& node) {
                       if (node.where) report(polarity_.read_silence(node.where));
                       condition(node.when, {});
                     },
                     [&](const syntax::Cause& node) { (void)cause(node); },
                 },
                 transition.move);
    }
    for (const syntax::EffectRow& row : decl.effects) (void)cause(row.cause);
  }

  void sla(const syntax::SlaDecl& decl) {
    for (const syntax::Signal& signal : decl.signals) (void)cause(signal.cause);
    condition(decl.pause_while, {});
    KnownSet known;  // targets are asked in order
    for (const syntax::Target& target : decl.targets) {
      condition(target.when, known);
      row_passed(target.when, known);
    }
  }

  void team(const syntax::TeamDecl& decl) { condition(decl.where, {}); }

  void route(const syntax::RouteDecl& decl) {
    for (const syntax::Cause& each : decl.causes) (void)cause(each);
    for (const syntax::RouteRow& row :
         decl.rows) {  // a row may fail: nothing is known of a lead that passes it
      condition(row.when, {});
      if (const auto* named = std::get_if<syntax::NamedDestination>(&row.destination))
        condition(named->where, {});
    }
    condition(decl.load, {});
  }

  void before_scoring() {
    for (const Ignore& ignore : program_.ignores)
      condition(std::get<syntax::IgnoreDecl>(tree_.decls[ignore.decl].node).where, {});
    for (const uint32_t decl : program_.suspends)
      condition(std::get<syntax::SuspendDecl>(tree_.decls[decl].node).condition, {});
  }

 private:
  [[nodiscard]] bool is_condition(ExprId id) const {
    const Type& type = program_.exprs[id.value].type;
    return type.kind == TypeKind::YesNo && !type.is_list;
  }

  // Rows are read top-down: the ones below are asked where this one was not met.
  void row_passed(ExprId id, KnownSet& known) {
    if (id) unite(known, narrowing_.implied(id, false, Strength::Any));
  }

  void condition(ExprId id, const KnownSet& known) {
    if (id) report(polarity_.read_condition(id, known));
  }

  // What is known where the rule books.
  KnownSet trigger(const syntax::Rule& rule) {
    if (const auto* each = std::get_if<syntax::EachTrigger>(&rule.trigger); each && each->where) {
      condition(each->where, {});
      return narrowing_.implied(each->where, true, Strength::Any);
    }
    if (const auto* when = std::get_if<syntax::WhileTrigger>(&rule.trigger); when && when->condition) {
      condition(when->condition, {});
      return narrowing_.implied(when->condition, true, Strength::Any);
    }
    if (const auto* quiet = std::get_if<syntax::QuietTrigger>(&rule.trigger); quiet && quiet->where) {
      report(polarity_.read_silence(quiet->where));
    }
    if (const auto* caused = std::get_if<syntax::Cause>(&rule.trigger)) return cause(*caused);
    return {};
  }

  // What is known where the cause sets something off. The condition of an edge still holds then, unless
  // something before it in the same instant has ended it; so nothing of it is taken for known.
  KnownSet cause(const syntax::Cause& cause) {
    ExprId asked;
    if (const auto* event = std::get_if<syntax::EventCause>(&cause.node)) asked = event->where;
    if (const auto* edge = std::get_if<syntax::EdgeCause>(&cause.node)) {
      condition(edge->condition, {});
      asked = edge->when;
    }
    if (const auto* schedule = std::get_if<syntax::ScheduleCause>(&cause.node)) asked = schedule->when;
    if (const auto* door = std::get_if<syntax::DoorCause>(&cause.node)) asked = door->when;
    if (const auto* breach = std::get_if<syntax::BreachCause>(&cause.node)) asked = breach->when;
    if (const auto* given = std::get_if<syntax::AssignmentCause>(&cause.node)) asked = given->when;
    if (const auto* expiry = std::get_if<syntax::ExpiryCause>(&cause.node)) asked = expiry->when;
    if (!asked) return {};
    condition(asked, {});
    return narrowing_.implied(asked, true, Strength::Any);
  }

  void amounts(const syntax::Rule& rule, const syntax::LadderAmount& ladder, KnownSet known) {
    const bool first_match = !std::holds_alternative<syntax::BestTrigger>(rule.trigger);
    for (const syntax::LadderAmount::Row& row : ladder.rows) {
      condition(row.condition, known);
      if (first_match) row_passed(row.condition, known);
    }
  }

  // `points from last review.points`: where there was none, there are none.
  [[nodiscard]] bool is_of_one_event(const syntax::Rule& rule, ExprId value) const {
    const auto* past = std::get_if<syntax::PastExpr>(&tree_.exprs[value].node);
    return past != nullptr && past->field && std::holds_alternative<syntax::WhileTrigger>(rule.trigger);
  }

  void points(const syntax::Rule& rule, ExprId value, const KnownSet& known) {
    if (is_of_one_event(rule, value)) return;
    std::vector<MissingRead> reads = narrowing_.needs(value);
    std::erase_if(reads, [&](const MissingRead& read) { return known.contains(read.key); });
    if (!reads.empty()) sink_.add(points_may_be_missing(tree_, program_, rule, value, reads));
  }

  // One diagnostic for all that one culprit reads, and one repair.
  void report(const Polarity& polarity) {
    std::vector<const Offence*> open;
    for (const Offence& offence : polarity.raises) open.push_back(&offence);
    while (!open.empty()) {
      const Offence& first = *open.front();
      std::vector<MissingRead> reads;
      std::erase_if(open, [&](const Offence* offence) {
        const bool same = offence->culprit == first.culprit && offence->read.where == first.read.where;
        if (same) reads.push_back(offence->read);
        return same;
      });
      sink_.add(met_because_missing(tree_, program_, first.culprit, first.around, reads));
    }
  }

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  diagnostics::Sink& sink_;
  Narrowing narrowing_;
  PolarityReader polarity_;
};

}  // namespace

void check_missing(const syntax::SyntaxTree& tree, const Program& program, diagnostics::Sink& sink) {
  MissingCheck check(tree, program, sink);
  // Each after what it reads, so that a long chain of definitions is no recursion.
  for (const Program::Derived& derived : program.order) {
    if (derived.kind == SymbolKind::Definition) check.definition(derived.index);
    if (derived.kind == SymbolKind::Grade) check.grade(program.grades[derived.index]);
    if (derived.kind == SymbolKind::Score) check.score(program.scores[derived.index]);
  }
  check.before_scoring();
  for (const Lifecycle& lifecycle : program.lifecycles)
    check.lifecycle(std::get<syntax::LifecycleDecl>(tree.decls[lifecycle.decl].node));
  for (const Team& team : program.teams) check.team(std::get<syntax::TeamDecl>(tree.decls[team.decl].node));
  for (const Route& route : program.routes)
    check.route(std::get<syntax::RouteDecl>(tree.decls[route.decl].node));
  for (const Sla& sla : program.slas) check.sla(std::get<syntax::SlaDecl>(tree.decls[sla.decl].node));
}

}  // namespace lead::semantics
