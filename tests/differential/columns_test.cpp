// Rows and columns: every word register of every generated policy, over random leads as an export would bring
// them, bit for bit the same from the row evaluator and from the column evaluator.
//
// LEAD_DIFF_POLICIES and LEAD_DIFF_SEED as in differential_test.cpp.
#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>
#include <string>

#include "compiler/compile/compile.h"
#include "runtime/artefact/artefact.h"
#include "runtime/vm/execute.h"
#include "runtime/vm/snapshot.h"
#include "tests/differential/generate_policy.h"
#include "tests/support/print_code.h"
#include "tests/support/random.h"

namespace lead::testing {
namespace {

uint64_t setting(const char* name, uint64_t fallback) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : fallback;
}

std::optional<artefact::VerifiedArtefact> artefact_of(const std::string& policy) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  compile::Result result =
      compile::compile_loaded(sources, {std::get<FileId>(sources.add("generated.lead", policy))}, sink);
  if (!result.artefact) return std::nullopt;
  return std::move(*result.artefact);
}

// A word of the attribute's range, most often near what policies compare with: small, or at the ends.
int64_t random_word(Random& random, const value::WordRange& range) {
  const auto within = [&](int64_t word) { return std::min(std::max(word, range.low), range.high); };
  switch (random.below(6)) {
    case 0:
      return range.low;
    case 1:
      return range.high;
    case 2:
      return within(random.between(-1'000'000, 2'000'000'000));
    case 3:
      return within(random.between(-3, 130) * 1'000'000);
    default:
      return within(random.between(-3, 130));
  }
}

value::LeadTable random_table(Random& random, const artefact::SchemaT& schema, size_t rows) {
  const std::vector<std::string> texts = {
      "", "a", "/pricing", "anna@gmail.com", "VP of sales", "b@firm.example", "abc"};
  value::LeadTable table(schema);
  for (size_t row = 0; row < rows; ++row) {
    table.add_row(std::to_string(row));
    for (size_t i = 0; i < schema.attributes.size(); ++i) {
      const artefact::AttributeT& attribute = *schema.attributes[i];
      if (attribute.presence == artefact::Presence::Optional && random.chance(30)) continue;
      if (value::is_text(*attribute.type))
        table.set_text(i, row, random.pick(texts));
      else
        table.set_word(i, row, random_word(random, value::range_of(attribute)));
    }
  }
  return table;
}

// How many words were compared.
size_t compare(const artefact::VerifiedArtefact& artefact, uint64_t seed, const std::string& policy) {
  const artefact::CodeT& code = *artefact->derived;
  const vm::Tables tables(artefact);
  Random random(seed);
  const size_t rows = seed % 10 == 0 ? value::kChunkRows + 40 : 60;
  const value::LeadTable table = random_table(random, *artefact->schema, rows);
  const int64_t at_ms = random.between(0, 2'000'000'000'000);
  std::vector<uint32_t> registers(code.words);
  std::iota(registers.begin(), registers.end(), 0u);
  vm::Snapshot snapshot(*artefact, tables, at_ms, registers);
  vm::Registers expected;
  expected.resize(code);
  for (size_t row = 0; row < rows; ++row) {
    const size_t in_chunk = row % value::kChunkRows;
    if (in_chunk == 0) snapshot.evaluate(table, row);
    vm::execute(code, vm::SnapshotRow(tables, table, row, at_ms), expected);
    for (const uint32_t reg : registers) {
      if (snapshot.is_known(reg, in_chunk) == (expected.words_known[reg] != 0) &&
          snapshot.word(reg, in_chunk) == expected.words[reg])
        continue;
      ADD_FAILURE() << "seed " << seed << ", row " << row << ", register " << reg << ": columns say "
                    << snapshot.word(reg, in_chunk) << ", rows say " << expected.words[reg] << "\n"
                    << policy << "\n"
                    << lead::testing::print_code(code, *artefact, -1);
      return 0;
    }
  }
  return rows * registers.size();
}

TEST(ColumnHunt, ColumnsAgreeWithRows) {
  const uint64_t first = setting("LEAD_DIFF_SEED", 1), count = setting("LEAD_DIFF_POLICIES", 150);
  size_t compared = 0;
  for (uint64_t seed = first; seed < first + count && !HasFailure(); ++seed) {
    const std::string policy = generate_policy(seed);
    if (const auto artefact = artefact_of(policy)) compared += compare(*artefact, seed, policy);
  }
  std::printf("%zu words compared\n", compared);
  EXPECT_GT(compared, count * 100);
}

}  // namespace
}  // namespace lead::testing
