#include "compiler/kernel/desugaring.h"

namespace lead::kernel {
namespace {

using artefact::CauseKind;
using artefact::EffectKind;
using artefact::LimitKind;
using artefact::Opcode;
using semantics::is_text;
using semantics::Type;
using semantics::TypeKind;

const Type kPoints{.kind = TypeKind::Points, .ref = 0, .currency = {}};

int64_t word_of_row(const Desugaring& d, const Type& type, const std::string& item) {
  if (type.kind == TypeKind::YesNo) return item == "yes" ? 1 : 0;
  return semantics::word_of(type, item, d.tree, d.program).value_or(-1);
}

ExprId table(Desugaring& d, const syntax::TableAmount& amount, Place place) {
  Builder& b = d.builder;
  const ExprId by = value(d, amount.subject, place);
  const Type& type = d.typed(amount.subject).type;
  ExprId points = b.absent();
  for (size_t i = amount.rows.size(); i-- > 0;) {
    const auto& row = amount.rows[i];
    b.at(row.span);
    const ExprId here = b.node(Opcode::Equal, by, b.constant(word_of_row(d, type, row.item.text)));
    points = b.node(Opcode::Select, here, b.constant(row.millionths), points);
  }
  return points;
}

ExprId ladder(Desugaring& d, const syntax::LadderAmount& amount, Place place) {
  ExprId points = d.builder.absent();
  for (size_t i = amount.rows.size(); i-- > 0;) {
    const auto& row = amount.rows[i];
    const ExprId some = d.builder.constant(row.millionths);
    points = row.condition ? d.builder.node(Opcode::Select, condition(d, row.condition, place), some, points)
                           : some;
  }
  return points;
}

artefact::LimitT limit_slot(const Desugaring& d, const syntax::Limit& limit) {
  artefact::LimitT slot;
  slot.count = static_cast<uint32_t>(limit.count);
  slot.ever = limit.ever;
  slot.keyed = static_cast<bool>(limit.key);
  slot.key_is_text = limit.key && is_text(d.typed(limit.key).type);
  if (!limit.period) return slot;
  const Length length = length_of(*limit.period);
  slot.kind = LimitKind::Rolling;
  if (!limit.calendar) {
    slot.period = artefact::Period(length.ms, length.months);
    return slot;
  }
  if (limit.period->unit == syntax::Unit::Day) slot.kind = LimitKind::Day;
  if (limit.period->unit == syntax::Unit::Week) slot.kind = LimitKind::Week;
  if (limit.period->unit == syntax::Unit::Month) slot.kind = LimitKind::Month;
  return slot;
}

// Each limit belongs to one rule and is shared by all events that the rule books on.
struct RuleBooking {
  const syntax::Rule& rule;
  const Score& score;
  uint32_t part;
  int32_t limit = -1;
};

Reaction booking(Desugaring& d, const RuleBooking& of, const CauseOf& cause) {
  const Part& part = of.score.parts[of.part];
  Reaction reaction{.cause = cause.kind,
                    .source = cause.source,
                    .guard = {},
                    .effect = EffectKind::Ledger,
                    .amount = {},
                    .key = {}};
  const Place place{event_of(reaction)};
  d.builder.at(of.rule.span);
  reaction.guard = unless_suspended(d, cause.guard);
  if (of.score.running) {
    reaction.effect = EffectKind::Balance;
    reaction.target = of.score.balance;
  } else {
    reaction.target = part.plus;
    reaction.target_minus = part.minus;
  }
  reaction.amount = amount(d, of.rule.amount, place);
  reaction.limit = of.limit;
  if (of.rule.limit && of.rule.limit->key) reaction.key = value(d, of.rule.limit->key, place);
  reaction.rule = static_cast<int32_t>(part.rule);
  return reaction;
}

void quiet(Desugaring& d, const RuleBooking& of, const syntax::QuietTrigger& trigger, uint32_t event_set) {
  artefact::QuietT slot;
  slot.mark = mark(d, event_set, trigger.where, false, trigger.event.span);
  const Length length = length_of(trigger.period);
  slot.period = artefact::Period(length.ms, length.months);
  const auto index = static_cast<uint32_t>(d.kernel.quiets.size());
  d.quiet_bookings.emplace_back(index, d.bookings.size());
  d.quiets_of[d.kernel.rules[of.score.parts[of.part].rule].score].push_back(index);
  d.kernel.quiets.push_back(slot);
  d.bookings.push_back(booking(d, of, {CauseKind::Quiet, index, {}}));
}

}  // namespace

ExprId amount(Desugaring& d, const syntax::Amount& amount, Place place) {
  if (const auto* points = std::get_if<syntax::PointsAmount>(&amount))
    return d.builder.constant(points->millionths);
  if (const auto* from = std::get_if<syntax::FromAmount>(&amount))
    return value_as(d, from->value, kPoints, place);
  if (const auto* by = std::get_if<syntax::TableAmount>(&amount)) return table(d, *by, place);
  return ladder(d, std::get<syntax::LadderAmount>(amount), place);
}

void desugar_bookings(Desugaring& d, uint32_t index) {
  const semantics::Score& facts = d.program.scores[index];
  d.owner = owner_of(d, index);
  const auto& decl = d.decl<syntax::ScoreDecl>(facts.decl);
  for (uint32_t i = 0; i < decl.rules.size(); ++i) {
    const syntax::Rule& rule = decl.rules[i];
    const Score& score = d.kernel.scores[index];
    if (score.parts[i].live) continue;
    RuleBooking of{rule, score, i};
    if (rule.limit) {
      of.limit = static_cast<int32_t>(d.kernel.limits.size());
      if (!rule.limit->ever) d.limits_of[index].push_back(static_cast<uint32_t>(of.limit));
      d.kernel.limits.push_back(limit_slot(d, *rule.limit));
    }
    const uint32_t event_set = facts.rules[i].event_set;
    if (const auto* each = std::get_if<syntax::EachTrigger>(&rule.trigger)) {
      for (const uint32_t event : d.program.event_sets[event_set]) {
        d.builder.at(rule.span);
        const ExprId asked = guard(d, each->where, Place{static_cast<int32_t>(event)});
        d.bookings.push_back(booking(d, of, {CauseKind::Event, event, asked}));
      }
    } else if (const auto* cause = std::get_if<syntax::Cause>(&rule.trigger)) {
      for (const CauseOf& each_of : causes(d, *cause, event_set))
        d.bookings.push_back(booking(d, of, each_of));
    } else {
      quiet(d, of, std::get<syntax::QuietTrigger>(rule.trigger), event_set);
    }
  }
  d.owner = -1;
}

}  // namespace lead::kernel
