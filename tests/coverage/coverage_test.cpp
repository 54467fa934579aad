// Coverage by table: every form of the language occurs in some sound policy of the repository, and every form
// that an engine can tell from another occurs in the policies that the differential generates.
#include <gtest/gtest.h>

#include "tests/coverage/exceptions.h"
#include "tests/coverage/forms.h"
#include "tests/support/policies.h"

namespace lead::coverage {
namespace {

constexpr uint64_t kGenerated = 250;

// A file that is no policy alone, such as the tests of one, goes with the others of its folder.
void count_all(Forms& forms, const std::vector<support::Policy>& policies) {
  for (const support::Policy& policy : policies) {
    const std::string folder =
        policy.folder.empty() ? "" : std::string(LEAD_SOURCE_DIR) + "/" + policy.folder + "/";
    if (forms.count({policy.text}, folder) || policy.folder.empty()) continue;
    for (const support::Policy& other : policies) {
      if (&other != &policy && other.folder == policy.folder &&
          forms.count({other.text, policy.text}, folder))
        break;
    }
  }
}

// Every form is used or on the list, and none is both.
void expect_covered(const Forms& forms, const Exceptions& exceptions) {
  size_t used = 0;
  for (const auto& [form, uses] : forms.uses()) {
    EXPECT_FALSE(form.starts_with("? ")) << form << " is in no table: the walk has it wrong";
    used += uses > 0 ? 1 : 0;
    const bool is_excused = exceptions.contains(form);
    EXPECT_TRUE(uses > 0 || is_excused) << form << " occurs in no policy";
    EXPECT_FALSE(uses > 0 && is_excused) << form << " occurs " << uses << " times: take it off the list";
  }
  for (const auto& [form, reason] : exceptions) {
    EXPECT_TRUE(forms.uses().contains(form)) << form << " is no form of the language: take it off the list";
    EXPECT_FALSE(reason.empty()) << form;
  }
  std::printf("%zu of %zu forms are used\n", used, forms.uses().size());
}

TEST(Coverage, TheTablesAreReadAsTheyStand) {
  const Forms forms(LEAD_SOURCE_DIR);
  for (const char* form :
       {"grammar quietTrigger", "grammar settingBlock", "word otherwise", "node BinaryExpr", "node Cause",
        "tree PastKind.Distinct", "artefact EffectKind.Touch", "opcode WindowSum", "opcode TextSelect",
        "builtin least"})
    EXPECT_TRUE(forms.uses().contains(form)) << form;
  EXPECT_FALSE(forms.uses().contains("grammar trigger")) << "a rule with labels is its labels";
}

TEST(Coverage, EveryFormOfTheLanguageOccursInSomePolicy) {
  Forms forms(LEAD_SOURCE_DIR);
  count_all(forms, support::all_policies(LEAD_SOURCE_DIR, kGenerated));
  expect_covered(forms, exceptions_of_all());
}

TEST(Coverage, EveryFormThatRunsOccursInSomeGeneratedPolicy) {
  Forms forms(LEAD_SOURCE_DIR);
  count_all(forms, support::generated_policies(kGenerated));
  expect_covered(forms, exceptions_of_generated());
}

}  // namespace
}  // namespace lead::coverage
