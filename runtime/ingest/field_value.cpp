#include "runtime/ingest/field_value.h"

#include <fmt/format.h>

#include "runtime/base/limits.h"
#include "runtime/builtins/country.h"
#include "runtime/ingest/cell_value.h"
#include "runtime/ingest/field_words.h"
#include "runtime/ingest/scalars.h"

namespace lead::ingest {
namespace {

using artefact::FieldKind;

std::string_view trimmed(std::string_view t) {
  while (!t.empty() && (t.front() == ' ' || t.front() == '\t')) t.remove_prefix(1);
  while (!t.empty() && (t.back() == ' ' || t.back() == '\t')) t.remove_suffix(1);
  return t;
}

std::optional<FieldProblem> read_number(const FieldPlan& plan, const JsonField& json, int64_t& word) {
  if (json.kind != JsonKind::Number) return wrong_type(plan, json);
  const Decimal decimal = parse_decimal(json.text, digits_of(*plan.type), plan.type->rounded);
  word = decimal.word;
  if (!decimal.error) return std::nullopt;
  switch (*decimal.error) {
    case DecimalError::Malformed:
      return malformed(plan, json.text);
    case DecimalError::TooPrecise:
      return too_precise(plan, json);
    case DecimalError::TooLarge:
      return out_of_range(plan, json);
  }
  return std::nullopt;
}

std::optional<FieldProblem> read_email(const FieldPlan& plan, const JsonField& json, value::EventBlock& block,
                                       std::string_view& out) {
  const std::string_view text = trimmed(json.text);
  const size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size() ||
      text.find_first_of(" \t\n") != std::string_view::npos) {
    return malformed(plan, json.text);
  }
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  out = block.keep(lower);
  return std::nullopt;
}

// Streams write country codes in both cases.
std::optional<int64_t> read_country(std::string_view text) {
  if (text.size() != 2) return std::nullopt;
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return builtins::country_word(upper);
}

std::optional<FieldProblem> read_text_like(const FieldPlan& plan, const JsonField& json,
                                           value::EventBlock& block, value::FieldValue& out) {
  if (json.kind != JsonKind::Text) return wrong_type(plan, json);
  if (json.text.size() > limits::kMaxTextBytes) {
    return FieldProblem{Reason::TextTooLong, fmt::format("`{}` has {} bytes, and a text holds at most {}",
                                                         plan.name, json.text.size(), limits::kMaxTextBytes)};
  }
  std::optional<int64_t> word;
  switch (plan.type->kind) {
    case FieldKind::Text:
      out.text = block.keep(json.text);
      return std::nullopt;
    case FieldKind::Email:
      return read_email(plan, json, block, out.text);
    case FieldKind::Date:
      word = parse_date(json.text);
      break;
    case FieldKind::Instant:
      word = parse_instant(json.text);
      break;
    case FieldKind::Duration:
      word = parse_duration(json.text);
      break;
    case FieldKind::Country:
      word = read_country(json.text);
      break;
    default: {
      const auto item = plan.items.find(json.text);
      if (item != plan.items.end()) {
        out.word = item->second;
        return std::nullopt;
      }
      return unknown_item(plan, json.text);
    }
  }
  if (!word) return malformed(plan, json.text);
  out.word = *word;
  return std::nullopt;
}

// An item that is named twice is in the set once.
std::optional<FieldProblem> read_set(const FieldPlan& plan, const JsonField& json, int64_t& word) {
  if (json.kind != JsonKind::Texts) return wrong_type(plan, json);
  uint64_t set = 0;
  for (const std::string_view text : json.texts) {
    const auto item = plan.items.find(text);
    if (item == plan.items.end()) return unknown_item(plan, text);
    set |= uint64_t{1} << item->second;
  }
  word = static_cast<int64_t>(set);
  return std::nullopt;
}

bool has_range(FieldKind kind) {
  return kind != FieldKind::Text && kind != FieldKind::Email && kind != FieldKind::YesNo;
}

}  // namespace

FieldPlan plan_of_field(std::string_view name, const artefact::FieldTypeT& type, artefact::Presence presence,
                        int64_t fallback, std::string_view fallback_text, const artefact::SchemaT& schema) {
  FieldPlan plan{name, &type, presence, fallback, fallback_text, {}, {}};
  if (type.kind != FieldKind::Choice && type.kind != FieldKind::Set) return plan;
  const auto& items = schema.choices[type.names]->items;
  for (size_t i = 0; i < items.size(); ++i) {
    plan.items.emplace(items[i], static_cast<int64_t>(i));
    // Two items that are written the same here: neither is found this way.
    const auto [place, is_new] = plan.loose_items.emplace(loosely(items[i]), items[i]);
    if (!is_new) place->second = {};
  }
  return plan;
}

std::optional<FieldProblem> read_field(const FieldPlan& plan, const JsonField& json, value::EventBlock& block,
                                       value::FieldValue& out) {
  if (json.kind == JsonKind::Null) {
    if (plan.presence == artefact::Presence::Required) return wrong_type(plan, json);
    // A field with a default is never missing: given nothing, it is at its default.
    out = plan.presence == artefact::Presence::Default
              ? value::FieldValue{value::FieldState::Value, plan.fallback, plan.fallback_text}
              : value::FieldValue{value::FieldState::Null, 0, {}};
    return std::nullopt;
  }
  std::optional<FieldProblem> problem;
  switch (plan.type->kind) {
    case FieldKind::YesNo:
      if (json.kind != JsonKind::True && json.kind != JsonKind::False) return wrong_type(plan, json);
      out.word = json.kind == JsonKind::True ? 1 : 0;
      break;
    case FieldKind::Number:
    case FieldKind::Decimal:
    case FieldKind::Money:
    case FieldKind::Percent:
      problem = read_number(plan, json, out.word);
      break;
    case FieldKind::Set:
      problem = read_set(plan, json, out.word);
      break;
    default:
      problem = read_text_like(plan, json, block, out);
  }
  if (problem) return problem;
  if (has_range(plan.type->kind) && (out.word < plan.type->low || out.word > plan.type->high)) {
    return out_of_range(plan, json);
  }
  out.state = value::FieldState::Value;
  return std::nullopt;
}

}  // namespace lead::ingest
