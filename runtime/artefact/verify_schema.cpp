// Names, types and ranges of what a lead and its events hold.
#include <algorithm>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {

bool is_utf8(std::string_view text) {
  size_t i = 0;
  const auto byte = [&](size_t at) { return static_cast<uint8_t>(text[at]); };
  while (i < text.size()) {
    const uint8_t first = byte(i);
    if (first < 0x80) {
      ++i;
      continue;
    }
    const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() - i < length) return false;
    for (size_t j = 1; j < length; ++j) {
      if ((byte(i + j) & 0xc0) != 0x80) return false;
    }
    const uint8_t second = byte(i + 1);
    if (first == 0xe0 && second < 0xa0) return false;  // overlong
    if (first == 0xed && second > 0x9f) return false;  // surrogate
    if (first == 0xf0 && second < 0x90) return false;  // overlong
    if (first == 0xf4 && second > 0x8f) return false;  // past U+10FFFF
    i += length;
  }
  return true;
}

bool is_text_kind(FieldKind kind) {
  return kind == FieldKind::Text || kind == FieldKind::Email;
}

std::optional<size_t> name_count(const FieldTypeT& type, const SchemaT& schema) {
  switch (type.kind) {
    case FieldKind::Choice:
      return schema.choices[type.names]->items.size();
    case FieldKind::Band:
    case FieldKind::Grade:
    case FieldKind::Cell:
    case FieldKind::Bucket:
      return schema.name_lists[type.names]->names.size();
    case FieldKind::Text:
    case FieldKind::Number:
    case FieldKind::Decimal:
    case FieldKind::YesNo:
    case FieldKind::Date:
    case FieldKind::Instant:
    case FieldKind::Duration:
    case FieldKind::Money:
    case FieldKind::Percent:
    case FieldKind::Country:
    case FieldKind::Email:
    case FieldKind::Points:
    case FieldKind::Set:
      return std::nullopt;
  }
  return std::nullopt;
}

namespace {

// The word of a set that has every item of its choice.
int64_t all_items(const FieldTypeT& type, const SchemaT& schema) {
  const size_t count = schema.choices[type.names]->items.size();
  return count >= 64 ? -1 : static_cast<int64_t>((uint64_t{1} << count) - 1);
}

// Names that people type: not empty, UTF-8, no two alike.
void check_names(std::vector<std::string_view> names, std::string_view where, Judge& judge) {
  judge.require_within(names.size() <= limits::kMaxItems, where, "too many names");
  for (const std::string_view name : names) {
    judge.require(!name.empty() && name.size() <= limits::kMaxTextBytes && is_utf8(name), where,
                  "a name is empty, too long or not UTF-8");
  }
  std::sort(names.begin(), names.end());
  judge.require(std::adjacent_find(names.begin(), names.end()) == names.end(), where,
                "two names are the same");
}

std::vector<std::string_view> views(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

template <class T>
std::vector<std::string_view> names_of(const std::vector<std::unique_ptr<T>>& list) {
  std::vector<std::string_view> names;
  names.reserve(list.size());
  for (const auto& item : list) names.emplace_back(item->name);
  return names;
}

// Attributes and fields alike: presence, type and default.
template <class T>
void check_value(const T& value, const SchemaT& schema, std::string_view where, Judge& judge) {
  check_field_type(*value.type, schema, where, judge);
  if (!judge.require(value.presence <= Presence::MAX, where, "an unknown kind of presence")) return;
  if (value.presence != Presence::Default || !judge.fine()) return;
  if (is_text_kind(value.type->kind)) {
    judge.require(value.fallback_text.size() <= limits::kMaxTextBytes && is_utf8(value.fallback_text), where,
                  "its default is too long or not UTF-8");
  } else if (const auto names = name_count(*value.type, schema)) {
    judge.require(0 <= value.fallback && static_cast<uint64_t>(value.fallback) < *names, where,
                  "its default is none of its items");
  } else if (value.type->kind == FieldKind::YesNo) {
    judge.require(value.fallback == 0 || value.fallback == 1, where, "its default is neither yes nor no");
  } else if (value.type->kind == FieldKind::Set) {
    judge.require((value.fallback & ~all_items(*value.type, schema)) == 0, where,
                  "its default has an item that its choice does not have");
  }
}

bool same_type(const FieldTypeT& a, const FieldTypeT& b) {
  return a.kind == b.kind && a.names == b.names && a.currency == b.currency && a.exponent == b.exponent;
}

void check_event(const EventTypeT& event, const SchemaT& schema, std::string_view where, Judge& judge) {
  judge.require(is_utf8(event.title) && is_utf8(event.actor), where, "its title is not UTF-8");
  check_names(names_of(event.fields), where, judge);
  for (const auto& field : event.fields) {
    check_value(*field, schema, where, judge);
    if (!judge.require(is_none_or_below(field->fills, schema.attributes.size()), where,
                       "a field fills in an attribute that does not exist")) {
      return;
    }
    if (field->fills < 0) continue;
    judge.require(same_type(*field->type, *schema.attributes[static_cast<size_t>(field->fills)]->type), where,
                  "a field fills in an attribute of another type");
  }
}

}  // namespace

void check_field_type(const FieldTypeT& type, const SchemaT& schema, std::string_view where, Judge& judge) {
  if (!judge.require(type.kind <= FieldKind::MAX, where, "an unknown kind of value")) return;
  if (type.kind == FieldKind::Choice || type.kind == FieldKind::Set) {
    if (!judge.require(type.names < schema.choices.size(), where, "its choice does not exist")) return;
    const bool fits =
        type.kind == FieldKind::Choice || schema.choices[type.names]->items.size() <= limits::kMaxSetItems;
    judge.require(fits, where, "a set of a choice with more items than a set can have");
  } else if (type.kind == FieldKind::Band || type.kind == FieldKind::Grade || type.kind == FieldKind::Cell ||
             type.kind == FieldKind::Bucket) {
    judge.require(type.names < schema.name_lists.size(), where, "its list of names does not exist");
  } else if (type.kind == FieldKind::Money) {
    judge.require(type.currency.size() == 3 && std::all_of(type.currency.begin(), type.currency.end(),
                                                           [](char c) { return 'A' <= c && c <= 'Z'; }),
                  where, "its currency is not a code of three letters");
    judge.require(type.exponent <= 6, where, "its currency has more than six decimals");
  }
  judge.require(is_text_kind(type.kind) || type.low <= type.high, where, "its range is empty");
}

void check_schema(const SchemaT& schema, Judge& judge) {
  check_names(names_of(schema.choices), "choices", judge);
  check_names(names_of(schema.attributes), "attributes", judge);
  check_names(names_of(schema.events), "events", judge);
  judge.require_within(schema.person_columns.size() <= limits::kMaxPersonColumns, "columns of people",
                       "there are too many");
  check_names(names_of(schema.person_columns), "columns of people", judge);
  for (size_t i = 0; i < schema.choices.size() && judge.fine(); ++i) {
    judge.require(!schema.choices[i]->items.empty(), place("choice", i), "it has no items");
    check_names(views(schema.choices[i]->items), place("choice", i), judge);
  }
  for (size_t i = 0; i < schema.name_lists.size() && judge.fine(); ++i) {
    judge.require(!schema.name_lists[i]->names.empty(), place("name list", i), "it is empty");
    check_names(views(schema.name_lists[i]->names), place("name list", i), judge);
  }
  for (size_t i = 0; i < schema.attributes.size() && judge.fine(); ++i) {
    check_value(*schema.attributes[i], schema, place("attribute", i), judge);
  }
  for (size_t i = 0; i < schema.person_columns.size() && judge.fine(); ++i)
    check_value(*schema.person_columns[i], schema, place("column of people", i), judge);
  for (size_t i = 0; i < schema.events.size() && judge.fine(); ++i) {
    check_event(*schema.events[i], schema, place("event", i), judge);
  }
}

}  // namespace lead::artefact
