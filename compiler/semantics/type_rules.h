// Which types go together: the algebra of units, and the names that a type's values have.
//
//   sum_of(Add, instant, duration) -> instant          product_of(money EUR, decimal) -> money EUR
//   sum_of(Add, money EUR, money SEK) -> nothing: they never mix silently
//
// Pure tables: nothing is reported here. `TypeKind::Error` agrees with everything and makes everything Error.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"
#include "runtime/value/person_text.h"

namespace lead::semantics {

// `FieldType::names` of a text that names a person.
using value::kPersonText;

// The right side of `owner is away`: it names nobody, its index is the attribute that says so.
[[nodiscard]] bool is_away(const TypedExpr& right);

[[nodiscard]] bool is_error(const Type& type);
[[nodiscard]] bool is_text(const Type& type);     // text and email: an address is a text
[[nodiscard]] bool is_numeral(const Type& type);  // number and decimal
[[nodiscard]] bool is_amount(
    const Type& type);  // what can be added up: numerals, percent, points, money, duration
[[nodiscard]] bool is_set(const Type& type);
[[nodiscard]] bool is_moment(const Type& type);  // date and instant
[[nodiscard]] bool is_named(const Type& type);   // choice, band, grade, cell, bucket, label, country
[[nodiscard]] bool is_ordered(const Type& type, const Program& program);

// Whether values of both can be compared with `is`: equal types, number with decimal, text with email. Lists:
// their items, and exactly (a list's numbers have one scale).
[[nodiscard]] bool agree(const Type& a, const Type& b);
// The type of both where one of two values is taken (`or else`, rows of a ladder): the wider of two that
// agree.
[[nodiscard]] Type wider(const Type& a, const Type& b);

[[nodiscard]] std::optional<Type> sum_of(syntax::BinaryOp op, const Type& a, const Type& b);
[[nodiscard]] std::optional<Type> product_of(const Type& a, const Type& b);
[[nodiscard]] std::optional<Type> quotient_of(const Type& a, const Type& b);

[[nodiscard]] Type type_of(const artefact::FieldTypeT& field);
[[nodiscard]] Type element_of(Type list);
[[nodiscard]] Type list_of(Type element);

// The names of the values of a named type, in the order of their words; country codes; empty for other types.
[[nodiscard]] std::vector<std::string> names_of(const Type& type, const syntax::SyntaxTree& tree,
                                                const Program& program);
// The word of one of these names.
[[nodiscard]] std::optional<int64_t> word_of(const Type& type, std::string_view name,
                                             const syntax::SyntaxTree& tree, const Program& program);

}  // namespace lead::semantics
