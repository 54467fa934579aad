// The first half of making a ColumnPlan: code to a graph of values, each with its interval, its lane and its
// presence; columns are handed out afterwards (column_plan.cpp). Internal to the room.
//
// A value is named by its index. Bit values 0 and 1 are "all rows" and "no rows". `Draft`s stand in an order
// in which every value is made before it is read.
#pragma once
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "runtime/vm/bounds.h"
#include "runtime/vm/column_plan.h"

namespace lead::vm {

using ValueId = uint32_t;

struct ColumnValue {
  PlaceKind kind = PlaceKind::Constant;
  Lane lane = Lane::Word;
  ValueId known = kAllRows;  // a Bits value: presence
  int64_t constant = 0;      // Constant: the word itself; with `known` = kNoRows: missing
  int64_t unit = 1;          // Words: the word is the lane's value times this
  Interval range;            // of the word
  uint32_t text_constant = 0;
  int32_t made_by = -1;  // index into drafts
};

struct Draft {
  StepKind kind;
  artefact::Opcode op;
  ValueId out = kAllRows;
  ValueId out_known = kAllRows;  // made by the same step; kAllRows: it makes none
  ValueId a = kAllRows, b = kAllRows, c = kAllRows;
  uint32_t ref = 0;
  int64_t k = 0, k2 = 0;
  int64_t unit = 1;  // of its operands: constants are written in it
  artefact::Instruction leaf{};
};

class ColumnBuilder {
 public:
  ColumnBuilder(const artefact::CodeT& code, const Tables& tables, const ColumnLeaves& leaves);

  std::vector<ColumnValue> values;
  std::vector<Draft> drafts;
  std::vector<ValueId> words, texts;  // by register

 private:
  using Opcode = artefact::Opcode;
  using Instruction = artefact::Instruction;

  const Tables& tables_;
  const ColumnLeaves& leaves_;
  int64_t point_unit_ = 1;  // what all whole points of the code are multiples of
  std::map<std::tuple<ValueId, Lane, int64_t>, ValueId> converted_;
  std::map<std::tuple<StepKind, ValueId, ValueId, ValueId>, ValueId> bits_;

  void find_point_unit(const artefact::CodeT& code);
  void instruction(const Instruction& i, BoundsRegisters& bounds);
  ValueId word_value(const Instruction& i, const Interval& range);

  // New values.
  ValueId add(ColumnValue value);
  ValueId constant(int64_t word, bool is_known);
  ValueId bits(StepKind kind, ValueId a, ValueId b, ValueId c);
  ValueId words_of(Draft draft, Lane lane, int64_t unit, ValueId known, const Interval& range);
  ValueId condition_of(Draft draft);

  // Values in another form.
  [[nodiscard]] bool is_constant(ValueId id) const { return values[id].kind == PlaceKind::Constant; }
  [[nodiscard]] bool is_condition(ValueId id) const;
  [[nodiscard]] bool has_unit(ValueId id, int64_t unit) const;
  [[nodiscard]] Lane lane_for(ValueId id, int64_t unit) const;
  [[nodiscard]] int64_t common_unit(std::initializer_list<ValueId> ids) const;
  ValueId as_bits(ValueId id);
  ValueId as_lane(ValueId id, Lane lane, int64_t unit);
  ValueId both_known(ValueId a, ValueId b) {
    return bits(StepKind::BitAnd, values[a].known, values[b].known, kAllRows);
  }

  // Families of operations.
  ValueId leaf(const Instruction& i, const Interval& range);
  ValueId arithmetic(const Instruction& i, const Interval& range);
  ValueId scale(const Instruction& i, const Interval& range);
  ValueId compare(const Instruction& i);
  ValueId select(ValueId chooser, ValueId a, ValueId b, const Interval& range);
  ValueId in_set(const Instruction& i, const Interval& range);
  ValueId band(const Instruction& i, const Interval& range);
  ValueId wide(const Instruction& i, const Interval& range);
  ValueId text_condition(const Instruction& i);
  void text_value(const Instruction& i, const TextBounds& bounds);
};

}  // namespace lead::vm
