// A kernel as text that people can read: slots, reactions, outputs, scores, grades, matrices, each with its
// expressions written out in words of the policy. For golden cases and for tests that look at one expression.
//
//   print_expr(kernel, kernel.outputs[0].expr)   "band interest(clamp…)"
#pragma once
#include <string>

#include "compiler/kernel/kernel.h"

namespace lead::testing {

// `(employees >= 50)`: `event` names the fields of a payload; -1: none is at hand.
[[nodiscard]] std::string print_expr(const kernel::Kernel& kernel, kernel::ExprId id, int32_t event = -1);
[[nodiscard]] std::string print_kernel(const kernel::Kernel& kernel);

}  // namespace lead::testing
