// Expressions: children before parents, each with its height.
#include <algorithm>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree_builder.h"
#include "runtime/base/limits.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

ExprId TreeBuilder::add_error(Span span) {
  return add(ErrorExpr{}, span);
}

ExprId TreeBuilder::add_name(Name name) {
  const Span span = name.span;
  return add(NameExpr{std::move(name)}, span);
}

uint32_t TreeBuilder::height(const std::vector<ExprId>& ids) const {
  uint32_t highest = 0;
  for (const ExprId id : ids) highest = std::max(highest, height(id));
  return highest;
}

ExprId TreeBuilder::binary(BinaryOp op, ExprId left, ExprId right, Span op_span) {
  const Span span = cover(outer(left), outer(right));
  return add(BinaryExpr{op, left, right, op_span}, span, 1 + std::max(height(left), height(right)));
}

ExprId TreeBuilder::unary(UnaryOp op, ExprId operand, Span op_span) {
  return add(UnaryExpr{op, operand, op_span}, cover(op_span, outer(operand)), 1 + height(operand));
}

ExprId TreeBuilder::expr(antlr4::tree::ParseTree* context) {
  if (context == nullptr) return ExprId{};
  context->accept(this);
  return expr_;
}

template <class Context>
std::vector<ExprId> TreeBuilder::exprs(const std::vector<Context*>& contexts) {
  std::vector<ExprId> ids;
  ids.reserve(contexts.size());
  for (Context* context : contexts) ids.push_back(expr(context));
  return ids;
}

// --- or, and, not
// ------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitCondition(P::ConditionContext* context) {
  const auto parts = context->conjunction();
  const auto words = context->K_OR();
  ExprId left = expr(parts[0]);
  for (size_t i = 1; i < parts.size() && !too_deep_; ++i) {
    left = binary(BinaryOp::Or, left, expr(parts[i]), span_of(words[i - 1]->getSymbol()));
  }
  expr_ = left;
  return {};
}

Any TreeBuilder::visitConjunction(P::ConjunctionContext* context) {
  const auto parts = context->negation();
  const auto words = context->K_AND();
  ExprId left = expr(parts[0]);
  for (size_t i = 1; i < parts.size() && !too_deep_; ++i) {
    left = binary(BinaryOp::And, left, expr(parts[i]), span_of(words[i - 1]->getSymbol()));
  }
  expr_ = left;
  return {};
}

Any TreeBuilder::visitNotNegation(P::NotNegationContext* context) {
  expr_ = unary(UnaryOp::Not, expr(context->negation()), span_of(context->start));
  return {};
}

Any TreeBuilder::visitPlainNegation(P::PlainNegationContext* context) {
  return context->comparison()->accept(this);
}

// --- comparisons
// -------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitComparison(P::ComparisonContext* context) {
  const ExprId operand = expr(context->value());
  if (context->test() == nullptr) return {};
  operand_ = operand;
  return context->test()->accept(this);
}

Any TreeBuilder::visitKnownTest(P::KnownTestContext* context) {
  const Span op = span_of(context);
  expr_ = add(KnownExpr{operand_, true, op}, cover(outer(operand_), op), 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitMissingTest(P::MissingTestContext* context) {
  const Span op = span_of(context);
  expr_ = add(KnownExpr{operand_, false, op}, cover(outer(operand_), op), 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitNotKnownTest(P::NotKnownTestContext* context) {
  const Span op = span_of(context);
  const bool known = context->K_KNOWN() != nullptr;
  sink_.add(problems::not_known(op, known));
  expr_ = add(KnownExpr{operand_, !known, op}, cover(outer(operand_), op), 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitUnratedTest(P::UnratedTestContext* context) {
  const Span op = span_of(context);
  const bool rated = context->K_NOT() != nullptr;
  expr_ = add(KnownExpr{operand_, rated, op, true}, cover(outer(operand_), op), 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitAgoTest(P::AgoTestContext* context) {
  const ExprId operand = operand_;
  const BinaryOp op = comparator(context->comparator());
  const Span op_span = op_span_;
  const Duration duration = duration_of(context->quantity());
  const Span span = cover(outer(operand), span_of(context));
  const bool ordered =
      op == BinaryOp::Less || op == BinaryOp::AtMost || op == BinaryOp::More || op == BinaryOp::AtLeast;
  if (ordered) {
    expr_ = add(AgoExpr{operand, op, duration, op_span}, span, 1 + height(operand));
    return {};
  }
  const std::string_view seen = text_.substr(op_span.begin_byte, op_span.end_byte - op_span.begin_byte);
  sink_.add(
      problems::unexpected(op_span, seen, "`less than`, `more than`, `at least` or `at most` before `ago`"));
  expr_ = add_error(span);
  return {};
}

Any TreeBuilder::visitCompareTest(P::CompareTestContext* context) {
  const ExprId left = operand_;
  const BinaryOp op = comparator(context->comparator());
  const Span op_span = op_span_;
  expr_ = binary(op, left, expr(context->value()), op_span);
  return {};
}

Any TreeBuilder::visitBetweenTest(P::BetweenTestContext* context) {
  const ExprId operand = operand_;
  const ExprId low = expr(context->low);
  const ExprId high = expr(context->high);
  expr_ = add(BetweenExpr{operand, low, high}, cover(outer(operand), span_of(context)),
              1 + height({operand, low, high}));
  return {};
}

BinaryOp TreeBuilder::comparator(P::ComparatorContext* context) {
  context->accept(this);
  op_span_ = span_of(context);
  return op_;
}

Any TreeBuilder::visitIsComparator(P::IsComparatorContext*) {
  op_ = BinaryOp::Is;
  return {};
}
Any TreeBuilder::visitIsNotComparator(P::IsNotComparatorContext*) {
  op_ = BinaryOp::IsNot;
  return {};
}
Any TreeBuilder::visitLessComparator(P::LessComparatorContext*) {
  op_ = BinaryOp::Less;
  return {};
}
Any TreeBuilder::visitAtMostComparator(P::AtMostComparatorContext*) {
  op_ = BinaryOp::AtMost;
  return {};
}
Any TreeBuilder::visitMoreComparator(P::MoreComparatorContext*) {
  op_ = BinaryOp::More;
  return {};
}
Any TreeBuilder::visitAtLeastComparator(P::AtLeastComparatorContext*) {
  op_ = BinaryOp::AtLeast;
  return {};
}
Any TreeBuilder::visitInComparator(P::InComparatorContext*) {
  op_ = BinaryOp::In;
  return {};
}
Any TreeBuilder::visitNotInComparator(P::NotInComparatorContext*) {
  op_ = BinaryOp::NotIn;
  return {};
}
Any TreeBuilder::visitStartsComparator(P::StartsComparatorContext*) {
  op_ = BinaryOp::StartsWith;
  return {};
}
Any TreeBuilder::visitEndsComparator(P::EndsComparatorContext*) {
  op_ = BinaryOp::EndsWith;
  return {};
}
Any TreeBuilder::visitContainsComparator(P::ContainsComparatorContext*) {
  op_ = BinaryOp::Contains;
  return {};
}
Any TreeBuilder::visitMatchesComparator(P::MatchesComparatorContext*) {
  op_ = BinaryOp::Matches;
  return {};
}
Any TreeBuilder::visitWordComparator(P::WordComparatorContext*) {
  op_ = BinaryOp::HasAnyWordOf;
  return {};
}

Any TreeBuilder::visitHasAnyComparator(P::HasAnyComparatorContext*) {
  op_ = BinaryOp::HasAnyOf;
  return {};
}
Any TreeBuilder::visitHasAllComparator(P::HasAllComparatorContext*) {
  op_ = BinaryOp::HasAllOf;
  return {};
}
Any TreeBuilder::visitHasComparator(P::HasComparatorContext*) {
  op_ = BinaryOp::Has;
  return {};
}

// --- arithmetic
// --------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitValue(P::ValueContext* context) {
  const auto parts = context->sum();
  const auto words = context->K_OR();
  const auto else_words = context->K_ELSE();
  ExprId left = expr(parts[0]);
  for (size_t i = 1; i < parts.size() && !too_deep_; ++i) {
    const Span op = cover(span_of(words[i - 1]->getSymbol()), span_of(else_words[i - 1]->getSymbol()));
    left = binary(BinaryOp::OrElse, left, expr(parts[i]), op);
  }
  expr_ = left;
  return {};
}

Any TreeBuilder::visitSum(P::SumContext* context) {
  const auto parts = context->product();
  ExprId left = expr(parts[0]);
  for (size_t i = 1; i < parts.size() && !too_deep_; ++i) {
    const antlr4::Token* sign = context->signs[i - 1];
    const BinaryOp op = sign->getType() == P::PLUS ? BinaryOp::Add : BinaryOp::Subtract;
    left = binary(op, left, expr(parts[i]), span_of(sign));
  }
  expr_ = left;
  return {};
}

Any TreeBuilder::visitProduct(P::ProductContext* context) {
  const auto parts = context->unary();
  ExprId left = expr(parts[0]);
  for (size_t i = 1; i < parts.size() && !too_deep_; ++i) {
    const antlr4::Token* sign = context->signs[i - 1];
    const BinaryOp op = sign->getType() == P::STAR ? BinaryOp::Multiply : BinaryOp::Divide;
    left = binary(op, left, expr(parts[i]), span_of(sign));
  }
  expr_ = left;
  return {};
}

Any TreeBuilder::visitNegateUnary(P::NegateUnaryContext* context) {
  expr_ = unary(UnaryOp::Negate, expr(context->unary()), span_of(context->start));
  return {};
}

Any TreeBuilder::visitPlainUnary(P::PlainUnaryContext* context) {
  return context->primary()->accept(this);
}

// --- primaries
// ---------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitGroupPrimary(P::GroupPrimaryContext* context) {
  context->condition()->accept(this);
  outer_[expr_.value - first_expr_] = span_of(context);
  return {};
}

Any TreeBuilder::visitLiteralPrimary(P::LiteralPrimaryContext* context) {
  return context->literal()->accept(this);
}

Any TreeBuilder::visitListPrimary(P::ListPrimaryContext* context) {
  std::vector<ExprId> items = exprs(context->value());
  const uint32_t below = height(items);
  expr_ = add(ListExpr{std::move(items)}, span_of(context), 1 + below);
  return {};
}

void TreeBuilder::past(PastKind kind, const antlr4::Token* first, P::PastContext* context, ExprId field) {
  Name event = name_of(context->name());
  const ExprId where =
      context->whereClause() != nullptr ? expr(context->whereClause()->condition()) : ExprId{};
  std::optional<Duration> window;
  if (context->window() != nullptr) window = duration_of(context->window()->quantity());
  expr_ = add(PastExpr{kind, std::move(event), where, window, field}, cover(span_of(first), span_of(context)),
              1 + height(where));
}

Any TreeBuilder::visitCountPrimary(P::CountPrimaryContext* context) {
  past(PastKind::Count, context->start, context->past());
  return {};
}
Any TreeBuilder::visitAnyPrimary(P::AnyPrimaryContext* context) {
  past(PastKind::Any, context->start, context->past());
  return {};
}
Any TreeBuilder::visitNoPrimary(P::NoPrimaryContext* context) {
  past(PastKind::No, context->start, context->past());
  return {};
}
Any TreeBuilder::visitLastPrimary(P::LastPrimaryContext* context) {
  past(PastKind::Last, context->start, context->past());
  return {};
}
Any TreeBuilder::visitFirstPrimary(P::FirstPrimaryContext* context) {
  past(PastKind::First, context->start, context->past());
  return {};
}

Any TreeBuilder::visitFieldPrimary(P::FieldPrimaryContext* context) {
  const PastKind kind = context->K_LAST() != nullptr ? PastKind::LastValue : PastKind::FirstValue;
  const ExprId field = add_name(name_of(context->what));
  Name event = name_of(context->event);
  const ExprId where = expr(context->whereClause());
  expr_ =
      add(PastExpr{kind, std::move(event), where, std::nullopt, field}, span_of(context), 1 + height(where));
  return {};
}

Any TreeBuilder::visitTotalPrimary(P::TotalPrimaryContext* context) {
  const PastKind kind = context->K_SUM() != nullptr       ? PastKind::Sum
                        : context->K_LEAST() != nullptr   ? PastKind::Least
                        : context->K_AVERAGE() != nullptr ? PastKind::Average
                                                          : PastKind::Greatest;
  past(kind, context->start, context->past(), add_name(name_of(context->what)));
  return {};
}

Any TreeBuilder::visitDistinctPrimary(P::DistinctPrimaryContext* context) {
  past(PastKind::Distinct, context->start, context->past(), add_name(name_of(context->what)));
  return {};
}

Any TreeBuilder::visitCountedPrimary(P::CountedPrimaryContext* context) {
  const antlr4::Token* number = context->INTEGER()->getSymbol();
  const Literal read = read_integer(text_of(number));
  const int64_t count = checked(read.value, static_cast<uint8_t>(read.fault), span_of(number), 0);
  const BinaryOp op = context->K_EXACTLY() != nullptr ? BinaryOp::Is
                      : context->K_LEAST() != nullptr ? BinaryOp::AtLeast
                                                      : BinaryOp::AtMost;
  std::vector<ExprId> conditions = exprs(context->condition());
  const uint32_t below = height(conditions);
  expr_ = add(CountedExpr{op, count, std::move(conditions)}, span_of(context), 1 + below);
  return {};
}

Any TreeBuilder::visitCallPrimary(P::CallPrimaryContext* context) {
  std::vector<ExprId> args = exprs(context->condition());
  const uint32_t below = height(args);
  expr_ = add(CallExpr{name_of(context->name()), std::move(args)}, span_of(context), 1 + below);
  return {};
}

Any TreeBuilder::visitNamePrimary(P::NamePrimaryContext* context) {
  expr_ = add_name(name_of(context->name()));
  return {};
}

// --- literals
// ----------------------------------------------------------------------------------------------------------

ExprId TreeBuilder::constant(antlr4::Token* minus, antlr4::tree::ParseTree* literal) {
  const ExprId value = expr(literal);
  return minus == nullptr ? value : unary(UnaryOp::Negate, value, span_of(minus));
}

Any TreeBuilder::visitLiteralConstant(P::LiteralConstantContext* context) {
  expr_ = constant(context->MINUS() != nullptr ? context->MINUS()->getSymbol() : nullptr, context->literal());
  return {};
}

Any TreeBuilder::visitNameConstant(P::NameConstantContext* context) {
  expr_ = add_name(name_of(context->name()));
  return {};
}

Any TreeBuilder::visitSetConstant(P::SetConstantContext* context) {
  ListExpr set{{}, true};
  for (const Name& item : names_of(context->name())) set.items.push_back(add_name(item));
  expr_ = add(std::move(set), span_of(context), 2);
  return {};
}

Any TreeBuilder::visitTextLiteral(P::TextLiteralContext* context) {
  expr_ = add(TextExpr{text_value(context->start)}, span_of(context));
  return {};
}

Any TreeBuilder::visitIntegerLiteral(P::IntegerLiteralContext* context) {
  const Literal read = read_integer(text_of(context->start));
  const int64_t value = checked(read.value, static_cast<uint8_t>(read.fault), span_of(context), 0);
  expr_ = read.fault == LiteralFault::None ? add(IntegerExpr{value}, span_of(context))
                                           : add_error(span_of(context));
  return {};
}

Any TreeBuilder::visitDecimalLiteral(P::DecimalLiteralContext* context) {
  const Literal read = read_millionths(text_of(context->start), 6);
  const int64_t value = checked(read.value, static_cast<uint8_t>(read.fault), span_of(context), 6);
  expr_ = read.fault == LiteralFault::None ? add(DecimalExpr{value}, span_of(context))
                                           : add_error(span_of(context));
  return {};
}

Any TreeBuilder::visitPercentLiteral(P::PercentLiteralContext* context) {
  const Literal read = read_percent(text_of(context->start));
  const int64_t value = checked(read.value, static_cast<uint8_t>(read.fault), span_of(context), 4);
  expr_ = read.fault == LiteralFault::None ? add(PercentExpr{value}, span_of(context))
                                           : add_error(span_of(context));
  return {};
}

Any TreeBuilder::visitMoneyLiteral(P::MoneyLiteralContext* context) {
  const int64_t amount = millionths_of(context->number());
  expr_ = add(MoneyExpr{std::string(text_of(context->start)), amount}, span_of(context));
  return {};
}

Any TreeBuilder::visitYesNoLiteral(P::YesNoLiteralContext* context) {
  expr_ = add(YesNoExpr{context->K_YES() != nullptr}, span_of(context));
  return {};
}

Any TreeBuilder::visitDateLiteral(P::DateLiteralContext* context) {
  expr_ = date(context->start);
  return {};
}

ExprId TreeBuilder::date(const antlr4::Token* token) {
  const std::optional<DateExpr> read = read_date(text_of(token));
  if (read) return add(*read, span_of(token));
  sink_.add(problems::no_such_date(span_of(token), text_of(token)));
  return add_error(span_of(token));
}

Any TreeBuilder::visitInstantLiteral(P::InstantLiteralContext* context) {
  expr_ = instant(context->start);
  return {};
}

ExprId TreeBuilder::instant(const antlr4::Token* token) {
  const Span span = span_of(token);
  const std::string_view text = text_of(token);
  const Literal read = read_instant(text);
  switch (read.fault) {
    case LiteralFault::None:
      break;
    case LiteralFault::NotADate:
      sink_.add(problems::no_such_date(span, text.substr(0, 10)));
      break;
    case LiteralFault::NoOffset:
      sink_.add(problems::missing_offset(span));
      break;
    case LiteralFault::NotAnOffset:
      sink_.add(problems::no_such_instant(span, "no place on earth has this offset"));
      break;
    case LiteralFault::OutsideTime:
      sink_.add(problems::no_such_instant(span, "instants lie between 1970 and 2199"));
      break;
    case LiteralFault::NotATime:
    case LiteralFault::Malformed:
    case LiteralFault::TooLarge:
    case LiteralFault::TooManyDigits:
      sink_.add(
          problems::no_such_instant(span, "this is no time of day; write 09:00, 09:00:30 or 09:00:30.250"));
      break;
  }
  return read.fault == LiteralFault::None ? add(InstantExpr{read.value}, span) : add_error(span);
}

Any TreeBuilder::visitDurationLiteral(P::DurationLiteralContext* context) {
  const Duration duration = duration_of(context->quantity());
  expr_ = add(DurationExpr{duration}, span_of(context));
  return {};
}

}  // namespace lead::syntax
