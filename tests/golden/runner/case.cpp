#include "tests/golden/runner/case.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "compiler/diagnostics/pages.h"
#include "tests/golden/runner/fixes.h"
#include "tests/golden/runner/page.h"

namespace lead::golden {

namespace {

constexpr std::string_view kShow = "#! show:";

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string all_names() {
  std::string names;
  for (const Section& section : all_sections())
    names += fmt::format("{}{}", names.empty() ? "" : ", ", section.name);
  return names;
}

bool is_called_bad(const std::string& name) {
  return name.compare(name.rfind('/') + 1, 4, "bad_") == 0;
}

std::string print_section(const Section& section, const support::Compiled& compiled) {
  std::string out = fmt::format("--- {}\n", section.name);
  out += section.needs_program && !compiled.result.program ? "not shown: the policy has errors\n"
                                                           : section.print(compiled);
  if (out.back() != '\n') out += '\n';
  return out;
}

Case case_of(const std::filesystem::path& root, const std::string& name, std::string text, ShowLine show) {
  const std::filesystem::path path = root / (name + ".expected");
  Case c{name, std::move(text), std::move(show), path, std::nullopt};
  if (std::filesystem::exists(path)) c.expected = read(path);
  return c;
}

}  // namespace

std::vector<Case> find_cases(const std::filesystem::path& root) {
  std::vector<Case> cases;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".lead") continue;
    std::filesystem::path name = std::filesystem::relative(entry.path(), root);
    const std::string text = read(entry.path());
    cases.push_back(case_of(root, name.replace_extension().generic_string(), text, read_show_line(text)));
  }
  for (const diagnostics::Code code : diagnostics::all_codes()) {
    const Page page = read_page(diagnostics::page(code).value_or(""));
    if (page.blocks.empty()) continue;
    const bool is_error = diagnostics::severity_of(code) == diagnostics::Severity::Error;
    const std::string name = fmt::format("errors/{}{}", is_error ? "bad_" : "", code_text(code));
    cases.push_back(case_of(root, name, page.blocks[0], {{find_section("diagnostics")}, ""}));
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

ShowLine read_show_line(std::string_view text) {
  ShowLine line;
  if (text.substr(0, kShow.size()) != kShow) {
    line.problem = fmt::format("the first line is not `{} …` with one or more of: {}", kShow, all_names());
    return line;
  }
  std::istringstream words{std::string(text.substr(kShow.size(), text.find('\n') - kShow.size()))};
  for (std::string word; words >> word;) {
    const Section* section = find_section(word);
    if (section == nullptr)
      line.problem = fmt::format("nothing to show is called `{}`; there are: {}", word, all_names());
    if (section != nullptr) line.sections.push_back(section);
  }
  if (line.sections.empty() && line.problem.empty()) line.problem = "the first line shows nothing";
  return line;
}

Outcome run_case(const Case& c) {
  Outcome outcome;
  if (!c.show.problem.empty()) {
    outcome.problems.push_back(c.show.problem);
    return outcome;
  }
  const auto compiled = support::compile_text(c.name + ".lead", c.text);
  for (const Section* section : c.show.sections) outcome.actual += print_section(*section, compiled);
  if (compiled.has_errors() && !is_called_bad(c.name)) {
    outcome.problems.emplace_back("an error is reported, but the name does not begin with `bad_`");
  }
  if (!compiled.has_errors() && is_called_bad(c.name)) {
    outcome.problems.emplace_back("the name begins with `bad_`, but no error is reported");
  }
  for (std::string& problem : find_bad_fixes(compiled)) outcome.problems.push_back(std::move(problem));
  return outcome;
}

}  // namespace lead::golden
