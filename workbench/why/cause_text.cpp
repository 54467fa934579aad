#include "workbench/why/cause_text.h"

#include <fmt/format.h>

namespace lead::why {

CauseText cause_text(const engine::Cause& cause, const artefact::ArtefactT& artefact) {
  CauseText text{cause.kind, {}, {}};
  if (cause.kind == engine::CauseKind::Event) {
    text.event = artefact.schema->events[cause.event->type]->name;
    text.id = std::string(cause.event->id);
  }
  if (cause.kind == engine::CauseKind::Edge) text.event = artefact.edges[cause.source]->text;
  if (cause.kind == engine::CauseKind::Schedule) text.event = artefact.schedules[cause.source]->text;
  if (cause.kind == engine::CauseKind::Step) {
    const artefact::StepT& step = *artefact.steps[cause.source];
    text.event = fmt::format("{}, {}", artefact.clocks[step.clock]->name, step.text);
  }
  if (cause.kind == engine::CauseKind::Assignment)
    text.event = "assignment of " + artefact.roles[cause.source]->name;
  if (cause.kind == engine::CauseKind::Release)
    text.event = artefact.roles[cause.source]->name + " is nobody's";
  if (cause.kind == engine::CauseKind::Expiry)
    text.event = "expiry of " + artefact.queues[cause.source]->name;
  if (cause.kind == engine::CauseKind::Roster) text.event = "the roster";
  return text;
}

}  // namespace lead::why
