// Every policy the repository holds, as texts: what tests run over that must hold for all of them.
//
//   for (const Policy& policy : support::all_policies(120)) …
//
// Order: what we show (examples, standard library, real streams), golden cases, pages, generated policies;
// each by path. Reads files below `root`, the source folder; a file that cannot be read is an empty text.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lead::support {

struct Policy {
  std::string name;    // file, `page:line`, or `seed 7`
  std::string folder;  // of a file, below the root; otherwise empty
  std::string text;
  bool is_mistake = false;  // of a page that shows mistakes as people make them
};

[[nodiscard]] std::string read_text(const std::filesystem::path& path);
[[nodiscard]] std::vector<Policy> shown_files(const std::filesystem::path& root);
[[nodiscard]] std::vector<Policy> pages(const std::filesystem::path& root);
[[nodiscard]] std::vector<Policy> generated_policies(uint64_t count);  // seeds from 1
[[nodiscard]] std::vector<Policy> all_policies(const std::filesystem::path& root, uint64_t generated);

}  // namespace lead::support
