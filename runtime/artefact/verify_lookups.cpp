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
    case FieldKind::Date:
    case FieldKind::Instant:
    case FieldKind::Duration:
    case FieldKind::Email:
    case FieldKind::Set:
      return true;
    case FieldKind::Points:
    case FieldKind::Band:
    case FieldKind::Grade:
    case FieldKind::Cell:
    case FieldKind::Bucket:
      return false;
  }
  return false;
}

bool is_key(const std::string& key) {
  return !key.empty() && key.size() <= limits::kMaxTextBytes && is_utf8(key);
}

template <class Key>
bool ascends(const std::vector<Key>& keys) {
  return std::adjacent_find(keys.begin(), keys.end(), std::greater_equal<>()) == keys.end();
}

size_t key_count(const LookupT& lookup) {
  return lookup.key == LookupKey::Number ? lookup.numbers.size() : lookup.keys.size();
}

void check_keys(const LookupT& lookup, std::string_view where, Judge& judge) {
  judge.require_within(key_count(lookup) <= limits::kMaxTableKeys, where, "too many keys");
  judge.require(key_count(lookup) != 0, where, "it has no key");
  const bool is_number = lookup.key == LookupKey::Number;
  judge.require(is_number ? lookup.keys.empty() : lookup.numbers.empty(), where,
                "it has keys of another kind");
  judge.require(std::all_of(lookup.keys.begin(), lookup.keys.end(), is_key), where,
                "a key is empty, too long or not UTF-8");
  if (lookup.key == LookupKey::Words) return;  // in the order in which they are tried
  judge.require(ascends(lookup.keys) && ascends(lookup.numbers), where, "its keys do not ascend");
}

void check_values(const LookupT& lookup, const SchemaT& schema, std::string_view where, Judge& judge) {
  const bool is_text = is_text_kind(lookup.type->kind);
  const size_t words = is_text ? 0 : key_count(lookup);
  const size_t texts = is_text ? key_count(lookup) : 0;
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
