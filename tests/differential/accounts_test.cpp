// Whose account it is, three times: the reference evaluator and the engine over the same kernel, line by
// line, and a search through all accounts that knows nothing of tables.
//
// Accounts, rules and preferences are random; streams are those of generate_events.h, whose texts, domains
// and countries the accounts are made of. LEAD_DIFF_POLICIES and LEAD_DIFF_SEED as in differential_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/compile/compile.h"
#include "compiler/diagnostics/render.h"
#include "tests/differential/generate_accounts.h"
#include "tests/differential/generate_events.h"
#include "tests/reference/fold.h"
#include "tests/support/record_observer.h"

namespace lead::testing {
namespace {

uint64_t setting(const char* name, uint64_t fallback) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : fallback;
}

accounts::Lead lead_of(const artefact::SchemaT& schema, const engine::LeadSnapshot& snapshot) {
  accounts::Lead out;
  for (size_t i = 0; i < schema.attributes.size(); ++i) {
    if (snapshot.attribute_known[i] == 0) continue;
    const std::string& name = schema.attributes[i]->name;
    if (name == "email") out.email = std::string(snapshot.attribute_texts[i]);
    if (name == "company") out.company = std::string(snapshot.attribute_texts[i]);
    if (name == "country") out.country = snapshot.attribute_words[i];
    if (name == "staff") out.staff = snapshot.attribute_words[i];
  }
  return out;
}

std::optional<std::string> found(const artefact::ArtefactT& artefact, const engine::LeadSnapshot& snapshot) {
  for (const auto& output : artefact.outputs) {
    if (output->kind != artefact::OutputKind::Account || snapshot.words_known[output->register_] == 0)
      continue;
    return artefact.schema->name_lists[output->names]
        ->names[static_cast<size_t>(snapshot.words[output->register_])];
  }
  return std::nullopt;
}

TEST(Accounts, AreFoundAsASearchThroughAllOfThemFinds) {
  const uint64_t first = setting("LEAD_DIFF_SEED", 1), count = setting("LEAD_DIFF_POLICIES", 150);
  size_t looked = 0, with_one = 0;
  for (uint64_t seed = first; seed < first + count && !HasFailure(); ++seed) {
    const accounts::Policy policy = accounts::random_policy(seed);
    source::SourceMap sources;
    diagnostics::Sink sink;
    const auto result =
        compile::compile_loaded(sources, {std::get<FileId>(sources.add("accounts.lead", policy.text))}, sink);
    ASSERT_TRUE(result.artefact) << diagnostics::render_text(sink.sorted(), sources, {}) << policy.text;
    const artefact::VerifiedArtefact& artefact = *result.artefact;
    const value::EventBlock events =
        generate_events(seed * 17, {.events = 50, .leads = 6, .span_ms = 100}, *artefact);
    const int64_t until = events.events.back().instant_ms + 50;

    RecordObserver by_engine, by_reference;
    engine::Engine engine(artefact, {}, by_engine);
    value::EventBlock pushed;  // views into the other block
    pushed.events = events.events;
    engine.push(std::move(pushed));
    engine.finish(until);
    reference::Fold fold(*result.kernel, *artefact->zone, {until, 1}, by_reference);
    fold.run(events.events);
    ASSERT_EQ(by_engine.lines(), by_reference.lines()) << "seed " << seed << "\n" << policy.text;

    for (int64_t i = 0; i < 6; ++i) {
      const auto snapshot = engine.snapshot("lead" + std::to_string(i), until);
      if (!snapshot) continue;
      const auto wanted = accounts::expected(policy, lead_of(*artefact->schema, *snapshot));
      EXPECT_EQ(found(*artefact, *snapshot), wanted) << "seed " << seed << " lead " << i << "\n"
                                                     << policy.text;
      ++looked;
      with_one += wanted ? 1 : 0;
    }
  }
  std::printf("%zu leads, %zu with an account\n", looked, with_one);
  EXPECT_GT(with_one * 5, looked);
  EXPECT_GT((looked - with_one) * 20, looked);
}

}  // namespace
}  // namespace lead::testing
