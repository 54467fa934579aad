// What is wrong with the value of a field, in the words of the policy. Private to the room.
//
//   out_of_range(plan, 150) -> "`minutes` is 150, it must be 0 to 120"
//
// What was seen stands before what was wanted. Each answer is a whole `FieldProblem`; none fails. Texts of
// the stream are shortened, and a choice of many items is told by their number.
#pragma once
#include <string_view>

#include "runtime/ingest/field_value.h"

namespace lead::ingest {

// How many digits after the point a number of this kind keeps as it is written in a stream.
[[nodiscard]] int digits_of(const artefact::FieldTypeT& type);

[[nodiscard]] FieldProblem wrong_type(const FieldPlan& plan, const JsonField& json);
[[nodiscard]] FieldProblem malformed(const FieldPlan& plan, std::string_view text);
[[nodiscard]] FieldProblem too_precise(const FieldPlan& plan, const JsonField& json);
[[nodiscard]] FieldProblem out_of_range(const FieldPlan& plan, const JsonField& json);
[[nodiscard]] FieldProblem unknown_item(const FieldPlan& plan, std::string_view text);

}  // namespace lead::ingest
