// A condition as it stands, from the explanations of an artefact or of a test.
#include "runtime/emit/word_text.h"
#include "workbench/why/tell.h"

namespace lead::why {
namespace {

using artefact::ExplainKind;

// `Registers`: a snapshot or those of a run, whose banks have the same names.
template <class Registers>
ConditionStory condition_in(const std::vector<std::unique_ptr<artefact::ExplainT>>& explains, uint32_t index,
                            const artefact::SchemaT& schema, const Registers& registers) {
  const artefact::ExplainT& node = *explains[index];
  ConditionStory story{node.text, node.kind, false, std::nullopt, {}};
  if (node.kind == ExplainKind::Value) {
    if (node.is_text) {
      if (registers.texts_known[node.register_] != 0)
        story.value = "\"" + std::string(registers.texts[node.register_]) + "\"";
    } else if (registers.words_known[node.register_] != 0) {
      story.value = emit::word_text(registers.words[node.register_], *node.type, schema);
    }
  } else {
    story.met = registers.words[node.register_] != 0;
  }
  for (const uint32_t child : node.children)
    story.parts.push_back(condition_in(explains, child, schema, registers));
  return story;
}

}  // namespace

std::optional<std::string> name_at(const artefact::ArtefactT& a, uint32_t names, uint32_t reg,
                                   const engine::LeadSnapshot& lead) {
  if (lead.words_known[reg] == 0) return std::nullopt;
  return a.schema->name_lists[names]->names[static_cast<size_t>(lead.words[reg])];
}

ConditionStory condition_at(const artefact::ArtefactT& a, uint32_t index, const engine::LeadSnapshot& lead) {
  return condition_in(a.explains, index, *a.schema, lead);
}

ConditionStory tell_condition(const std::vector<std::unique_ptr<artefact::ExplainT>>& explains,
                              uint32_t index, const artefact::SchemaT& schema,
                              const vm::Registers& registers) {
  return condition_in(explains, index, schema, registers);
}

}  // namespace lead::why
