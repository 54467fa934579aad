// Promises: what starts, meets, pauses and ends a clock, how far it may run, and what it does on its way.
#include <algorithm>
#include <utility>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

Any TreeBuilder::visitSlaDecl(P::SlaDeclContext* context) {
  sla_ = SlaDecl{};
  sla_.name = name_of(context->name());
  sla_.title = title_of(context->TEXT());
  if (context->debtor != nullptr) sla_.owed_by = name_of(context->debtor);
  said_.clear();
  for (P::SlaRowContext* row : context->slaBlock()->slaRow()) {
    if (is_whole(row)) row->accept(this);
  }
  decl_ = std::move(sla_);
  return {};
}

Any TreeBuilder::visitHoursItem(P::HoursItemContext* context) {
  say_twice("`hours`", row_span(context));
  HoursClause clause;
  clause.span = row_span(context);
  if (context->name() != nullptr) clause.calendar = name_of(context->name());
  if (context->value() != nullptr) clause.by = expr(context->value());
  for (P::HoursRowContext* row : context->hoursRow()) {
    if (is_whole(row))
      clause.rows.push_back({name_of(row->name(0)), name_of(row->name(1)), {}, span_of(row)});
  }
  sla_.hours = std::move(clause);
  return {};
}

Any TreeBuilder::visitStartItem(P::StartItemContext* context) {
  signal(context->K_START() != nullptr ? SignalWord::Start : SignalWord::Restart, context->cause(),
         context->value(), row_span(context));
  return {};
}

Any TreeBuilder::visitSignalItem(P::SignalItemContext* context) {
  const SignalWord word = context->K_MET() != nullptr      ? SignalWord::Met
                          : context->K_CANCEL() != nullptr ? SignalWord::Cancel
                          : context->K_RESET() != nullptr  ? SignalWord::Reset
                          : context->K_PAUSE() != nullptr  ? SignalWord::Pause
                                                           : SignalWord::Resume;
  signal(word, context->cause(), nullptr, row_span(context));
  return {};
}

void TreeBuilder::signal(SignalWord word, P::CauseContext* context, P::ValueContext* since, Span span) {
  Signal made{word, cause(context), {}, span};
  if (since != nullptr) made.since = expr(since);
  sla_.signals.push_back(std::move(made));
}

Any TreeBuilder::visitPauseItem(P::PauseItemContext* context) {
  say_twice("`pause while`", row_span(context));
  sla_.pause_while = expr(context->condition());
  return {};
}

// --- targets

void TreeBuilder::target(decltype(Target::node) node, P::GuardContext* guard, Span span) {
  Target made{std::move(node), {}, false, span};
  if (auto* when = dynamic_cast<P::WhenGuardContext*>(guard)) made.when = expr(when->condition());
  made.is_otherwise = dynamic_cast<P::OtherwiseGuardContext*>(guard) != nullptr;
  sla_.targets.push_back(std::move(made));
}

Any TreeBuilder::visitWithinItem(P::WithinItemContext* context) {
  target(WithinTarget{duration_of(context->quantity())}, context->guard(), row_span(context));
  return {};
}

Any TreeBuilder::visitTableItem(P::TableItemContext* context) {
  TableTarget table{expr(context->value()), {}};
  for (P::WithinRowContext* row : context->withinRow()) {
    if (is_whole(row))
      table.rows.push_back({name_of(row->name()), {}, duration_of(row->quantity()), span_of(row)});
  }
  target(std::move(table), nullptr, row_span(context));
  return {};
}

Any TreeBuilder::visitDayEndItem(P::DayEndItemContext* context) {
  target(DayEndTarget{context->K_NEXT() != nullptr}, context->guard(), row_span(context));
  return {};
}

Any TreeBuilder::visitUntilItem(P::UntilItemContext* context) {
  target(UntilTarget{expr(context->value())}, context->guard(), row_span(context));
  return {};
}

Any TreeBuilder::visitRetargetItem(P::RetargetItemContext* context) {
  say_twice("`retarget`", row_span(context));
  sla_.retarget = row_span(context);
  sla_.is_afresh = context->K_AFRESH() != nullptr;
  return {};
}

// --- steps

Any TreeBuilder::visitStepItem(P::StepItemContext* context) {
  step_ = SlaStep{};
  step_.moment_span = span_of(context->slaMoment());
  step_.span = row_span(context);
  context->slaMoment()->accept(this);
  step_.effects = effects_of(context->effectBlock());
  sla_.steps.push_back(std::move(step_));
  return {};
}

Any TreeBuilder::visitPercentMoment(P::PercentMomentContext* context) {
  const antlr4::Token* share = context->PERCENT()->getSymbol();
  const Literal read = read_percent(text_of(share));
  step_.moment = StepMoment::Share;
  step_.millionths = checked(read.value, static_cast<uint8_t>(read.fault), span_of(share), 4);
  return {};
}

Any TreeBuilder::visitBreachMoment(P::BreachMomentContext*) {
  step_.moment = StepMoment::Breach;
  return {};
}

Any TreeBuilder::visitBesideMoment(P::BesideMomentContext* context) {
  step_.moment = context->K_BEFORE() != nullptr ? StepMoment::Before : StepMoment::After;
  step_.period = duration_of(context->quantity());
  return {};
}

Any TreeBuilder::visitRepeatMoment(P::RepeatMomentContext* context) {
  step_.moment = StepMoment::Every;
  step_.period = duration_of(context->quantity());
  const antlr4::Token* count = context->INTEGER()->getSymbol();
  const Literal read = read_integer(text_of(count));
  const int64_t times = checked(read.value, static_cast<uint8_t>(read.fault), span_of(count), 0);
  step_.times = static_cast<uint32_t>(std::clamp<int64_t>(times, 0, UINT32_MAX));
  return {};
}

}  // namespace lead::syntax
