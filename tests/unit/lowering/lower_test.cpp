// From policy text through the whole compiler: what comes out verifies, is deterministic, and says what it
// should.
#include "compiler/lowering/lower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/kernel/desugar.h"
#include "compiler/semantics/check.h"
#include "compiler/syntax/parse.h"
#include "runtime/artefact/opcode.h"
#include "tests/support/print_code.h"

namespace lead::lowering {
namespace {

using artefact::ArtefactT;
using artefact::Opcode;
using ::testing::ElementsAre;

constexpr std::string_view kPolicy = R"(policy p "P" { version "1"  time zone "Europe/Stockholm" }
lead { email email  title text optional  employees number from 0 to 1_000 optional }
event view { path text }
event call { rep text }
define bosses means list { "Vice-President", "CTO", "cto" }
define boss means title has any word of bosses
score interest "Interest" {
  range 0 to 100
  fades by half every 14 days
  pricing: +5  each view   # a comment
           where path starts with "/pricing"
  lead_boss: +10 while boss
  phone: +3 each call where 1 + 1 = 2, once per rep
  bands { cold from 0, warm from 20 }
}
grade fit { A when employees >= 10 and boss  B otherwise }
)";

struct Compiled {
  source::SourceMap sources;
  std::unique_ptr<kernel::Kernel> kernel;
};

std::unique_ptr<Compiled> compile(std::string_view text) {
  auto compiled = std::make_unique<Compiled>();
  const FileId file = std::get<FileId>(compiled->sources.add("p.lead", std::string(text)));
  diagnostics::Sink sink;
  syntax::SyntaxTree tree;
  syntax::parse(compiled->sources, file, tree, sink);
  auto program = semantics::check(tree, compiled->sources, sink);
  if (!program) throw std::runtime_error("the test's policy has errors");
  compiled->kernel = std::make_unique<kernel::Kernel>(kernel::desugar(tree, *program));
  return compiled;
}

std::unique_ptr<ArtefactT> lowered(std::string_view text, LowerOptions options = {}) {
  const auto compiled = compile(text);
  return std::make_unique<ArtefactT>(lower(*compiled->kernel, compiled->sources, options));
}

std::string refusal_of(std::unique_ptr<ArtefactT> artefact) {
  auto result = artefact::verify(std::move(artefact));
  const auto* refusal = std::get_if<artefact::Refusal>(&result);
  return refusal == nullptr ? "" : refusal->reason;
}

TEST(Lower, GivesWhatTheVerifierAccepts) {
  EXPECT_EQ(refusal_of(lowered(kPolicy)), "");
  EXPECT_EQ(refusal_of(lowered(kPolicy, {.optimise = false})), "");
}

TEST(Lower, GivesEqualBytesForEqualPolicies) {
  EXPECT_EQ(artefact::encode(*lowered(kPolicy)), artefact::encode(*lowered(kPolicy)));
}

TEST(Lower, KeepsTheMeaningHashWhereOnlyItsOwnOptionsDiffer) {
  const auto on = lowered(kPolicy), off = lowered(kPolicy, {.optimise = false});
  EXPECT_EQ(on->meaning_hash, off->meaning_hash);
  EXPECT_EQ(on->data_hash, off->data_hash);
  EXPECT_LT(on->derived->instructions.size(), off->derived->instructions.size());
}

TEST(Lower, HashesTextsAndZonesApart) {
  const auto one = lowered(kPolicy);
  const auto commented = lowered(std::string(kPolicy) + "# more\n");
  EXPECT_NE(one->source_hash, commented->source_hash);
  EXPECT_EQ(one->meaning_hash, commented->meaning_hash);
  std::string elsewhere(kPolicy);
  elsewhere.replace(elsewhere.find("Europe/Stockholm"), 16, "America/New_York");
  const auto moved = lowered(elsewhere);
  EXPECT_NE(one->data_hash, moved->data_hash);
  EXPECT_EQ(moved->zone->name, "America/New_York");
}

TEST(Lower, WritesRulesInTheWordsOfThePolicy) {
  const auto artefact = lowered(kPolicy);
  ASSERT_EQ(artefact->rules.size(), 3u);
  const artefact::RuleT& rule = *artefact->rules[0];
  EXPECT_EQ(rule.name, "pricing");
  EXPECT_EQ(rule.text, "pricing: +5 each view where path starts with \"/pricing\"");
}

TEST(Lower, FoldsWordListsAsTheRuntimeDoes) {
  const auto artefact = lowered(kPolicy);
  ASSERT_EQ(artefact->text_lists.size(), 1u);
  EXPECT_THAT(artefact->text_lists[0]->items, ElementsAre("cto", "vice president"));
}

TEST(Lower, LeavesOutGuardsThatAlwaysHold) {
  const auto artefact = lowered(kPolicy);
  const std::string code = lead::testing::print_artefact(*artefact);
  const auto& reactions = artefact->reactions;
  const auto phone = std::find_if(reactions.begin(), reactions.end(), [&](const auto& reaction) {
    return reaction->rule >= 0 && artefact->rules[static_cast<size_t>(reaction->rule)]->name == "phone";
  });
  ASSERT_NE(phone, reactions.end());
  for (const artefact::Instruction& i : (*phone)->code->instructions) {
    EXPECT_NE(static_cast<Opcode>(i.op()), Opcode::Add) << code;
    EXPECT_NE(static_cast<Opcode>(i.op()), Opcode::Equal) << code;
  }
}

TEST(Lower, KeepsNoTextThatNoCodeReads) {
  const auto artefact = lowered(kPolicy);
  EXPECT_THAT(artefact->text_constants, ElementsAre("/pricing"));
}

TEST(Lower, ReadsPayloadsInReactionsOnly) {
  const auto artefact = lowered(kPolicy);
  for (const artefact::Instruction& i : artefact->derived->instructions) {
    EXPECT_NE(static_cast<Opcode>(i.op()), Opcode::Payload);
    EXPECT_NE(static_cast<Opcode>(i.op()), Opcode::PayloadText);
  }
}

TEST(Lower, SharesWhatGradesAndScoresBothRead) {
  const auto artefact = lowered(kPolicy);
  size_t asked = 0;
  for (const artefact::Instruction& i : artefact->derived->instructions) {
    if (static_cast<Opcode>(i.op()) == Opcode::TextHasAnyWord) ++asked;
  }
  EXPECT_EQ(asked, 1u);
}

}  // namespace
}  // namespace lead::lowering
