// The range of an expression, from the ranges of what it reads.
//
//   RangeReader reader(tree, program);
//   Proof proof = reader.read(expr, event_set);    // budget * seats: does not fit, `budget` is an input
//
// Operators work on words as the runtime does: both sides brought to the scale of the result, one rounding
// each. An expression that is no number, instant, date or duration has no range; neither has one of which a
// part does not fit. Ranges of definitions come from `program`. With `assumed`, ranges of attributes and
// fields are replaced: that is how a repair is tried out before it is offered. Lifetime: tree and program
// must outlive it. Never fails. Linear in the expression.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/semantics/interval.h"
#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

// Where a value comes into the policy: the declaration of an attribute, of a field of an event, or of a
// column of people.
using Input = const syntax::Field*;
using Assumed = std::map<Input, Interval>;

class RangeReader {
 public:
  RangeReader(const syntax::SyntaxTree& tree, const Program& program);

  // Called once per expression that has a range, operands first.
  std::function<void(syntax::ExprId, const Interval&)> on_range;
  // Called where a result, or an operand brought to the scale of the result, does not fit.
  std::function<void(syntax::ExprId, const Interval&, std::optional<uint32_t> event_set)> on_too_large;
  const Assumed* assumed = nullptr;

  // Reads the expression and everything in it. `event_set`: whose payload names may mean; without one they
  // may mean columns of the person looked at.
  std::optional<Interval> read(syntax::ExprId id, std::optional<uint32_t> event_set = {});
  // The inputs that the expression reads, through definitions as well; each once, in order.
  [[nodiscard]] std::vector<Input> inputs_of(syntax::ExprId id, std::optional<uint32_t> event_set) const;
  [[nodiscard]] std::vector<syntax::ExprId> values_of(uint32_t definition) const;
  // The declared range of an input, in words, and the type of its words.
  [[nodiscard]] Interval declared(Input input) const;
  [[nodiscard]] Type type_of(Input input) const;

 private:
  std::optional<Interval> read_node(syntax::ExprId id, std::optional<uint32_t> event_set);
  std::optional<Interval> read_name(syntax::ExprId id, const syntax::NameExpr& node,
                                    std::optional<uint32_t> event_set);
  std::optional<Interval> read_binary(syntax::ExprId id, const syntax::BinaryExpr& node,
                                      std::optional<uint32_t> event_set);
  // How many a set can have at most.
  [[nodiscard]] size_t items_of(const Type& set) const;
  std::optional<Interval> read_call(syntax::ExprId id, const syntax::CallExpr& node,
                                    std::optional<uint32_t> event_set);
  std::optional<Interval> range_of_table(uint32_t index);
  std::optional<Interval> read_past(syntax::ExprId id, const syntax::PastExpr& node);
  std::optional<Interval> read_sum(syntax::ExprId id, const syntax::BinaryExpr& node, const Interval& left,
                                   const Interval& right, std::optional<uint32_t> event_set);
  std::optional<Interval> checked(syntax::ExprId id, const Interval& range,
                                  std::optional<uint32_t> event_set);
  std::optional<Interval> rescaled(syntax::ExprId id, std::optional<Interval> range, const Type& to,
                                   std::optional<uint32_t> event_set);
  std::optional<Interval> read_definition(uint32_t index);
  [[nodiscard]] std::vector<Input> inputs_of_name(syntax::ExprId id, std::optional<uint32_t> event_set) const;

  const syntax::SyntaxTree& tree_;
  const Program& program_;
  std::map<std::string, Input> attributes_;                      // by name
  std::map<std::pair<std::string, std::string>, Input> fields_;  // by event and field
  std::map<std::string, Input> columns_;                         // of people, by name
  std::map<Input, const artefact::FieldTypeT*> types_;
  uint32_t depth_ = 0;                                  // of definitions within definitions, while `assumed`
  std::map<uint32_t, std::optional<Interval>> tables_;  // CACHE: what their entries span
};

}  // namespace lead::semantics
