#include "compiler/semantics/check_routing.h"

namespace lead::semantics {

void check_role(Context&, const syntax::Name&) {}
void infer_column(Context&, syntax::ExprId) {}
void infer_matches(Context&, syntax::ExprId, const Scope&) {}

}  // namespace lead::semantics
