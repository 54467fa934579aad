#include "workbench/test/run.h"

#include "workbench/test/runner.h"

namespace lead::test {

Report run(const compile::Result& checked, const source::SourceMap& sources, std::string_view filter) {
  Report report;
  std::vector<const semantics::Test*> tests;
  for (const semantics::Test& test : checked.program->tests) {
    if (test.name.find(filter) == std::string::npos) {
      ++report.left_out;
    } else {
      tests.push_back(&test);
    }
  }
  if (tests.empty()) return report;
  const auto built = test::build(checked, sources, tests);
  if (const auto* refusal = std::get_if<artefact::Refusal>(&built)) {
    report.refused = refusal->reason;
    return report;
  }
  const Build& build = std::get<Build>(built);
  for (size_t i = 0; i < tests.size(); ++i) {
    report.outcomes.push_back(Runner(*tests[i], build, build.first_answer[i], sources).run());
  }
  return report;
}

}  // namespace lead::test
