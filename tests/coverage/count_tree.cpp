// Nodes and enumerators of a syntax tree. A variant is noted by the name of what it holds; what holds neither
// variants nor enumerators is passed over by the template at the end of each family.
#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

#include "tests/coverage/forms.h"

namespace lead::coverage {
namespace {

using namespace syntax;

template <class T>
std::string name_of_type() {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(typeid(T).name(), nullptr, nullptr, &status), &std::free);
  const std::string name = text == nullptr ? typeid(T).name() : text.get();
  const std::string last = name.substr(name.rfind(':') + 1);
  return last.substr(0, last.find('>'));  // of a list: what it lists
}

class Walk {
 public:
  explicit Walk(Forms& forms) : forms_(forms) {}

  // Of a variant: what it holds, and what that holds.
  template <class... Nodes>
  void walk(const std::variant<Nodes...>& variant) {
    std::visit(
        [&]<class Node>(const Node& node) {
          forms_.use("node " + name_of_type<Node>());
          inside(node);
        },
        variant);
  }

 private:
  template <class Enum>
    requires std::is_enum_v<Enum>
  void note(Enum value) {
    forms_.use_enumerator("tree", name_of_type<Enum>(), static_cast<size_t>(value));
  }
  template <class T>
  void each(const std::vector<T>& all) {
    for (const T& one : all) inside(one);
  }
  template <class T>
  void maybe(const std::optional<T>& one) {
    if (one) inside(*one);
  }

  // --- expressions
  void inside(const Duration& duration) { note(duration.unit); }
  void inside(const DurationExpr& expr) { inside(expr.duration); }
  void inside(const UnaryExpr& expr) { note(expr.op); }
  void inside(const BinaryExpr& expr) { note(expr.op); }
  void inside(const CountedExpr& expr) { note(expr.op); }
  void inside(const CallExpr& expr) {  // of a builtin, or of a table of the policy
    const std::string form = "builtin " + expr.function.text;
    if (forms_.uses().contains(form)) forms_.use(form);
  }
  void inside(const AgoExpr& expr) {
    note(expr.op);
    inside(expr.duration);
  }
  void inside(const PastExpr& expr) {
    note(expr.kind);
    maybe(expr.window);
  }

  // --- declarations
  void inside(const Field& field) {
    note(field.type.word);
    note(field.presence);
  }
  void inside(const LeadDecl& decl) { each(decl.attributes); }
  void inside(const EventDecl& decl) { each(decl.fields); }
  void inside(const DefineDecl& decl) { walk(decl.body); }
  void inside(const Cause& cause) { walk(cause.node); }
  void inside(const ScheduleCause& cause) { note(cause.every); }
  void inside(const Decay& decay) {
    note(decay.kind);
    inside(decay.period);
  }
  void inside(const QuietTrigger& trigger) { inside(trigger.period); }
  void inside(const Limit& limit) { maybe(limit.period); }
  void inside(const Rule& rule) {
    walk(rule.amount);
    walk(rule.trigger);
    maybe(rule.limit);
    maybe(rule.decay);
  }
  void inside(const Reset& reset) { inside(reset.cause); }
  void inside(const ScoreDecl& decl) {
    maybe(decl.decay);
    each(decl.rules);
    each(decl.resets);
  }
  void inside(const GradeDecl& decl) { walk(decl.body); }

  // --- lifecycles, calendars, promises
  void inside(const StageExpr& expr) { note(expr.asked); }
  void inside(const RestMove& move) { inside(move.period); }
  void inside(const SilenceMove& move) { inside(move.period); }
  void inside(const Transition& transition) { walk(transition.move); }
  void inside(const Effect& effect) { walk(effect.node); }
  void inside(const EffectRow& row) {
    inside(row.cause);
    each(row.effects);
  }
  void inside(const LifecycleDecl& decl) {
    each(decl.transitions);
    each(decl.effects);
  }
  void inside(const Closing& closing) { walk(closing.node); }
  void inside(const CalendarDecl& decl) { each(decl.closings); }
  void inside(const Signal& signal) {
    note(signal.word);
    inside(signal.cause);
  }
  void inside(const Target& target) { walk(target.node); }
  void inside(const WithinTarget& target) { inside(target.period); }
  void inside(const SlaStep& step) {
    note(step.moment);
    each(step.effects);
  }
  void inside(const SlaDecl& decl) {
    each(decl.signals);
    each(decl.targets);
    each(decl.steps);
  }

  // --- people, queues, routes
  void inside(const PersonDecl& decl) { each(decl.columns); }
  void inside(const PeopleDecl& decl) { walk(decl.content); }
  void inside(const Cap& cap) { note(cap.per); }
  void inside(const QueueDecl& decl) { each(decl.caps); }
  void inside(const NamedDestination& to) {
    if (to.algorithm) note(*to.algorithm);
  }
  void inside(const RouteRow& row) {
    walk(row.destination);
    each(row.options.caps);
  }
  void inside(const RouteDecl& decl) {
    each(decl.causes);
    each(decl.rows);
  }
  void inside(const AccountDecl& decl) { each(decl.columns); }
  void inside(const AccountsDecl& decl) { walk(decl.content); }
  void inside(const Preference& preference) { note(preference.prefers); }
  void inside(const MatchDecl& decl) {
    each(decl.rules);
    each(decl.preferences);
  }

  // --- tests
  void inside(const GivenItem& item) { walk(item); }
  void inside(const FixtureDecl& decl) { each(decl.items); }
  void inside(const OffsetMoment::Part& part) { inside(part.duration); }
  void inside(const OffsetMoment& moment) { each(moment.parts); }
  void inside(const Moment& moment) { walk(moment.when); }
  void inside(const GivenStep& step) {
    each(step.items);
    maybe(step.since);
  }
  void inside(const Happening& event) { each(event.payload); }
  void inside(const PresenceStep& step) {
    inside(step.moment);
    maybe(step.until);
  }
  void inside(const AtStep& step) {
    inside(step.moment);
    maybe(step.event);
  }
  void inside(const Expectation& expectation) { walk(expectation.node); }
  void inside(const ExpectStep& step) { each(step.expectations); }
  void inside(const TestStep& step) { walk(step); }
  void inside(const TestDecl& decl) { each(decl.steps); }

  template <class Plain>
  void inside(const Plain&) {}

  Forms& forms_;
};

}  // namespace

void count_tree(const SyntaxTree& tree, Forms& forms) {
  Walk walk(forms);
  for (const Expr& expr : tree.exprs) walk.walk(expr.node);
  for (const Decl& decl : tree.decls) walk.walk(decl.node);
}

}  // namespace lead::coverage
