// Lifecycles in the kernel: where a lead may stand, what moves it, and what happens at the doors of a stage.
//
// Transitions stand in declared order, those of one declaration by event type. Caused ones are judged when
// their cause is there, on the state after the bookings; `When` and `After` when their condition is met, the
// latter by time alone only.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/kernel/explanation.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/span.h"

namespace lead::kernel {

struct Stage {
  std::string title, owner;
  bool is_final = false, may_rest = false;
  int32_t reasons = -1;  // index into schema.choices
};
struct Lifecycle {
  std::string name, title;
  uint32_t names;  // of the stages, in the order of the text
  uint32_t first;
  std::vector<Stage> stages;
  ExprId expr;  // the stage the lead is in
};
struct Transition {
  uint32_t lifecycle;
  uint64_t from;  // bit i: from stage i
  uint32_t to;
  artefact::MoveKind kind = artefact::MoveKind::Caused;
  artefact::CauseKind cause = artefact::CauseKind::Event;  // Caused, with its source and guard
  uint32_t source = 0;
  ExprId guard;
  ExprId condition;          // When, After
  int32_t reason_item = -1;  // of the choice of the stage's reasons
  ExprId reason;             // the event's own, where it says one
  std::string title;
  Span span;
};
// A stage entered or left, as a cause.
struct Door {
  uint32_t lifecycle, stage;
  bool is_leaving;
  friend bool operator==(const Door&, const Door&) = default;
};

}  // namespace lead::kernel
