// Proof that a repair repairs: each fix is carried out alone, the result is compiled again, and must no
// longer have that diagnostic at that place; nor may it have a syntax error that was not there before.
#pragma once
#include <string>
#include <vector>

#include "tests/support/compiled.h"

namespace lead::golden {

// One line for each fix that does not keep its promise.
[[nodiscard]] std::vector<std::string> find_bad_fixes(const support::Compiled& compiled);

}  // namespace lead::golden
