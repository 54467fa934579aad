// Codes that a text in a page or in a golden case cannot show, each with the reason. Both lists are checked
// the other way round too: a code that gained a block, or a case, must leave its list.
#pragma once
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace lead::golden {

struct Exemption {
  diagnostics::Code code;
  std::string_view reason;
  std::string_view shown_by;  // the test that produces the code instead
};

[[nodiscard]] const std::vector<Exemption>& exempt_from_pages();    // their page has no block
[[nodiscard]] const std::vector<Exemption>& exempt_from_goldens();  // no .expected file holds them

}  // namespace lead::golden
