// What a test gives: values of attributes and of the fields of events, fixtures unfolded.
#pragma once
#include <map>
#include <vector>

#include "compiler/semantics/check_expr.h"
#include "compiler/semantics/tests.h"

namespace lead::semantics {

// By index of the attribute or field.
using TestValues = std::map<uint32_t, TestValue>;

// A constant of the attribute's (field's) type, within its range; an expression that is none: missing.
// Nothing, and a report, where it is not.
[[nodiscard]] std::optional<TestValue> attribute_value(Context& context, uint32_t attribute,
                                                       syntax::ExprId value);

// Items in order, the later wins; a fixture stands for its own items. Reports unknown and doubled names.
[[nodiscard]] TestValues given_attributes(Context& context, const std::vector<syntax::GivenItem>& items);

// The payload of an event; also reports fields it must have and that are not there.
[[nodiscard]] TestValues given_fields(Context& context, uint32_t event, const syntax::Happening& happening);

// Reports the attributes that every lead has and that are not among `values`. `braces`: where to write them,
// or none.
void require_attributes(Context& context, const TestValues& values, Span lead, Span braces, bool is_empty);

// Every fixture once, used or not: unknown names, wrong values, circles.
void check_fixtures(Context& context);

[[nodiscard]] std::vector<TestValue> listed(const TestValues& values);

}  // namespace lead::semantics
