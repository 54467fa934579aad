// A page of docs/errors taken apart: its heading and its ```lead blocks, in order.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lead::golden {

struct Page {
  std::string heading;              // the first line, without `# `
  std::vector<std::string> blocks;  // texts between ```lead and ```
};

[[nodiscard]] Page read_page(std::string_view text);

}  // namespace lead::golden
