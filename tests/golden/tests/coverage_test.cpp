// Coverage by table: every diagnostic code is seen in some golden case.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/golden/runner/case.h"
#include "tests/golden/tests/exemptions.h"

namespace lead::golden {
namespace {

using diagnostics::Code;
using diagnostics::code_text;

TEST(Coverage, EveryDiagnosticIsSeenInSomeCase) {
  const std::vector<Case> cases = find_cases(LEAD_SOURCE_DIR "/tests/golden");
  for (const Code code : diagnostics::all_codes()) {
    const auto& exempt = exempt_from_goldens();
    const bool is_exempt = std::any_of(exempt.begin(), exempt.end(), [&](auto& e) { return e.code == code; });
    const std::string mark = "[" + code_text(code) + "]";
    const bool is_seen = std::any_of(cases.begin(), cases.end(), [&](const Case& c) {
      return c.expected && c.expected->find(mark) != std::string::npos;
    });
    EXPECT_TRUE(is_seen || is_exempt)
        << code_text(code) << " (" << title_of(code) << ") is in no golden case";
    EXPECT_FALSE(is_seen && is_exempt) << code_text(code) << " is in a golden case: take it off the list";
  }
}

TEST(Coverage, EachExemptionNamesATestThatExists) {
  for (const auto* list : {&exempt_from_goldens(), &exempt_from_pages()}) {
    for (const Exemption& exemption : *list) {
      EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(LEAD_SOURCE_DIR) / exemption.shown_by))
          << exemption.shown_by;
      EXPECT_FALSE(exemption.reason.empty());
    }
  }
}

}  // namespace
}  // namespace lead::golden
