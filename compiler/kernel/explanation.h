// The explanation part of the kernel: names, labels, and what is shown of scores, grades, cells and
// definitions.
//
// Mirrors of the artefact's tables of the same names, with expressions of the kernel instead of registers.
// Nothing here changes a decision; the meaning hash knows the names that decisions show, and no more.
#pragma once
#include <string>
#include <vector>

#include "runtime/artefact/schema.h"
#include "runtime/base/id.h"
#include "runtime/base/span.h"

namespace lead::kernel {

struct ExprTag;
using ExprId = Id<ExprTag>;

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

}  // namespace lead::kernel
