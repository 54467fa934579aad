#include "runtime/emit/lead_writer.h"

#include "runtime/artefact/roles.h"
#include "runtime/base/text.h"
#include "runtime/emit/word_text.h"

namespace lead::emit {
namespace {

bool is_text(artefact::FieldKind kind) {
  return kind == artefact::FieldKind::Text || kind == artefact::FieldKind::Email;
}

// Not what routing writes: who holds a role stands under `roles`.
void append_attributes(std::string& out, const artefact::ArtefactT& artefact,
                       const engine::LeadSnapshot& lead) {
  const artefact::SchemaT& schema = *artefact.schema;
  out += ",\"attributes\":{";
  bool is_first = true;
  for (size_t i = 0; i < schema.attributes.size(); ++i) {
    if (artefact::is_of_role(artefact, static_cast<uint32_t>(i))) continue;
    const artefact::AttributeT& attribute = *schema.attributes[i];
    if (!is_first) out += ",";
    is_first = false;
    append_json(out, attribute.name);
    out += ":";
    if (lead.attribute_known[i] == 0)
      out += "null";
    else if (is_text(attribute.type->kind))
      append_json(out, lead.attribute_texts[i]);
    else
      append_word_json(out, lead.attribute_words[i], *attribute.type, schema);
  }
  out += "}";
}

void append_roles(std::string& out, const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead) {
  if (artefact.roles.empty()) return;
  out += ",\"roles\":{";
  for (size_t i = 0; i < artefact.roles.size(); ++i) {
    const artefact::RoleT& role = *artefact.roles[i];
    if (i > 0) out += ",";
    append_json(out, role.name);
    out += ":";
    if (lead.attribute_known[role.attribute] == 0)
      out += "null";
    else
      append_json(out, lead.attribute_texts[role.attribute]);
  }
  out += "}";
}

void append_name_of(std::string& out, const artefact::SchemaT& schema, uint32_t names,
                    uint32_t register_index, const engine::LeadSnapshot& lead) {
  if (lead.words_known[register_index] == 0) {
    out += "null";
    return;
  }
  append_json(out, schema.name_lists[names]->names[static_cast<size_t>(lead.words[register_index])]);
}

void append_scores(std::string& out, const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead) {
  out += ",\"scores\":{";
  for (size_t i = 0; i < artefact.scores.size(); ++i) {
    const artefact::ScoreT& score = *artefact.scores[i];
    if (i > 0) out += ",";
    append_json(out, score.name);
    out += ":{\"value\":";
    if (lead.words_known[score.value] != 0)
      append_millionths(out, lead.words[score.value]);
    else
      out += "null";
    for (const auto& output : artefact.outputs) {
      if (output->kind != artefact::OutputKind::Band || output->block != score.name) continue;
      out += ",\"band\":";
      append_name_of(out, *artefact.schema, output->names, output->register_, lead);
    }
    out += "}";
  }
  out += "}";
}

void append_outputs(std::string& out, std::string_view key, artefact::OutputKind kind,
                    const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead) {
  out += ",\"";
  out += key;
  out += "\":{";
  bool first = true;
  for (const auto& output : artefact.outputs) {
    if (output->kind != kind) continue;
    if (!first) out += ",";
    first = false;
    append_json(out, output->block);
    out += ":";
    append_name_of(out, *artefact.schema, output->names, output->register_, lead);
  }
  out += "}";
}

}  // namespace

void append_lead(std::string& out, const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead) {
  out += "{\"lead\":";
  append_json(out, lead.lead);
  out += ",\"time\":\"";
  append_instant(out, lead.at_ms);
  out += "\",\"born\":\"";
  append_instant(out, lead.born_ms);
  out += "\"";
  append_attributes(out, artefact, lead);
  append_roles(out, artefact, lead);
  append_scores(out, artefact, lead);
  append_outputs(out, "grades", artefact::OutputKind::Grade, artefact, lead);
  append_outputs(out, "cells", artefact::OutputKind::Cell, artefact, lead);
  if (!artefact.lifecycles.empty())
    append_outputs(out, "stages", artefact::OutputKind::Stage, artefact, lead);
  if (!artefact.clocks.empty()) append_outputs(out, "clocks", artefact::OutputKind::Clock, artefact, lead);
  for (const auto& output : artefact.outputs) {
    if (output->kind != artefact::OutputKind::Account) continue;
    out += ",\"account\":";
    append_name_of(out, *artefact.schema, output->names, output->register_, lead);
  }
  out += "}\n";
}

}  // namespace lead::emit
