#include "workbench/test/build.h"

#include <algorithm>
#include <stdexcept>

#include "compiler/kernel/desugar.h"
#include "runtime/artefact/verify_code.h"

namespace lead::test {
namespace {

// `given lead`, or with more of the last letter where a policy has an event of that name after all.
std::string unused_name(const artefact::SchemaT& schema) {
  std::string name(kGiven);
  while (
      std::any_of(schema.events.begin(), schema.events.end(), [&](const auto& e) { return e->name == name; }))
    name += name.back();
  return name;
}

// A field an attribute; what only routing sets (who holds a role, whether they are away) stays as it is.
std::unique_ptr<artefact::EventTypeT> giving_event(const kernel::Kernel& kernel) {
  const artefact::SchemaT& schema = kernel.schema;
  auto event = std::make_unique<artefact::EventTypeT>();
  event->name = unused_name(schema);
  for (size_t i = 0; i < schema.attributes.size(); ++i) {
    auto field = std::make_unique<artefact::FieldT>();
    field->name = schema.attributes[i]->name;
    field->type = std::make_unique<artefact::FieldTypeT>(*schema.attributes[i]->type);
    field->presence = artefact::Presence::Optional;
    field->fills = static_cast<int32_t>(i);
    event->fields.push_back(std::move(field));
  }
  for (const kernel::Role& role : kernel.roles) {
    event->fields[role.attribute]->fills = -1;
    if (role.away >= 0) event->fields[static_cast<size_t>(role.away)]->fills = -1;
  }
  return event;
}

void insist_on_limit(const artefact::Refusal& refusal) {
  if (refusal.passes_limit) return;
  throw std::logic_error("the compiler made something for tests that its own verifier refuses: " +
                         refusal.reason);
}

}  // namespace

std::variant<Build, artefact::Refusal> build(const compile::Result& checked, const source::SourceMap& sources,
                                             std::span<const semantics::Test* const> tests) {
  std::vector<syntax::ExprId> questions;
  std::vector<uint32_t> first_answer;
  for (const semantics::Test* test : tests) {
    first_answer.push_back(static_cast<uint32_t>(questions.size()));
    for (const semantics::TestStep& step : test->steps) {
      if (const syntax::ExprId condition = semantics::condition_of(step)) questions.push_back(condition);
    }
  }
  kernel::Kernel kernel = kernel::desugar(*checked.tree, *checked.program, questions);
  const auto given = static_cast<uint32_t>(kernel.schema.events.size());
  kernel.schema.events.push_back(giving_event(kernel));
  lowering::Answered answered = lowering::lower_with_answers(kernel, sources);
  auto verified = artefact::verify(std::make_unique<artefact::ArtefactT>(std::move(answered.artefact)));
  if (const auto* refusal = std::get_if<artefact::Refusal>(&verified)) {
    insist_on_limit(*refusal);
    return *refusal;
  }
  Build build{std::move(std::get<artefact::VerifiedArtefact>(verified)), std::move(answered.answers),
              std::move(first_answer), given};
  for (const lowering::Answer& answer : build.answers) {
    if (const auto refusal = artefact::verify_code(build.artefact, answer.code)) {
      insist_on_limit(*refusal);
      return *refusal;
    }
  }
  return build;
}

}  // namespace lead::test
