// Why a lead stands where it stands, as data: every ledger line with its raw and faded points, adding up to
// the score; every condition met or not with the value that decided; the nearest miss. Rendering is
// `render.h`.
//
// INVARIANT(adds_up): in every ScoreStory the lines of a rule add up to its `raw`, the rules and groups shown
// add up to `sum`, and `value` is `sum` clamped to the score's range. Tests check it on generated streams.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/engine.h"
#include "runtime/vm/registers.h"
#include "workbench/why/trace.h"

namespace lead::why {

// One booking and what is left of it now.
struct LedgerLine {
  int64_t instant_ms;
  CauseText cause;
  int64_t raw_millionths;
  int64_t now_millionths;  // apportioned by largest remainder, so that the lines add up to the rule's value
  bool before_reset = false;  // a later reset of the score has taken it away: nothing is left
};

// The last reset of a score.
struct ResetStory {
  int64_t instant_ms;
  CauseText cause;
  int64_t to_millionths;  // what a running score began at; else 0
};

// A condition (or a value in it) as it stands, with what it is made of.
struct ConditionStory {
  std::string text;  // the words of the policy
  artefact::ExplainKind kind;
  bool met = false;                  // conditions only
  std::optional<std::string> value;  // values only; nothing: missing
  std::vector<ConditionStory> parts;
};

struct RuleStory {
  std::string name, text;
  bool live = false;
  int64_t raw_millionths = 0;  // before `shows at most`
  int64_t shown_millionths = 0;
  std::optional<int64_t> at_most;  // the limit of showing, where it has one
  std::vector<LedgerLine> lines;
  std::vector<ConditionStory> conditions;  // of a live rule: what it asks
  int32_t group = -1;
};

struct GroupStory {
  std::string text;
  int64_t raw_millionths = 0, shown_millionths = 0;
};

struct ScoreStory {
  std::string name, title;
  std::vector<RuleStory> rules;
  std::vector<GroupStory> groups;
  int64_t sum_millionths = 0, value_millionths = 0;
  bool running = false;
  std::optional<ResetStory> reset;  // bookings before it count no more
  std::optional<std::string> band;
  // Nearest miss: the next band up, and the points it takes.
  std::optional<std::string> next_band;
  int64_t points_to_next = 0;
};

struct GradeRowStory {
  artefact::GradeRowKind kind = artefact::GradeRowKind::When;
  std::string
      grade;  // When, From: what it gives; AtMost: the best it allows; Member: the grade there, may be empty
  std::string text;    // the words of the policy
  int64_t amount = 0;  // Steps: how many, up is positive; From: millionths
  std::optional<ConditionStory> condition;
  bool chosen = false;  // When, From, Member: this row is the grade; Steps, AtMost: it is met
};

struct GradeStory {
  std::string name, title;
  std::optional<std::string> grade;
  std::optional<ConditionStory> rated;  // what must hold for there to be a grade
  std::optional<std::string> start;     // of steps
  std::optional<int64_t> points;        // by points, millionths
  std::vector<GradeRowStory> rows;
  // Nearest miss: the better grade with the fewest unmet conditions, and these; or the points it takes.
  std::optional<std::string> nearest;
  std::vector<ConditionStory> missing;
  std::optional<int64_t> points_to_nearest;
};

struct CellStory {
  std::string name, title;
  std::optional<std::string> cell;
  std::string row_block, column_block;  // empty: a side that is not observed
  std::optional<std::string> row, column;
};
struct DefinitionStory {
  std::string name, title, owner, because;
  ConditionStory condition;
};
struct AttributeStory {
  std::string name;
  std::optional<std::string> value;
};

// Where a lead is in a lifecycle.
struct StageStory {
  std::string lifecycle, stage, title;
  int64_t since_ms = 0;
};
// A promise that counts, stands still, or has been broken and is still owed. Times are of its clock.
struct ClockStory {
  std::string name, title, owed_by;
  std::string_view state;
  int64_t since_ms = 0;  // that it stands so
  int64_t used_ms = 0;
  std::optional<int64_t> target_ms;  // nothing: no deadline is known
  bool is_business = false;
  std::optional<int64_t> due_ms;  // of one that runs
  std::string next;               // the words of the step to come; empty: none, or nobody knows when
  int64_t next_ms = 0;
};

// Who holds a role of the lead, or where it lies or waits.
struct RoleStory {
  std::string role, holder;  // empty: nobody
  std::string place;         // "lies in inbound", "waits in ours"; empty: neither
  int64_t since_ms = 0;      // that it stands so
  std::optional<int64_t> until_ms;
};

struct Story {
  std::string lead;
  int64_t at_ms = 0, born_ms = 0;
  uint64_t event_count = 0;
  std::vector<AttributeStory> attributes;
  std::vector<ScoreStory> scores;
  std::vector<GradeStory> grades;
  std::vector<CellStory> cells;
  std::vector<DefinitionStory> definitions;
  std::vector<StageStory> stages;
  std::vector<ClockStory> clocks;
  std::vector<RoleStory> roles;
};

// One condition (or value) of a list of explanations, over registers of the code they belong to.
[[nodiscard]] ConditionStory tell_condition(const std::vector<std::unique_ptr<artefact::ExplainT>>& explains,
                                            uint32_t index, const artefact::SchemaT& schema,
                                            const vm::Registers& registers);

[[nodiscard]] Story tell(const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead,
                         const Trace& trace);

}  // namespace lead::why
