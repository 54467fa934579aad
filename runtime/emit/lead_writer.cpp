#include "runtime/emit/lead_writer.h"

#include <algorithm>
#include <tuple>

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

// Where the lead lies or waits for somebody. Left out where it does neither.
void append_places(std::string& out, const artefact::ArtefactT& artefact,
                   std::span<const LeadPlaces::Place> places) {
  for (size_t i = 0; i < places.size(); ++i) {
    const LeadPlaces::Place& place = places[i];
    out += i == 0 ? ",\"places\":{" : ",";
    append_json(out, artefact.roles[place.role]->name);
    out += place.is_queue ? ":{\"queue\":" : ":{\"waits_in\":";
    append_json(out,
                place.is_queue ? artefact.queues[place.index]->name : artefact.route_rows[place.index]->name);
    out += ",\"since\":\"";
    append_instant(out, place.since_ms);
    if (place.until_ms != INT64_MAX) {
      out += "\",\"until\":\"";
      append_instant(out, place.until_ms);
    }
    out += "\"}";
  }
  if (!places.empty()) out += "}";
}

void append_name_of(std::string& out, const artefact::SchemaT& schema, uint32_t names,
                    uint32_t register_index, const engine::LeadSnapshot& lead) {
  if (lead.words_known[register_index] == 0) {
    out += "null";
    return;
  }
  append_json(out, schema.name_lists[names]->names[static_cast<size_t>(lead.words[register_index])]);
}

// The rules that give the lead points or take them now. A running score has one balance and no such rules.
void append_rules(std::string& out, const artefact::ArtefactT& artefact, const artefact::ScoreT& score,
                  const engine::LeadSnapshot& lead) {
  if (score.running) return;
  out += ",\"rules\":{";
  bool is_first = true;
  for (const auto& part : score.parts) {
    if (lead.words_known[part->shown] == 0 || lead.words[part->shown] == 0) continue;
    if (!is_first) out += ",";
    is_first = false;
    append_json(out, artefact.rules[part->rule]->name);
    out += ":";
    append_millionths(out, lead.words[part->shown]);
  }
  out += "}";
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
    append_rules(out, artefact, score, lead);
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

LeadPlaces::LeadPlaces(const artefact::ArtefactT& artefact, const engine::DeskState& desk) {
  std::vector<uint32_t> role_of_queue(artefact.queues.size(), 0);
  for (const auto& row : artefact.route_rows) {
    if (row->kind == artefact::DestinationKind::Queue)
      role_of_queue[static_cast<size_t>(row->target)] = artefact.routes[row->route]->role;
  }
  for (const engine::PlaceState& at : desk.queued)
    places_.push_back({at.lead, role_of_queue[at.place], at.place, true, at.since_ms, at.until_ms});
  for (const engine::PlaceState& at : desk.waiting) {
    const uint32_t role = artefact.routes[artefact.route_rows[at.place]->route]->role;
    places_.push_back({at.lead, role, at.place, false, at.since_ms, INT64_MAX});
  }
  std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) {
    return std::tie(a.lead, a.role) < std::tie(b.lead, b.role);
  });
}

std::span<const LeadPlaces::Place> LeadPlaces::of(std::string_view lead) const {
  const auto [begin, end] = std::ranges::equal_range(places_, lead, {}, &Place::lead);
  return {begin, end};
}

void append_lead(std::string& out, const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead,
                 const LeadPlaces& places) {
  out += "{\"lead\":";
  append_json(out, lead.lead);
  out += ",\"time\":\"";
  append_instant(out, lead.at_ms);
  out += "\",\"born\":\"";
  append_instant(out, lead.born_ms);
  out += "\"";
  append_attributes(out, artefact, lead);
  append_roles(out, artefact, lead);
  append_places(out, artefact, places.of(lead.lead));
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
