// The reference evaluator of kernel expressions: walks the expression, one case an operation, nothing clever.
//
// Semantics are those of runtime/artefact/opcodes.def, written again by hand from its words, so that a
// mistake in the bodies of that table shows as a difference. A View is one lead at one instant, with the
// event at hand where there is one.
#pragma once
#include <map>

#include "compiler/kernel/kernel.h"
#include "tests/reference/lead.h"

namespace lead::reference {

// Lives shorter than everything it points to. Values asked for are remembered for as long as the view lives.
class View {
 public:
  View(const kernel::Kernel& kernel, const artefact::ZoneT& zone, const Lead& lead, int64_t now_ms,
       const value::Event* event = nullptr)
      : kernel_(kernel), zone_(zone), lead_(lead), now_ms_(now_ms), event_(event) {}

  [[nodiscard]] Value value(kernel::ExprId id);
  // No condition is met.
  [[nodiscard]] bool is_met(kernel::ExprId id) { return !id || value(id).word != 0; }
  // Band by band: whether it is on for this score, given what was on at the end of the previous item.
  [[nodiscard]] std::vector<bool> bands_on(uint32_t latch, int64_t score) const;

 private:
  [[nodiscard]] Value compute(const kernel::Expr& expr);
  [[nodiscard]] Value leaf(const kernel::Expr& expr) const;
  [[nodiscard]] Value arithmetic(const kernel::Expr& expr);
  [[nodiscard]] Value choice(const kernel::Expr& expr);
  [[nodiscard]] Value comparison(const kernel::Expr& expr);
  [[nodiscard]] Value table(const kernel::Expr& expr);
  [[nodiscard]] Value of_set(const kernel::Expr& expr);
  [[nodiscard]] Value look_up(const kernel::Expr& expr);
  [[nodiscard]] Value find(const kernel::Expr& expr);
  [[nodiscard]] Value text_test(const kernel::Expr& expr);
  [[nodiscard]] Value payload(uint32_t field) const;
  [[nodiscard]] std::vector<Value> window_values(const kernel::Expr& expr) const;  // those that count
  [[nodiscard]] Value of_window(const kernel::Expr& expr) const;

  const kernel::Kernel& kernel_;
  const artefact::ZoneT& zone_;
  const Lead& lead_;
  int64_t now_ms_;
  const value::Event* event_;
  std::map<kernel::ExprId, Value> known_;
};

}  // namespace lead::reference
