// What may change while a lead goes from stage to stage within one instant.
//
//   score work { called: +10 on entering mql }      -> `work` and what reads it: moved by the lifecycle of mql
//   define open means funnel is mql                 -> moved by `funnel`
//   score interest { visit: +5 each page_view }     -> not moved: the event has been booked before
//
// Everything else keeps its value until the stages have settled. A score that is only reset at a door counts
// as not moved: from the second time round it is what it was. Lifecycles move each other where each reads the
// other; one that only reads is not moved in turn. Lifetime: tree and program must outlive it. Never fails;
// made once in the size of the policy, asked in the size of the expression.
#pragma once
#include <cstdint>
#include <vector>

#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"

namespace lead::semantics {

class Moved {
 public:
  Moved(const syntax::SyntaxTree& tree, const Program& program, uint32_t lifecycle);

  // Whether the value of an expression may change while leads go through the lifecycle.
  [[nodiscard]] bool may_change(syntax::ExprId id) const;

 private:
  const syntax::SyntaxTree& tree_;
  const Program& program_;
  std::vector<bool> moved_;  // by declaration
};

}  // namespace lead::semantics
