#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/arithmetic.h"

namespace lead::kernel {
namespace {

using artefact::Opcode;
using semantics::TypeKind;

struct Sign {
  bool plus = false, minus = false;
};

void widen(Sign& sign, int64_t millionths) {
  (millionths < 0 ? sign.minus : sign.plus) = true;
}

// Which way a rule books. Amounts that are written down say it themselves; of others the proved range does,
// and a range that touches zero from below still needs somewhere to book the zero.
Sign sign_of(const syntax::Amount& amount, const semantics::RuleFacts& facts) {
  Sign sign;
  if (const auto* points = std::get_if<syntax::PointsAmount>(&amount)) {
    widen(sign, points->millionths);
  } else if (const auto* table = std::get_if<syntax::TableAmount>(&amount)) {
    for (const auto& row : table->rows) widen(sign, row.millionths);
  } else if (const auto* ladder = std::get_if<syntax::LadderAmount>(&amount)) {
    for (const auto& row : ladder->rows) widen(sign, row.millionths);
  } else {
    sign = {facts.high >= 0, facts.low < 0};
  }
  return sign;
}

artefact::Decay decay_slot(const syntax::Decay& decay) {
  using From = syntax::DecayKind;
  using To = artefact::DecayKind;
  const auto kind = [&] {
    switch (decay.kind) {
      case From::Half:
        return To::Half;
      case From::Evenly:
        return To::Evenly;
      case From::Drops:
        return To::Drops;
      case From::Halves:
        return To::Halves;
      case From::Expires:
        return To::Expires;
      case From::None:
        break;
    }
    return To::None;
  }();
  if (kind == To::None) return {};
  return {kind, length_of(decay.period).ms, decay.amount_millionths};
}

int32_t ledger(Desugaring& d, uint32_t rule, bool minus, const artefact::Decay& decay) {
  artefact::LedgerT slot;
  slot.decay = decay;
  slot.minus = minus;
  slot.rule = rule;
  d.kernel.ledgers.push_back(slot);
  return static_cast<int32_t>(d.kernel.ledgers.size() - 1);
}

// A rule's own words about fading hold for both signs; the score's hold for plus points that events book.
void make_ledgers(Desugaring& d, const syntax::ScoreDecl& decl, const syntax::Rule& rule,
                  const semantics::RuleFacts& facts, Part& part) {
  const Sign sign = sign_of(rule.amount, facts);
  const bool by_event = std::holds_alternative<syntax::EachTrigger>(rule.trigger);
  const artefact::Decay own = rule.decay ? decay_slot(*rule.decay) : artefact::Decay{};
  const artefact::Decay plus = !rule.decay && decl.decay && by_event ? decay_slot(*decl.decay) : own;
  if (sign.plus) part.plus = ledger(d, part.rule, false, plus);
  if (sign.minus) part.minus = ledger(d, part.rule, true, own);
}

// Points while something is so; a value that is missing gives none.
ExprId live_value(Desugaring& d, const syntax::Rule& rule) {
  Builder& b = d.builder;
  if (std::holds_alternative<syntax::BestTrigger>(rule.trigger)) {
    return best_of(d, std::get<syntax::LadderAmount>(rule.amount), rule.weight);
  }
  const ExprId nothing = b.constant(0);
  ExprId points = amount(d, rule.amount, {});
  if (rule.weight) points = b.ratio(Opcode::Multiply, points, b.constant(rule.weight->millionths), kMillion);
  if (b[points].op != Opcode::Constant) points = b.node(Opcode::OrElse, points, nothing);
  const syntax::ExprId asked = std::get<syntax::WhileTrigger>(rule.trigger).condition;
  return asked ? b.node(Opcode::Select, condition(d, asked, {}), points, nothing) : points;
}

ExprId booked_value(Builder& b, const Part& part) {
  if (part.plus < 0 && part.minus < 0) return b.constant(0);
  const auto read = [&](int32_t slot) { return b.leaf(Opcode::Ledger, static_cast<uint32_t>(slot)); };
  if (part.minus < 0) return read(part.plus);
  if (part.plus < 0) return read(part.minus);
  const ExprId plus = read(part.plus);
  return b.node(Opcode::Add, plus, read(part.minus));
}

// By magnitude, for a value that may be of these signs.
ExprId at_most(Builder& b, ExprId value, int64_t magnitude, Sign sign) {
  if (magnitude < 0) return value;
  return b.clamp(value, sign.minus ? -magnitude : INT64_MIN, sign.plus ? magnitude : INT64_MAX);
}

bool is_live(const syntax::Rule& rule) {
  return std::holds_alternative<syntax::WhileTrigger>(rule.trigger) ||
         std::holds_alternative<syntax::BestTrigger>(rule.trigger);
}

ExprId total(Builder& b, ExprId sum, ExprId more) {
  return sum ? b.node(Opcode::Add, sum, more) : more;
}

void make_parts(Desugaring& d, uint32_t index, const syntax::ScoreDecl& decl, Score& score) {
  for (uint32_t i = 0; i < decl.rules.size(); ++i) {
    const syntax::Rule& rule = decl.rules[i];
    Part part{.rule = d.first_rule[index] + i, .live = is_live(rule), .raw = {}, .shown = {}};
    d.builder.at(rule.span);
    if (part.live) {
      part.raw = live_value(d, rule);
    } else {
      if (!score.running) make_ledgers(d, decl, rule, d.program.scores[index].rules[i], part);
      part.raw = booked_value(d.builder, part);
    }
    part.at_most = rule.shows_at_most_millionths.value_or(-1);
    const bool one_sign = !part.live && !score.running && (part.plus < 0) != (part.minus < 0);
    part.shown = at_most(d.builder, part.raw, part.at_most,
                         one_sign ? Sign{part.plus >= 0, part.minus >= 0} : Sign{true, true});
    score.parts.push_back(part);
  }
}

void make_groups(Desugaring& d, uint32_t index, const syntax::ScoreDecl& decl, Score& score) {
  const auto& groups = d.program.scores[index].groups;
  for (uint32_t g = 0; g < decl.groups.size(); ++g) {
    d.builder.at(decl.groups[g].span);
    Group group{.parts = groups[g],
                .raw = {},
                .shown = {},
                .at_most = decl.groups[g].shows_at_most_millionths,
                .span = decl.groups[g].span};
    for (const uint32_t part : group.parts) {
      score.parts[part].group = static_cast<int32_t>(g);
      group.raw = total(d.builder, group.raw, score.parts[part].shown);
    }
    if (!group.raw) group.raw = d.builder.constant(0);
    group.shown = at_most(d.builder, group.raw, group.at_most, {true, true});
    score.groups.push_back(std::move(group));
  }
}

// Rules without a group, then groups, then the range. A running score is its balance, which every booking
// keeps within the range; only before the first booking the range has work to do.
void make_sum(Desugaring& d, Score& score) {
  Builder& b = d.builder;
  if (score.running) score.sum = b.leaf(Opcode::Balance, static_cast<uint32_t>(score.balance));
  for (const Part& part : score.parts) {
    if (part.group < 0 && !score.running) score.sum = total(b, score.sum, part.shown);
  }
  for (const Group& group : score.groups) score.sum = total(b, score.sum, group.shown);
  if (!score.sum) score.sum = b.constant(0);
  score.value = b.clamp(score.sum, score.low, score.high);
}

}  // namespace

void desugar_score(Desugaring& d, uint32_t index) {
  d.owner = owner_of(d, index);
  const auto& decl = d.decl<syntax::ScoreDecl>(d.program.scores[index].decl);
  Score& score = d.kernel.scores[index];
  score.name = decl.name.text;
  score.title = decl.title.value_or("");
  score.low = decl.low_millionths.value_or(INT64_MIN);
  score.high = decl.high_millionths.value_or(INT64_MAX);
  score.running = decl.running;
  score.names = d.band_names[index];
  if (score.running) {
    artefact::BalanceT balance;
    balance.low = score.low;
    balance.high = score.high;
    score.balance = static_cast<int32_t>(d.kernel.balances.size());
    d.kernel.balances.push_back(balance);
  }
  make_parts(d, index, decl, score);
  make_groups(d, index, decl, score);
  d.builder.at(decl.name.span);
  make_sum(d, score);
  desugar_bands(d, index);
  d.owner = -1;
}

ExprId score_value(Desugaring& d, uint32_t score) {
  return d.kernel.scores[score].value;
}

// The greatest of the rows that are met, nothing where none is: rows from the most points down, first match.
// A weight is put on the rows, which stay constants: that is the same product, rounded once.
ExprId best_of(Desugaring& d, const syntax::LadderAmount& amount,
               const std::optional<syntax::Weight>& weight) {
  const auto weighted = [&](int64_t millionths) {
    if (!weight) return millionths;
    return static_cast<int64_t>(divide_half_even(Wide{millionths} * weight->millionths, kMillion));
  };
  std::vector<syntax::LadderAmount::Row> rows = amount.rows;
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& x, const auto& y) { return x.millionths < y.millionths; });
  ExprId best = d.builder.constant(0);
  for (const auto& row : rows) {
    const ExprId met = row.condition ? condition(d, row.condition, {}) : d.builder.constant(1);
    d.builder.at(row.span);
    best = d.builder.node(Opcode::Select, met, d.builder.constant(weighted(row.millionths)), best);
  }
  return best;
}

}  // namespace lead::kernel
