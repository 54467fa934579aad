// Teams, roles, queues and routes in the canonical form of a kernel: part of the meaning hash.
//
// The roster stays out: like tables it is data, and has a hash of its own (docs/decisions/0013). Titles and texts
// decide nothing. Routes and rows count in their order.
#pragma once
#include "compiler/kernel/canonical_bytes.h"
#include "compiler/kernel/expr_hashes.h"
#include "compiler/kernel/kernel.h"

namespace lead::kernel {

void add_routing(CanonicalBytes& bytes, const Kernel& kernel, const ExprHashes& exprs);

}  // namespace lead::kernel
