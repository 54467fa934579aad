// One JSON value to one typed field, by the field's type.
//
// Answers what is wrong in the words of the policy: "`minutes` is a text, expected a number".
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <absl/container/flat_hash_map.h>

#include "runtime/artefact/schema.h"
#include "runtime/base/reason.h"
#include "runtime/ingest/json_fields.h"
#include "runtime/value/event.h"

namespace lead::ingest {

// A payload field with what is needed to read it fast.
struct FieldPlan {
  std::string_view name;
  const artefact::FieldTypeT* type = nullptr;
  artefact::Presence presence = artefact::Presence::Required;
  int64_t fallback = 0;
  std::string_view fallback_text;
  absl::flat_hash_map<std::string_view, int64_t> items;  // Choice, Set: name to index
  // Choice, Set: how a spreadsheet may write an item (cell_value.h), where only one item is written so.
  absl::flat_hash_map<std::string, std::string_view> loose_items;
};

// The artefact must outlive the plan.
[[nodiscard]] FieldPlan plan_of_field(std::string_view name, const artefact::FieldTypeT& type,
                                      artefact::Presence presence, int64_t fallback,
                                      std::string_view fallback_text, const artefact::SchemaT& schema);

struct FieldProblem {
  Reason reason;
  std::string detail;
};

// Writes state, word and text of `out`; texts are copied into `block`. Null is taken where the field is
// optional, has a default.
[[nodiscard]] std::optional<FieldProblem> read_field(const FieldPlan& plan, const JsonField& json,
                                                     value::EventBlock& block, value::FieldValue& out);

}  // namespace lead::ingest
