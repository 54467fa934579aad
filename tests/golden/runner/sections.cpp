#include "tests/golden/runner/sections.h"

#include <algorithm>

#include "compiler/diagnostics/render.h"
#include "tests/support/print_code.h"
#include "tests/support/print_kernel.h"
#include "tests/support/print_tree.h"
#include "workbench/test/render.h"
#include "workbench/test/run.h"

namespace lead::golden {

namespace {

std::string print_diagnostics(const support::Compiled& compiled) {
  if (compiled.diagnostics.empty()) return "none\n";
  return diagnostics::render_text(compiled.diagnostics, compiled.sources, {.color = false, .width = 100});
}

std::string print_json(const support::Compiled& compiled) {
  if (compiled.diagnostics.empty()) return "none\n";
  return diagnostics::render_json(compiled.diagnostics, compiled.sources);
}

// Shown with mistakes too: what recovery has kept.
std::string print_tree(const support::Compiled& compiled) {
  return testing::print_tree(*compiled.result.tree);
}

std::string print_kernel(const support::Compiled& compiled) {
  return testing::print_kernel(*compiled.result.kernel);
}

std::string print_code(const support::Compiled& compiled) {
  return testing::print_artefact(**compiled.result.artefact);
}

std::string print_tests(const support::Compiled& compiled) {
  const test::Report report = test::run(compiled.result, compiled.sources, "");
  return test::render_text(report, compiled.sources, *(*compiled.result.artefact)->zone, {});
}

std::string print_tests_json(const support::Compiled& compiled) {
  return test::render_json(test::run(compiled.result, compiled.sources, ""), compiled.sources);
}

std::string print_tests_junit(const support::Compiled& compiled) {
  const test::Report report = test::run(compiled.result, compiled.sources, "");
  return test::render_junit(report, compiled.sources, *(*compiled.result.artefact)->zone,
                            compiled.result.program->policy.id);
}

}  // namespace

const std::vector<Section>& all_sections() {
  static const std::vector<Section> kSections = {
      {"diagnostics", false, print_diagnostics},
      {"json", false, print_json},
      {"tree", false, print_tree},
      {"kernel", true, print_kernel},
      {"code", true, print_code},
      {"tests", true, print_tests},
      {"tests_json", true, print_tests_json},
      {"tests_junit", true, print_tests_junit},
  };
  return kSections;
}

const Section* find_section(std::string_view name) {
  const auto& sections = all_sections();
  const auto found = std::find_if(sections.begin(), sections.end(), [&](auto& s) { return s.name == name; });
  return found == sections.end() ? nullptr : &*found;
}

}  // namespace lead::golden
