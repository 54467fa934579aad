#include "tests/support/policies.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "tests/differential/generate_accounts.h"
#include "tests/differential/generate_policy.h"
#include "tests/docs/fences.h"

namespace lead::support {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder, const char* extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void add_files(const fs::path& root, const char* folder, std::vector<Policy>& policies) {
  for (const fs::path& path : files_below(root / folder, ".lead")) {
    policies.push_back(
        {path.filename().string(), path.parent_path().lexically_relative(root).string(), read_text(path)});
  }
}

void add_blocks(const fs::path& page, std::vector<Policy>& policies) {
  for (const docs::Fence& fence : docs::fences_of(read_text(page))) {
    if (fence.language != "lead" || fence.info.starts_with("excerpt of ")) continue;
    policies.push_back({page.filename().string() + ":" + std::to_string(fence.line),
                        {},
                        fence.body,
                        page.parent_path().filename() == "errors"});
  }
}

}  // namespace

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::vector<Policy> shown_files(const fs::path& root) {
  std::vector<Policy> policies;
  for (const char* folder : {"examples", "stdlib", "tests/real"}) add_files(root, folder, policies);
  return policies;
}

std::vector<Policy> pages(const fs::path& root) {
  std::vector<Policy> policies;
  for (const fs::path& page : files_below(root / "docs", ".md")) add_blocks(page, policies);
  add_blocks(root / "README.md", policies);
  return policies;
}

std::vector<Policy> generated_policies(uint64_t count) {
  std::vector<Policy> policies;
  for (uint64_t seed = 1; seed <= count; ++seed)
    policies.push_back({"seed " + std::to_string(seed), {}, testing::generate_policy(seed)});
  for (uint64_t seed = 1; seed <= count / 5; ++seed)
    policies.push_back(
        {"accounts, seed " + std::to_string(seed), {}, testing::accounts::random_policy(seed).text});
  return policies;
}

std::vector<Policy> all_policies(const fs::path& root, uint64_t generated) {
  std::vector<Policy> policies = shown_files(root);
  add_files(root, "tests/golden", policies);
  for (auto more : {pages(root), generated_policies(generated)})
    policies.insert(policies.end(), more.begin(), more.end());
  return policies;
}

}  // namespace lead::support
