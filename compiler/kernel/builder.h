// A kernel under construction: expressions and constant tables that are never entered twice.
//
//   Builder builder(kernel);
//   ExprId older = builder.node(Opcode::LessEqual, builder.constant(50), builder.attribute(4));
//
// Equal expressions get one id (operation, operands, table, immediate; the span of the first one stays), so
// two ids are equal where the expressions are. Operands must exist before their users: `Kernel::exprs` is in
// topological order. Nothing is folded here: that is the lowering's business. Never fails; logarithmic per
// entry. `kernel` must outlive it.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/kernel/kernel.h"

namespace lead::kernel {

class Builder {
 public:
  explicit Builder(Kernel& kernel) : kernel_(&kernel) {}

  // Where the words stand that the next expressions come from.
  void at(Span span) { span_ = span; }
  [[nodiscard]] Span span() const { return span_; }

  ExprId node(artefact::Opcode op, ExprId a = {}, ExprId b = {}, ExprId c = {});
  ExprId leaf(artefact::Opcode op, uint32_t ref);                    // Attribute, Payload, Ledger …
  ExprId table(artefact::Opcode op, ExprId a, uint32_t ref);         // InSet, Band, TextMatches …
  ExprId set_test(artefact::Opcode op, ExprId a, int64_t items);     // HasAny, HasAll
  ExprId scaled(artefact::Opcode op, ExprId a, int64_t k);           // Scale, Round, AddMonths
  ExprId ratio(artefact::Opcode op, ExprId a, ExprId b, int64_t k);  // Multiply, Divide
  ExprId window_read(artefact::Opcode op, uint32_t window, int64_t ms, int32_t months);

  ExprId constant(int64_t word);
  ExprId text(const std::string& text);
  ExprId absent() { return node(artefact::Opcode::Absent); }
  ExprId absent_text() { return node(artefact::Opcode::AbsentText); }
  ExprId negation(ExprId condition);                      // takes back a `Not` instead of doubling it
  ExprId clamp(ExprId value, int64_t low, int64_t high);  // INT64_MIN, INT64_MAX: no end

  uint32_t int_set(std::vector<int64_t> values);              // any order, doubles allowed
  uint32_t text_list(const std::vector<std::string>& items);  // keeps the order, drops doubles
  uint32_t pattern(const std::string& pattern);

  [[nodiscard]] const Expr& operator[](ExprId id) const { return kernel_->exprs[id]; }

 private:
  using Key = std::tuple<artefact::Opcode, ExprId, ExprId, ExprId, uint32_t, int64_t, int32_t>;
  ExprId intern(Expr expr);

  Kernel* kernel_;  // outlives the builder
  Span span_;
  std::map<Key, ExprId> exprs_;
  std::map<std::string, uint32_t> texts_;
  std::map<std::vector<int64_t>, uint32_t> sets_;
  std::map<std::vector<std::string>, uint32_t> lists_;
  std::map<std::string, uint32_t> patterns_;
};

}  // namespace lead::kernel
