// Parse tree to syntax tree: one visit function per labelled alternative of the grammar. Private to the room,
// and with parse.cpp the only place that sees ANTLR's contexts.
//
// Derives from the abstract visitor, so that a new alternative breaks the build here. Results travel in
// members
// (`expr_`, `decay_`, ...), because ANTLR's `Any` would allocate for each node; every visit answers with an
// empty one. Only complete contexts are visited: rows in which the parser found a mistake are passed over
// (`is_whole`).
//
// Bounds the height of expressions (limits::kMaxNesting, L0010 once a declaration). Errors: L0105-L0110,
// L0206-L0212.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree.h"
#include "grammar/LeadParser.h"
#include "grammar/LeadVisitor.h"
#include "runtime/base/limits.h"

namespace lead::syntax {

class TreeBuilder final : public grammar::LeadVisitor {
 public:
  TreeBuilder(std::string_view text, FileId file, SyntaxTree& tree, diagnostics::Sink& sink)
      : text_(text), file_(file), tree_(tree), sink_(sink) {}
  // Appends the declaration; nothing if the parser found its head in error.
  void build(grammar::LeadParser::SliceContext* slice);

 private:
  using P = grammar::LeadParser;
  using Any = antlrcpp::Any;

#include "compiler/syntax/tree_builder_visits.inc"

  // --- reading contexts
  static bool is_whole(const antlr4::ParserRuleContext* context) { return !context->exception; }
  std::string_view text_of(const antlr4::Token* token) const;
  Span span_of(const antlr4::Token* token) const;
  Span span_of(const antlr4::ParserRuleContext* context) const;
  Span row_span(const antlr4::ParserRuleContext* context) const;  // without the comma at its end
  Name name_of(antlr4::ParserRuleContext* context) const;
  std::vector<Name> names_of(const std::vector<P::NameContext*>& contexts) const;
  std::string text_value(const antlr4::Token* token);
  std::optional<std::string> title_of(antlr4::tree::TerminalNode* node);
  int64_t millionths_of(P::NumberContext* context);
  int64_t millionths_of(P::SignedNumberContext* context);
  int64_t checked(int64_t value, uint8_t fault, Span span, uint32_t kept_digits);
  ExprId date(const antlr4::Token* token);  // an ErrorExpr if the calendar has no such day
  ExprId instant(const antlr4::Token* token);
  Duration duration_of(P::QuantityContext* context);
  Unit unit_of(antlr4::ParserRuleContext* context) const;

  // --- making expressions
  template <class Node>
  ExprId add(Node node, Span span, uint32_t height = 1);
  ExprId add_error(Span span);
  ExprId add_name(Name name);
  uint32_t height(ExprId id) const { return id.is_none() ? 0 : heights_[id.value - first_expr_]; }
  uint32_t height(const std::vector<ExprId>& ids) const;
  Span outer(ExprId id) const { return outer_[id.value - first_expr_]; }
  ExprId binary(BinaryOp op, ExprId left, ExprId right, Span op_span);
  ExprId unary(UnaryOp op, ExprId operand, Span op_span);
  ExprId expr(antlr4::tree::ParseTree* context);  // visits; none for a null context
  template <class Context>
  std::vector<ExprId> exprs(const std::vector<Context*>& contexts);
  ExprId constant(antlr4::Token* minus, antlr4::tree::ParseTree* literal);
  void past(PastKind kind, const antlr4::Token* first, P::PastContext* context, ExprId field = {});
  BinaryOp comparator(P::ComparatorContext* context);

  // --- making rows
  void say_twice(std::string_view what, Span span);
  std::vector<Field> fields(P::FieldBlockContext* block);
  void per(const std::vector<P::PerContext*>& contexts);
  int64_t shown(P::CapContext* context);
  uint32_t clock(const antlr4::Token* token);  // minutes of the day; reported where no day has them
  Cause cause(P::CauseContext* context);
  void decay(DecayKind kind, P::QuantityContext* period, const antlr4::ParserRuleContext* context,
             int64_t amount = 0);
  LadderAmount ladder_of(P::LadderContext* context);
  TableAmount table_of(P::ValueContext* subject, P::PointsTableContext* context);
  BandStep band_step(P::BandStepContext* context);
  template <class Body>
  Body* grade_body(Span row);
  void say_missing_parts();

  std::vector<Effect> effects_of(P::EffectBlockContext* context);
  uint32_t weekday(const antlr4::Token* token);  // 0 is Monday; reported where it is none
  std::vector<OpeningHours> opening_hours(const std::vector<P::OpeningHoursContext*>& contexts);
  int32_t day_of(const antlr4::Token* token);  // days since 1970-01-01; reported where there is no such date
  void signal(SignalWord word, P::CauseContext* cause, P::ValueContext* since, Span span);
  void target(decltype(Target::node) node, P::GuardContext* guard, Span span);

  std::vector<PersonRow> people_of(P::PeopleBlockContext* block);
  uint32_t counted(
      const antlr4::Token* token);  // a whole number of at most 1,000,000; reported where it is more
  Cap cap_of(const antlr4::Token* count, P::CapPerContext* per, Span span);
  void algorithm(Algorithm algorithm, P::ValueContext* key);

  // --- making tests
  std::vector<GivenItem> given_items(P::GivenBlockContext* block);
  Moment moment_of(P::MomentContext* context);
  std::vector<TestStep> test_steps(const std::vector<P::TestStepContext*>& contexts);
  CaseCell case_cell(P::CaseCellContext* context, const Name* column);

  std::string_view text_;
  FileId file_;
  SyntaxTree& tree_;
  diagnostics::Sink& sink_;

  // Where visits leave their result.
  ExprId expr_;
  ExprId operand_;  // in: the left side of a test
  BinaryOp op_ = BinaryOp::Or;
  Span op_span_;
  Duration duration_;
  Field field_;
  Name name_;  // the key of a setting
  ChoiceDecl choice_;
  TableDecl table_;
  DefineDecl define_;
  ScoreDecl score_;
  GradeDecl grade_;
  Span grade_way_;              // the row that says in which way the grade is made
  std::optional<Decl> points_;  // the score behind a grade by points
  Rule rule_;
  Limit limit_;
  Decay decay_;
  Trigger trigger_;
  std::vector<GivenItem> given_;
  Moment moment_;
  Happening happening_;
  Expectation expectation_;
  std::vector<TestStep> steps_;
  Cause cause_;
  LifecycleDecl lifecycle_;
  std::vector<Effect> effects_;
  CalendarDecl calendar_;
  SlaDecl sla_;
  SlaStep step_;
  PersonRow person_;
  QueueDecl queue_;
  RouteDecl route_;
  RouteRow route_row_;
  NamedDestination named_;
  Cap cap_;
  AccountRow account_;
  MatchDecl match_;
  decltype(Transition::move) move_;
  decltype(Decl::node) decl_;
  std::vector<std::pair<std::string_view, Span>> said_;  // clauses of the row or declaration at hand
  std::vector<Span>
      outer_;  // parallel to heights_: the span with the brackets around it, for what it is a part of
  std::vector<uint32_t> heights_;  // CACHE: of the declaration's expressions, for the bound
  uint32_t first_expr_ = 0;        // expressions before this one belong to earlier declarations
  bool too_deep_ = false;
};

// BOUND: limits::kMaxNesting levels of an expression; what is deeper becomes an ErrorExpr.
template <class Node>
ExprId TreeBuilder::add(Node node, Span span, uint32_t height) {
  outer_.push_back(span);
  if (height > limits::kMaxNesting) {
    if (!too_deep_) sink_.add(problems::nested_too_deep(span, "this expression is"));
    too_deep_ = true;
    heights_.push_back(1);
    return tree_.exprs.add(Expr{span, ErrorExpr{}});
  }
  heights_.push_back(height);
  return tree_.exprs.add(Expr{span, std::move(node)});
}

}  // namespace lead::syntax
