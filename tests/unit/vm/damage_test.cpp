// Forged artefacts: every byte of a file changed, the hash made right again. Each is refused, or it runs to
// its end in every shape; under sanitizers nothing is read that is not there.
#include <gtest/gtest.h>

#include <cstring>

#include "runtime/artefact/artefact.h"
#include "runtime/artefact/hash.h"
#include "runtime/vm/snapshot.h"
#include "tests/unit/vm/sources.h"

namespace lead::vm {
namespace {

using artefact::ArtefactT;
using testing::Random;

std::string with_fresh_hash(std::string bytes) {
  const artefact::Hash hash = artefact::hash_of(std::string_view(bytes).substr(64));
  std::memcpy(bytes.data() + 32, hash.data(), hash.size());
  return bytes;
}

// Attributes as ingest lets them through: a choice is one of its items.
void keep_to_schema(Random& random, const ArtefactT& artefact, SampleLead& lead) {
  for (size_t i = 0; i < lead.attributes.size(); ++i) {
    const artefact::FieldTypeT& type = *artefact.schema->attributes[i]->type;
    const auto below = [&](size_t count) {
      lead.attributes[i].value = random.below(static_cast<int64_t>(count));
    };
    if (type.kind == artefact::FieldKind::Choice) below(artefact.schema->choices[type.names]->items.size());
    if (type.kind >= artefact::FieldKind::Band && type.kind <= artefact::FieldKind::Bucket)
      below(artefact.schema->name_lists[type.names]->names.size());
    if (type.kind == artefact::FieldKind::YesNo) below(2);
  }
}

// What the engine will name must have a name.
void expect_named_outputs(const ArtefactT& artefact, const Registers& registers) {
  for (const auto& output : artefact.outputs) {
    if (registers.words_known[output->register_] == 0) continue;
    const int64_t index = registers.words[output->register_];
    ASSERT_GE(index, 0);
    ASSERT_LT(index, static_cast<int64_t>(artefact.schema->name_lists[output->names]->names.size()));
  }
}

// A lead as the artefact's slots have it, whatever they are now.
void run_everything(Random& random, const artefact::VerifiedArtefact& verified) {
  const ArtefactT& artefact = *verified;
  const Tables tables(verified);
  const auto lead_of = [&](const artefact::ReactionT* reaction) {
    SampleSegment lead;
    static_cast<SampleLead&>(lead) = random_lead(random, artefact, tables);
    keep_to_schema(random, artefact, lead);
    const size_t fields = reaction == nullptr || reaction->cause != artefact::CauseKind::Event
                              ? 0
                              : artefact.schema->events[reaction->source]->fields.size();
    lead.fields.assign(fields, Word{testing::random_word(random), true});
    lead.field_strings.assign(fields, testing::random_text(random));
    lead.field_texts_known.assign(fields, true);
    lead.now_interval = {lead.now, lead.now + 1'000'000, true, false};
    lead.ledger_intervals.assign(artefact.ledgers.size(), anything());
    lead.count_intervals.assign(artefact.windows.size(), {0, 9, true, false});
    return lead;
  };
  Registers registers;
  BoundsRegisters bounds;
  const auto run = [&](const artefact::CodeT& code, const artefact::ReactionT* reaction) {
    const SampleSegment lead = lead_of(reaction);
    registers.resize(code);
    execute(code, lead, registers);
    bounds.resize(code);
    execute_bounds(code, lead, bounds);
  };
  run(*artefact.derived, nullptr);
  expect_named_outputs(artefact, registers);
  for (const auto& reaction : artefact.reactions) run(*reaction->code, reaction.get());
  std::vector<uint32_t> keep;
  for (uint32_t reg = 0; reg < artefact.derived->words; ++reg) keep.push_back(reg);
  const std::vector<SampleLead> leads = {lead_of(nullptr)};
  for (const bool fresh : {false, true}) {
    const ColumnLeaves leaves{[](const artefact::Instruction&) { return anything(); }, fresh};
    const ColumnPlan plan(*artefact.derived, tables, leaves, keep);
    Columns(plan, tables).run(SampleColumns(leads), 0, 1);
  }
  value::LeadTable table(*artefact.schema);
  table.add_row("a");
  Snapshot(artefact, tables, 0, keep).evaluate(table, 0);
}

struct Tally {
  size_t refused = 0, run = 0;
};

void try_bytes(Random& random, const std::string& bytes, Tally& tally) {
  auto decoded = artefact::decode(bytes);
  if (std::holds_alternative<artefact::Refusal>(decoded)) return void(++tally.refused);
  auto verified = artefact::verify(std::move(std::get<std::unique_ptr<ArtefactT>>(decoded)));
  if (std::holds_alternative<artefact::Refusal>(verified)) return void(++tally.refused);
  run_everything(random, std::get<artefact::VerifiedArtefact>(verified));
  ++tally.run;
}

TEST(Damage, IsRefusedOrRunsToItsEnd) {
  Random random(7);
  auto artefact = testing::sample_artefact();
  for (auto& reaction :
       artefact->reactions) {  // code with many operations, in a place where nothing rests on its values
    if (reaction->effect == artefact::EffectKind::Push)
      *reaction->code = testing::random_code(random, *artefact, 0, 120);
  }
  const std::string bytes = artefact::encode(*artefact);
  Tally tally;
  for (size_t i = 64; i < bytes.size(); ++i) {
    for (const uint8_t change : {uint8_t{0x01}, uint8_t{0x80}, uint8_t{0xff}}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(static_cast<uint8_t>(damaged[i]) ^ change);
      try_bytes(random, with_fresh_hash(std::move(damaged)), tally);
    }
  }
  EXPECT_GT(tally.refused, bytes.size()) << "most damage is seen";
  EXPECT_GT(tally.run, 100u) << "some damage makes another artefact that is as good";
}

TEST(Damage, InManyPlacesIsRefusedOrRunsToItsEnd) {
  Tally tally;
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    Random random(seed);
    std::string bytes = artefact::encode(*testing::sample_artefact());
    for (int64_t changes = random.between(1, 4); changes > 0; --changes) {
      const auto at = static_cast<size_t>(random.between(64, static_cast<int64_t>(bytes.size()) - 1));
      bytes[at] = static_cast<char>(random.chance(50) ? random.below(256) : random.below(4));
    }
    try_bytes(random, with_fresh_hash(std::move(bytes)), tally);
  }
  EXPECT_GT(tally.refused, 1000u);
}

}  // namespace
}  // namespace lead::vm
