#include "runtime/emit/route_words.h"

#include <fmt/format.h>

#include "runtime/artefact/algorithm_words.h"
#include "runtime/emit/row_clauses.h"
#include "runtime/emit/word_text.h"

namespace lead::emit {
namespace {

std::string_view span_word(artefact::CapKind kind) {
  using artefact::CapKind;
  switch (kind) {
    case CapKind::Hour:
      return "hour";
    case CapKind::Day:
      return "day";
    case CapKind::Week:
      return "week";
    case CapKind::Month:
      return "month";
    case CapKind::Rolling:
      break;
  }
  return {};
}

}  // namespace

std::string by_text(const artefact::RouteRowT& row) {
  std::string text(artefact::words_of(row.algorithm));
  if (row.algorithm == artefact::Algorithm::CountInPeriod)
    text += fmt::format(" per {}", span_word(row.period));
  return text;
}

std::string per_text(const artefact::CapT& cap) {
  if (cap.kind != artefact::CapKind::Rolling) return std::string(span_word(cap.kind));
  return cap.period.months() > 0 ? fmt::format("{} months", cap.period.months())
                                 : duration_text(cap.period.ms());
}

std::string pool_key_text(std::string_view key, const artefact::RouteRowT& row,
                          const artefact::ArtefactT& artefact) {
  if (key.empty()) return {};
  if (key[0] == 't') return std::string(key.substr(1));
  const std::string name = key_of(row.text);
  const int64_t word = std::stoll(std::string(key.substr(1)));
  for (const auto& attribute : artefact.schema->attributes) {
    if (attribute->name == name) return word_text(word, *attribute->type, *artefact.schema);
  }
  for (const auto& definition : artefact.definitions) {
    if (definition->name != name) continue;
    const artefact::ExplainT& value = *artefact.explains[definition->explain];
    if (value.kind != artefact::ExplainKind::Value) return fmt::format("{}{}", word != 0 ? "" : "not ", name);
    return word_text(word, *value.type, *artefact.schema);
  }
  return {};
}

}  // namespace lead::emit
