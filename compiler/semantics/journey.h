// What `check` finds out about lifecycles, calendars and promises: part of the program (program.h).
//
// Lists stand beside those of the syntax tree, row by row; stages and items are numbered in the order of the
// text.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/artefact/schema.h"

namespace lead::semantics {

// What a cause names, by its kind.
struct ResetFacts {
  uint32_t event_set = 0;  // EventCause; DoorCause: index into Program::doors; BreachCause: into slas;
                           // AssignmentCause: into roles; ExpiryCause: into queues
};

// Parallel to LifecycleDecl::transitions.
struct TransitionFacts {
  uint64_t from = 0;  // bit i: from stage i
  uint32_t to = 0;
  uint32_t event_set = 0;               // SilenceMove; of a cause as in ResetFacts
  uint32_t rests_in = 0;                // RestMove: the stage
  std::optional<uint32_t> reason = {};  // item of the choice of the stage's reasons
};
struct Lifecycle {
  uint32_t decl;
  std::string name;
  std::vector<std::string> stages;  // in the order of the text
  uint32_t first = 0;
  std::vector<TransitionFacts> transitions = {};
  std::vector<ResetFacts> effects = {};  // parallel to LifecycleDecl::effects
};
// A stage, whatever lifecycle it belongs to.
struct StageRef {
  uint32_t lifecycle = 0, stage = 0;
  friend auto operator<=>(const StageRef&, const StageRef&) = default;
};

// Business hours, in milliseconds of the local day; files of holidays are read and yearly dates written out.
// `both`: open where each of these is, and then there is nothing else.
struct Calendar {
  uint32_t decl;
  std::string name;
  std::string zone = {};
  std::vector<artefact::DayHours> weekly = {}, dated = {}, breaks = {};
  std::vector<int32_t> holidays = {};  // days since 1970-01-01, ascending, distinct
  std::vector<uint32_t> both = {};     // calendars declared anywhere; no circles
};

struct Sla {
  uint32_t decl;
  std::string name;
  std::vector<ResetFacts> signals = {};  // parallel to SlaDecl::signals
  // Whose hours: none, the wall clock; one; or one for each item of the type of `hours.by`, in its order.
  std::vector<uint32_t> calendars = {};
  std::vector<std::vector<int64_t>> tables = {};  // by TableTarget, in order: by item, the row of its period
};

}  // namespace lead::semantics
