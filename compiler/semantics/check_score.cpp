// Scores: rules with their events, amounts, limits and decays, groups, and what a running score may not have.
//
// Guards, amounts and keys of event and quiet rules are judged when they happen, on the values before the
// booking: they read nothing in the sense of Program::order. Live rules (`while`, `best of`, tables without a
// trigger) are part of the score's value and do.
#include <algorithm>

#include "compiler/semantics/check_cause.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/policy_words.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {
namespace {

using syntax::Decay;
using syntax::DecayKind;
using syntax::Rule;
using syntax::ScoreDecl;

bool is_live(const Rule& rule) {
  return std::holds_alternative<syntax::WhileTrigger>(rule.trigger) ||
         std::holds_alternative<syntax::BestTrigger>(rule.trigger);
}

// --- decay
// --------------------------------------------------------------------------------------------------------

void check_decay(Context& context, const Decay& decay) {
  if (decay.kind == DecayKind::None) return;
  const auto period = fixed_milliseconds(context, decay.period, "fading", false);
  if (period && *period > limits::kMaxDecayPeriodMs)
    context.sink.add(problems::decay_too_slow(decay.period.span));
  const bool has_amount = decay.kind == DecayKind::Evenly || decay.kind == DecayKind::Drops;
  if (!has_amount) return;
  if (decay.amount_millionths <= 0)
    context.sink.add(problems::decay_amount(decay.span, "it must lose more than nothing"));
  if (decay.kind == DecayKind::Evenly && decay.amount_millionths > kMillion) {
    context.sink.add(problems::decay_amount(decay.span, "points cannot lose more than 100% of themselves"));
  }
}

// --- triggers: the scope in which guards, amounts and keys are read
// --------------------------------------------------

// What the name behind `on` is.
problems::CauseName named_by(Context& context, const syntax::EventCause& cause) {
  if (context.names.events.contains(cause.event.text)) return problems::CauseName::Event;
  const auto found = context.names.values.find(cause.event.text);
  if (found == context.names.values.end() || cause.where) return problems::CauseName::Unknown;
  const uint32_t index = found->second.index;
  bool is_condition = false;
  if (found->second.kind == SymbolKind::Attribute) {
    const auto& type = context.program.schema.attributes[index]->type;
    is_condition = type && type->kind == artefact::FieldKind::YesNo;
  }
  if (found->second.kind == SymbolKind::Definition)
    is_condition =
        check_definition(context, index) && context.program.definitions[index].type == Type{TypeKind::YesNo};
  return is_condition ? problems::CauseName::Condition : problems::CauseName::Unknown;
}

// None where the event is unknown: nothing can be said of what is read from its payload.
std::optional<Scope> check_trigger(Context& context, uint32_t score, const Rule& rule, RuleFacts& facts) {
  const Scope live{Program::Derived{SymbolKind::Score, score}, std::nullopt};
  const auto take_events = [&](const syntax::Name& event, syntax::ExprId where) -> std::optional<Scope> {
    const auto events = resolve_events(context, event, {});
    if (!events) return std::nullopt;
    facts.event_set = *events;
    const Scope scope{std::nullopt, events};
    if (where) require_condition(context, where, scope, event.span);
    return scope;
  };
  return std::visit(
      overloaded{
          [&](const syntax::EachTrigger& trigger) { return take_events(trigger.event, trigger.where); },
          [&](const syntax::QuietTrigger& trigger) -> std::optional<Scope> {
            check_period(context, trigger.period, "`without`");
            if (!take_events(trigger.event, trigger.where)) return std::nullopt;
            return Scope{};  // nothing has happened: there is no payload to read
          },
          [&](const syntax::WhileTrigger& trigger) -> std::optional<Scope> {
            if (trigger.condition) require_condition(context, trigger.condition, live, rule.name.span);
            return live;
          },
          [&](const syntax::BestTrigger&) -> std::optional<Scope> { return live; },
          [&](const syntax::Cause& cause) -> std::optional<Scope> {
            if (const auto* event = std::get_if<syntax::EventCause>(&cause.node)) {
              context.sink.add(problems::each_books_on_events(cause.span, named_by(context, *event)));
              return std::nullopt;
            }
            return check_cause(context, cause, facts.event_set);
          },
      },
      rule.trigger);
}

// --- amounts
// ------------------------------------------------------------------------------------------------------

void check_from(Context& context, const syntax::FromAmount& amount, const Scope& scope) {
  const Type points{TypeKind::Points};
  const TypedExpr& found = infer(context, amount.value, scope, &points);
  if (is_error(found.type) || is_numeral(found.type) || found.type == points) return;
  context.sink.add(problems::wrong_type(span_of(context, amount.value), describe(found.type, context.program),
                                        "a number of points", problems::ArgumentOf{"points from"}));
}

void check_table(Context& context, const syntax::TableAmount& amount, const Scope& scope) {
  const auto* name = std::get_if<syntax::NameExpr>(&context.tree.exprs[amount.subject].node);
  TypedExpr& subject = infer(context, amount.subject, scope);
  // A score is a row of numbers, but in a table its bands are meant.
  if (name != nullptr && subject.symbol == SymbolKind::Score) subject.type = {TypeKind::Band, subject.index};
  if (is_error(subject.type)) return;
  if (!is_named(subject.type)) {
    context.sink.add(problems::wrong_type(span_of(context, amount.subject),
                                          describe(subject.type, context.program),
                                          "a choice, a grade or bands", problems::ArgumentOf{"points by"}));
    return;
  }
  std::map<std::string, Span> seen;
  const auto names = names_of(subject.type, context.tree, context.program);
  for (const auto& row : amount.rows) {
    const auto [entry, is_new] = seen.emplace(row.item.text, row.item.span);
    if (!is_new) context.sink.add(problems::name_twice("row", row.item, entry->second));
    if (word_of(subject.type, row.item.text, context.tree, context.program)) continue;
    context.sink.add(
        problems::unknown_item(row.item.span, row.item.text, describe(subject.type, context.program), names,
                               close_names(context, row.item.text, names.size(), [&] { return names; })));
  }
}

void check_amount(Context& context, const Rule& rule, const Scope& scope) {
  std::visit(overloaded{
                 [](const syntax::PointsAmount&) {},
                 [&](const syntax::FromAmount& amount) { check_from(context, amount, scope); },
                 [&](const syntax::TableAmount& amount) { check_table(context, amount, scope); },
                 [&](const syntax::LadderAmount& amount) {
                   for (const auto& row : amount.rows)
                     require_condition(context, row.condition, scope, row.span);
                 },
             },
             rule.amount);
}

// --- limits
// -------------------------------------------------------------------------------------------------------

void check_limit(Context& context, const syntax::Limit& limit, const Scope& scope) {
  if (limit.count < 1)
    context.sink.add(problems::wrong_limit(limit.span, "a limit must let at least 1 through", {}));
  if (limit.count > limits::kMaxWindowEvents) {
    context.sink.add(problems::wrong_limit(
        limit.span, "a limit can count to " + write_number(limits::kMaxWindowEvents) + " at most", {}));
  }
  if (limit.period) check_period(context, *limit.period, "a limit");
  if (!limit.key) return;
  const TypedExpr& key = infer(context, limit.key, scope);
  if (!key.type.is_list) return;
  context.sink.add(problems::not_a_value(span_of(context, limit.key), describe(key.type, context.program),
                                         "a limit is counted for each single value"));
}

// --- rules
// --------------------------------------------------------------------------------------------------------

void check_live(Context& context, const Rule& rule) {
  if (!is_live(rule)) return;
  if (rule.limit) context.sink.add(problems::not_on_live_rule(rule.limit->span, "a limit", rule.name));
  if (rule.decay)
    context.sink.add(problems::not_on_live_rule(rule.decay->span, "fading of its own", rule.name));
}

void check_running(Context& context, const ScoreDecl& score, const Rule& rule) {
  if (!score.running || score.of_grade) return;
  const auto refuse = [&](Span span, std::string_view what) {
    context.sink.add(problems::not_in_running_score(span, what, score.running_span));
  };
  if (is_live(rule)) refuse(rule.name.span, "live rules");
  if (rule.decay && rule.decay->kind != DecayKind::None) refuse(rule.decay->span, "fading");
  if (rule.shows_at_most_millionths) refuse(rule.shows_span, "`shows at most`");
}

void check_rule(Context& context, uint32_t score, const ScoreDecl& decl, const Rule& rule) {
  RuleFacts facts;
  const auto scope = check_trigger(context, score, rule, facts);
  if (scope) check_amount(context, rule, *scope);
  check_live(context, rule);
  check_running(context, decl, rule);
  if (rule.limit && scope && !is_live(rule)) check_limit(context, *rule.limit, *scope);
  if (rule.decay && !is_live(rule)) check_decay(context, *rule.decay);
  if (rule.shows_at_most_millionths && *rule.shows_at_most_millionths <= 0)
    context.sink.add(problems::nothing_shown(rule.shows_span));
  context.program.scores[score].rules.push_back(facts);
}

// --- groups
// -------------------------------------------------------------------------------------------------------

void check_group(Context& context, uint32_t score, const ScoreDecl& decl, const syntax::RuleGroup& group,
                 std::map<uint32_t, Span>& taken) {
  if (decl.running) context.sink.add(problems::not_in_running_score(group.span, "groups", decl.running_span));
  if (group.shows_at_most_millionths <= 0) context.sink.add(problems::nothing_shown(group.span));
  std::vector<uint32_t> members;
  for (const syntax::Name& name : group.rules) {
    const auto rule = std::find_if(decl.rules.begin(), decl.rules.end(),
                                   [&](const Rule& other) { return other.name.text == name.text; });
    if (rule == decl.rules.end()) {
      const auto close = close_names(context, name.text, decl.rules.size(), [&] {
        std::vector<std::string> names;
        for (const Rule& other : decl.rules) names.push_back(other.name.text);
        return names;
      });
      context.sink.add(problems::unknown_rule(name, close));
      continue;
    }
    const auto index = static_cast<uint32_t>(rule - decl.rules.begin());
    const auto [entry, is_new] = taken.emplace(index, name.span);
    if (!is_new) context.sink.add(problems::rule_in_two_groups(name, entry->second));
    if (is_new) members.push_back(index);
  }
  context.program.scores[score].groups.push_back(std::move(members));
}

// --- resets
// -------------------------------------------------------------------------------------------------------

SymbolKind find_kind(const Context& context, const syntax::Name& name) {
  const auto found = context.names.values.find(name.text);
  return found == context.names.values.end() ? SymbolKind::None : found->second.kind;
}

void check_reset(Context& context, uint32_t score, const ScoreDecl& decl, const syntax::Reset& reset) {
  Score& facts = context.program.scores[score];
  if (reset.score.text != decl.name.text)
    context.sink.add(problems::resets_other_score(reset.score, decl.name,
                                                  find_kind(context, reset.score) == SymbolKind::Score));
  if (reset.to_millionths && !decl.running)
    context.sink.add(problems::reset_to_points(reset.to_span, decl.name));
  if (reset.to_millionths && (*reset.to_millionths < facts.low || *reset.to_millionths > facts.high)) {
    context.sink.add(problems::out_of_range(reset.to_span, "a reset", write_points(facts.low),
                                            facts.high == INT64_MAX ? "no limit" : write_points(facts.high)));
  }
  ResetFacts found;
  (void)check_cause(context, reset.cause, found.event_set);
  context.program.scores[score].resets.push_back(found);
}

// --- points of a grade

// Everything in them is live: a grade holds no points of its own.
void check_grade_points(Context& context, const ScoreDecl& decl) {
  const auto refuse = [&](Span span, std::string_view what) {
    context.sink.add(problems::not_in_grade_points(span, what, decl.name));
  };
  for (const Rule& rule : decl.rules) {
    if (!is_live(rule)) refuse(rule.span, "bookings");
  }
  if (decl.running) refuse(decl.running_span, "`running`");
  if (decl.decay) refuse(decl.decay->span, "fading");
  if (!decl.bands.empty()) refuse(decl.bands_span, "bands");
}

void check_score(Context& context, uint32_t index) {
  const auto& decl = context.decl<ScoreDecl>(context.program.scores[index].decl);
  const Score& score = context.program.scores[index];
  if (score.low >= score.high) {
    context.sink.add(
        problems::range_upside_down(decl.range_span, write_points(score.low), write_points(score.high)));
  }
  const bool fades = decl.decay && decl.decay->kind != DecayKind::None;
  if (fades && decl.running && !decl.of_grade)
    context.sink.add(problems::not_in_running_score(decl.decay->span, "fading", decl.running_span));
  if (fades && !decl.running) check_decay(context, *decl.decay);
  if (decl.of_grade) check_grade_points(context, decl);
  for (const Rule& rule : decl.rules) check_rule(context, index, decl, rule);
  for (const syntax::Reset& reset : decl.resets) check_reset(context, index, decl, reset);
  std::map<uint32_t, Span> taken;
  for (const syntax::RuleGroup& group : decl.groups) check_group(context, index, decl, group, taken);
  check_segments(context, index);
}

}  // namespace

void check_scores(Context& context) {
  for (uint32_t i = 0; i < context.program.scores.size(); ++i) check_score(context, i);
}

}  // namespace lead::semantics
