// Policies that pass a limit of what is run are told so, as a finding about the policy.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/compile/compile.h"

namespace lead::compile {
namespace {

using testing::HasSubstr;

struct Outcome {
  bool compiles = false;
  std::vector<diagnostics::Diagnostic> told;
};

Outcome outcome_of(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const Result result = compile_loaded(sources, {std::get<FileId>(sources.add("large.lead", text))}, sink);
  return {result.artefact.has_value(), sink.sorted()};
}

std::string with_bands(int count) {
  std::string bands;
  for (int i = 0; i < count; ++i) bands += fmt::format("    b{} from {}\n", i, i);
  return fmt::format(
      "policy p {{ version \"1\" }}\nevent v\nscore s {{\n  range 0 to 100\n  r: +100 each v\n  bands {{\n{} "
      " }}\n}}\n",
      bands);
}

std::string with_reactions(int events, int rules) {
  std::string text = "policy p { version \"1\" }\n", group = "define any_of_them means any of ";
  for (int i = 0; i < events; ++i) {
    text += fmt::format("event e{}\n", i);
    group += fmt::format("{}e{}", i == 0 ? "" : ", ", i);
  }
  text += group + "\nscore s {\n  range 0 to no limit\n";
  for (int i = 0; i < rules; ++i) text += fmt::format("  r{}: +1 each any_of_them\n", i);
  return text + "}\n";
}

TEST(Large, AsManyBandsAsThereMayBe) {
  EXPECT_TRUE(outcome_of(with_bands(64)).compiles);
}

TEST(Large, OneBandTooMany) {
  const Outcome outcome = outcome_of(with_bands(65));
  EXPECT_FALSE(outcome.compiles);
  ASSERT_EQ(outcome.told.size(), 1u);
  EXPECT_EQ(outcome.told[0].code, diagnostics::Code::PolicyTooLarge);
  EXPECT_THAT(outcome.told[0].message, HasSubstr("bands"));
}

TEST(Large, RulesThatWaitForTooManyEvents) {
  const Outcome outcome = outcome_of(with_reactions(1'000, 1'000));
  EXPECT_FALSE(outcome.compiles);
  ASSERT_EQ(outcome.told.size(), 1u);
  EXPECT_EQ(outcome.told[0].code, diagnostics::Code::PolicyTooLarge);
  EXPECT_THAT(outcome.told[0].message, HasSubstr("1000000"));
}

}  // namespace
}  // namespace lead::compile
