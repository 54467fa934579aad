// Causes: events, conditions that come to hold, times of the calendar.
#include <algorithm>
#include <array>
#include <utility>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

}  // namespace

Cause TreeBuilder::cause(P::CauseContext* context) {
  context->accept(this);
  cause_.span = span_of(context);
  return std::move(cause_);
}

Any TreeBuilder::visitEventCause(P::EventCauseContext* context) {
  cause_.node = EventCause{name_of(context->name()), expr(context->whereClause())};
  return {};
}

// `X becoming known`, `X becoming V`: the condition that `X is …` would be.
Any TreeBuilder::visitEdgeCause(P::EdgeCauseContext* context) {
  operand_ = expr(context->value());
  op_span_ = span_of(context->K_BECOMING()->getSymbol());
  const ExprId condition = expr(context->became());
  cause_.node = EdgeCause{condition, expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitKnownBecame(P::KnownBecameContext* context) {
  const Span span = cover(outer(operand_), span_of(context));
  expr_ = add(KnownExpr{operand_, true, cover(op_span_, span_of(context))}, span, 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitMissingBecame(P::MissingBecameContext* context) {
  const Span span = cover(outer(operand_), span_of(context));
  expr_ = add(KnownExpr{operand_, false, cover(op_span_, span_of(context))}, span, 1 + height(operand_));
  return {};
}

Any TreeBuilder::visitValueBecame(P::ValueBecameContext* context) {
  const ExprId left = operand_;
  const Span op = op_span_;
  expr_ = binary(BinaryOp::Is, left, expr(context->value()), op);
  return {};
}

Any TreeBuilder::visitCountCause(P::CountCauseContext* context) {
  past(PastKind::Count, context->K_COUNT()->getSymbol(), context->past());
  const ExprId count = expr_;
  const antlr4::Token* number = context->INTEGER()->getSymbol();
  const Literal read = read_integer(text_of(number));
  const int64_t value = checked(read.value, static_cast<uint8_t>(read.fault), span_of(number), 0);
  const ExprId reached = add(IntegerExpr{value}, span_of(number));
  const Span op = span_of(context->K_REACHING()->getSymbol());
  const ExprId condition = binary(BinaryOp::AtLeast, count, reached, op);
  cause_.node = EdgeCause{condition, expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitScheduleCause(P::ScheduleCauseContext* context) {
  context->schedule()->accept(this);
  auto schedule = std::get<ScheduleCause>(cause_.node);
  schedule.when = expr(context->stateClause());
  cause_.node = schedule;
  return {};
}

Any TreeBuilder::visitEveryDay(P::EveryDayContext* context) {
  cause_.node = ScheduleCause{Every::Day, 0, clock(context->CLOCK()->getSymbol()), {}};
  return {};
}

Any TreeBuilder::visitEveryMonth(P::EveryMonthContext* context) {
  const antlr4::Token* number = context->INTEGER()->getSymbol();
  const int64_t day = read_integer(text_of(number)).value;
  const bool fits = day >= 1 && day <= 31;
  if (!fits) sink_.add(problems::no_such_time(span_of(number), "a day of the month is 1 to 31"));
  const uint32_t minute = clock(context->CLOCK()->getSymbol());
  cause_.node = ScheduleCause{Every::Month, fits ? static_cast<uint32_t>(day) : 1, minute, {}};
  return {};
}

Any TreeBuilder::visitEveryWeek(P::EveryWeekContext* context) {
  const uint32_t day = weekday(context->weekday);
  cause_.node = ScheduleCause{Every::Week, day, clock(context->CLOCK()->getSymbol()), {}};
  return {};
}

uint32_t TreeBuilder::weekday(const antlr4::Token* token) {
  const std::string_view word = text_of(token);
  const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), word);
  if (found == kWeekdays.end()) {
    diagnostics::Diagnostic d = problems::unknown_weekday(span_of(token), word);
    const auto close = diagnostics::suggest(word, {kWeekdays.begin(), kWeekdays.end()});
    if (!close.empty()) problems::suggest_word(d, span_of(token), close.front());
    sink_.add(std::move(d));
  }
  return static_cast<uint32_t>(found - kWeekdays.begin()) % kWeekdays.size();
}

uint32_t TreeBuilder::clock(const antlr4::Token* token) {
  constexpr int64_t kMinuteMs = 60'000;
  const Literal time = read_clock(text_of(token));
  if (time.fault == LiteralFault::None && time.value % kMinuteMs == 0)
    return static_cast<uint32_t>(time.value / kMinuteMs);
  sink_.add(problems::no_such_time(span_of(token), "times are hours and minutes from 00:00 to 23:59"));
  return 0;
}

Any TreeBuilder::visitStateClause(P::StateClauseContext* context) {
  return context->condition()->accept(this);
}

}  // namespace lead::syntax
