// Folding and sharing: what is left is as written here, and never means anything else.
#include "compiler/lowering/nodes.h"

#include <gtest/gtest.h>

#include "compiler/lowering/emit.h"
#include "tests/support/print_code.h"
#include "tests/support/sample_artefact.h"
#include "tests/unit/vm/sources.h"

namespace lead::lowering {
namespace {

using artefact::ArtefactT;
using artefact::Opcode;
using lead::testing::Random;

class NodesTest : public ::testing::Test {
 protected:
  NodesTest()
      : artefact_(lead::testing::sample_artefact()),
        tables_(*artefact_),
        nodes_(tables_, artefact_->text_constants, true) {}

  NodeId leaf(Opcode op, uint32_t ref = 0) { return nodes_.intern({.op = op, .ref = ref}); }
  NodeId make(Opcode op, NodeId a, NodeId b = kNoNode, NodeId c = kNoNode, int64_t k = 0) {
    return nodes_.intern({.op = op, .a = a, .b = b, .c = c, .k = k});
  }
  NodeId word(int64_t value) { return nodes_.constant(value); }

  std::unique_ptr<ArtefactT> artefact_;
  vm::Tables tables_;
  Nodes nodes_;
};

TEST_F(NodesTest, ConstantsAreComputed) {
  EXPECT_EQ(make(Opcode::Add, word(2), word(3)), word(5));
  EXPECT_EQ(make(Opcode::Multiply, word(5), word(1), kNoNode, 2), word(2));
  EXPECT_EQ(make(Opcode::Divide, word(1), word(0), kNoNode, 1), nodes_.absent());
  EXPECT_EQ(make(Opcode::Less, word(2), nodes_.absent()), word(0));
  EXPECT_EQ(make(Opcode::InSet, word(7)), word(1));
  EXPECT_EQ(make(Opcode::DayOf, word(82'800'000)), word(1));
  EXPECT_EQ(make(Opcode::DomainOf, nodes_.text_constant("a@firm.example")),
            nodes_.text_constant("firm.example"));
  EXPECT_EQ(
      make(Opcode::TextStartsWith, nodes_.text_constant("/pricing/x"), nodes_.text_constant("/pricing")),
      word(1));
}

TEST_F(NodesTest, EqualNodesAreOne) {
  const NodeId a = leaf(Opcode::Attribute, 2), b = leaf(Opcode::Attribute, 4);
  EXPECT_EQ(leaf(Opcode::Attribute, 2), a);
  EXPECT_EQ(make(Opcode::Add, a, b), make(Opcode::Add, b, a));
  EXPECT_NE(make(Opcode::Subtract, a, b), make(Opcode::Subtract, b, a));
  EXPECT_NE(make(Opcode::Less, a, b), make(Opcode::Less, b, a));
  EXPECT_NE(make(Opcode::OrElse, a, b), make(Opcode::OrElse, b, a));
}

TEST_F(NodesTest, WhatCannotMatterIsLeftOut) {
  const NodeId x = leaf(Opcode::Attribute, 2), y = leaf(Opcode::Attribute, 4);
  const NodeId truth = make(Opcode::Less, x, y), ledger = leaf(Opcode::Ledger);
  EXPECT_EQ(make(Opcode::Add, x, word(0)), x);
  EXPECT_EQ(make(Opcode::Multiply, x, word(1'000'000), kNoNode, 1'000'000), x);
  EXPECT_EQ(make(Opcode::And, truth, word(1)), truth);
  EXPECT_EQ(make(Opcode::And, word(0), truth), word(0));
  EXPECT_EQ(make(Opcode::Or, truth, truth), truth);
  EXPECT_EQ(make(Opcode::Not, make(Opcode::Not, truth)), truth);
  EXPECT_EQ(make(Opcode::Select, word(1), x, y), x);
  EXPECT_EQ(make(Opcode::Select, truth, x, x), x);
  EXPECT_EQ(make(Opcode::Select, truth, word(1), word(0)), truth);
  EXPECT_EQ(make(Opcode::Select, truth, word(0), word(1)), make(Opcode::Not, truth));
  EXPECT_EQ(make(Opcode::Select, make(Opcode::Not, truth), x, y), make(Opcode::Select, truth, y, x));
  EXPECT_EQ(make(Opcode::OrElse, ledger, word(3)), ledger);
  EXPECT_EQ(make(Opcode::IsKnown, ledger), word(1));
  EXPECT_EQ(make(Opcode::Less, x, x), word(0));
  EXPECT_EQ(make(Opcode::Equal, x, x), make(Opcode::IsKnown, x));
}

TEST_F(NodesTest, WhatCanMatterStays) {
  const NodeId x = leaf(Opcode::Attribute, 2);
  EXPECT_NE(make(Opcode::OrElse, x, word(3)), x);
  EXPECT_NE(make(Opcode::IsKnown, x), word(1));
  EXPECT_NE(make(Opcode::Subtract, x, x), word(0)) << "missing where x is missing";
  EXPECT_NE(make(Opcode::And, x, word(1)), x) << "an attribute is no condition: it may be missing";
  EXPECT_NE(make(Opcode::Multiply, x, word(0), kNoNode, 1), word(0));
}

// The same operations through nodes with and without folding: every value and presence is the same on random
// leads.
struct Outcome {
  vm::Registers registers;
  std::vector<uint32_t> places;  // by instruction of the code
  size_t instructions = 0;
};

Outcome run_through_nodes(const artefact::CodeT& code, ArtefactT& artefact, const vm::Tables& tables,
                          const vm::SampleLead& lead, bool optimise) {
  Nodes nodes(tables, artefact.text_constants, optimise);
  std::vector<NodeId> words, texts, all;
  for (const artefact::Instruction& i : code.instructions) {
    const auto op = static_cast<Opcode>(i.op());
    const artefact::OpcodeInfo& info = artefact::info(op);
    Node node{.op = op, .ref = i.ref(), .k = i.k()};
    const std::array<uint32_t, 3> fields = {i.a(), i.b(), i.c()};
    const std::array<NodeId*, 3> operands = {&node.a, &node.b, &node.c};
    for (uint32_t n = 0; n < info.text_operands; ++n) *operands[n] = texts[fields[n]];
    for (uint32_t n = 0; info.text_operands == 0 && n < info.word_operands; ++n)
      *operands[n] = words[fields[n]];
    if (info.text_operands > 0 && info.word_operands > 0) node.c = words[i.c()];
    if (op == Opcode::WindowCount) node.months = static_cast<int32_t>(i.c());
    all.push_back(nodes.intern(node));
    (info.result == artefact::Bank::Word ? words : texts).push_back(all.back());
  }
  Section section(nodes);
  for (const NodeId node : all) section.want(node);
  const artefact::CodeT emitted = section.finish();
  Outcome run;
  run.instructions = emitted.instructions.size();
  run.registers.resize(emitted);
  vm::execute(emitted, lead, run.registers);
  for (const NodeId node : all) run.places.push_back(section.place(node));
  return run;
}

TEST(NodesProperty, FoldingChangesNoValueAndNoPresence) {
  size_t saved = 0;
  for (uint64_t seed = 0; seed < 1500; ++seed) {
    Random random(seed);
    auto artefact = lead::testing::sample_artefact();
    const artefact::CodeT code = lead::testing::random_code(random, *artefact, 0, 100);
    artefact->reactions[0]->code =
        std::make_unique<artefact::CodeT>(code);  // so that Tables prepares its word lists
    artefact->text_constants.reserve(code.instructions.size() +
                                     artefact->text_constants.size());  // views last
    const vm::Tables tables(*artefact);
    const vm::SampleLead lead = vm::random_lead(random, *artefact, tables);
    const Outcome plain = run_through_nodes(code, *artefact, tables, lead, false);
    const Outcome folded = run_through_nodes(code, *artefact, tables, lead, true);
    ASSERT_EQ(plain.instructions, code.instructions.size());
    saved += plain.instructions - folded.instructions;
    for (size_t n = 0; n < code.instructions.size(); ++n) {
      const artefact::OpcodeInfo& info = artefact::info(static_cast<Opcode>(code.instructions[n].op()));
      const uint32_t a = plain.places[n], b = folded.places[n];
      const std::string hint =
          "seed " + std::to_string(seed) + " instruction " + std::to_string(n) + " " + std::string(info.name);
      if (info.result == artefact::Bank::Word) {
        ASSERT_EQ(plain.registers.words[a], folded.registers.words[b]) << hint;
        ASSERT_EQ(plain.registers.words_known[a], folded.registers.words_known[b]) << hint;
      } else {
        ASSERT_EQ(plain.registers.texts[a], folded.registers.texts[b]) << hint;
        ASSERT_EQ(plain.registers.texts_known[a], folded.registers.texts_known[b]) << hint;
      }
    }
  }
  EXPECT_GT(saved, 10'000u);
}

}  // namespace
}  // namespace lead::lowering
