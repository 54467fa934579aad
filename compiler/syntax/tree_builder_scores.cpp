// Scores: ranges, fading, rules with their amounts, triggers and limits, groups and bands.
#include <utility>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/problems.h"
#include "compiler/syntax/tree_builder.h"

namespace lead::syntax {

using Any = antlrcpp::Any;

Any TreeBuilder::visitScoreDecl(P::ScoreDeclContext* context) {
  score_ = ScoreDecl{};
  score_.name = name_of(context->name());
  score_.title = title_of(context->TEXT());
  for (P::ScoreItemContext* item : context->scoreBlock()->scoreItem()) {
    if (is_whole(item)) item->accept(this);
  }
  decl_ = std::move(score_);
  return {};
}

// --- items of a score
// ----------------------------------------------------------------------------------------------------

Any TreeBuilder::visitScoreRange(P::ScoreRangeContext* context) {
  score_.range_span = span_of(context);
  say_twice("the range of a score", score_.range_span);
  score_.low_millionths = millionths_of(context->signedNumber());
  score_.high_millionths.reset();
  return context->rangeTop()->accept(this);
}

Any TreeBuilder::visitNumberTop(P::NumberTopContext* context) {
  score_.high_millionths = millionths_of(context->signedNumber());
  return {};
}

Any TreeBuilder::visitOpenTop(P::OpenTopContext*) {
  return {};
}

Any TreeBuilder::visitScoreRunning(P::ScoreRunningContext* context) {
  score_.running_span = span_of(context);
  say_twice("`running`", score_.running_span);
  score_.running = true;
  return {};
}

Any TreeBuilder::visitScoreDecay(P::ScoreDecayContext* context) {
  say_twice("how a score fades", span_of(context));
  context->decay()->accept(this);
  score_.decay = decay_;
  return {};
}

Any TreeBuilder::visitScoreGroup(P::ScoreGroupContext* context) {
  score_.groups.push_back(RuleGroup{names_of(context->name()), shown(context->cap()), span_of(context)});
  return {};
}

Any TreeBuilder::visitScoreBands(P::ScoreBandsContext* context) {
  score_.bands_span = span_of(context);
  say_twice("the list of bands", score_.bands_span);
  for (P::BandRowContext* row : context->bandBlock()->bandRow()) {
    if (!is_whole(row)) continue;
    ScoreBand band{name_of(row->name()), 0, std::nullopt, row_span(row), {}};
    for (P::BandStepContext* step : row->bandStep()) band.steps.push_back(band_step(step));
    for (const BandStep& step : band.steps) {
      if (step.condition) continue;
      band.from_millionths = step.from_millionths;
      band.until_below_millionths = step.until_below_millionths;
      break;
    }
    score_.bands.push_back(std::move(band));
  }
  return {};
}

BandStep TreeBuilder::band_step(P::BandStepContext* context) {
  BandStep step{millionths_of(context->from), std::nullopt, expr(context->condition()), span_of(context)};
  if (context->below != nullptr) step.until_below_millionths = millionths_of(context->below);
  return step;
}

Any TreeBuilder::visitScoreReset(P::ScoreResetContext* context) {
  Reset reset{name_of(context->name()), std::nullopt, {}, {}, span_of(context)};
  if (context->signedNumber() != nullptr) {
    reset.to_millionths = millionths_of(context->signedNumber());
    reset.to_span = cover(span_of(context->K_TO()->getSymbol()), span_of(context->signedNumber()));
  }
  reset.cause = cause(context->cause());
  score_.resets.push_back(std::move(reset));
  return {};
}

// --- rules
// -----------------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitScoreRule(P::ScoreRuleContext* context) {
  auto outer = std::exchange(said_, {});
  rule_ = Rule{};
  rule_.name = name_of(context->name());
  rule_.title = title_of(context->TEXT());
  rule_.span = span_of(context);
  context->award()->accept(this);
  rule_.trigger = std::move(trigger_);
  for (P::ModifierContext* modifier : context->modifier()) modifier->accept(this);
  score_.rules.push_back(std::move(rule_));
  said_ = std::move(outer);
  return {};
}

Any TreeBuilder::visitPointsAward(P::PointsAwardContext* context) {
  rule_.amount = PointsAmount{millionths_of(context->signedNumber())};
  rule_.amount_span = span_of(context->signedNumber());
  return context->trigger()->accept(this);
}

Any TreeBuilder::visitFromAward(P::FromAwardContext* context) {
  rule_.amount = FromAmount{expr(context->value())};
  rule_.amount_span = cover(span_of(context->start), span_of(context->value()));
  trigger_ = WhileTrigger{};
  if (context->trigger() != nullptr) context->trigger()->accept(this);
  return {};
}

Any TreeBuilder::visitTableAward(P::TableAwardContext* context) {
  rule_.amount = table_of(context->value(), context->pointsTable());
  rule_.amount_span = cover(span_of(context->start), span_of(context->pointsTable()));
  trigger_ = WhileTrigger{};
  if (context->trigger() != nullptr) context->trigger()->accept(this);
  return {};
}

Any TreeBuilder::visitBestAward(P::BestAwardContext* context) {
  rule_.amount = ladder_of(context->ladder());
  rule_.amount_span = span_of(context);
  trigger_ = BestTrigger{};
  return {};
}

// Live, as `best of` and tables without a trigger are.
Any TreeBuilder::visitWeightedAward(P::WeightedAwardContext* context) {
  const antlr4::Token* share = context->PERCENT()->getSymbol();
  const Literal read = read_percent(text_of(share));
  rule_.weight =
      Weight{checked(read.value, static_cast<uint8_t>(read.fault), span_of(share), 4), span_of(share)};
  rule_.amount_span = span_of(context);
  if (context->ladder() != nullptr) {
    rule_.amount = ladder_of(context->ladder());
    trigger_ = BestTrigger{};
    return {};
  }
  rule_.amount = table_of(context->value(), context->pointsTable());
  trigger_ = WhileTrigger{};
  return {};
}

Any TreeBuilder::visitLadderAward(P::LadderAwardContext* context) {
  context->trigger()->accept(this);
  Trigger trigger = std::move(trigger_);
  rule_.amount = ladder_of(context->ladder());
  rule_.amount_span = span_of(context->ladder());
  trigger_ = std::move(trigger);
  return {};
}

TableAmount TreeBuilder::table_of(P::ValueContext* subject, P::PointsTableContext* context) {
  TableAmount table{expr(subject), {}};
  for (P::PointsRowContext* row : context->pointsRow()) {
    table.rows.push_back({name_of(row->name()), millionths_of(row->signedNumber()), row_span(row)});
  }
  return table;
}

LadderAmount TreeBuilder::ladder_of(P::LadderContext* context) {
  LadderAmount ladder;
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* row = dynamic_cast<P::LadderRowContext*>(child)) {
      const int64_t amount = millionths_of(row->signedNumber());
      ladder.rows.push_back({amount, expr(row->condition()), span_of(row)});
    } else if (auto* bare = dynamic_cast<P::BareLadderRowContext*>(child)) {
      const int64_t amount = millionths_of(bare->number());
      ladder.rows.push_back({amount, expr(bare->condition()), span_of(bare)});
    }
  }
  return ladder;
}

// --- triggers
// ----------------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitWhereClause(P::WhereClauseContext* context) {
  return context->condition()->accept(this);
}

Any TreeBuilder::visitEachTrigger(P::EachTriggerContext* context) {
  trigger_ = EachTrigger{name_of(context->name()), expr(context->whereClause())};
  return {};
}

Any TreeBuilder::visitCauseTrigger(P::CauseTriggerContext* context) {
  trigger_ = cause(context->cause());
  return {};
}

Any TreeBuilder::visitQuietTrigger(P::QuietTriggerContext* context) {
  const Duration period = duration_of(context->quantity());
  trigger_ = QuietTrigger{period, name_of(context->name()), expr(context->whereClause())};
  return {};
}

Any TreeBuilder::visitWhileTrigger(P::WhileTriggerContext* context) {
  trigger_ = WhileTrigger{expr(context->condition())};
  return {};
}

// --- modifiers
// ---------------------------------------------------------------------------------------------------------------

Any TreeBuilder::visitOnceLimit(P::OnceLimitContext* context) {
  say_twice("how often a rule counts", span_of(context));
  limit_ = Limit{};
  limit_.span = span_of(context);
  limit_.ever = context->K_EVER() != nullptr;
  per(context->per());
  rule_.limit = limit_;
  return {};
}

Any TreeBuilder::visitTimesLimit(P::TimesLimitContext* context) {
  say_twice("how often a rule counts", span_of(context));
  const antlr4::Token* number = context->INTEGER()->getSymbol();
  const Literal read = read_integer(text_of(number));
  limit_ = Limit{};
  limit_.count = checked(read.value, static_cast<uint8_t>(read.fault), span_of(number), 0);
  limit_.ever = context->K_EVER() != nullptr;
  limit_.span = span_of(context);
  per(context->per());
  rule_.limit = limit_;
  return {};
}

// At most one key and one period; both stand in `limit_`.
void TreeBuilder::per(const std::vector<P::PerContext*>& contexts) {
  Span key;
  Span period;
  for (P::PerContext* context : contexts) {
    const bool by_key = dynamic_cast<P::PerKeyContext*>(context) != nullptr;
    const std::string_view what = by_key ? "what the limit counts by" : "the period of the limit";
    Span& first = by_key ? key : period;
    if (!first.is_none()) sink_.add(problems::repeated_clause(span_of(context), what, first));
    first = span_of(context);
    context->accept(this);
  }
}

Any TreeBuilder::visitPerCalendar(P::PerCalendarContext* context) {
  const Span span = span_of(context->stop);
  const size_t word = context->stop->getType();
  const Unit unit = word == P::K_DAY ? Unit::Day : word == P::K_WEEK ? Unit::Week : Unit::Month;
  limit_.period = Duration{1, unit, false, span};
  limit_.calendar = true;
  return {};
}

Any TreeBuilder::visitPerQuantity(P::PerQuantityContext* context) {
  limit_.period = duration_of(context->quantity());
  limit_.calendar = false;
  return {};
}

Any TreeBuilder::visitPerKey(P::PerKeyContext* context) {
  const antlr4::Token* word = context->value()->start;
  const bool unit = word->getType() >= P::K_MILLISECOND && word->getType() <= P::K_YEARS;
  if (unit && context->value()->stop == word) sink_.add(problems::limit_period(span_of(word), text_of(word)));
  limit_.key = expr(context->value());
  return {};
}

Any TreeBuilder::visitCapModifier(P::CapModifierContext* context) {
  rule_.shows_span = span_of(context);
  say_twice("how much a rule shows", rule_.shows_span);
  rule_.shows_at_most_millionths = shown(context->cap());
  return {};
}

int64_t TreeBuilder::shown(P::CapContext* context) {
  return millionths_of(context->number());
}

Any TreeBuilder::visitDecayModifier(P::DecayModifierContext* context) {
  say_twice("how a rule fades", span_of(context));
  context->decay()->accept(this);
  rule_.decay = decay_;
  return {};
}

// --- fading
// --------------------------------------------------------------------------------------------------------------------

void TreeBuilder::decay(DecayKind kind, P::QuantityContext* period, const antlr4::ParserRuleContext* context,
                        int64_t amount) {
  decay_ = Decay{kind, {}, amount, span_of(context)};
  if (period != nullptr) decay_.period = duration_of(period);
}

Any TreeBuilder::visitHalfDecay(P::HalfDecayContext* context) {
  decay(DecayKind::Half, context->quantity(), context);
  return {};
}

Any TreeBuilder::visitEvenlyDecay(P::EvenlyDecayContext* context) {
  const antlr4::Token* share = context->PERCENT()->getSymbol();
  const Literal read = read_percent(text_of(share));
  const int64_t amount = checked(read.value, static_cast<uint8_t>(read.fault), span_of(share), 4);
  decay(DecayKind::Evenly, context->quantity(), context, amount);
  return {};
}

Any TreeBuilder::visitDropsDecay(P::DropsDecayContext* context) {
  decay(DecayKind::Drops, context->quantity(), context, millionths_of(context->number()));
  return {};
}

Any TreeBuilder::visitHalvesDecay(P::HalvesDecayContext* context) {
  decay(DecayKind::Halves, context->quantity(), context);
  return {};
}

Any TreeBuilder::visitExpiresDecay(P::ExpiresDecayContext* context) {
  decay(DecayKind::Expires, context->quantity(), context);
  return {};
}

Any TreeBuilder::visitNoDecay(P::NoDecayContext* context) {
  decay(DecayKind::None, nullptr, context);
  return {};
}

}  // namespace lead::syntax
