// Calendars and clocks in the kernel: business hours, and promises that run in them.
//
// A clock's expressions are judged on derived values; its signals on the payload of their event where an
// event causes them. Targets stand in declared order: the first whose `when` is met counts. The steps of a
// clock stand together in `Kernel::steps`; `breach` is the one at which the target has passed.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/kernel/explanation.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/span.h"

namespace lead::kernel {

struct Calendar {
  std::string name, title, zone;
  std::vector<artefact::DayHours> weekly, dated, breaks;
  std::vector<int32_t> holidays;
  std::vector<uint32_t> both;  // calendars before this one
};
struct Target {
  ExprId when;  // none: otherwise
  artefact::TargetKind kind = artefact::TargetKind::Wall;
  int64_t amount = 0;
  ExprId until;
};
struct Signal {
  uint32_t clock;
  artefact::SignalKind kind;
  artefact::CauseKind cause;
  uint32_t source;
  ExprId guard, since;
};
struct Step {
  uint32_t clock;
  artefact::StepKind kind = artefact::StepKind::Breach;
  int64_t amount = 0;
  uint32_t count = 0;
  Span span;
};
struct Clock {
  std::string name, title, owed_by;
  std::vector<uint32_t> calendars;
  ExprId by;     // chooses among several calendars
  ExprId pause;  // paused while it is met; none: never
  artefact::Retarget retarget = artefact::Retarget::Never;
  std::vector<Target> targets;
  uint32_t first_step = 0, steps = 0, breach = 0;
  ExprId expr;  // how it stands
};

}  // namespace lead::kernel
