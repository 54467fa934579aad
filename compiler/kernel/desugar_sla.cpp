// Promises: clocks, what acts on them, how far they may run, and what they do on their way.
#include <algorithm>

#include "compiler/kernel/desugaring.h"
#include "runtime/base/overloaded.h"

namespace lead::kernel {
namespace {

using artefact::CauseKind;
using artefact::Opcode;
using artefact::SignalKind;
using artefact::StepKind;
using artefact::TargetKind;
using syntax::StepMoment;

SignalKind kind_of(syntax::SignalWord word) {
  switch (word) {
    case syntax::SignalWord::Start:
      break;
    case syntax::SignalWord::Restart:
      return SignalKind::Restart;
    case syntax::SignalWord::Met:
      return SignalKind::Stop;
    case syntax::SignalWord::Cancel:
      return SignalKind::Cancel;
    case syntax::SignalWord::Reset:
      return SignalKind::Reset;
    case syntax::SignalWord::Pause:
      return SignalKind::Pause;
    case syntax::SignalWord::Resume:
      return SignalKind::Resume;
  }
  return SignalKind::Start;
}

StepKind kind_of(StepMoment moment) {
  switch (moment) {
    case StepMoment::Share:
      return StepKind::Share;
    case StepMoment::Before:
      return StepKind::Before;
    case StepMoment::After:
      return StepKind::After;
    case StepMoment::Every:
      return StepKind::Every;
    case StepMoment::Breach:
      break;
  }
  return StepKind::Breach;
}

bool has_breach(const syntax::SlaDecl& decl) {
  return std::any_of(decl.steps.begin(), decl.steps.end(),
                     [](const syntax::SlaStep& step) { return step.moment == StepMoment::Breach; });
}

uint32_t count_of_steps(const syntax::SlaDecl& decl) {
  return static_cast<uint32_t>(decl.steps.size() + (has_breach(decl) ? 0 : 1));
}

uint32_t first_step_of(const Desugaring& d, uint32_t sla) {
  uint32_t first = 0;
  for (uint32_t i = 0; i < sla; ++i) first += count_of_steps(d.decl<syntax::SlaDecl>(d.program.slas[i].decl));
  return first;
}

void within(std::vector<Target>& targets, ExprId when, const syntax::Duration& period) {
  Target made{.when = when, .kind = TargetKind::Wall, .amount = length_of(period).ms, .until = {}};
  if (period.business) made.kind = TargetKind::Business;
  if (period.business && period.unit == syntax::Unit::Day) {
    made.kind = TargetKind::BusinessDays;
    made.amount = period.amount;
  }
  targets.push_back(made);
}

// A list over all values of a subject becomes a target a value; the last one is for all others.
void per_value(Desugaring& d, std::vector<Target>& targets, const syntax::TableTarget& table,
               const std::vector<int64_t>& row_of) {
  const ExprId subject = value_as(d, table.by, d.typed(table.by).type, {});
  for (size_t word = 0; word < row_of.size(); ++word) {
    const bool is_last = word + 1 == row_of.size();
    const ExprId when =
        is_last ? ExprId{}
                : d.builder.table(Opcode::InSet, subject, d.builder.int_set({static_cast<int64_t>(word)}));
    within(targets, when, table.rows[static_cast<size_t>(row_of[word])].period);
  }
}

std::vector<Target> targets_of(Desugaring& d, const semantics::Sla& facts, const syntax::SlaDecl& decl) {
  std::vector<Target> targets;
  size_t table = 0;
  for (const syntax::Target& target : decl.targets) {
    d.builder.at(target.span);
    const ExprId when = guard(d, target.when, {});
    std::visit(
        overloaded{
            [&](const syntax::WithinTarget& node) { within(targets, when, node.period); },
            [&](const syntax::TableTarget& node) { per_value(d, targets, node, facts.tables[table++]); },
            [&](const syntax::DayEndTarget& node) {
              targets.push_back({.when = when,
                                 .kind = TargetKind::EndOfBusinessDay,
                                 .amount = node.is_next ? 1 : 0,
                                 .until = {}});
            },
            [&](const syntax::UntilTarget& node) {
              const bool is_date = d.typed(node.until).type.kind == semantics::TypeKind::Date;
              targets.push_back({.when = when,
                                 .kind = is_date ? TargetKind::UntilDate : TargetKind::UntilInstant,
                                 .amount = 0,
                                 .until = value(d, node.until, {})});
            },
        },
        target.node);
  }
  return targets;
}

void signals_of(Desugaring& d, uint32_t index, const semantics::Sla& facts, const syntax::SlaDecl& decl) {
  for (size_t i = 0; i < decl.signals.size(); ++i) {
    const syntax::Signal& signal = decl.signals[i];
    for (const CauseOf& cause : causes(d, signal.cause, facts.signals[i].event_set)) {
      const bool by_event = cause.kind == CauseKind::Event;
      const Place place{by_event ? static_cast<int32_t>(cause.source) : -1};
      d.kernel.signals.push_back({.clock = index,
                                  .kind = kind_of(signal.word),
                                  .cause = cause.kind,
                                  .source = cause.source,
                                  .guard = cause.guard,
                                  .since = signal.since ? value(d, signal.since, place) : ExprId{}});
    }
  }
}

}  // namespace

uint32_t breach_of(const Desugaring& d, uint32_t sla) {
  const auto& decl = d.decl<syntax::SlaDecl>(d.program.slas[sla].decl);
  const auto found = std::find_if(decl.steps.begin(), decl.steps.end(), [](const syntax::SlaStep& step) {
    return step.moment == StepMoment::Breach;
  });
  return first_step_of(d, sla) + static_cast<uint32_t>(found - decl.steps.begin());
}

void desugar_sla(Desugaring& d, uint32_t index) {
  const semantics::Sla& facts = d.program.slas[index];
  const auto& decl = d.decl<syntax::SlaDecl>(facts.decl);
  d.builder.at(decl.name.span);
  Clock made{.name = decl.name.text,
             .title = decl.title.value_or(""),
             .owed_by = decl.owed_by ? decl.owed_by->text : "",
             .calendars = {},
             .by = {},
             .pause = {},
             .targets = {},
             .expr = d.builder.leaf(Opcode::Clock, index)};
  for (const uint32_t calendar : facts.calendars) made.calendars.push_back(calendar_of(d, calendar));
  if (decl.hours && decl.hours->by) made.by = value_as(d, decl.hours->by, d.typed(decl.hours->by).type, {});
  if (decl.pause_while) made.pause = condition(d, decl.pause_while, {});
  if (decl.retarget) made.retarget = decl.is_afresh ? artefact::Retarget::Afresh : artefact::Retarget::Keep;
  made.targets = targets_of(d, facts, decl);
  made.first_step = static_cast<uint32_t>(d.kernel.steps.size());
  made.steps = count_of_steps(decl);
  made.breach = breach_of(d, index);
  for (const syntax::SlaStep& step : decl.steps) {
    const int64_t amount = step.moment == StepMoment::Share ? step.millionths : length_of(step.period).ms;
    d.kernel.steps.push_back({index, kind_of(step.moment), amount, step.times, step.moment_span});
  }
  if (!has_breach(decl)) d.kernel.steps.push_back({index, StepKind::Breach, 0, 0, decl.name.span});
  d.kernel.clocks.push_back(std::move(made));
  signals_of(d, index, facts, decl);
}

void desugar_steps(Desugaring& d, uint32_t index) {
  const auto& decl = d.decl<syntax::SlaDecl>(d.program.slas[index].decl);
  for (size_t i = 0; i < decl.steps.size(); ++i) {
    const CauseOf cause{CauseKind::Step, d.kernel.clocks[index].first_step + static_cast<uint32_t>(i), {}};
    for (const syntax::Effect& each : decl.steps[i].effects) effect(d, each, cause);
  }
}

}  // namespace lead::kernel
