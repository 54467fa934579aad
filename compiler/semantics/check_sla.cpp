// Promises: what acts on their clocks, whose hours count, how far they may run, and their steps.
#include "compiler/semantics/check_sla.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/semantics/check_cause.h"
#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/check_lifecycle.h"
#include "compiler/semantics/sla_problems.h"
#include "compiler/semantics/steps.h"
#include "compiler/semantics/type_rules.h"
#include "runtime/base/arithmetic.h"
#include "runtime/base/limits.h"
#include "runtime/base/overloaded.h"

namespace lead::semantics {

using syntax::Name;
using syntax::SlaDecl;

std::optional<uint32_t> resolve_sla(Context& context, const Name& name) {
  const auto found = context.names.values.find(name.text);
  if (found != context.names.values.end() && found->second.kind == SymbolKind::Sla)
    return found->second.index;
  std::vector<std::string> all;
  for (const Sla& sla : context.program.slas) all.push_back(sla.name);
  context.sink.add(problems::unknown_sla(name, diagnostics::suggest(name.text, all)));
  return std::nullopt;
}

namespace {

bool is_business_unit(syntax::Unit unit) {
  return unit <= syntax::Unit::Day;
}

class SlaCheck {
 public:
  SlaCheck(Context& context, uint32_t index)
      : context_(context), facts_(context.program.slas[index]), decl_(context.decl<SlaDecl>(facts_.decl)) {}

  void run() {
    if (decl_.owed_by)
      check_owner(context_, *decl_.owed_by);
    else
      context_.sink.add(problems::nobody_owes(decl_, context_.program.policy.owners));
    hours();
    signals();
    if (decl_.pause_while) require_condition(context_, decl_.pause_while, {}, decl_.name.span);
    targets();
    steps();
  }

 private:
  // --- hours
  void hours() {
    if (!decl_.hours) return;
    if (decl_.hours->calendar) {
      if (const auto calendar = resolve_calendar(*decl_.hours->calendar))
        facts_.calendars.push_back(*calendar);
      return;
    }
    std::vector<int64_t> rows = table(decl_.hours->by, decl_.hours->rows, decl_.hours->span, "hours");
    std::vector<std::optional<uint32_t>> named;
    for (const syntax::PerWord& row : decl_.hours->rows) named.push_back(resolve_calendar(row.calendar));
    for (const int64_t row : rows) {
      if (row >= 0) facts_.calendars.push_back(named[static_cast<size_t>(row)].value_or(0));
    }
  }

  std::optional<uint32_t> resolve_calendar(const Name& name) {
    const auto found = context_.names.calendars.find(name.text);
    if (found != context_.names.calendars.end()) return found->second.index;
    const auto close = diagnostics::suggest(name.text, names_in(context_.names.calendars));
    context_.sink.add(problems::unknown_calendar(name, close));
    return std::nullopt;
  }

  // A list over all values of a subject: for each of them the row that has it, -1 where none does.
  std::vector<int64_t> table(syntax::ExprId by, const std::vector<syntax::PerWord>& rows, Span span,
                             std::string_view what) {
    const auto* name = std::get_if<syntax::NameExpr>(&context_.tree.exprs[by].node);
    TypedExpr& subject = infer(context_, by, {});
    if (name != nullptr && subject.symbol == SymbolKind::Score)
      subject.type = {TypeKind::Band, subject.index};
    if (is_error(subject.type)) return {};
    const Type type = subject.type;
    const std::vector<std::string> names = names_of(type, context_.tree, context_.program);
    if (!is_named(type) || names.empty()) {
      context_.sink.add(problems::wrong_type(span_of(context_, by), describe(type, context_.program),
                                             "a choice, a grade, a cell or bands",
                                             problems::ArgumentOf{std::string(what)}));
      return {};
    }
    if (subject.may_be_missing)
      context_.sink.add(problems::wrong_step(
          span_of(context_, by),
          "this may be missing, and then no row of the list is meant; write `or else` and a value"));
    std::vector<int64_t> row_of(names.size(), -1);
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto word = word_of(type, rows[i].word.text, context_.tree, context_.program);
      if (!word) {
        context_.sink.add(problems::unknown_item(
            rows[i].word.span, rows[i].word.text, describe(type, context_.program), names,
            close_names(context_, rows[i].word.text, names.size(), [&] { return names; })));
        continue;
      }
      int64_t& row = row_of[static_cast<size_t>(*word)];
      if (row >= 0)
        context_.sink.add(
            problems::name_twice("row", rows[i].word, rows[static_cast<size_t>(row)].word.span));
      row = static_cast<int64_t>(i);
    }
    std::vector<std::string> left_out;
    for (size_t i = 0; i < names.size(); ++i) {
      if (row_of[i] < 0) left_out.push_back(names[i]);
    }
    if (!left_out.empty()) context_.sink.add(problems::values_left_out(span, what, left_out));
    return row_of;
  }

  // --- signals
  void signals() {
    bool starts = false, ends = false;
    for (const syntax::Signal& signal : decl_.signals) {
      facts_.signals.emplace_back();
      const auto scope = check_cause(context_, signal.cause, facts_.signals.back().event_set);
      const bool is_start =
          signal.word == syntax::SignalWord::Start || signal.word == syntax::SignalWord::Restart;
      starts |= is_start;
      ends |= signal.word == syntax::SignalWord::Met || signal.word == syntax::SignalWord::Cancel;
      if (!signal.since || !scope) continue;
      const TypedExpr& since = infer(context_, signal.since, *scope);
      if (!is_error(since.type) && since.type != Type{TypeKind::Instant})
        context_.sink.add(problems::wrong_type(span_of(context_, signal.since),
                                               describe(since.type, context_.program), "an instant",
                                               problems::ArgumentOf{"since"}));
    }
    if (!starts) context_.sink.add(problems::nothing_starts(decl_));
    if (starts && !ends) context_.sink.add(problems::never_ends(decl_));
    overlaps();
  }

  // What starts the clock must not end it in the same breath: the same event, stage or promise without a
  // condition that could tell them apart.
  void overlaps() {
    for (size_t s = 0; s < decl_.signals.size(); ++s) {
      if (decl_.signals[s].word > syntax::SignalWord::Restart) continue;
      for (size_t e = 0; e < decl_.signals.size(); ++e) {
        const bool ends = decl_.signals[e].word == syntax::SignalWord::Met ||
                          decl_.signals[e].word == syntax::SignalWord::Cancel;
        if (ends && always_meet(s, e))
          context_.sink.add(problems::ends_where_it_starts(decl_.signals[s], decl_.signals[e]));
      }
    }
  }
  [[nodiscard]] bool always_meet(size_t start, size_t end) const {
    const auto& a = decl_.signals[start].cause.node;
    const auto& b = decl_.signals[end].cause.node;
    const uint32_t of_a = facts_.signals[start].event_set, of_b = facts_.signals[end].event_set;
    if (const auto *x = std::get_if<syntax::EventCause>(&a), *y = std::get_if<syntax::EventCause>(&b);
        x && y) {
      if (y->where) return false;
      const size_t known = context_.program.event_sets.size();  // an unknown event has none
      if (of_a >= known || of_b >= known) return false;
      const auto& starts = context_.program.event_sets[of_a];
      const auto& ends = context_.program.event_sets[of_b];
      return std::includes(ends.begin(), ends.end(), starts.begin(), starts.end());
    }
    if (const auto *x = std::get_if<syntax::DoorCause>(&a), *y = std::get_if<syntax::DoorCause>(&b); x && y)
      return of_a == of_b && x->is_leaving == y->is_leaving && !y->when;
    return false;
  }

  // --- targets
  [[nodiscard]] std::vector<std::string> calendars() const { return names_in(context_.names.calendars); }

  // Whether it counts business time; reported where it has no fixed length.
  bool period(const syntax::Duration& duration, std::string_view where) {
    if (!duration.business) {
      (void)fixed_milliseconds(context_, duration, where, false);
      return false;
    }
    if (!is_business_unit(duration.unit)) {
      context_.sink.add(problems::business_time(duration.span, "a number of weeks, months or years"));
      return true;
    }
    syntax::Duration plain = duration;
    plain.business = false;
    (void)fixed_milliseconds(context_, plain, where, false);
    want_hours(duration.span);
    return true;
  }

  // Said once a promise, and mended once.
  void want_hours(Span span) {
    if (!decl_.hours && !lacks_hours_) context_.sink.add(problems::hours_wanted(span, decl_, calendars()));
    lacks_hours_ = !decl_.hours;
  }

  void targets() {
    if (decl_.targets.empty()) context_.sink.add(problems::no_target(decl_));
    bool business = false;
    const syntax::Target* last = nullptr;
    for (const syntax::Target& target : decl_.targets) {
      if (last != nullptr) context_.sink.add(problems::behind_the_last(target, *last));
      if (target.when) require_condition(context_, target.when, {}, target.span);
      if (!target.when) last = &target;
      business |= this->target(target);
    }
    if (!decl_.targets.empty() && last == nullptr) context_.sink.add(problems::no_last_target(decl_));
    if (decl_.hours && !business) context_.sink.add(problems::hours_unused(decl_));
  }

  void counts(Span span, bool is_business) {
    auto& first = is_business ? business_ : plain_;
    if (!first) first = span;
  }
  bool target(const syntax::Target& target) {
    return std::visit(overloaded{
                          [&](const syntax::WithinTarget& node) {
                            counts(node.period.span, node.period.business);
                            return period(node.period, "a target");
                          },
                          [&](const syntax::TableTarget& node) {
                            facts_.tables.push_back(table(node.by, node.rows, target.span, "targets"));
                            bool business = false;
                            for (const syntax::PerWord& row : node.rows) {
                              counts(row.period.span, row.period.business);
                              business |= period(row.period, "a target");
                            }
                            return business;
                          },
                          [&](const syntax::DayEndTarget&) {
                            counts(target.span, true);
                            want_hours(target.span);
                            return true;
                          },
                          [&](const syntax::UntilTarget& node) {
                            counts(target.span, decl_.hours.has_value());
                            const TypedExpr& until = infer(context_, node.until, {});
                            const bool fits =
                                until.type == Type{TypeKind::Date} || until.type == Type{TypeKind::Instant};
                            if (!is_error(until.type) && !fits)
                              context_.sink.add(problems::wrong_type(
                                  span_of(context_, node.until), describe(until.type, context_.program),
                                  "a date or an instant", problems::ArgumentOf{"by"}));
                            return true;
                          },
                      },
                      target.node);
  }

  // --- steps
  void steps() {
    if (decl_.steps.size() >= limits::kMaxClockSteps)
      context_.sink.add(
          problems::wrong_step(decl_.steps.back().moment_span,
                               fmt::format("a promise takes at most {} steps", limits::kMaxClockSteps - 1)));
    for (const syntax::SlaStep& step : decl_.steps) {
      moment(step);
      check_effects(context_, step.effects);
    }
  }
  void moment(const syntax::SlaStep& step) {
    using syntax::StepMoment;
    if (step.moment == StepMoment::Share && (step.millionths <= 0 || step.millionths >= kMillion))
      context_.sink.add(problems::wrong_step(
          step.moment_span,
          "a warning comes after the start and before the breach: 80% is one, 0% and 100% are "
          "none; at the end itself stands `at breach`"));
    if (step.moment == StepMoment::Every && (step.times == 0 || step.times > limits::kMaxStepRepeats))
      context_.sink.add(problems::wrong_step(
          step.moment_span, fmt::format("a step is repeated from 1 to {} times", limits::kMaxStepRepeats)));
    if (step.moment == StepMoment::Share || step.moment == StepMoment::Breach) return;
    if (step.period.business && step.period.unit == syntax::Unit::Day) {
      context_.sink.add(problems::wrong_step(
          step.moment_span,
          "business days differ in length; steps count `business hours` or `business minutes`"));
      return;
    }
    (void)period(step.period, "a step");
    if (step.period.business && !decl_.hours) return;  // said already
    const auto& other = step.period.business ? plain_ : business_;
    if (other) context_.sink.add(problems::step_time(step, *other, plain_ && business_));
  }

  Context& context_;
  Sla& facts_;
  const SlaDecl& decl_;
  bool lacks_hours_ = false;              // and it has been said
  std::optional<Span> plain_, business_;  // the first target that counts such time
};

}  // namespace

void check_slas(Context& context) {
  for (uint32_t i = 0; i < context.program.slas.size(); ++i) SlaCheck(context, i).run();
}

}  // namespace lead::semantics
