// Tables of the policy: as many values as keys, keys that can be searched, values of their type.
#include <algorithm>

#include "runtime/artefact/verify_parts.h"
#include "runtime/base/limits.h"

namespace lead::artefact {
namespace {

// What a table can give: what policies write down, none of what only a lead has.
bool can_be_given(FieldKind kind) {
  switch (kind) {
    case FieldKind::Text:
    case FieldKind::Number:
    case FieldKind::Decimal:
    case FieldKind::YesNo:
    case FieldKind::Money:
    case FieldKind::Percent:
    case FieldKind::Country:
    case FieldKind::Choice:
      return true;
    case FieldKind::Date:
    case FieldKind::Instant:
    case FieldKind::Duration:
    case FieldKind::Email:
    case FieldKind::Points:
    case FieldKind::Band:
    case FieldKind::Grade:
    case FieldKind::Cell:
    case FieldKind::Bucket:
    case FieldKind::Set:
      return false;
  }
  return false;
}

bool is_key(const std::string& key) {
  return !key.empty() && key.size() <= limits::kMaxTextBytes && is_utf8(key);
}

void check_keys(const LookupT& lookup, std::string_view where, Judge& judge) {
  judge.require_within(lookup.keys.size() <= limits::kMaxTableKeys, where, "too many keys");
  judge.require(!lookup.keys.empty(), where, "it has no key");
  judge.require(std::all_of(lookup.keys.begin(), lookup.keys.end(), is_key), where,
                "a key is empty, too long or not UTF-8");
  if (lookup.key == LookupKey::Words) return;  // in the order in which they are tried
  judge.require(
      std::adjacent_find(lookup.keys.begin(), lookup.keys.end(), std::greater_equal<>()) == lookup.keys.end(),
      where, "its keys do not ascend");
}

void check_values(const LookupT& lookup, const SchemaT& schema, std::string_view where, Judge& judge) {
  const bool is_text = is_text_kind(lookup.type->kind);
  const size_t words = is_text ? 0 : lookup.keys.size();
  const size_t texts = is_text ? lookup.keys.size() : 0;
  if (!judge.require(lookup.words.size() == words && lookup.texts.size() == texts, where,
                     "it has not one value for each key"))
    return;
  for (const std::string& text : lookup.texts)
    judge.require(text.size() <= limits::kMaxTextBytes && is_utf8(text), where,
                  "a value is too long or not UTF-8");
  int64_t low = lookup.type->low, high = lookup.type->high;
  if (const auto names = name_count(*lookup.type, schema)) {
    low = std::max<int64_t>(low, 0);
    high = std::min(high, static_cast<int64_t>(*names) - 1);
  } else if (lookup.type->kind == FieldKind::YesNo) {
    low = std::max<int64_t>(low, 0);
    high = std::min<int64_t>(high, 1);
  }
  judge.require(std::all_of(lookup.words.begin(), lookup.words.end(),
                            [&](int64_t word) { return low <= word && word <= high; }),
                where, "a value is none of its type");
}

}  // namespace

void check_lookups(const ArtefactT& artefact, Judge& judge) {
  for (size_t i = 0; i < artefact.lookups.size() && judge.fine(); ++i) {
    const LookupT& lookup = *artefact.lookups[i];
    const std::string where = place("lookup", i);
    judge.require(!lookup.name.empty() && is_utf8(lookup.name), where, "its name is empty or not UTF-8");
    judge.require(lookup.key <= LookupKey::MAX, where, "an unknown kind of key");
    check_field_type(*lookup.type, *artefact.schema, where, judge);
    if (!judge.require(can_be_given(lookup.type->kind), where, "it gives what no table gives")) return;
    check_keys(lookup, where, judge);
    if (judge.fine()) check_values(lookup, *artefact.schema, where, judge);
  }
}

}  // namespace lead::artefact
