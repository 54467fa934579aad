// Expressions and values put back into the words of the policy, for messages, witnesses and repairs.
//
//   write_value(100'000'050, money EUR) -> "EUR 1_000_000.50"        write_expr(`last call`) -> "last call"
//
// What is written can be read back by the parser with the same meaning (INVARIANT(words_read_back), tested);
// brackets stand only where they must. Digits are grouped from five on. Never fails; linear in the
// expression.
#pragma once
#include <cstdint>
#include <string>

#include "compiler/semantics/program.h"
#include "compiler/syntax/tree.h"
#include "runtime/base/arithmetic.h"

namespace lead::semantics {

[[nodiscard]] std::string write_name(const std::string& text);  // with backticks where it is no plain word
[[nodiscard]] std::string write_expr(const syntax::SyntaxTree& tree, syntax::ExprId id);
// As an operand of `is known` or of arithmetic: in brackets unless it is a name, a literal or a call.
[[nodiscard]] std::string write_operand(const syntax::SyntaxTree& tree, syntax::ExprId id);

[[nodiscard]] std::string write_past(const syntax::SyntaxTree& tree, const syntax::PastExpr& node);

[[nodiscard]] std::string write_number(Wide value);  // 1000, 10_000
[[nodiscard]] std::string write_scaled(Wide value,
                                       uint32_t exponent);  // millionths and minor units, no idle zeros
[[nodiscard]] std::string write_points(Wide millionths);
// A word of a type as the policy would write it: "EUR 1_000_000.50", "2026-12-01", "30%", "`director`".
[[nodiscard]] std::string write_value(Wide word, const Type& type, const syntax::SyntaxTree& tree,
                                      const Program& program);

// The same for amounts, dates, instants and countries, whose words need no list of names.
[[nodiscard]] std::string write_value(Wide word, const Type& type, const Program& program);

// Words per unit: 1 for whole numbers, a million for decimals, percent and points, 100 for EUR.
[[nodiscard]] int64_t scale_of(const Type& type);

}  // namespace lead::semantics
