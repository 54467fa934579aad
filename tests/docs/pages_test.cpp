// Every page of the documentation, tried out: policies are checked, commands are run in a copy of the
// example, outputs are compared, links lead somewhere. `fences.h` says what a page can ask for.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include "tests/docs/fences.h"

namespace lead::docs {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> pages() {
  const fs::path root = LEAD_SOURCE_DIR;
  std::vector<std::string> found;
  for (const char* name : {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}) {
    if (fs::exists(root / name)) found.push_back(name);
  }
  for (const char* folder : {"docs", "examples"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".md")
        found.push_back(fs::relative(entry.path(), root).generic_string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Outcome {
  int exit_code = 0;
  std::string output;  // both streams, in the order written
};

// A folder of its own with a copy of the example, gone afterwards.
class Workplace {
 public:
  explicit Workplace(std::string_view page) {
    std::string name(page);
    std::replace(name.begin(), name.end(), '/', '-');
    folder_ = fs::temp_directory_path() / ("lead-docs-" + std::to_string(::getpid()) + "-" + name);
    fs::create_directories(folder_ / "scratch");
    example_ = folder_ / example_of(page);
    fs::copy(fs::path(LEAD_SOURCE_DIR) / "examples" / example_of(page), example_,
             fs::copy_options::recursive);
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  Outcome run(const std::string& commands) const {
    const fs::path scratch = folder_ / "scratch";
    write(scratch / "step.sh",
          "set -eu\nexport PATH=\"" LEAD_PROGRAM_PATH ":$PATH\" LC_ALL=C.UTF-8 NO_COLOR=1\n" + commands);
    const std::string line = "cd '" + example_.string() + "' && bash '" + (scratch / "step.sh").string() +
                             "' >'" + (scratch / "out").string() + "' 2>&1 </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 255, read(scratch / "out")};
  }

  // The codes that `leadc check` finds in a policy, and everything it printed.
  std::pair<std::set<std::string>, std::string> check(const std::string& policy) const {
    write(example_ / "page.lead", policy);
    const Outcome outcome = run("leadc check page.lead");
    static const std::regex kCode(R"(\bL[0-9]{4}\b)");
    std::set<std::string> codes;
    for (std::sregex_iterator it(outcome.output.begin(), outcome.output.end(), kCode), end; it != end; ++it) {
      codes.insert(it->str());
    }
    if (codes.empty() && outcome.exit_code != 0) codes.insert("exit " + std::to_string(outcome.exit_code));
    return {codes, outcome.output};
  }

 private:
  // The page's own example; the one of the introduction, or of routing; `inbound` for all others.
  static std::string example_of(std::string_view page) {
    if (page == "README.md" || page == "docs/how-to/route-leads.md") return "agreement";
    const fs::path path(page);
    const auto folder = path.begin();
    return *folder == "examples" && page.ends_with("README.md") ? std::next(folder)->string() : "inbound";
  }

  fs::path folder_, example_;
};

class Page : public testing::TestWithParam<std::string> {
 protected:
  std::string place(const Fence& fence) const { return GetParam() + ":" + std::to_string(fence.line); }

  void expect_codes(const Workplace& workplace, const std::string& policy, const std::string& codes,
                    const Fence& fence) {
    std::istringstream words(codes);
    std::set<std::string> wanted;
    for (std::string word; words >> word;) wanted.insert(word);
    const auto [found, output] = workplace.check(policy);
    EXPECT_EQ(found, wanted) << place(fence) << "\n" << output;
  }

  void expect_excerpt(const Fence& fence) {
    const fs::path file = fs::path(LEAD_SOURCE_DIR) / fence.info.substr(std::string("excerpt of ").size());
    ASSERT_TRUE(fs::exists(file)) << place(fence) << ": no file " << file;
    EXPECT_TRUE(shows("…\n" + fence.body + "…\n", read(file)))
        << place(fence) << ": not an excerpt of " << file;
  }
};

TEST_P(Page, PoliciesAreChecked) {
  if (GetParam().starts_with("docs/errors/")) return;  // their two policies each have a test of their own
  const Workplace workplace(GetParam());
  std::string parts;
  std::optional<Fence> last_part;
  for (const Fence& fence : fences_of(read(fs::path(LEAD_SOURCE_DIR) / GetParam()))) {
    if (fence.language != "lead") continue;
    if (fence.info == "part") {
      parts += fence.body;
      last_part = fence;
    } else if (fence.info.starts_with("excerpt of ")) {
      expect_excerpt(fence);
    } else {
      expect_codes(workplace, fence.body, fence.info, fence);
    }
  }
  if (last_part) expect_codes(workplace, parts, "", *last_part);
}

TEST_P(Page, CommandsAreRun) {
  const Workplace workplace(GetParam());
  std::optional<Outcome> outcome;
  for (const Fence& fence : fences_of(read(fs::path(LEAD_SOURCE_DIR) / GetParam()))) {
    if (fence.language == "sh") {
      outcome.reset();
      if (fence.info == "by hand") continue;
      outcome = workplace.run(fence.body);
      const int wanted = fence.info.starts_with("exit ") ? std::stoi(fence.info.substr(5)) : 0;
      EXPECT_EQ(outcome->exit_code, wanted) << place(fence) << "\n" << outcome->output;
    } else if (fence.language == "text" && fence.info == "output") {
      ASSERT_TRUE(outcome) << place(fence) << ": no commands before this output";
      EXPECT_TRUE(shows(fence.body, outcome->output)) << place(fence) << ": really printed\n"
                                                      << outcome->output;
    }
  }
}

TEST_P(Page, LinksLeadSomewhere) {
  const fs::path page = fs::path(LEAD_SOURCE_DIR) / GetParam();
  for (const std::string& link : links_of(read(page))) {
    EXPECT_TRUE(fs::exists(page.parent_path() / link)) << GetParam() << " links " << link;
  }
}

INSTANTIATE_TEST_SUITE_P(Documentation, Page, testing::ValuesIn(pages()), [](const auto& page) {
  std::string name = page.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace lead::docs
