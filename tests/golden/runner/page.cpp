#include "tests/golden/runner/page.h"

#include <sstream>

namespace lead::golden {

Page read_page(std::string_view text) {
  Page page;
  std::istringstream lines{std::string(text)};
  bool is_inside = false;
  bool is_first = true;
  for (std::string line; std::getline(lines, line); is_first = false) {
    if (is_first && line.rfind("# ", 0) == 0) page.heading = line.substr(2);
    if (!is_inside && line == "```lead") {
      page.blocks.emplace_back();
      is_inside = true;
    } else if (is_inside && line == "```") {
      is_inside = false;
    } else if (is_inside) {
      page.blocks.back() += line + "\n";
    }
  }
  return page;
}

}  // namespace lead::golden
