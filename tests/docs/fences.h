// The code blocks of a Markdown page, and whether an output is what a page shows.
//
//   ```lead                     a whole policy; `leadc check` finds nothing
//   ```lead L0401               a whole policy; `leadc check` finds exactly these codes, each at least once
//   ```lead part                a piece; the pieces of a page, one after the other, are a whole policy
//   ```lead excerpt of FILE     lines of a file of the repository; a line `…` stands for lines left out
//   ```sh                       commands; they end well. Run in a copy of the page's example, of
//   examples/inbound elsewhere
//   ```sh exit 1                commands; the last one ends with this code
//   ```sh by hand               commands that are not run here (make itself, a clone)
//   ```text output              what the commands just before print; `…` stands for anything, also for lines
//   ```text, ```json, ``` …     shown, not run
//
// Lines are without their line break. Never fails: what is no fence is prose.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lead::docs {

struct Fence {
  std::string language;  // "lead"
  std::string info;      // the rest of the opening line: "L0401", "excerpt of examples/inbound/inbound.lead"
  std::string body;      // each line with its break
  size_t line = 0;       // 1-based, of the opening line
};

[[nodiscard]] std::vector<Fence> fences_of(std::string_view page);

// Targets of the links of a page that are files: no web addresses, no anchors.
[[nodiscard]] std::vector<std::string> links_of(std::string_view page);

// Whether `actual` is what `shown` shows. Blanks at line ends do not count.
[[nodiscard]] bool shows(std::string_view shown, std::string_view actual);

}  // namespace lead::docs
