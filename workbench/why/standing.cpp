// Where a lead stands: the stage of each lifecycle, and the promises that somebody owes it.
#include "runtime/artefact/clock_state.h"
#include "runtime/base/limits.h"
#include "runtime/calendar/period.h"
#include "workbench/why/tell.h"

namespace lead::why {
namespace {

using artefact::ClockState;

// The last decision that said something else about the output; null where nothing was said.
const DecidedLine* last_change(const Trace& trace, uint32_t output) {
  const DecidedLine* last = nullptr;
  for (const DecidedLine& line : trace.decisions()) {
    if (line.output == output && (line.birth || line.from != line.to)) last = &line;
  }
  return last;
}

bool is_owed(ClockState state) {
  return state == ClockState::Running || state == ClockState::Paused || state == ClockState::Breached;
}

}  // namespace

std::vector<StageStory> stages_of(const artefact::ArtefactT& a, const Trace& trace) {
  std::vector<StageStory> out;
  for (const auto& lifecycle : a.lifecycles) {
    const DecidedLine* entered = last_change(trace, lifecycle->output);
    if (entered == nullptr || !entered->to) continue;
    out.push_back({lifecycle->name, a.schema->name_lists[lifecycle->names]->names[*entered->to],
                   lifecycle->stages[*entered->to]->title, entered->instant_ms});
  }
  return out;
}

std::vector<RoleStory> roles_of(const artefact::ArtefactT& a, const Trace& trace) {
  using engine::RoutingKind;
  std::vector<RoleStory> out;
  for (uint32_t role = 0; role < a.roles.size(); ++role) {
    const RoutedLine* last = nullptr;  // that changed how the role stands
    const RoutedLine* given = nullptr;
    for (const RoutedLine& line : trace.routing().lines()) {
      if (line.role != static_cast<int32_t>(role) || line.kind == RoutingKind::Kept) continue;
      last = &line;
      if (line.kind != RoutingKind::Waiting) given = &line;
    }
    if (last == nullptr) continue;
    RoleStory& story = out.emplace_back();
    story.role = a.roles[role]->name;
    story.holder = last->person;
    story.since_ms = last->instant_ms;
    if (last->kind == RoutingKind::Waiting) {
      story.place = "waits in " + last->row;
      if (given != nullptr && !given->person.empty()) story.since_ms = given->instant_ms;
    }
    if (last->kind != RoutingKind::Queued) continue;
    const artefact::QueueT& queue = *a.queues[static_cast<size_t>(last->queue)];
    story.place = "lies in " + queue.name;
    if (queue.ends) story.until_ms = calendar::after(*a.zone, last->instant_ms, queue.stay);
    if (story.until_ms == INT64_MAX) story.until_ms.reset();
  }
  return out;
}

std::vector<ClockStory> clocks_of(const artefact::ArtefactT& a, const engine::LeadSnapshot& lead,
                                  const Trace& trace) {
  std::vector<ClockStory> out;
  for (const engine::ClockStanding& standing : lead.clocks) {
    if (!is_owed(standing.state)) continue;
    const artefact::ClockT& clock = *a.clocks[standing.clock];
    ClockStory& story = out.emplace_back();
    story.name = clock.name;
    story.title = clock.title;
    story.owed_by = clock.owed_by;
    story.state = artefact::kClockWords[static_cast<size_t>(standing.state)];
    const DecidedLine* changed = last_change(trace, clock.output);
    story.since_ms = changed != nullptr ? changed->instant_ms : lead.born_ms;
    story.used_ms = standing.figures.elapsed_ms;
    story.is_business = standing.figures.is_business;
    if (standing.figures.target_ms < limits::kEndInstantMs) story.target_ms = standing.figures.target_ms;
    if (standing.figures.due_ms != INT64_MAX) story.due_ms = standing.figures.due_ms;
    if (standing.step < 0) continue;
    story.next = a.steps[static_cast<size_t>(standing.step)]->text;
    story.next_ms = standing.step_ms;
  }
  return out;
}

}  // namespace lead::why
