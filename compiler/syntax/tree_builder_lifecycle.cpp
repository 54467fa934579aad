// Lifecycles: stages, transitions, and what happens at the doors of a stage.
#include <utility>

#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

Any TreeBuilder::visitLifecycleDecl(P::LifecycleDeclContext* context) {
  lifecycle_ = LifecycleDecl{name_of(context->name()), title_of(context->TEXT()), {}, {}, {}};
  for (P::LifecycleItemContext* item : context->lifecycleBlock()->lifecycleItem()) {
    if (is_whole(item)) item->accept(this);
  }
  decl_ = std::move(lifecycle_);
  return {};
}

// --- stages

Any TreeBuilder::visitStageItem(P::StageItemContext* context) {
  StageDecl stage;
  stage.name = name_of(context->name());
  stage.title = title_of(context->TEXT());
  stage.span = row_span(context);
  lifecycle_.stages.push_back(std::move(stage));
  said_.clear();
  for (P::StageClauseContext* clause : context->stageClause()) clause->accept(this);
  return {};
}

Any TreeBuilder::visitOwnedStage(P::OwnedStageContext* context) {
  say_twice("`owned by`", span_of(context));
  lifecycle_.stages.back().owner = name_of(context->name());
  return {};
}

Any TreeBuilder::visitFirstStage(P::FirstStageContext* context) {
  say_twice("`first`", span_of(context));
  lifecycle_.stages.back().is_first = true;
  return {};
}

Any TreeBuilder::visitFinalStage(P::FinalStageContext* context) {
  say_twice("`final`", span_of(context));
  lifecycle_.stages.back().is_final = true;
  return {};
}

Any TreeBuilder::visitRestingStage(P::RestingStageContext* context) {
  say_twice("`may rest`", span_of(context));
  lifecycle_.stages.back().may_rest = true;
  return {};
}

Any TreeBuilder::visitReasonsStage(P::ReasonsStageContext* context) {
  say_twice("`reasons`", span_of(context));
  lifecycle_.stages.back().reasons = name_of(context->name());
  return {};
}

// --- transitions

Any TreeBuilder::visitTransitionItem(P::TransitionItemContext* context) {
  Transition made;
  if (auto* listed = dynamic_cast<P::ListedOriginContext*>(context->origin()))
    made.from = names_of(listed->name());
  made.from_span = span_of(context->origin());
  made.to = name_of(context->name(0));
  context->move()->accept(this);
  made.move = std::move(move_);
  made.move_span = span_of(context->move());
  made.title = title_of(context->TEXT());
  if (context->reason != nullptr) made.reason = name_of(context->reason);
  made.span = row_span(context);
  lifecycle_.transitions.push_back(std::move(made));
  return {};
}

Any TreeBuilder::visitWhenMove(P::WhenMoveContext* context) {
  move_ = WhenMove{expr(context->condition())};
  return {};
}

Any TreeBuilder::visitRestMove(P::RestMoveContext* context) {
  const Duration period = duration_of(context->quantity());
  move_ = RestMove{period, name_of(context->name()), expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitSilenceMove(P::SilenceMoveContext* context) {
  const Duration period = duration_of(context->quantity());
  const ExprId where = expr(context->whereClause());
  move_ = SilenceMove{period, name_of(context->name()), where, expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitCauseMove(P::CauseMoveContext* context) {
  move_ = cause(context->cause());
  return {};
}

// --- what is done without a change of stage

Any TreeBuilder::visitEffectItem(P::EffectItemContext* context) {
  Cause when = cause(context->cause());
  lifecycle_.effects.push_back({std::move(when), effects_of(context->effectBlock()), row_span(context)});
  return {};
}

std::vector<Effect> TreeBuilder::effects_of(P::EffectBlockContext* context) {
  effects_.clear();
  for (P::EffectContext* effect : context->effect()) effect->accept(this);
  return std::move(effects_);
}

Any TreeBuilder::visitResetEffect(P::ResetEffectContext* context) {
  effects_.push_back({ResetEffect{name_of(context->name())}, span_of(context)});
  return {};
}

Any TreeBuilder::visitNotifyEffect(P::NotifyEffectContext* context) {
  NotifyEffect effect{name_of(context->name()), title_of(context->TEXT())};
  effects_.push_back({std::move(effect), span_of(context)});
  return {};
}

// --- where a lead is, and was

Any TreeBuilder::visitDoorCause(P::DoorCauseContext* context) {
  cause_.node =
      DoorCause{context->K_LEAVING() != nullptr, name_of(context->name()), expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitBreachCause(P::BreachCauseContext* context) {
  cause_.node = BreachCause{name_of(context->name()), expr(context->stateClause())};
  return {};
}

Any TreeBuilder::visitEntriesPrimary(P::EntriesPrimaryContext* context) {
  expr_ = add(StageExpr{StageAsked::Entries, name_of(context->name())}, span_of(context));
  return {};
}

Any TreeBuilder::visitEverPrimary(P::EverPrimaryContext* context) {
  expr_ = add(StageExpr{StageAsked::Ever, name_of(context->name())}, span_of(context));
  return {};
}

Any TreeBuilder::visitEnteringPrimary(P::EnteringPrimaryContext* context) {
  const StageAsked asked =
      context->K_FIRST() != nullptr ? StageAsked::FirstEntering : StageAsked::LastEntering;
  expr_ = add(StageExpr{asked, name_of(context->name())}, span_of(context));
  return {};
}

}  // namespace lead::syntax
