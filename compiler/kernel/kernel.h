// The kernel: a policy without its sugar. Slots, pure expressions over them, and reactions that change them.
//
// Made by `desugar` from a checked program; read by the reference evaluator (tests), the analyses, the
// meaning hash and the lowering. Slots and schema are the artefact's own structs, so a slot is described
// once.
//
// Shape: `exprs` is a list in topological order: operands stand before their users (INVARIANT(kernel_order)),
// one operation of runtime/artefact/opcodes.def each; the guards of what feeds a window or a mark stand
// before what reads it. Expressions are shared: equal nodes have one id within `exprs`. A node that reads
// Payload may only be reached from a reaction of that event type. Names, labels and spans live in the
// explanation part; nothing there changes a decision.
#pragma once
#include <string>
#include <vector>

#include "compiler/kernel/clock.h"
#include "compiler/kernel/explanation.h"
#include "compiler/kernel/lifecycle.h"
#include "compiler/kernel/routing.h"
#include "runtime/artefact/opcode.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/id.h"
#include "runtime/base/span.h"

namespace lead::kernel {

// Operands as in artefact::OpcodeInfo: texts in a, b; words in a, b, c (of a text operation: c).
struct Expr {
  artefact::Opcode op;
  ExprId a, b, c;
  uint32_t ref = 0;    // slot, table, attribute or field
  int64_t k = 0;       // immediate; of a look at a window: milliseconds
  int32_t months = 0;  // of a look at a window: calendar months (artefact: field c)
  Span span;           // of the words it came from; not part of its identity
};

// One effect of one cause. Reactions of a cause run in the order of `Kernel::reactions`; all pushes and
// touches stand before all bookings, all bookings before all resets. Guards, amounts and keys are judged when
// the cause is there, on the state left by the reactions before.
struct Reaction {
  artefact::CauseKind cause = artefact::CauseKind::Event;
  uint32_t source = 0;  // index into schema.events, quiets, edges, schedules, doors, steps, roles or queues
  ExprId guard;         // none: always
  artefact::EffectKind effect;
  int32_t target = -1, target_minus = -1;  // slot indices, see artefact.fbs
  ExprId amount;  // Ledger, Balance: millionths, missing: no booking; Push, Touch: the value to keep
  int32_t limit = -1;
  ExprId key;  // of a keyed limit, missing: no booking; Claim, Hand: the person; Renew: the key
  int32_t rule = -1;
  uint32_t exclude = 0;  // Route: so many former holders
  bool counted = false;  // Hand
};

// Whose payload a reaction may read: an index into schema.events, or -1.
[[nodiscard]] inline int32_t event_of(const Reaction& reaction) {
  return reaction.cause == artefact::CauseKind::Event ? static_cast<int32_t>(reaction.source) : -1;
}

// A condition whose coming to hold is a cause.
struct Edge {
  ExprId condition;
  Span span;
};
struct Schedule {
  artefact::Every every;
  uint8_t day;
  int32_t at_ms;
  ExprId armed;  // met where any of its reactions can do anything; none: always
  Span span;
};
struct Ignore {
  uint32_t event;
  ExprId guard;
  std::string title;
  Span span;
};

struct Latch {
  std::vector<int64_t> from, until;
  ExprId score;
};

// What is observed: a change at the end of an item is a decision. Order: bands, grades, cells, as declared.
struct Output {
  artefact::OutputKind kind;
  std::string block, title;
  uint32_t names;      // index into schema.name_lists
  ExprId expr;         // an index into the names, or missing ("unrated")
  ExprId value;        // Band: the score in millionths
  int32_t latch = -1;  // Band
};

struct PolicyInfo {
  std::string id, title, version, zone;
  int64_t lateness_ms, dedupe_ms;
  bool ignore_unknown_events, ignore_unknown_fields, anonymous_wait;
};

struct Kernel {
  PolicyInfo policy;
  artefact::SchemaT schema;
  Store<Expr, ExprTag> exprs;
  std::vector<artefact::LedgerT> ledgers;
  std::vector<artefact::BalanceT> balances;
  std::vector<artefact::WindowT> windows;
  std::vector<artefact::MarkT> marks;
  std::vector<artefact::LimitT> limits;
  std::vector<Latch> latches;
  std::vector<artefact::QuietT> quiets;
  std::vector<Edge> edges;
  std::vector<Schedule> schedules;
  std::vector<artefact::ResetT> resets;
  std::vector<Ignore> ignores;
  std::vector<Lifecycle> lifecycles;
  std::vector<Transition> transitions;
  std::vector<Door> doors;
  std::vector<artefact::TellT> tells;
  std::vector<Calendar> calendars;
  std::vector<Clock> clocks;
  std::vector<Signal> signals;
  std::vector<Step> steps;
  std::vector<artefact::PersonT> people;
  std::vector<Team> teams;
  std::vector<Role> roles;
  std::vector<Memory> memories;  // by role, as they stand
  std::vector<Queue> queues;
  std::vector<Route> routes;
  std::vector<std::string> text_constants;
  std::vector<artefact::IntSetT> int_sets;
  std::vector<artefact::TextListT> text_lists;
  std::vector<std::string> patterns;
  std::vector<artefact::LookupT> lookups;  // every table of the policy, as declared
  std::vector<Reaction> reactions;
  std::vector<Output> outputs;
  std::vector<Rule> rules;
  std::vector<Score> scores;
  std::vector<Grade> grades;
  std::vector<Matrix> matrices;
  std::vector<Definition> definitions;
  std::vector<Explain> explains;
  std::vector<Question> questions;
  uint32_t own_explains = 0;  // explains from here on belong to questions alone
};

}  // namespace lead::kernel
