// Lifecycles: their tables, and the code of transitions that something causes.
#include "compiler/lowering/lowering.h"
#include "compiler/lowering/words.h"

namespace lead::lowering {

namespace {

std::unique_ptr<artefact::TransitionT> transition_of(const Lowering& lowering, const Nodes& nodes,
                                                     const kernel::Transition& transition) {
  const NodeId guard = lowering.node(transition.guard), reason = lowering.node(transition.reason);
  Section section(nodes);
  section.want(guard);
  section.want(reason);
  auto out = std::make_unique<artefact::TransitionT>();
  out->lifecycle = transition.lifecycle;
  out->from = transition.from;
  out->to = transition.to;
  out->kind = transition.kind;
  out->cause = transition.cause;
  out->source = transition.source;
  out->code = std::make_unique<artefact::CodeT>(section.finish());
  out->guard = section.place_or_none(guard);
  out->condition = lowering.derived.place_or_none(lowering.node(transition.condition));
  out->reason_item = transition.reason_item;
  out->reason = section.place_or_none(reason);
  out->title = transition.title;
  out->text = folded(lowering.sources.text(transition.span));
  return out;
}

}  // namespace

void lower_lifecycles(const Lowering& lowering, const Nodes& nodes) {
  for (uint32_t index = 0; index < lowering.kernel.lifecycles.size(); ++index) {
    const kernel::Lifecycle& lifecycle = lowering.kernel.lifecycles[index];
    auto out = std::make_unique<artefact::LifecycleT>();
    out->name = lifecycle.name;
    out->title = lifecycle.title;
    out->names = lifecycle.names;
    out->first = lifecycle.first;
    out->output = output_of(lowering, artefact::OutputKind::Stage, index);
    for (const kernel::Stage& stage : lifecycle.stages) {
      auto made = std::make_unique<artefact::StageT>();
      made->title = stage.title;
      made->owner = stage.owner;
      made->final = stage.is_final;
      made->may_rest = stage.may_rest;
      made->reasons = stage.reasons;
      out->stages.push_back(std::move(made));
    }
    lowering.out.lifecycles.push_back(std::move(out));
  }
  for (const kernel::Transition& transition : lowering.kernel.transitions)
    lowering.out.transitions.push_back(transition_of(lowering, nodes, transition));
  for (const kernel::Door& door : lowering.kernel.doors) {
    auto out = std::make_unique<artefact::DoorT>();
    out->lifecycle = door.lifecycle;
    out->stage = door.stage;
    out->leaving = door.is_leaving;
    lowering.out.doors.push_back(std::move(out));
  }
  for (const artefact::TellT& tell : lowering.kernel.tells)
    lowering.out.tells.push_back(std::make_unique<artefact::TellT>(tell));
}

}  // namespace lead::lowering
