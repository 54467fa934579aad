// The two sides of an operator: which is looked at first, so that the other can take its type, and what to
// say where they do not go together.
//
//   `5 < interest`      the score first, so that 5 is points
//   `interest is hot`   the score is read as its band
#pragma once
#include <vector>

#include "compiler/semantics/check_expr.h"

namespace lead::semantics {

struct Sides {
  const TypedExpr& left;
  const TypedExpr& right;
};

// Infers both; the side that knows its type by itself goes first and is the hint of the other.
Sides infer_sides(Context& context, syntax::ExprId left, syntax::ExprId right, const Scope& scope,
                  const Type* hint);
// The same, and a score beside the name of one of its bands is read as its band.
Sides infer_compared(Context& context, syntax::ExprId left, syntax::ExprId right, const Scope& scope,
                     const Type* hint);

// Where `id` is a score and one of `others` is a bare word (or a list with one): `id` becomes the band of
// that score.
void use_bands_if_meant(Context& context, syntax::ExprId id, const std::vector<syntax::ExprId>& others,
                        const Scope& scope);
// Infers unless `use_bands_if_meant` has settled it.
TypedExpr& infer_kept(Context& context, syntax::ExprId id, const Scope& scope, const Type* hint);

// L0401 or L0402, whichever says it best. `deed`: "compared".
void report_sides(Context& context, std::string_view deed, Span op, syntax::ExprId left,
                  syntax::ExprId right);

// `+` and `-`, `*` and `/` (check_arithmetic.cpp).
void infer_sum(Context& context, syntax::ExprId id, const Scope& scope, const Type* hint);
void infer_product(Context& context, syntax::ExprId id, const Scope& scope);

}  // namespace lead::semantics
