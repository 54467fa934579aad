// Kernels of policies written in tests. A policy that does not compile throws its diagnostics.
#pragma once
#include <string>
#include <vector>

#include "compiler/kernel/kernel.h"

namespace lead::testing {

// One file per text, in order; together one policy.
[[nodiscard]] kernel::Kernel kernel_of(const std::vector<std::string>& texts);
[[nodiscard]] inline kernel::Kernel kernel_of(const std::string& text) {
  return kernel_of(std::vector<std::string>{text});
}

}  // namespace lead::testing
