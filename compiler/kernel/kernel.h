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

#include "runtime/artefact/opcode.h"
#include "runtime/artefact/schema.h"
#include "runtime/base/id.h"
#include "runtime/base/span.h"

namespace lead::kernel {

struct ExprTag;
using ExprId = Id<ExprTag>;

// Operands as in artefact::OpcodeInfo: texts in a, b; words in a, b, c (of a text operation: c).
struct Expr {
  artefact::Opcode op;
  ExprId a, b, c;
  uint32_t ref = 0;    // slot, table, attribute or field
  int64_t k = 0;       // immediate; WindowCount: milliseconds
  int32_t months = 0;  // WindowCount: calendar months (artefact: field c)
  Span span;           // of the words it came from; not part of its identity
};

// One effect of one cause. Reactions of an event run in the order of `Kernel::reactions`; all pushes and
// touches stand before all bookings. Guards, amounts and keys are judged when the event happens, on the state
// left by the reactions before.
struct Reaction {
  int32_t event = -1;  // index into schema.events; -1: a quiet timer
  ExprId guard;        // none: always
  artefact::EffectKind effect;
  int32_t target = -1, target_minus = -1;  // slot indices, see artefact.fbs
  ExprId amount;                           // millionths; missing: no booking
  int32_t limit = -1;
  ExprId key;  // of a keyed limit; missing: no booking
  int32_t rule = -1;
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

// --- explanation: mirrors of the artefact's tables, with expressions instead of registers
struct Rule {
  std::string name, title;
  uint32_t score;
  Span span;
};
// `explains`: the conditions of a live rule (that of `while`, those of the rows of `best of` as declared), as
// indices into Kernel::explains.
struct Part {
  uint32_t rule;
  int32_t plus = -1, minus = -1;
  bool live = false;
  ExprId raw, shown;
  int32_t group = -1;
  int64_t at_most = -1;
  std::vector<uint32_t> explains = {};
};
struct Group {
  std::vector<uint32_t> parts;
  ExprId raw, shown;
  int64_t at_most;
  Span span;
};
struct Score {
  std::string name, title;
  int64_t low, high;
  bool running = false;
  int32_t balance = -1, latch = -1;
  ExprId sum, value;                    // before and after the score's range
  ExprId band;                          // which band is on; none where the score has no bands
  std::vector<ExprId> thresholds = {};  // where each band begins now; empty where the latch says it
  std::vector<Part> parts;
  std::vector<Group> groups;
  uint32_t names = 0;  // of the bands
};
struct Explain {
  Span span;
  artefact::ExplainKind kind;
  ExprId expr;
  artefact::FieldTypeT type;
  std::vector<uint32_t> children;
};
struct GradeRow {
  uint32_t grade;
  int32_t condition = -1;
  Span span;
  artefact::GradeRowKind kind = artefact::GradeRowKind::When;
  int64_t amount = 0;  // Steps: how many; From: millionths; Member: index into outputs
};  // condition: index into explains; -1: otherwise
struct Grade {
  std::string name, title;
  uint32_t names;
  ExprId expr;
  std::vector<GradeRow> rows;
  int32_t start = -1, rated = -1, score = -1;  // see artefact.fbs
};
struct MatrixSide {
  std::string block;
  ExprId expr;
  artefact::FieldTypeT type;
};
struct Matrix {
  std::string name, title;
  ExprId expr;
  MatrixSide row, column;
  uint32_t names;
  std::vector<uint32_t> cells;
};
struct Definition {
  std::string name, title, owner, because;
  uint32_t explain;
};

// A condition asked from outside, such as an expectation of a test. It changes no meaning: the hash knows
// nothing of it, and the artefact keeps only what its looks at the past record.
struct Question {
  uint32_t explain;  // index into explains; the condition with what it is made of
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
  std::vector<std::string> text_constants;
  std::vector<artefact::IntSetT> int_sets;
  std::vector<artefact::TextListT> text_lists;
  std::vector<std::string> patterns;
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
