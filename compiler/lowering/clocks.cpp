// Clocks: their tables, and the code of what acts on them.
#include "compiler/lowering/lowering.h"
#include "compiler/lowering/words.h"

namespace lead::lowering {
namespace {

std::unique_ptr<artefact::SignalT> signal_of(const Lowering& lowering, const Nodes& nodes,
                                             const kernel::Signal& signal) {
  const NodeId guard = lowering.node(signal.guard), since = lowering.node(signal.since);
  Section section(nodes);
  section.want(guard);
  section.want(since);
  auto out = std::make_unique<artefact::SignalT>();
  out->clock = signal.clock;
  out->kind = signal.kind;
  out->cause = signal.cause;
  out->source = signal.source;
  out->code = std::make_unique<artefact::CodeT>(section.finish());
  out->guard = section.place_or_none(guard);
  out->since = section.place_or_none(since);
  return out;
}

std::unique_ptr<artefact::TargetT> target_of(const Lowering& lowering, const kernel::Target& target) {
  auto out = std::make_unique<artefact::TargetT>();
  out->when = lowering.derived.place_or_none(lowering.node(target.when));
  out->kind = target.kind;
  out->amount = target.amount;
  out->until = lowering.derived.place_or_none(lowering.node(target.until));
  return out;
}

}  // namespace

void want_clocks(Lowering& lowering) {
  for (const kernel::Clock& clock : lowering.kernel.clocks) {
    lowering.derived.want(lowering.node(clock.by));
    lowering.derived.want(lowering.node(clock.pause));
    for (const kernel::Target& target : clock.targets) {
      lowering.derived.want(lowering.node(target.when));
      lowering.derived.want(lowering.node(target.until));
    }
  }
}

void lower_clocks(const Lowering& lowering, const Nodes& nodes) {
  for (uint32_t index = 0; index < lowering.kernel.clocks.size(); ++index) {
    const kernel::Clock& clock = lowering.kernel.clocks[index];
    auto out = std::make_unique<artefact::ClockT>();
    out->name = clock.name;
    out->title = clock.title;
    out->owed_by = clock.owed_by;
    out->calendars = clock.calendars;
    out->by = lowering.derived.place_or_none(lowering.node(clock.by));
    out->pause = lowering.derived.place_or_none(lowering.node(clock.pause));
    out->retarget = clock.retarget;
    for (const kernel::Target& target : clock.targets) out->targets.push_back(target_of(lowering, target));
    out->first_step = clock.first_step;
    out->steps = clock.steps;
    out->breach = clock.breach;
    out->output = output_of(lowering, artefact::OutputKind::Clock, index);
    lowering.out.clocks.push_back(std::move(out));
  }
  for (const kernel::Signal& signal : lowering.kernel.signals)
    lowering.out.signals.push_back(signal_of(lowering, nodes, signal));
  for (const kernel::Step& step : lowering.kernel.steps) {
    auto out = std::make_unique<artefact::StepT>();
    out->clock = step.clock;
    out->kind = step.kind;
    out->amount = step.amount;
    out->count = step.count;
    out->text =
        step.kind == artefact::StepKind::Breach ? "at breach" : folded(lowering.sources.text(step.span));
    lowering.out.steps.push_back(std::move(out));
  }
}

}  // namespace lead::lowering
