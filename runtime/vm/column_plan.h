// How code runs over columns: which values there are, how narrow each can be kept, and where each lies.
//
//   ColumnPlan plan(code, tables, {.range = …}, keep);      // once a policy
//   plan.steps()                                            // what columns.h runs over each chunk
//   plan.place(keep[0])                                     // where a kept register stands at the end
//
// The plan is made from the same verified code as rows run, by interval evaluation over the ranges of its
// leaves. What is proved always the same is computed here, once; what nobody reads is left out. Conditions
// become one bit a row, everything else the narrowest lane (8, 16, 32, 64 bits) that its interval fits:
// overflow in a lane is impossible by that proof, not caught. Points that are all multiples of one unit are
// kept in that unit (`Place::unit`). Presence is one bit a row, kept only where something may be missing.
// A missing row's word may be anything in a lane; readers look at presence. Cost: linear in the code. Never
// fails.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "runtime/artefact/opcode.h"
#include "runtime/artefact/schema.h"
#include "runtime/value/lead_table.h"
#include "runtime/vm/source.h"

namespace lead::vm {

using value::kChunkBits;
using value::kChunkRows;
using value::Lane;

// What is known of the leaves before any lead is seen.
struct ColumnLeaves {
  // What a leaf that yields words can be, over all leads.
  std::function<Interval(const artefact::Instruction&)> range;
  bool are_new = false;  // nothing happened yet: every latch state is 0 and no mark keeps anything
};

// Bit columns that are always there.
inline constexpr uint32_t kAllRows = 0, kNoRows = 1;

enum class PlaceKind : uint8_t { Constant, Bits, Words, Text };

// Where a value is.
struct Place {
  PlaceKind kind = PlaceKind::Constant;
  Lane lane = Lane::Word;      // Words
  uint32_t column = 0;         // Bits: bit column; Words: column of its lane; Text: text column
  uint32_t known = kAllRows;   // bit column: presence
  int64_t constant = 0;        // Constant: in units
  int64_t unit = 1;            // a word is the value in its lane times this
  uint32_t text_constant = 0;  // Text that is always the same: index + 1 into text_constants, else 0
};

enum class StepKind : uint8_t {
  LoadWords,  // out, known from a leaf: `leaf`
  LoadTexts,
  Lanes,      // op over lanes: a, b
  AddSelect,  // a + (bits b ? k : k2)
  Select,     // bits a ? b : c, in lanes
  Compare,    // op over lanes to bits: a, b; absent: not met
  BitAnd,     // bits a & b
  BitOr,
  BitNot,
  BitSelect,   // bits a ? b : c
  Convert,     // lane a to another, times k
  ToBits,      // word a, where known, is not 0
  FromBits,    // bits a as 0 and k
  InSmallSet,  // a is one of int_sets[ref]: a comparison each
  CountBands,  // how many thresholds of latch ref a reaches, less one
  Wide,        // op row by row over 64 bits; out and its presence, or bits
  Texts,       // op row by row over texts; out and its presence, or bits
};

struct Step {
  StepKind kind;
  artefact::Opcode op;
  Place out, a, b, c;
  uint32_t ref = 0;
  int64_t k = 0, k2 = 0;
  artefact::Instruction leaf{};  // the instruction as it stands in the code
};

class ColumnPlan {
 public:
  // `keep`: word registers wanted at the end.
  ColumnPlan(const artefact::CodeT& code, const Tables& tables, const ColumnLeaves& leaves,
             std::span<const uint32_t> keep);

  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  // A kept register at the end of a chunk.
  [[nodiscard]] const Place& place(uint32_t kept_register) const;
  // Columns of each lane, Text included; and bit columns, kAllRows and kNoRows among them.
  [[nodiscard]] uint32_t columns(Lane lane) const { return columns_[static_cast<size_t>(lane)]; }
  [[nodiscard]] uint32_t bit_columns() const { return bit_columns_; }

 private:
  friend class ColumnAllocation;
  std::vector<Step> steps_;
  std::vector<std::pair<uint32_t, Place>> kept_;  // register, place; ascending
  uint32_t columns_[5] = {};
  uint32_t bit_columns_ = 2;
};

}  // namespace lead::vm
