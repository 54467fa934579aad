#include "runtime/emit/decision_writer.h"

#include <fmt/format.h>
#include <sodium.h>

#include <iterator>

#include "runtime/base/text.h"

namespace lead::emit {
namespace {

constexpr size_t kKeyBytes = 16;

std::string hex(const uint8_t* bytes, size_t count) {
  std::string out;
  out.reserve(count * 2);
  for (size_t i = 0; i < count; ++i) fmt::format_to(std::back_inserter(out), "{:02x}", bytes[i]);
  return out;
}

std::string_view kind_word(artefact::OutputKind kind) {
  switch (kind) {
    case artefact::OutputKind::Band:
      return "band";
    case artefact::OutputKind::Grade:
      return "grade";
    case artefact::OutputKind::Cell:
      return "cell";
  }
  return "";
}

void append_name(std::string& out, const std::vector<std::string>& names, std::optional<uint32_t> index) {
  if (index)
    append_json(out, names[*index]);
  else
    out += "null";
}

}  // namespace

std::string short_hash(const std::vector<uint8_t>& hash) {
  return hex(hash.data(), std::min<size_t>(hash.size(), 8));
}
std::string long_hash(const std::vector<uint8_t>& hash) {
  return hex(hash.data(), hash.size());
}

DecisionWriter::DecisionWriter(const artefact::ArtefactT& artefact) : artefact_(artefact) {
  tail_ = ",\"policy\":";
  append_json(tail_, artefact.policy);
  tail_ += ",\"version\":";
  append_json(tail_, artefact.version);
  tail_ += fmt::format(",\"meaning\":\"{}\",\"data\":\"{}\",\"key\":\"", short_hash(artefact.meaning_hash),
                       short_hash(artefact.data_hash));
}

void DecisionWriter::append(std::string& out, const engine::Decision& decision) {
  const artefact::OutputT& output = *artefact_.outputs[decision.output];
  const auto& names = artefact_.schema->name_lists[output.names]->names;
  out += "{\"time\":\"";
  append_instant(out, decision.instant_ms);
  out += "\",\"lead\":";
  append_json(out, decision.lead);
  out += fmt::format(",\"kind\":\"{}\",\"block\":", kind_word(output.kind));
  append_json(out, output.block);
  out += ",\"from\":";
  append_name(out, names, decision.from);
  out += ",\"to\":";
  append_name(out, names, decision.to);
  if (decision.value) {
    out += ",\"value\":";
    append_millionths(out, *decision.value);
  }
  if (decision.birth) out += ",\"birth\":true";
  out += ",\"cause\":{";
  switch (decision.cause.kind) {
    case engine::CauseKind::Event:
      out += "\"event\":";
      append_json(out, artefact_.schema->events[decision.cause.event->type]->name);
      if (!decision.cause.event->id.empty()) {
        out += ",\"id\":";
        append_json(out, decision.cause.event->id);
      }
      break;
    case engine::CauseKind::Quiet:
      out += "\"silence\":";
      append_json(out, artefact_.rules[static_cast<size_t>(decision.cause.rule)]->name);
      break;
    case engine::CauseKind::Wake:
      out += "\"time\":true";
      break;
    case engine::CauseKind::Edge:
      out += "\"condition\":";
      append_json(out, artefact_.edges[decision.cause.source]->text);
      break;
    case engine::CauseKind::Schedule:
      out += "\"schedule\":";
      append_json(out, artefact_.schedules[decision.cause.source]->text);
      break;
  }
  out += "}";
  if (decision.rule >= 0) {
    out += ",\"rule\":";
    append_json(out, artefact_.rules[static_cast<size_t>(decision.rule)]->name);
  }
  out += tail_;
  append_key(out, decision);
  out += "\"}\n";
}

void DecisionWriter::append_key(std::string& out, const engine::Decision& decision) {
  if (decision.instant_ms != instant_ms_) {
    places_.clear();
    instant_ms_ = decision.instant_ms;
  }
  const uint32_t place = places_[std::string(decision.lead)]++;
  hashed_.clear();
  for (const std::string_view part : {std::string_view(artefact_.policy), decision.lead,
                                      std::string_view(artefact_.outputs[decision.output]->block)}) {
    fmt::format_to(std::back_inserter(hashed_), "{}:", part.size());
    hashed_ += part;
  }
  const auto& names = artefact_.schema->name_lists[artefact_.outputs[decision.output]->names]->names;
  for (const std::optional<uint32_t> index : {decision.from, decision.to}) {
    if (index)
      fmt::format_to(std::back_inserter(hashed_), "{}:{}", names[*index].size(), names[*index]);
    else
      hashed_ += "-:";
  }
  fmt::format_to(std::back_inserter(hashed_), "{}:{}", decision.instant_ms, place);
  uint8_t key[kKeyBytes];
  crypto_generichash(key, sizeof key, reinterpret_cast<const unsigned char*>(hashed_.data()), hashed_.size(),
                     nullptr, 0);
  out += hex(key, sizeof key);
}

}  // namespace lead::emit
