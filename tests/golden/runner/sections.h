// What a golden case may show, by name. To add a kind of output, add its line to the table in sections.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/compiled.h"

namespace lead::golden {

struct Section {
  std::string_view name;  // as written behind `#! show:`
  bool needs_program;     // cannot be shown of a policy with errors, and says so
  std::string (*print)(const support::Compiled& compiled);  // lines, each ending in a line break
};

[[nodiscard]] const std::vector<Section>& all_sections();
[[nodiscard]] const Section* find_section(std::string_view name);  // null where there is none

}  // namespace lead::golden
