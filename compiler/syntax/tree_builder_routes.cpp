// Routes: who gets the lead; and what happens to a role elsewhere.
#include <utility>

#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

Any TreeBuilder::visitRouteDecl(P::RouteDeclContext* context) {
  route_ = RouteDecl{};
  route_.role = name_of(context->name());
  route_.title = title_of(context->TEXT());
  if (context->K_UNIQUE() != nullptr) route_.unique = span_of(context->K_UNIQUE()->getSymbol());
  for (P::CauseContext* each : context->cause()) route_.causes.push_back(cause(each));
  for (P::RouteItemContext* item : context->routeBlock()->routeItem()) {
    if (is_whole(item)) item->accept(this);
  }
  decl_ = std::move(route_);
  return {};
}

Any TreeBuilder::visitRouteRow(P::RouteRowContext* context) {
  route_row_ = RouteRow{};
  route_row_.name = name_of(context->name());
  route_row_.title = title_of(context->TEXT());
  route_row_.span = row_span(context);
  context->destination()->accept(this);
  route_row_.destination_span = span_of(context->destination());
  said_.clear();
  for (P::RouteOptionContext* option : context->routeOption()) option->accept(this);
  if (P::GuardContext* guard = context->guard(); guard != nullptr) {
    route_row_.when = expr(guard);
    route_row_.is_otherwise = route_row_.when.is_none();
  }
  route_.rows.push_back(std::move(route_row_));
  said_.clear();
  return {};
}

Any TreeBuilder::visitRememberItem(P::RememberItemContext* context) {
  RememberClause clause;
  clause.key = expr(context->value());
  if (context->name() != nullptr) clause.renewed_on = name_of(context->name());
  clause.span = row_span(context);
  route_.remembers.push_back(std::move(clause));
  for (P::MemoryTimeContext* time : context->memoryTime()) time->accept(this);
  return {};
}

Any TreeBuilder::visitMemoryTime(P::MemoryTimeContext* context) {
  MemoryTime time{duration_of(context->quantity()), std::nullopt, span_of(context)};
  if (context->name() != nullptr) time.from = name_of(context->name());
  route_.remembers.back().times.push_back(std::move(time));
  return {};
}

Any TreeBuilder::visitLoadItem(P::LoadItemContext* context) {
  if (!route_.load.is_none())
    sink_.add(problems::repeated_clause(row_span(context), "`load counts while`", outer(route_.load)));
  route_.load = expr(context->condition());
  return {};
}

Any TreeBuilder::visitBackItem(P::BackItemContext* context) {
  route_.turn_back.push_back(name_of(context->name()));
  return {};
}

Any TreeBuilder::visitHandItem(P::HandItemContext* context) {
  route_.by_hand.push_back({name_of(context->name()), name_of(context->fieldName()),
                            context->K_NOT() == nullptr, row_span(context)});
  return {};
}

// --- destinations

Any TreeBuilder::visitKeepDestination(P::KeepDestinationContext*) {
  route_row_.destination = KeepDestination{};
  return {};
}

Any TreeBuilder::visitClearDestination(P::ClearDestinationContext*) {
  route_row_.destination = ClearDestination{};
  return {};
}

Any TreeBuilder::visitPersonDestination(P::PersonDestinationContext* context) {
  route_row_.destination = PersonDestination{expr(context->value())};
  return {};
}

Any TreeBuilder::visitLastDestination(P::LastDestinationContext* context) {
  route_row_.destination = LastDestination{name_of(context->name())};
  return {};
}

Any TreeBuilder::visitRememberedDestination(P::RememberedDestinationContext* context) {
  route_row_.destination = RememberedDestination{name_of(context->name())};
  return {};
}

Any TreeBuilder::visitNamedDestination(P::NamedDestinationContext* context) {
  named_ = NamedDestination{};
  named_.name = name_of(context->name());
  named_.where = expr(context->whereClause());
  if (P::AlgorithmContext* chosen = context->algorithm(); chosen != nullptr) {
    chosen->accept(this);
    named_.algorithm_span = span_of(chosen);
  }
  route_row_.destination = std::move(named_);
  return {};
}

void TreeBuilder::algorithm(Algorithm algorithm, P::ValueContext* key) {
  named_.algorithm = algorithm;
  named_.key = expr(key);
}

Any TreeBuilder::visitOrderAlgorithm(P::OrderAlgorithmContext*) {
  named_.algorithm = Algorithm::InOrder;
  return {};
}
Any TreeBuilder::visitTurnsAlgorithm(P::TurnsAlgorithmContext* context) {
  algorithm(Algorithm::Turns, context->value());
  return {};
}
Any TreeBuilder::visitRecentAlgorithm(P::RecentAlgorithmContext* context) {
  algorithm(Algorithm::LeastRecent, context->value());
  return {};
}
Any TreeBuilder::visitSmoothAlgorithm(P::SmoothAlgorithmContext* context) {
  algorithm(Algorithm::SmoothTurns, context->value());
  return {};
}
Any TreeBuilder::visitPointerAlgorithm(P::PointerAlgorithmContext* context) {
  algorithm(Algorithm::LowestPointer, context->value());
  return {};
}
Any TreeBuilder::visitCountAlgorithm(P::CountAlgorithmContext* context) {
  algorithm(Algorithm::CountInPeriod, context->value());
  if (context->K_WEEK() != nullptr) named_.period = CapPer::Week;
  if (context->K_MONTH() != nullptr) named_.period = CapPer::Month;
  return {};
}
Any TreeBuilder::visitLoadedAlgorithm(P::LoadedAlgorithmContext*) {
  named_.algorithm = Algorithm::LeastLoaded;
  return {};
}
Any TreeBuilder::visitShareAlgorithm(P::ShareAlgorithmContext* context) {
  algorithm(Algorithm::FairShare, context->value());
  return {};
}

// --- options

Any TreeBuilder::visitCapOption(P::CapOptionContext* context) {
  Cap cap = cap_of(context->INTEGER()->getSymbol(), context->capPer(), span_of(context));
  cap.together = context->K_TOGETHER() != nullptr;
  route_row_.options.caps.push_back(cap);
  return {};
}

Any TreeBuilder::visitWorkOption(P::WorkOptionContext* context) {
  say_twice("`at work`", span_of(context));
  route_row_.options.at_work = span_of(context);
  if (context->quantity() != nullptr) route_row_.options.look_ahead = duration_of(context->quantity());
  return {};
}

Any TreeBuilder::visitCoverOption(P::CoverOptionContext* context) {
  say_twice("`or cover`", span_of(context));
  route_row_.options.cover = span_of(context);
  return {};
}

Any TreeBuilder::visitWaitOption(P::WaitOptionContext* context) {
  say_twice("`or wait`", span_of(context));
  route_row_.options.wait = span_of(context);
  return {};
}

Any TreeBuilder::visitExcludingOption(P::ExcludingOptionContext* context) {
  say_twice("`excluding`", span_of(context));
  route_row_.options.exclude = counted(context->INTEGER()->getSymbol());
  return {};
}

Any TreeBuilder::visitSpentOption(P::SpentOptionContext* context) {
  say_twice("`turn spent on`", span_of(context));
  route_row_.options.spent_on = name_of(context->name());
  return {};
}

Any TreeBuilder::visitCatchingOption(P::CatchingOptionContext* context) {
  say_twice("`catching up`", span_of(context));
  route_row_.options.catching_up = span_of(context);
  return {};
}

// --- elsewhere

Any TreeBuilder::visitAssignmentCause(P::AssignmentCauseContext* context) {
  cause_.node = AssignmentCause{name_of(context->name()), expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitExpiryCause(P::ExpiryCauseContext* context) {
  cause_.node = ExpiryCause{name_of(context->name()), expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitClearEffect(P::ClearEffectContext* context) {
  effects_.push_back({ClearEffect{name_of(context->name())}, span_of(context)});
  return {};
}

Any TreeBuilder::visitAssignEffect(P::AssignEffectContext* context) {
  AssignEffect effect{name_of(context->name(0)), 1};
  if (context->INTEGER() != nullptr) effect.exclude = counted(context->INTEGER()->getSymbol());
  effects_.push_back({std::move(effect), span_of(context)});
  return {};
}

Any TreeBuilder::visitPeopleStep(P::PeopleStepContext* context) {
  steps_.emplace_back(PeopleStep{{}, people_of(context->peopleBlock()), span_of(context)});
  return {};
}

Any TreeBuilder::visitRosterStep(P::RosterStepContext* context) {
  Moment moment = moment_of(context->moment());
  steps_.emplace_back(PeopleStep{std::move(moment), people_of(context->peopleBlock()), span_of(context)});
  return {};
}

Any TreeBuilder::visitPresenceStep(P::PresenceStepContext* context) {
  PresenceStep step{moment_of(context->from), name_of(context->name()), context->K_AWAY() != nullptr, {}, {}};
  if (context->until != nullptr) step.until = moment_of(context->until);
  step.span = span_of(context);
  steps_.emplace_back(std::move(step));
  return {};
}

Any TreeBuilder::visitRouteBlock(P::RouteBlockContext*) {
  return {};
}

}  // namespace lead::syntax
