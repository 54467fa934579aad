// People, teams, queues and routes: who they name, and whether every route ends with somebody.
#pragma once
#include "compiler/semantics/context.h"

namespace lead::semantics {

// Names of people, teams, roles and queues; a role becomes an attribute of the lead.
template <class Node>
void declare_routing(Context&, uint32_t, const Node&) {}
// `owner` where a role is wanted; reports an unknown one (L0331).
void check_role(Context& context, const syntax::Name& name);
void infer_column(Context& context, syntax::ExprId id);
void infer_matches(Context& context, syntax::ExprId id, const Scope& scope);

}  // namespace lead::semantics
